"""A site with one of everything that addresses of the admin name, an account of each role, and real ids for routes."""

import re
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupApprovalTask, Locale, Page, Site, Workflow
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms.accounts.services.roles import EDITORS, MODERATORS, grant_roles, translators
from home.models import SiteSettings
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.campaigns import (
    ConfirmationCampaignFactory,
    ConfirmationRequestFactory,
    MunicipalOfficeFactory,
)
from tests.factories.entities import (
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    RegionFactory,
    TagFactory,
    TopicFactory,
)
from tests.factories.imports import CHEMNITZ_VOLGOGRAD, import_read
from tests.factories.media import DocumentFileFactory, PictureFactory
from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
from tests.factories.pages import publish
from tests.factories.partnerships import DirectoryPageFactory, profile
from tests.factories.requests import RequestSubmissionFactory
from tests.factories.site import build_site, home_of
from tests.factories.translation import in_language

ROLES = ("anonymous", "translator-ru", "editor", "moderator", "admin")
REGEX_PARAMETER = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# By the part of the address, which model its parameters name.
MODELS = {
    "bulk": "wagtailcore.page", "settings": "home.sitesettings", "tasks": "wagtailcore.groupapprovaltask",
    "pages": "news.articlepage",
}  # fmt: skip


class AdminSite:
    """Addresses of routes; `accounts` by role, None for visitors."""

    def __init__(self) -> None:
        build_site()
        grant_roles()
        index = publish(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
        self.page: Page = publish(ArticlePageFactory(parent=index, slug="bericht"))
        self.accounts = {
            "anonymous": None,
            "translator-ru": UserFactory(username="translator-ru", role=translators("ru")),
            "editor": UserFactory(username="editor", role=EDITORS),
            "moderator": UserFactory(username="moderator", role=MODERATORS),
            "admin": AdminFactory(username="admin"),
        }
        place, person = PlaceFactory(), PersonFactory()
        self.registers = {
            "country": place.country, "region": RegionFactory(country=place.country), "place": place, "person": person,
            "organisation": OrganisationFactory(), "topic": TopicFactory(), "tag": TagFactory(),
        }  # fmt: skip
        other = UserFactory(username="other")
        self.in_section = {
            "images": PictureFactory(), "documents": DocumentFileFactory(), "users": other,
            "groups": Group.objects.create(name="Others"),
            "collections": Collection.get_first_root_node().add_child(name="Sammlung"),
            "sites": Site.objects.get(), "locales": Locale.objects.get(language_code="en"),
            "redirects": Redirect.objects.create(old_path="/alt", redirect_link="/de/"),
            "workflows": Workflow.objects.get(name="Moderation"),
            "tasks": GroupApprovalTask.objects.get(name="Moderation"),
        }  # fmt: skip
        directory = publish(DirectoryPageFactory(parent=home_of("de"), slug="partnerschaften"))
        profile_page = publish(profile(directory, place, PlaceFactory()))
        self.run = import_read(directory, CHEMNITZ_VOLGOGRAD)
        campaign = ConfirmationCampaignFactory()
        asked = ConfirmationRequestFactory(campaign=campaign, partnership=profile_page.translation_key, place=place)
        self.in_section |= {
            "profiles": profile_page, "offices": MunicipalOfficeFactory(place=place), "campaigns": campaign,
            "requests": asked,
        }  # fmt: skip
        # The row that the first look at the settings makes.
        SiteSettings.for_site(self.in_section["sites"])
        self.ids = self._ids(index)

    def _ids(self, index: Page) -> dict[str, Any]:
        # The library's own way of translating, which nobody is to enter.
        source, _created = TranslationSource.get_or_create_from_instance(self.page)
        translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="ru"))
        segment = StringSegment.objects.filter(source=source).order_by("pk").first()
        revision = self.page.latest_revision_id
        section = self.in_section
        return {
            "page_id": self.page.pk, "page_to_move_id": self.page.pk, "page_pk": home_of("de").pk,
            "parent_page_id": index.pk, "destination_id": index.pk, "revision_id": revision,
            "revision_id_a": "earliest", "revision_id_b": "latest", "content_type_app_name": "news",
            "content_type_model_name": "articlepage", "image_id": section["images"].pk,
            "document_id": section["documents"].pk, "doc_id": section["documents"].pk,
            "collection_id": section["collections"].pk, "redirect_id": section["redirects"].pk,
            "run_id": self.run.pk, "number": 2, "target_id": in_language(self.page, "ru").pk,
            "profile_id": section["profiles"].pk, "campaign_id": section["campaigns"].pk,
            "request_id": section["requests"].pk, "proposal_id": 1,
            "workflow_pk": section["workflows"].pk, "task_id": section["tasks"].pk,
            "translation_id": translation.pk, "translation_source_id": source.pk,
            "string_segment_id": segment.pk if segment else 1,
            "language": "ru", "filter_spec": "original", "action_name": "publish", "action": "delete",
            "submission": RequestSubmissionFactory().pk, "mode": "", "uidb64": "1", "token": "1",
        }  # fmt: skip

    def address(self, route: str) -> str:
        """The address of a route with the ids of what there is, 1 where nothing is named so."""
        named = REGEX_PARAMETER.sub(lambda match: self._value(match[1], route), route)
        path = PARAMETER.sub(lambda match: self._value(match[1], route), named)
        path = path.replace("\\.", ".").replace("\\Z", "").rstrip("$").replace(".*", "nowhere")
        query = f"?id={self.page.pk}" if path.startswith("admin/bulk/") else ""
        return f"/{path}{query}"

    def _value(self, name: str, route: str) -> str:
        parts = route.split("/")
        if name in ("pk", "instance_pk", "object_id"):
            return str(self._object(parts).pk)
        if name in ("app_label", "app_name", "model_name"):
            model = next((MODELS[part] for part in reversed(parts) if part in MODELS), "cms_entities.place")
            return model.split(".")[name == "model_name"]
        return str(self.ids.get(name, 1))

    def _object(self, parts: list[str]) -> Any:
        """What the primary key of a route belongs to, by the most telling part of its address."""
        for part in reversed(parts):
            kind = part.removesuffix("_chooser")
            if kind in self.registers:
                return self.registers[kind]
            if part in self.in_section:
                return self.in_section[part]
        return Site.objects.get() if "settings" in parts else self.page


def outcome(response: Any) -> str:
    """In a word: the status; where a redirect leads, when that says why."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    target = response["Location"].partition("?")[0]
    return {"/admin/login/": "login", "/admin/": "refused"}.get(target, "elsewhere")


# What changes by looking: who was here, and the store's own upkeep.
PASSING = {"django_session", "wagtailadmin_editingsession", "wagtailusers_userprofile"}


def contents() -> dict[str, list[tuple]]:
    """Every row of every table, but for what changes by looking."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table in PASSING or table.startswith(("axes_", "search_tokens")):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  (names of tables)
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
