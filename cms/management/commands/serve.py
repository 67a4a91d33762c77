import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cms.demo import accounts
from cms.worker import stop_when_told

Processes = dict[str, "subprocess.Popen[bytes]"]

READY_WITHIN = 60
"""Seconds that the site may take to answer for the first time."""


class Command(BaseCommand):
    help = "Prepare the embedded installation, then run the site and its worker until Ctrl-C."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        if not getattr(settings, "EMBEDDED", False):
            raise CommandError(
                "serve is for the embedded settings. In production run a WSGI server with"
                " cms.wsgi and `manage.py worker`."
            )
        _refuse_taken_port(settings.PORT)
        _refuse_database_of_before()
        call_command("migrate", verbosity=0)
        call_command("load_demo")
        self._run(settings.PORT)

    def _run(self, port: int) -> None:
        stop = stop_when_told()
        python = sys.executable
        manage = str(Path(sys.argv[0]).resolve())
        processes = {
            "site": _start(python, "-m", "cms.embedded_server", str(port)),
            "worker": _start(python, manage, "worker"),
        }
        try:
            if _is_ready(port, stop, processes):
                self.stdout.write(self._welcome(port))
            while not stop.wait(1):
                _refuse_ended(processes)
        finally:
            for process in processes.values():
                process.terminate()
            for process in processes.values():
                process.wait()
            self.stdout.write("Site and worker have stopped.")

    def _welcome(self, port: int) -> str:
        site = f"http://localhost:{port}"
        lines = [
            "",
            f"  Site      {site}/",
            f"  Admin     {site}/admin/",
            f"  GraphiQL  {site}/graphql/",
            f"  Search    {site}/haku/",
            "",
            "  Demo accounts, their passwords made at random at the first start"
            f" (kept in {accounts.path()}):",
            *(f"    {name:<28} {password:<18} {role}" for name, role, password in accounts.read()),
            "",
            "  Ctrl-C stops site and worker.",
        ]
        return "\n".join(lines)


def _is_ready(port: int, stop: threading.Event, processes: Processes) -> bool:
    for _ in range(READY_WITHIN * 4):
        if stop.wait(0.25):
            return False
        _refuse_ended(processes)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10):
                return True
        except urllib.error.HTTPError:
            raise
        except OSError:
            continue
    raise CommandError(f"The site did not answer within {READY_WITHIN} s.")


def _refuse_ended(processes: Processes) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise CommandError(f"The {name} ended by itself: see its output above.")


def _start(*command: str) -> "subprocess.Popen[bytes]":
    # In a session of its own: Ctrl-C reaches only this command, which stops the others in order.
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603


def _refuse_database_of_before() -> None:
    """Tables had other names until they were those of a plugin; nothing of them is carried over."""
    applied = MigrationRecorder(connection).applied_migrations()
    if ("pages", "0001_initial") in applied:
        folder = settings.VAR_DIR
        raise CommandError(
            f"The database in {folder} was made by an earlier version, whose tables have other"
            " names. To keep a copy that can be read, run `manage.py dumpdata -o content.json`"
            f" with that version; then move the folder away (mv {folder} {folder}-before) and start"
            " again: a new database is made."
        )


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken: stop what uses it, or choose another, such as"
                f" PORT={port + 1} make run."
            ) from error
