"""A real nginx with the configuration we ship, on loopback, before a real gunicorn with the settings of production."""

import os
import re
import shutil
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from string import Template

import pytest
from django.conf import settings
from django.db import connection

from tests.deploy.visiting import HOST, Visit, visitor
from tests.search_server.node import free_ports

DEPLOYED = settings.BASE_DIR / "deploy" / "nginx"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
STARTED_WITHIN = 20
PRIVATE = "documents/private.pdf"
# What a distribution's own nginx.conf holds, in a folder of the test.
MAIN = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/main.log;
events {{ worker_connections 128; }}
http {{
    types {{ text/css css; text/javascript js; image/svg+xml svg; text/html html; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dialograum.conf;
}}
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a web server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.nginx)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the servers read and write."""
    if NGINX is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("nginx is not installed")
    if connection.vendor != "sqlite":
        pytest.skip("a web server does not mind which database there is; run without DATABASE_URL")
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def application(folder: Path, django_db_setup: None) -> Iterator[str]:
    """The address of gunicorn; its database is a copy of the one all tests begin with."""
    begun_with, own = connection.settings_dict["NAME"], folder / "site.sqlite3"
    with closing(sqlite3.connect(begun_with)) as source, closing(sqlite3.connect(own)) as copy:
        source.backup(copy)
    private = folder / "media" / PRIVATE
    private.parent.mkdir(parents=True)
    private.write_text("private")
    address = f"127.0.0.1:{free_ports(1)[0]}"
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "SECRET_KEY": "only-for-this-test-" * 4,
        "DATABASE_URL": f"sqlite:///{own}",
        "BASE_URL": f"https://{HOST}",
        "BEHIND_PROXY": "1",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }
    manage = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(manage, env=environment, cwd=settings.BASE_DIR, check=True)  # noqa: S603
    serve = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", address, "--threads", "4"]
    with running(serve, lambda: answers(f"http://{address}/readyz"), folder / "gunicorn.log", environment):
        yield address


@pytest.fixture(scope="module")
def certificate(folder: Path) -> tuple[Path, Path]:
    """(certificate, key) of the site, signed by itself."""
    files = folder / "certificate.pem", folder / "key.pem"
    asked = [
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        f"/CN={HOST}",
        "-addext",
        f"subjectAltName=DNS:{HOST}",
    ]
    command = ["openssl", "req", "-x509", *asked, "-out", str(files[0]), "-keyout", str(files[1])]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return files


@pytest.fixture(scope="module")
def serve(folder: Path, certificate: tuple[Path, Path]) -> Callable:
    """serve(name, application) is nginx before an application, in a folder of that name; gives what asks it."""

    @contextmanager
    def started(name: str, application: str) -> Iterator[Visit]:
        own = folder / name
        own.mkdir()
        plain, secure = free_ports(2)
        values = {
            "SERVER_NAME": HOST, "APPLICATION": application, "STATIC_ROOT": str(folder / "static"),
            "TLS_CERTIFICATE": str(certificate[0]), "TLS_KEY": str(certificate[1]), "LOG_FOLDER": str(own),
            "PAGES": str(DEPLOYED / "pages"),
        }  # fmt: skip
        shipped = Template((DEPLOYED / "dialograum.conf.template").read_text(encoding="utf-8")).safe_substitute(values)
        # The only change: loopback instead of every network, and ports that nobody else has.
        for port, free in (("80", plain), ("443", secure)):
            shipped = re.sub(rf"listen (\[::\]:)?{port}\b", lambda found: _on_loopback(found[1], free), shipped)  # noqa: B023
        (own / "dialograum.conf").write_text(shipped, encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        (own / "nginx.conf").write_text(MAIN.format(folder=own, user=user), encoding="utf-8")
        trust = ssl.create_default_context(cafile=certificate[0])
        command = [str(NGINX), "-p", f"{own}/", "-e", f"{own}/start.log", "-c", f"{own}/nginx.conf"]
        with running(command, (own / "nginx.pid").exists, own / "console.log", dict(os.environ)):
            yield visitor(plain, secure, trust)

    return started


def _on_loopback(six: str | None, port: int) -> str:
    return f"listen {'[::1]' if six else '127.0.0.1'}:{port}"


@pytest.fixture(scope="module")
def visit(serve: Callable, application: str) -> Iterator[Visit]:
    """Asks the site through nginx."""
    with serve("site", application) as visiting:
        yield visiting


@contextmanager
def running(command: list[str], is_up: Callable[[], bool], log: Path, environment: dict[str, str]) -> Iterator[None]:
    """A process that is up, and gone afterwards."""
    with log.open("wb") as console:
        process = subprocess.Popen(  # noqa: S603
            command, stdout=console, stderr=subprocess.STDOUT, env=environment, cwd=settings.BASE_DIR
        )
        try:
            given_up_at = time.monotonic() + STARTED_WITHIN
            while not is_up():
                has_failed = process.poll() is not None or time.monotonic() > given_up_at
                assert not has_failed, log.read_text(encoding="utf-8")
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
            return answer.status == 200
    except OSError:
        return False
