"""What the web server keeps from the application, what it passes on, and what it writes down."""

import gzip
import re
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.deploy.visiting import HOST, Visit
from tests.search_server.node import free_ports

from .conftest import PRIVATE

PAGES = ("/de/", "/de/search/?q=Kaluga", "/admin/login/", "/api/v1/pages/", "/api/v1/none/", "/de/none/")
PROTECTING = (
    "Strict-Transport-Security", "X-Content-Type-Options", "Content-Security-Policy", "Permissions-Policy",
    "Referrer-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options",
)  # fmt: skip
BURST = {"searches": 30, "suggestions": 60, "forms": 20}


def statuses(visit: Visit, path: str, times: int, **kwargs) -> Counter[int]:
    with ThreadPoolExecutor(8) as threads:
        return Counter(threads.map(lambda _: visit(path, **kwargs).status, range(times)))


def test_pages_are_passed_on_and_their_headers_stand_there_once(visit: Visit) -> None:
    shown = {path: visit(path, headers={"Accept-Encoding": "gzip"}) for path in PAGES}
    assert [answer.status for answer in shown.values()] == [200, 200, 200, 200, 404, 404]
    doubled = {
        (path, name): answer.values(name)
        for path, answer in shown.items()
        for name in PROTECTING
        if len(answer.values(name)) != 1
    }
    assert doubled == {}
    assert {tuple(answer.values("Server")) for answer in shown.values()} == {("nginx",)}
    assert shown["/de/"].values("Content-Encoding") == ["gzip"]
    assert b'lang="de"' in gzip.decompress(shown["/de/"].body)


def test_everybody_is_led_to_https_and_to_no_other_name(visit: Visit) -> None:
    led = visit("/de/search/?q=Kaluga", tls=False, headers={"Host": "evil.example"})
    assert (led.status, led.values("Location")) == (301, [f"https://{HOST}/de/search/?q=Kaluga"])
    with pytest.raises(OSError, match=r"(?i)unrecognized|alert|reset"):
        visit("/de/", name="evil.example")
    assert visit("/", headers={"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"}).status == 302


def test_static_files_are_served_here_and_uploads_by_no_path(visit: Visit, folder: Path) -> None:
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', visit("/de/").text)[1]
    hashed = visit(style, headers={"Accept-Encoding": "gzip"})
    assert (hashed.status, hashed.values("Content-Type"), hashed.values("Content-Encoding")) == (
        200, ["text/css"], ["gzip"],
    )  # fmt: skip
    assert hashed.values("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert gzip.decompress(hashed.body) == (folder / style.lstrip("/")).read_bytes()
    named = visit("/static/cms/mark.svg")
    assert (named.status, named.values("Cache-Control"), named.values("X-Content-Type-Options")) == (
        200, ["max-age=3600"], ["nosniff"],
    )  # fmt: skip
    private = [
        f"/media/{PRIVATE}",
        f"/static/../media/{PRIVATE}",
        f"/static/..%2fmedia/{PRIVATE}",
        "/static../site.sqlite3",
    ]
    assert {visit(path).status for path in private} <= {400, 404}


def test_probes_are_for_those_on_the_machine_alone(visit: Visit) -> None:
    assert [visit(path).status for path in ("/healthz", "/readyz")] == [200, 200]
    assert [visit(path, address="127.0.0.2").status for path in ("/healthz", "/readyz")] == [403, 403]


@pytest.mark.parametrize(
    ("path", "spellings", "burst"),
    [
        ("/api/v1/search/?q=Kaluga&locale=de", ["/api/v1/se%61rch/?q=Kaluga&locale=de"], BURST["searches"]),
        ("/de/search/", ["/de//search/", "/ru/search/?q=x"], BURST["searches"]),
        ("/de/search/suggestions/?q=", ["/api/v1/search/suggest/?q=x&locale=de"], BURST["suggestions"]),
    ],
)
def test_searches_far_beyond_the_limit_do_not_reach_the_application(
    visit: Visit, path: str, spellings: list[str], burst: int
) -> None:
    """Claiming other addresses helps nobody, nor does spelling the address in another way."""
    address = f"127.0.1.{burst + len(path)}"
    begun = time.monotonic()
    counted = statuses(visit, path, burst + 40, address=address, headers={"X-Forwarded-For": "203.0.113.9"})
    passed = (time.monotonic() - begun) * (4 if burst > 30 else 1)
    assert set(counted) == {200, 429}
    assert burst + 1 <= counted[200] <= burst + 2 + passed
    assert counted[429] == burst + 40 - counted[200]
    assert {visit(each, address=address).status for each in spellings} == {429}
    assert visit(path, address="127.0.2.1").status == 200


def test_a_refusal_is_told_to_programs_and_to_people(visit: Visit) -> None:
    statuses(visit, "/api/v1/search/?q=a&locale=de", BURST["searches"] + 10, address="127.0.1.1")
    program = visit('/api/v1/search/?q="x"&locale=de', address="127.0.1.1")
    assert program.problem == {
        "type": "about:blank", "title": "Too Many Requests", "status": 429, "instance": "/api/v1/search/",
        "detail": "You have asked very often; please wait a moment.", "invalid_params": [],
    }  # fmt: skip
    assert (program.status, program.values("Retry-After"), program.values("Access-Control-Allow-Origin")) == (
        429, ["60"], ["*"],
    )  # fmt: skip
    person = visit("/de/search/?q=a", address="127.0.1.1")
    assert (person.status, person.values("Content-Type")) == (429, ["text/html; charset=utf-8"])
    assert (person.values("Retry-After"), person.values("Cache-Control")) == (["60"], ["no-store"])
    assert [language in person.text for language in ('lang="de"', 'lang="ru"', 'lang="en"')] == [True] * 3


def test_a_household_of_ipv6_is_one_client(visit: Visit) -> None:
    counted = statuses(visit, "/de/search/", BURST["searches"] + 30, address="::1")
    assert set(counted) == {200, 429}


def test_the_application_counts_failed_logins_by_the_true_address(visit: Visit) -> None:
    """Whatever is claimed in front: the eleventh attempt of one address is refused by the application, in German."""
    form = visit("/admin/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]
    cookie = next(value for value in form.values("Set-Cookie") if value.startswith("csrftoken")).partition(";")[0]

    def attempt(number: int, address: str) -> int:
        body = urlencode({"csrfmiddlewaretoken": token, "username": f"somebody{number}", "password": "wrong"}).encode()
        claimed = {
            "X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}",
            "Forwarded": f"for=203.0.113.{number}", "Cookie": cookie, "Referer": f"https://{HOST}/admin/login/",
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        return visit("/admin/login/", "POST", body, claimed, address).status

    assert [attempt(number, "127.0.3.1") for number in range(11)] == [200] * 9 + [429] * 2
    assert attempt(11, "127.0.3.2") == 200
    assert set(statuses_of_forms := [attempt(number, "127.0.3.1") for number in range(15)]) == {429}, statuses_of_forms


def test_large_bodies_are_refused_where_nobody_uploads(visit: Visit) -> None:
    large = b"x" * (3 * 1024 * 1024)
    assert visit("/de/search/", "POST", large, address="127.0.4.1").status == 413
    assert visit("/admin/login/", "POST", large, address="127.0.4.1").status == 403


def test_nobody_is_written_down(visit: Visit, folder: Path, serve: Callable) -> None:
    """Neither what was searched nor by whom, nor a secret of a letter; also when the application is away."""
    site = folder / "site"
    visit("/de/search/?q=Geheimwort", address="127.0.5.77", headers={"Referer": f"https://{HOST}/de/search/?q=Vorher"})
    visit("/de/partnerships/confirm/secret-token/", address="127.0.5.77")
    with serve("away", f"127.0.0.1:{free_ports(1)[0]}") as alone:
        page, program = alone("/de/search/?q=Geheimwort"), alone("/api/v1/search/?q=Geheimwort")
    assert (page.status, page.values("Retry-After"), "gleich wieder da" in page.text) == (503, ["30"], True)
    assert (program.status, program.problem["detail"]) == (503, "The service is away for a moment.")
    logs = [*site.glob("*.log"), *(folder / "away").glob("*.log"), folder / "gunicorn.log"]
    written = "\n".join(log.read_text(encoding="utf-8") for log in logs)
    assert [word for word in ("Geheimwort", "Vorher", "127.0.5.77", "Kaluga") if word in written] == []
    access = (site / "access.log").read_text(encoding="utf-8")
    assert "secret-token" not in access
    assert re.search(r"^\S+ 127\.0\.5\.0 GET /de/search/ 200 \d+ [\d.]+$", access, re.MULTILINE)
    assert re.search(r"^\S+ 127\.0\.5\.0 GET /de/partnerships/confirm/ \d+ \d+ [\d.]+$", access, re.MULTILINE)
