"""What a site shows with a plugin and after it was switched off: `python -m tests.contract.plugin_scenes on|off`.

Each scene runs in a process of its own, since plugins are fixed at the start; it prints what it saw as JSON.
"""

import io
import json
import logging
import re
import sys
from typing import Any

import django
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

STOP = {"type": "walks_stop", "value": {"text": "Alte Brücke"}, "id": "b1"}
BROKEN = {"type": "walks_stop", "value": {"text": "broken"}, "id": "b2"}
HEADING = {"type": "heading", "value": {"text": "Titel", "level": "2"}, "id": "b0"}


def command(*arguments: str) -> list[str]:
    """The lines that a command prints."""
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def status(client: Client, *paths: str) -> dict[str, int]:
    """The status of each address."""
    return {path: client.get(path).status_code for path in paths}


def data(client: Client, path: str) -> Any:
    """What the API answers."""
    return json.loads(client.get(path).content)


def text(client: Client, path: str) -> str:
    """What an address answers, whatever its status."""
    return client.get(path).content.decode()


def content(client: Client, path: str) -> str:
    """What stands between head and foot of a page."""
    return text(client, path).partition("<main")[2].partition("</main>")[0]


def urls(answer: dict[str, Any]) -> list[str]:
    """The addresses of a list."""
    return [item["url"] for item in answer["items"]]


def bodies(client: Client) -> dict[str, Any]:
    """The article's body as readers and clients get it."""
    from news.models import ArticlePage

    article = ArticlePage.objects.get(slug="bericht")
    return {
        "html": re.findall(r'<h2>Titel</h2>|<p class="stop">[^<]*</p>', text(client, "/de/aktuelles/bericht/")),
        "api": data(client, f"/api/v1/pages/{article.pk}/")["body"],
        "stored": article.body.get_prep_value(),
    }


def lists(client: Client) -> dict[str, Any]:
    """Everywhere a walk may be named."""
    return {
        "api": urls(data(client, "/api/v1/pages/")),
        "related": [link["url"] for link in data(client, "/api/v1/resolve/?url=/de/aktuelles/bericht/")["related"]],
        "search": "/de/rundgang/" in content(client, "/de/search/?q=Stadtmauer"),
        "sitemap": "/de/rundgang/" in text(client, "/sitemap.xml"),
        "feed": "/de/rundgang/" in text(client, "/de/feed.atom"),
        "navigation": [entry["url"] for entry in data(client, "/api/v1/navigation/")],
        "menu": "/de/rundgang/" in text(client, "/de/"),
        "foot": "Gehen Sie mit!" in text(client, "/de/"),
    }


def build() -> None:
    """An article and a walk that know each other, each with a stop in its body, and a walk that breaks."""
    from dialograum_walks.models import WalkPage

    from cms.pages.models import RelatedPage
    from tests.factories.news import ArticlePageFactory, NewsIndexPageFactory
    from tests.factories.pages import publish
    from tests.factories.site import build_site, home_of

    build_site()
    index = publish(NewsIndexPageFactory(parent=home_of("de"), slug="aktuelles"))
    walk = WalkPage(title="Rundgang an der Stadtmauer", slug="rundgang", lead="Einmal herum.", minutes=120, live=False)
    walk.body, walk.show_in_menus = [HEADING, STOP, BROKEN], True
    home_of("de").add_child(instance=walk)
    publish(walk)
    article = ArticlePageFactory(parent=index, slug="bericht", body=[HEADING, STOP])
    article.related_page_links.add(RelatedPage(target=walk))
    publish(article)
    broken = WalkPage(title="Irrweg", slug="irrweg", lead="Ohne Ziel.", minutes=666, live=False)
    home_of("de").add_child(instance=broken)
    publish(broken)


def on() -> dict[str, Any]:
    """With the plugin."""
    call_command("migrate", verbosity=0)
    command("check", "--fail-level=WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    build()
    client = Client(raise_request_exception=False)
    page = text(client, "/de/rundgang/")
    pk = data(client, "/api/v1/resolve/?url=/de/rundgang/")["id"]
    schemas = data(client, "/api/v1/openapi.json")["components"]["schemas"]
    return {
        "status": status(client, "/de/rundgang/", "/de/irrweg/", "/api/v1/walks/broken/", "/de/?q=broken-slot"),
        "shown": re.findall(r'<p class="(?:hours|stop|walks)">[^<]*</p>', page),
        "api of the broken page": client.get("/api/v1/resolve/?url=/de/irrweg/").status_code,
        "slot broken": "Gehen Sie mit!" in text(client, "/de/?q=broken-slot"),
        "detail": {name: data(client, f"/api/v1/pages/{pk}/")[name] for name in ("type", "minutes", "url", "body")},
        "own": urls(data(client, "/api/v1/walks/walks/")),
        "filtered": urls(data(client, "/api/v1/pages/?type=walks.walk")),
        "described": sorted(name for name in schemas if name.startswith("Walk")),
        "union": [
            option["$ref"].rpartition("/")[2]
            for option in schemas["ArticleDetail"]["properties"]["body"]["items"]["oneOf"]
        ],
        "facet": [
            '<article class="result">' in content(client, f"/de/search/?q=Stadtmauer&length={length}")
            for length in ("long", "short")
        ],
        "address": text(client, "/walks.txt").splitlines(),
        "plugins": plugin_lines(),
        "lists": lists(client),
        "bodies": bodies(client),
    }


def plugin_lines() -> list[str]:
    """What `manage.py plugins` says of walks."""
    lines = command("plugins")
    start = next(number for number, line in enumerate(lines) if line.startswith("walks "))
    own = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.startswith("  "):
            break
        own.append(line.strip())
    return own


def through_the_form(page: Any) -> list[dict[str, Any]]:
    """The body after its block's form was shown and sent back unchanged."""
    block = page.body.stream_block
    data = {"body-count": str(len(page.body))}
    for number, (shown, raw) in enumerate(
        zip(block.get_form_state(page.body), page.body.get_prep_value(), strict=True)
    ):
        prefix = f"body-{number}"
        data |= {f"{prefix}-type": shown["type"], f"{prefix}-id": shown["id"]}
        data |= {f"{prefix}-deleted": "", f"{prefix}-order": str(number)}
        if shown["type"] == "unavailable":
            data[f"{prefix}-value"] = shown["value"]
        else:
            data |= {f"{prefix}-value-{name}": value for name, value in raw["value"].items()}
    return block.clean(block.value_from_datadict(data, {}, "body")).get_prep_value()


def off() -> dict[str, Any]:
    """Without it, its rows still there: at once, and after the worker's next minute."""
    from wagtail.models import Page
    from wagtail.users.models import UserProfile

    from news.models import ArticlePage
    from tests.factories.accounts import AdminFactory

    command("check", "--fail-level=WARNING")
    client, staff = Client(raise_request_exception=False), Client(raise_request_exception=False)
    admin_user = AdminFactory()
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    staff.force_login(admin_user)
    walk = Page.objects.get(slug="rundgang")
    at_once = status(client, "/de/rundgang/", "/walks.txt", "/api/v1/walks/walks/", "/de/aktuelles/bericht/")
    command("content_store", "sweep")
    command("content_store", "sweep")
    article = ArticlePage.objects.get(slug="bericht")
    article.save_revision().publish()
    admin = {
        "explorer": f"/admin/pages/{walk.get_parent().pk}/",
        "search": "/admin/pages/search/?q=Rundgang",
        "edit": f"/admin/pages/{walk.pk}/edit/",
        "delete": f"/admin/pages/{walk.pk}/delete/",
        "history": f"/admin/pages/{walk.pk}/history/",
        "usage": f"/admin/pages/{walk.pk}/usage/",
        "unpublish": f"/admin/pages/{walk.pk}/unpublish/",
        "move": f"/admin/pages/{walk.pk}/move/",
        "copy": f"/admin/pages/{walk.pk}/copy/",
        "draft": f"/admin/pages/{walk.pk}/view_draft/",
        "types": "/admin/reports/page-types-usage/",
        "aging": "/admin/reports/aging-pages/",
        "site history": "/admin/reports/site-history/",
        "choose": f"/admin/choose-page/{walk.get_parent().pk}/",
        "home": "/admin/",
    }
    return {
        "at once": at_once,
        "later": {
            **status(client, "/de/rundgang/", "/api/v1/resolve/?url=/de/rundgang/"),
            "/api/v1/pages/": client.get(f"/api/v1/pages/{walk.pk}/").status_code,
        },
        "lists": lists(client),
        "bodies": bodies(client),
        "saved in the form": through_the_form(article),
        "check": command("content_store", "check"),
        "usage": command("plugins", "--usage", "walks"),
        "admin": {name: staff.get(path).status_code for name, path in admin.items()},
        "deleted": staff.post(admin["delete"]).status_code,
        "unpublished": staff.post(admin["unpublish"]).status_code,
        "deleted above": staff.post(f"/admin/pages/{walk.get_parent().pk}/delete/").status_code,
        "deleted in bulk": staff.post(f"/admin/bulk/wagtailcore/page/delete/?id={walk.pk}").status_code,
        "told": "extension that is not active" in staff.get("/admin/pages/").content.decode(),
        "kept": Page.objects.filter(slug="rundgang", live=True).count(),
    }


def again() -> dict[str, Any]:
    """Switched on again: all is back after the worker's next minute."""
    command("content_store", "sweep")
    client = Client(raise_request_exception=False)
    return {
        "status": status(client, "/de/rundgang/"),
        "lists": lists(client),
        "bodies": bodies(client),
        "check": command("content_store", "check"),
    }


if __name__ == "__main__":
    django.setup()
    setup_test_environment()
    logging.disable(logging.CRITICAL)
    print(json.dumps({"on": on, "off": off, "again": again}[sys.argv[1]](), ensure_ascii=False))  # noqa: T201
