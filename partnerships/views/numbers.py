"""The partnerships in numbers: charts on a page, each by itself as a file and for other sites, and all as a table."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from cms.api.responses import cache_control
from cms.content_store.presenters import absolute
from cms.tables import CSV_TYPE, csv_lines
from partnerships.models import State
from partnerships.services.directory import numbers
from partnerships.services.directory.asking import Asked, asked
from partnerships.services.directory.filters import active_filters
from partnerships.services.directory.statistics import Statistics, statistics
from partnerships.services.directory.wording import summary
from partnerships.services.drawing.charts import Chart, document, style_source

from .alternates import alternates
from .directory import directory_url

# Of the frame that other sites show: the height of the chart and of the lines around it.
FRAME_MARGIN = 190
FRAME = '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>'
PICTURE = '<img src="{}" alt="{}">'


@require_safe
def numbers_page(request: HttpRequest) -> HttpResponse:
    """All charts of what is public today, or of what the parameters of the directory select."""
    wanted, found = _asked(request)
    base = reverse("partnerships:numbers")
    directory = directory_url()
    address_of = _address_of(wanted, found, directory)
    charts = [numbers.chart(found, name, address_of) for name in numbers.names(found)]
    context = {
        "asked": wanted,
        "statistics": found,
        "summary": summary(found.total, found.states.get(State.RESTING.value, 0), found.day),
        "charts": [{"chart": chart, **_codes(wanted, chart)} for chart in charts],
        "active_filters": active_filters(wanted, found.snapshot, base),
        "all_address": base,
        "file_url": wanted.address(reverse("partnerships:numbers_csv")),
        "directory_url": wanted.address(directory),
        "section_url": directory,
        "canonical": absolute(base),
        "alternates": alternates(request.path, lambda language: True),
    }
    return _dated(render(request, "partnerships/numbers_page.html", context))


@require_safe
def numbers_file(request: HttpRequest) -> HttpResponse:
    """Every number as a row: what is counted, value, number, day."""
    _wanted, found = _asked(request)
    head = [_("What is counted"), _("Value"), _("Number"), pgettext("column", "As of")]
    rows = ((title, label, count, found.day.isoformat()) for title, label, count in numbers.rows(found))
    response = HttpResponse("".join(csv_lines(head, rows)), CSV_TYPE)
    response["Content-Disposition"] = 'attachment; filename="numbers.csv"'
    return _dated(response)


@require_safe
@csp_replace({"style-src": [style_source()]})
def chart_file(request: HttpRequest, name: str) -> HttpResponse:
    """One chart as an SVG document that stands by itself."""
    chart, _wanted = _chart(request, name)
    return _dated(HttpResponse(document(chart, get_language() or ""), "image/svg+xml; charset=utf-8"))


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def chart_embedded(request: HttpRequest, name: str) -> HttpResponse:
    """One chart for the frame of another site; the only address of ours that may be framed elsewhere."""
    chart, wanted = _chart(request, name)
    context = {"chart": chart, "page_url": absolute(wanted.address(reverse("partnerships:numbers")))}
    return _dated(render(request, "partnerships/chart_embedded.html", context))


def _asked(request: HttpRequest) -> tuple[Asked, Statistics]:
    wanted = asked(request.GET, get_language() or "").shown_as("list").with_query(order="name")
    return wanted, statistics(wanted.query.locale, wanted.query)


def _chart(request: HttpRequest, name: str) -> tuple[Chart, Asked]:
    """404 for a chart that counts nothing."""
    wanted, found = _asked(request)
    if not numbers.counts(found, name):
        raise Http404
    return numbers.chart(found, name, _address_of(wanted, found, directory_url())), wanted


def _address_of(wanted: Asked, found: Statistics, base: str) -> numbers.AddressOf:
    """Where exactly the partnerships behind a bar are listed; "" where the directory cannot be asked that."""

    def address_of(facet: str, value: str) -> str:
        part = found.selection.narrowed(facet, value)
        return wanted.with_query(facets=part).address(base) if part is not None else ""

    return address_of


def _codes(wanted: Asked, chart: Chart) -> dict[str, str]:
    """The chart's own address, and what others write into their pages to show it."""
    file = absolute(wanted.address(reverse("partnerships:chart", args=(chart.identity,))))
    frame = absolute(wanted.address(reverse("partnerships:chart_embedded", args=(chart.identity,))))
    height = chart.height + FRAME_MARGIN
    return {
        "file_url": file,
        "frame_code": format_html(FRAME, frame, chart.title, height),
        "picture_code": format_html(PICTURE, file, chart.title),
    }


def _dated(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = cache_control(None)
    return response
