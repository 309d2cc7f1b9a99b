"""What all registers have in common: columns, search, export, names in the form."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail_modeladmin.helpers import DjangoORMSearchHandler
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import DeleteView, HistoryView, IndexView

from cms.entities.forms import EntityForm, LanguageSelect
from cms.entities.models import Entity, NameKind
from cms.entities.querysets import EntityQuerySet
from cms.tables import BYTE_ORDER_MARK, neutral

names_panel = InlinePanel(
    "names",
    heading=_("Names"),
    label=_("Name"),
    min_num=1,
    panels=[
        FieldRowPanel([FieldPanel("language", widget=LanguageSelect), FieldPanel("kind"), FieldPanel("text")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ],
    help_text=_(
        "Readers see the official name in their language. Other spellings and former names are found by search."
    ),
)
key_panel = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel("key", help_text=_("Used in addresses; empty: made from the name.")),
                FieldPanel("wikidata_id"),
            ]
        )
    ],
    heading=_("Identification"),
    classname="collapsed",
)


class FoldedSearchHandler(DjangoORMSearchHandler):
    """Finds entities by any name in any spelling."""

    show_search_form = True

    def search_queryset(self, queryset: EntityQuerySet, search_term: str, **kwargs: Any) -> EntityQuerySet:
        """Those that bear the name; the order of the list stays."""
        return queryset.search(search_term or "")


class RegisterIndexView(IndexView):
    """Exports that open safely in a spreadsheet, with all letters."""

    def stream_csv(self, queryset: EntityQuerySet) -> Any:
        """With the mark by which spreadsheets know UTF-8; at once, while the staff's language is active."""
        return iter([BYTE_ORDER_MARK.encode(), *super().stream_csv(queryset)])

    def preprocess_field_value(self, field: Any, value: Any, export_format: str) -> Any:
        """In CSV an apostrophe precedes what would be read as a formula (XLSX cells are typed)."""
        processed = super().preprocess_field_value(field, value, export_format)
        return neutral(processed) if export_format == self.FORMAT_CSV else processed


class StillInUse(Exception):
    """An entity cannot be deleted because of these objects."""

    def __init__(self, objects: list[Any]) -> None:
        super().__init__()
        self.objects = objects


class RegisterDeleteView(DeleteView):
    """Says where an entity is used (wagtail-modeladmin's view fails on relations without a reverse name)."""

    def delete_instance(self) -> None:
        """Delete, or say by what the entity is held."""
        try:
            self.instance.delete()
        except ProtectedError as error:
            # The page of a row says more than the row.
            users = {getattr(used_by, "page", used_by) for used_by in error.protected_objects}
            raise StillInUse(sorted(users, key=str)) from error

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete and return to the list, or show what stands in the way."""
        try:
            return super().post(request, *args, **kwargs)
        except StillInUse as error:
            context = self.get_context_data(protected_error=True, linked_objects=error.objects)
            return self.render_to_response(context)


class RegisterHistoryView(HistoryView):
    """For those who may see the entity; the library asks for no right."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.permission_helper.user_can_inspect_obj(request.user, self.instance):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def exported_name(code: str, language: str) -> Any:
    """Export column: the official name in one language; empty where none is recorded."""

    @admin.display(description=_("Name (%(language)s)") % {"language": language})
    def column(entity: Entity) -> str:
        rows = [row for row in entity.names.all() if row.language == code and row.kind == NameKind.OFFICIAL]
        return rows[0].text if rows else ""

    return column


@admin.display(description=_("Other names"))
def exported_other_names(entity: Entity) -> str:
    """Export column: spellings and former names, with the years of the latter."""
    others = [row for row in entity.names.all() if row.kind != NameKind.OFFICIAL]
    return "; ".join(f"{row.text} ({row.language}, {row.get_kind_display()})" for row in others)


class Register(ModelAdmin):
    """Base of the registers; `detail_panels`, `columns`, `related` (what columns read) say what differs."""

    columns: tuple = ()
    related: tuple[str, ...] = ()
    detail_panels: tuple[Panel, ...] = ()
    extra_panels: tuple[Panel, ...] = ()
    empty_value_display = ""
    inspect_view_enabled = True
    inspect_view_fields_exclude: ClassVar = ["id", "updated_at"]
    inspect_template_name = "cms/entities/inspect.html"
    index_view_class = RegisterIndexView
    delete_view_class = RegisterDeleteView
    history_view_class = RegisterHistoryView
    search_handler_class = FoldedSearchHandler
    index_view_extra_css: ClassVar = ["cms/entities/registers.css"]
    inspect_view_extra_css: ClassVar = ["cms/entities/registers.css"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> EntityQuerySet:
        """In the order of the names shown, with everything the columns read."""
        return self.model.objects.with_shown_name().prefetch_related("names", *self.related)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """By the name in the language of the staff."""
        return ("shown_name",)

    def get_list_display(self, request: HttpRequest) -> tuple:
        """The name first."""
        return ("shown_name", *self.columns)

    def get_list_export(self, request: HttpRequest) -> tuple:
        """Key, names in every language, then the columns."""
        names = (exported_name(code, language) for code, language in settings.LANGUAGES)
        return ("key", *names, exported_other_names, *self.columns)

    def get_edit_handler(self) -> ObjectList:
        """Names first, then what is known, then identification."""
        return ObjectList([names_panel, *self.detail_panels, *self.extra_panels, key_panel], base_form_class=EntityForm)

    @property
    def export_filename(self) -> str:
        """Named after what is listed ("places")."""
        return f"{self.opts.model_name}s"

    @admin.display(description=_("name"), ordering="shown_name")
    def shown_name(self, entity: Entity) -> str:
        """The name in the language of the staff."""
        return str(entity)
