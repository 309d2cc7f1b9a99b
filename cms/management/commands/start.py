"""manage.py start: prepare what is missing, then web server and worker until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.management.demo.accounts import ACCOUNTS, DEMO_PASSWORD

GRACE_SECONDS = 10


class Command(BaseCommand):
    """The development server and one worker; both end together."""

    help = "Prepare database, catalogues and demo, then run web server and worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        self.prepare()
        stop = {"asked": False}
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.update(asked=True))
        web = self.launch("gunicorn", "cms.wsgi:application", "--bind", f"127.0.0.1:{options['port']}")
        worker = self.launch(None, "worker")
        self.announce(options["port"])
        while not stop["asked"] and web.poll() is None and worker.poll() is None:
            time.sleep(0.2)
        ended = [process.poll() for process in (web, worker)]
        self.end(web, worker)
        if not stop["asked"]:
            self.stderr.write(f"A process ended by itself (web {ended[0]}, worker {ended[1]}).")
            sys.exit(1)

    def prepare(self) -> None:
        """Migrations, catalogues and the demo; quick when nothing is missing."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database (about half a minute) ...")
            call_command("migrate", verbosity=0)
        call_command("messages", "compile", verbosity=0)
        call_command("demo")

    def launch(self, module: str | None, *arguments: str) -> subprocess.Popen:
        """A child of its own session, so that Ctrl-C reaches only this process, which passes it on once."""
        if module == "gunicorn":
            options = ("--workers", "1", "--threads", "4", "--worker-class", "gthread", "--log-level", "warning")
            command = [sys.executable, "-m", "gunicorn", *arguments, *options]
        else:
            command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, env=os.environ, start_new_session=True)  # noqa: S603  (our own commands)

    def announce(self, port: int) -> None:
        """Addresses and accounts."""
        base = f"http://localhost:{port}"
        self.stdout.write(f"\nSite       {base}/\nAdmin      {base}/admin/\nAPI        {base}/api/v1/openapi.json")
        names = ", ".join(account.username for account in ACCOUNTS)
        self.stdout.write(f"Accounts   {names} (password: {DEMO_PASSWORD})\nCtrl-C stops both.\n")
        self.stdout.flush()

    def end(self, *processes: subprocess.Popen) -> None:
        """SIGTERM once to each, then wait."""
        for process in processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
