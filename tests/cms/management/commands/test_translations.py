"""manage.py translations: a language more on the demo; orphans of every kind are found and told how to mend."""

import io
import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.translation.models import ApprovedWording, TranslationProgress
from cms.translation.services.orphans import KINDS
from tests.factories.news import NewsIndexPageFactory
from tests.factories.site import build_site, home_of
from tests.factories.translation import article_with_texts, in_language, locale_of, news_index, publish_family
from tests.races import environment

PAGES = 12
# In a process of its own, since the languages of a site are known once it has begun.
SCRIPT = """
import json, sys, django
django.setup()
from itertools import islice
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from wagtail.models import Locale, Page, WorkflowPage
from cms.accounts.models import User
from cms.content_store.services import sweeping
from cms.translation.models import SectionRun
from cms.translation.services import sections
setup_test_environment()
call_command("translations", "add", "pl", stdout=sys.stderr)
call_command("translations", "add", "pl", stdout=sys.stderr)
for run in list(SectionRun.objects.all()):
    list(islice(sections.go_on(run.pk), PAGES))
sweeping.sweep()
call_command("translations", "check", stdout=sys.stderr)
call_command("makemigrations", check=True, dry_run=True, stdout=sys.stderr)
home = Page.objects.get(depth=2, locale__language_code="pl")
group = Group.objects.get(name="Translators (pl)")
translator = User.objects.create_user("tlumacz", "tlumacz@example.org", "password")
translator.groups.add(group)
anonymous, staff, admin = Client(), Client(), Client()
staff.force_login(translator)
admin.force_login(User.objects.create_superuser("chief", "chief@example.org", "password"))
def get(client, *addresses):
    return {address: client.get(address).status_code for address in addresses}
public = anonymous.get("/pl/").content.decode()
draft = Page.objects.filter(locale__language_code="pl", live=False).first()
print(json.dumps({
    "runs": SectionRun.objects.count(),
    "begun": Page.objects.filter(locale__language_code="pl").count() > 2,
    "home": [home.live, 'lang="pl"' in public, 'lang="de"' in public, 'hreflang="pl"' in public],
    "german": 'hreflang="pl"' in anonymous.get("/de/").content.decode(),
    "sitemap": "/pl/" in anonymous.get("/sitemap.xml").content.decode(),
    "workflow": WorkflowPage.objects.filter(page=home).exists(),
    "rights": sorted(row.permission.codename for row in group.page_permissions.filter(page=home)),
    "public": get(anonymous, "/pl/", "/pl/search/?q=Bonn", "/pl/nichts/", "/de/", "/ru/", "/api/v1/pages/?locale=pl",
                  "/api/v1/navigation/?locale=pl", "/api/v1/search/?locale=pl&q=Bonn", "/api/v1/openapi.json"),
    "translator": get(staff, "/admin/", "/admin/translation/pl/", f"/admin/pages/{draft.pk}/edit/"),
    "admin": get(admin, "/admin/", "/admin/translation/pl/", f"/admin/pages/{home.pk}/", "/admin/translation/runs/1/",
                 f"/admin/localize/submit/page/{Page.objects.get(depth=2, locale__language_code='de').pk}/"),
}))
""".replace("PAGES", str(PAGES))


@pytest.mark.slow
def test_a_language_more_is_a_setting_and_one_command(demo: None) -> None:
    connection.close()
    done = subprocess.run(  # noqa: S603  (our own command)
        [sys.executable, "-c", SCRIPT],
        env={**environment(), "LANGUAGES": "de,ru,en,pl"},
        cwd=settings.BASE_DIR,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    statuses = found.pop("public") | found.pop("translator") | found.pop("admin")
    assert {address: status for address, status in statuses.items() if status != 200} == {"/pl/nichts/": 404}
    assert found == {
        "runs": 1,
        "begun": True,
        "home": [True, True, True, True],
        "german": True,
        "sitemap": True,
        "workflow": True,
        "rights": ["change_page"],
    }


@pytest.mark.django_db
def test_only_languages_of_the_site_can_be_added() -> None:
    for language in ("pl", "de"):
        with pytest.raises(CommandError, match="LANGUAGES="):
            call_command("translations", "add", language)


def check() -> tuple[list[str], str]:
    """The kinds that were found, and everything that was said."""
    said = io.StringIO()
    try:
        call_command("translations", "check", stdout=said)
    except CommandError as error:
        said.write(str(error))
    return [kind.name for kind in KINDS if f"({kind.name}, 1)" in said.getvalue()], said.getvalue()


@pytest.mark.slow
@pytest.mark.django_db
def test_every_kind_of_orphan_is_found_and_told_how_to_mend() -> None:
    build_site()
    index = news_index(home_of("de"))
    article = article_with_texts(index)
    russian, english = in_language(article, "ru"), in_language(article, "en")
    assert check() == ([], "No orphan.\n")

    pages = Page.objects
    # What no way of the admin does is done to the rows themselves.
    pages.filter(pk=russian.pk).update(live=True)
    pages.filter(pk=article.pk).update(live=False)
    kinds, said = check()
    assert kinds == ["ahead of its source"]
    assert f"page {russian.pk} (ru) {russian.url_path} “{russian.title}”" in said
    assert "To mend: Publish the source page, or unpublish this one." in said
    assert said.endswith("Orphans: 1.")
    pages.filter(pk=article.pk).update(live=True)
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=article.page_ptr, restriction_type="login")])
    assert check()[0] == ["more public than its source"]
    PageViewRestriction.objects.all()._raw_delete("default")
    pages.filter(pk=english.pk).update(alias_of=article.pk)
    assert check()[0] == ["alias of another language"]
    pages.filter(pk=english.pk).update(alias_of=None)
    pages.filter(pk=english.pk).update(locale=locale_of("ru"), translation_key="5" * 32)
    TranslationProgress.objects.filter(page=english.pk).delete()
    assert check()[0] == ["astray"]
    pages.filter(pk=english.pk).update(locale=english.locale, translation_key=english.translation_key)
    other = publish_family(NewsIndexPageFactory(parent=home_of("de"), title="Archiv"), ru={"title": "А", "lead": "Б"})
    russian.move(in_language(other, "ru"), pos="last-child")
    assert check()[0] == ["misplaced"]
    pages.get(pk=russian.pk).move(in_language(index, "ru"), pos="last-child")
    Redirect.objects.all().delete()
    ApprovedWording.objects.create(
        translation_key="6" * 32, locale=locale_of("ru"), path="title", value="А", source="A"
    )
    Redirect.objects.create(old_path="/ru/alt", redirect_page=article.page_ptr, automatically_created=True)
    assert check()[0] == ["words without page", "redirect into another language"]
    call_command("translations", "forget", stdout=io.StringIO())
    Redirect.objects.all().delete()
    pages.filter(pk=russian.pk).update(translation_key="7" * 32)
    assert "without source" in check()[0]
