"""What the keeping of answers costs those who publish: `python -m
tests.benchmarks.graphql_speed.publishing` publishes one event again and again, in turns with and
without all that answers are kept by, and prints the medians in milliseconds."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

import django

PUBLISHES = 60
"""Of each kind."""


def main() -> None:
    django.setup()
    from cms.pages.models import EventPage

    event = EventPage.objects.filter(live=True).first()
    times: dict[str, list[float]] = {"on": [], "off": []}
    for number in range(PUBLISHES):
        times["on"].append(_time(lambda number=number: _publish(event, f"Kerta {number}")))
        with _nothing_kept():
            times["off"].append(_time(lambda number=number: _publish(event, f"Toinen {number}")))
    print(json.dumps({kind: median(some) * 1000 for kind, some in times.items()}))


def _publish(event: Any, title: str) -> None:
    """As the admin does, in one transaction."""
    from django.db import transaction

    with transaction.atomic():
        event.title = title
        event.save_revision().publish()


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """The content version stands still: nothing waits for it, and it is not written."""
    from cms.pages.models import ContentVersion

    numbers = count(ContentVersion.current())
    with (
        mock.patch.object(ContentVersion, "wait_for_others"),
        mock.patch.object(ContentVersion, "rise", side_effect=lambda: next(numbers)),
    ):
        yield


def _time(call: Callable[[], object]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started


if __name__ == "__main__":
    main()
