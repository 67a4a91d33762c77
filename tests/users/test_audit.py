"""Who did what in the admin, as rows that are exported and as lines of JSON."""

import json
import logging
import re
from copy import deepcopy
from datetime import timedelta
from io import StringIO
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from freezegun import freeze_time
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.audit import forget_old_entries
from tests.factories import add_home, add_news, add_region

PASSWORD = "pitkä salasana 1"


@pytest.fixture
def editor(db: None) -> Any:
    return get_user_model().objects.create_superuser("sihteeri", "sihteeri@example.org", PASSWORD)


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any) -> Any:
    """What is written while something is done, without its moments."""
    logger = logging.getLogger("kumppanuus.audit")

    def lines(do: Any) -> list[dict[str, Any]]:
        caplog.clear()
        logger.addHandler(caplog.handler)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                do()
        finally:
            logger.removeHandler(caplog.handler)
        written = [
            json.loads(record.message) for record in caplog.records if record.name == logger.name
        ]
        return [{name: line[name] for name in line if name != "at"} for line in written]

    return lines


def sign_in(client: Any, password: str) -> Any:
    return client.post("/admin/login/", {"username": "sihteeri", "password": password})


def test_signing_in_and_out_and_failing_to_is_written(client, editor, lines) -> None:
    user = {"user": "sihteeri", "type": "user", "id": str(editor.pk)}
    assert lines(lambda: sign_in(client, PASSWORD)) == [{"action": "kumppanuus.signed_in", **user}]
    assert lines(lambda: client.post("/admin/logout/")) == [
        {"action": "kumppanuus.signed_out", **user}
    ]
    rows = ModelLogEntry.objects.count()
    assert lines(lambda: sign_in(client, "väärä")) == [
        {
            "action": "kumppanuus.sign_in_failed",
            "user": "sihteeri",
            "address": "127.0.0.1",
            "pause": 0,
        }
    ]
    assert ModelLogEntry.objects.count() == rows == 2


def test_looking_at_what_is_not_public_is_written_without_its_title(client, editor, lines) -> None:
    region = add_region(add_home(), "pohjoinen")
    draft = add_news(region, "Salainen", live=False)
    client.force_login(editor)
    revision = draft.save_revision()
    looks = ("edit/", "view_draft/", "history/", f"revisions/{revision.pk}/view/")
    for look in (*looks, "revisions/compare/earliest...latest/"):
        address = f"{draft.pk}/{look}"
        assert lines(lambda at=address: client.get(f"/admin/pages/{at}")) == [
            {"action": "kumppanuus.looked", "user": "sihteeri", "type": "page", "id": draft.pk}
        ]
    assert lines(lambda: client.get(f"/admin/pages/{region.pk}/edit/")) == []
    region.save_revision()
    [line] = lines(lambda: client.get(f"/admin/pages/{region.pk}/edit/"))
    assert (line["action"], line["id"]) == ("kumppanuus.looked", region.pk)


def test_publishing_is_written_and_what_is_undone_is_not(client, editor, lines) -> None:
    draft = add_news(add_region(add_home(), "pohjoinen"), "Salainen", live=False)
    client.force_login(editor)
    assert lines(lambda: client.get("/admin/reports/site-history/?export=csv").getvalue()) == [
        {
            "action": "kumppanuus.exported",
            "user": "sihteeri",
            "type": "user",
            "id": str(editor.pk),
        }
    ]
    page = {"user": "sihteeri", "type": "page", "id": draft.pk}
    done = lines(lambda: draft.save_revision(user=editor, log_action=True).publish(user=editor))
    assert done == [{"action": "wagtail.edit", **page}, {"action": "wagtail.publish", **page}]


def test_the_history_of_the_site_exports_it(client, editor) -> None:
    sign_in(client, PASSWORD)
    client.get("/admin/reports/site-history/?export=csv").getvalue()
    table = client.get("/admin/reports/site-history/?export=csv").getvalue().decode()
    assert "sihteeri,Käyttäjä,Kirjaudu sisään,sihteeri," in table
    assert "sihteeri,Käyttäjä,Lataa taulukkona,sihteeri," in table


def test_rows_are_kept_for_as_long_as_is_set(editor, settings) -> None:
    region = add_region(add_home(), "pohjoinen")
    with freeze_time(timezone.now() - timedelta(days=40)):
        add_news(region, "Vanha").save_revision(user=editor, log_action=True)
        log(editor, "kumppanuus.signed_in", user=editor)
    log(editor, "kumppanuus.signed_out", user=editor)
    models = (PageLogEntry, ModelLogEntry)
    kept = [log_of.objects.count() for log_of in models]
    forget_old_entries()
    assert [log_of.objects.count() for log_of in models] == kept
    settings.AUDIT_DAYS = 30
    forget_old_entries()
    for log_of, before in zip(models, kept, strict=True):
        assert 0 < log_of.objects.count() < before
        oldest = log_of.objects.earliest("timestamp").timestamp
        assert oldest > timezone.now() - timedelta(days=30)


def test_no_title_writes_a_line_of_its_own_into_the_log(client, editor) -> None:
    """Where the audit trail stands in the same stream it would be one of that."""
    home = add_home()
    forged = '{"action": "kumppanuus.signed_in", "user": "muu"}'
    config = DictConfigurator(deepcopy(settings.LOGGING))
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(config.configure_formatter(config.config["formatters"]["plain"]))
    logging.getLogger("wagtail").addHandler(handler)
    try:
        for end in ("\r\n", "\n", "\r", "\u2028"):
            home.title = f"Etusivu{end}{forged}"
            home.save_revision().publish()
    finally:
        logging.getLogger("wagtail").removeHandler(handler)
    lines = stream.getvalue().splitlines()
    assert sum(line.startswith(f"| {forged}") for line in lines) >= 4
    assert all(re.match(r"\d{4}-\d\d-\d\d .* INFO wagtail: |\| ", line) for line in lines)
