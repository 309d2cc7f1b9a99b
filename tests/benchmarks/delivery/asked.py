"""What is asked of whom, and the request as a web server hands it to the application."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from news.models import ArticlePage

from .articles import TOPIC

HOST = "benchmark.example"
DEEP = 20, 400  # the page is the last of many that is full, at most this one
ARTICLES = "/api/v1/news/articles/"
CAREFUL = "/api/benchmark/careful/articles/"
V2, V3 = "/api/benchmark/v2/pages/", "/api/benchmark/v3/pages/"
# Wagtail's lists with all fields; only theirs can skip pages.
WAGTAIL = {"type": "news.ArticlePage", "order": "-date", "locale": "de"}

Application = Callable[[dict, Callable], object]


@dataclass(frozen=True)
class Question:
    """An address with its query, and the validator of who asks again."""

    path: str
    query: Mapping[str, object]
    etag: str = ""
    status: int = 200

    def environ(self) -> dict[str, object]:
        """By WSGI, as gunicorn behind a proxy that speaks https."""
        found = {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": self.path,
            "QUERY_STRING": urlencode(self.query), "SERVER_NAME": HOST, "SERVER_PORT": "443", "HTTP_HOST": HOST,
            "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "203.0.113.9", "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_ACCEPT": "*/*", "HTTP_USER_AGENT": "benchmark",
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        return {**found, "HTTP_IF_NONE_MATCH": self.etag} if self.etag else found

    def request(self) -> bytes:
        """The same as bytes."""
        headers = {
            "Host": HOST, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "Accept": "*/*",
            "User-Agent": "benchmark", **({"If-None-Match": self.etag} if self.etag else {}),
        }  # fmt: skip
        lines = [f"GET {self.path}?{urlencode(self.query)} HTTP/1.1", *(f"{name}: {headers[name]}" for name in headers)]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Answer:
    """What the application gave."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> object:
        """The body read."""
        return json.loads(self.body)


def ask(application: Application, environ: dict[str, object]) -> Answer:
    """One request through everything that a web server's would pass."""
    told: list = []
    answer = application(environ, lambda status, headers: told.extend((status, headers)))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    return Answer(int(told[0][:3]), dict(told[1]), body)


def questions(application: Application) -> dict[str, Question]:
    """All of them by name; those whose name says so are not ours."""
    count, newest = ArticlePage.objects.count(), ArticlePage.objects.order_by("-date", "-pk").first()
    before_deep = min(count // DEEP[0], DEEP[1]) * DEEP[0] - DEEP[0]
    last = ArticlePage.objects.order_by("-date", "-pk")[before_deep - 1]
    cursor = f"{last.date}~{last.pk}"
    one, listed = Question(f"{ARTICLES}{newest.pk}/", {}), Question(ARTICLES, {"limit": 20})
    etags = [ask(application, question.environ()).headers["ETag"] for question in (listed, one)]
    return {
        "list": listed,
        "detail": one,
        "resolve": Question("/api/v1/resolve/", {"url": newest.get_url()}),
        "filter": Question(ARTICLES, {"limit": 20, "topic": TOPIC}),
        "deep page": Question(ARTICLES, {"limit": 20, "cursor": cursor}),
        "list, 304": Question(ARTICLES, {"limit": 20}, etags[0], 304),
        "detail, 304": Question(one.path, {}, etags[1], 304),
        "constant": Question("/api/benchmark/constant/", {}),
        "ORM list": Question(CAREFUL, {}),
        "ORM filter": Question(CAREFUL, {"topic": TOPIC}),
        "ORM deep page": Question(CAREFUL, {"cursor": cursor}),
        "Wagtail v2 list": Question(V2, {**WAGTAIL, "fields": "*", "limit": 20}),
        "Wagtail v2 detail": Question(f"{V2}{newest.pk}/", {}),
        "Wagtail v2 deep page": Question(V2, {**WAGTAIL, "fields": "*", "limit": 20, "offset": before_deep}),
        "Wagtail v3 list": Question(V3, {**WAGTAIL, "limit": 20}),
        "Wagtail v3 detail": Question(f"{V3}{newest.pk}/", {}),
        "Wagtail v3 deep page": Question(V3, {**WAGTAIL, "limit": 20, "offset": before_deep}),
    }
