"""The beginning of translations, and the closed door in front of wagtail-localize's ways."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Locale, Page

from cms.pages.models import ForumPage
from cms.translation.models import SectionRun
from cms.translation.services import sections
from cms.translation.services.family import is_source_locale
from cms.translation.services.starting import ParentMissing, may_begin, start_translation

MOST_RUNS = 5


def source_or_404(page_id: int) -> ForumPage:
    """Translations are begun from pages in the source language only: another language's words are nobody's facts."""
    found = get_object_or_404(Page.objects.select_related("locale"), pk=page_id)
    page = found.specific
    if not isinstance(page, ForumPage) or not is_source_locale(found):
        raise Http404
    return page


@require_POST
def start(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Begin a translation as a draft; for those who may edit the page, or the page above it in that language."""
    source = source_or_404(page_id)
    locale = get_object_or_404(Locale.objects.exclude(pk=source.locale_id), language_code=language)
    if not may_begin(request.user, source, locale):
        raise PermissionDenied
    try:
        target = start_translation(source, locale, request.user)
    except ParentMissing as missing:
        messages.error(request, _("Translate the page above first: “%(title)s”.") % {"title": missing})
        return redirect("wagtailadmin_pages:edit", source.pk)
    return redirect("wagtailadmin_pages:edit", target.pk)


def choose_language(request: HttpRequest, page_id: int) -> HttpResponse:
    """The languages of a source page, their state, and what is missing in each at and below the page."""
    source = source_or_404(page_id)
    if not source.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    existing = {found.locale_id: found for found in source.get_translations()}
    below = source.get_descendants().exists()
    locales = [
        {
            "locale": locale,
            "page": existing.get(locale.pk),
            "missing": sections.missing_in(source, locale).count() if below else 0,
        }
        for locale in Locale.objects.exclude(pk=source.locale_id).order_by("pk")
    ]
    runs = SectionRun.objects.filter(root=source).select_related("locale").order_by("-pk")[:MOST_RUNS]
    context = {"page": source, "locales": locales, "runs": runs}
    return render(request, "cms_translation/choose_language.html", context)


def refused(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """wagtail-localize's own ways of writing translations publish without asking; none of them is open."""
    return HttpResponseForbidden(_("Translations are edited on their own page."))
