"""The register of municipal offices: whom to ask, known to staff alone."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail_modeladmin.helpers import DjangoORMSearchHandler
from wagtail_modeladmin.options import ModelAdmin

from cms.entities.admin.registers import RegisterHistoryView, RegisterIndexView
from cms.entities.folding import fold
from cms.entities.forms import LanguageSelect
from cms.entities.models import Place
from cms.entities.models.places import PlaceName
from cms.entities.querysets import shown_name
from partnerships.models import MunicipalOffice

from .permissions import StaffPermissions


class OfficeSearch(DjangoORMSearchHandler):
    """Finds offices by any name of their place, in any spelling."""

    show_search_form = True

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        """Those whose place bears each word in any of its names."""
        for word in fold(search_term or "").split():
            named = PlaceName.objects.filter(entity=OuterRef("place"), folded__contains=word)
            queryset = queryset.filter(Exists(named))
        return queryset


class OfficeRegister(ModelAdmin):
    """Name, address and language of the office that answers for a place."""

    model = MunicipalOffice
    menu_label = _("Municipal offices")
    menu_icon = "mail"
    base_url_path = "partnerships/offices"
    permission_helper_class = StaffPermissions
    search_handler_class = OfficeSearch
    index_view_class = RegisterIndexView
    history_view_class = RegisterHistoryView
    inspect_view_enabled = True
    index_view_extra_css: ClassVar = ["cms/entities/registers.css", "partnerships/css/registers.css"]
    list_display = ("place_name", "name", "email", "language")
    list_export = ("place_name", "name", "email", "language")
    list_filter = ("language",)
    list_per_page = 50
    export_filename = "municipal-offices"

    def get_queryset(self, request: HttpRequest) -> QuerySet[MunicipalOffice]:
        """By the name of the place in the language of the staff."""
        offices = MunicipalOffice.objects.annotate(shown_place=shown_name(Place, outer="place"))
        return offices.select_related("place").prefetch_related("place__names").order_by("shown_place", "pk")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """By place."""
        return ("shown_place",)

    def get_edit_handler(self) -> ObjectList:
        """The place, then how to reach the office."""
        return ObjectList(
            [
                FieldPanel("place"),
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("language", widget=LanguageSelect)]),
            ]
        )

    @admin.display(description=_("place"), ordering="shown_place")
    def place_name(self, office: MunicipalOffice) -> str:
        """In the language of the staff."""
        return str(office.place)
