"""The content that is measured: `python -m tests.benchmarks.graphql_speed.content TIMES FILE` fills
the database of the settings with so many times of it, and writes what the stock project gets."""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid5

import django

COUNTS = {"event": 1_000, "meeting": 400, "statement": 400, "news": 600}
"""Beside the demo content's own."""
YEARS = 4
"""Over which events and meetings are spread, of which the last is to come; all else has been."""


def main(times: int, path: Path) -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from cms.demo import loading
    from cms.demo.scale.pages import publish

    call_command("migrate", verbosity=0)
    loading.load(lambda line: None)
    # What the search knows is not asked for here.
    with mock.patch("cms.demo.scale.pages.indexing.put"):
        for _done in publish(_documents(times)):
            pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the worker does
    path.write_text(json.dumps(as_rows(), default=str))


def _documents(times: int) -> Iterator[Any]:
    """The same texts so many times, as it takes long to write them."""
    for document in list(_different_documents()):
        for number in range(times):
            yield replace(document, uuid=uuid5(document.uuid, str(number)))


def _different_documents() -> Iterator[Any]:
    from cms.demo.scale.documents import DAYS, FIRST_DAY, documents
    from cms.pages.models import RegionPage
    from cms.snippets.models import Topic

    wanted = Counter(COUNTS)
    regions = RegionPage.objects.order_by("path").values_list("slug", flat=True)
    topics = Topic.objects.order_by("pk").values_list("slug", flat=True)
    slugs = list(dict.fromkeys(regions))  # translations have the same
    for document in documents(100 * wanted.total(), 1, slugs, list(topics)):
        if wanted[document.kind]:
            wanted[document.kind] -= 1
            share = (document.date - FIRST_DAY).days / DAYS
            first = -YEARS if document.kind in ("news", "statement") else 1 - YEARS
            days = dt.timedelta(days=round(365 * (first + share * YEARS)))
            yield replace(document, date=dt.date.today() + days)
        if not wanted.total():
            return


def as_rows() -> dict[str, list[dict[str, Any]]]:
    """The published pages by the stock project's models."""
    from cms.pages import models

    page = ("title", "slug", "first_published_at", "last_published_at", "search_description")
    when = ("kind", "state", "starts_at", "ends_at", "place", "online_url")
    names: dict[str, tuple[str, ...]] = {
        "RegionPage": (),
        "EventPage": (
            *when,
            *("organiser_role", "latitude", "longitude", "lead", "accessibility"),
            *("registration_url", "participants"),
        ),
        "NewsPage": ("date", "lead"),
        "StatementPage": ("kind", "given_on", "due_on", "summary", "plain_summary"),
        "MeetingPage": (*when, "stage", "introduction"),
    }
    rows = {
        name: list(getattr(models, name).objects.listed().in_language("fi").values(*page, *own))
        for name, own in names.items()
    }
    for row in rows["StatementPage"]:
        row["status"] = "waiting"
    return rows


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
