"""What the figures are compared to: Django views that give the same content with nothing between
them and the database, or from memory."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone

from cms.pages import models
from cms.urls import urlpatterns as own
from tests.benchmarks.graphql_speed.queries import LIST_COLUMNS, PERSISTED, REGION

PAGE = ("uuid", "title", "url_path", "first_published_at")
WHEN = ("kind", "state", "starts_at", "ends_at", "place")


def list_by_values(request: HttpRequest) -> HttpResponse:
    """A hundred events by one SELECT."""
    rows = models.EventPage.objects.filter(live=True).order_by("-starts_at")
    return JsonResponse({"events": list(rows.values(*LIST_COLUMNS)[:100])})


def embed_by_values(request: HttpRequest) -> HttpResponse:
    """The floor of the ORM: five SELECTs without a thought of what is public."""
    region = models.RegionPage.objects.values(*PAGE, "path", "theme__name").get(slug=REGION)
    under = {"live": True, "path__startswith": region["path"]}
    events = models.EventPage.objects.filter(**under, starts_at__gte=timezone.now())
    statements = models.StatementPage.objects.filter(**under).order_by("-given_on")
    lists: dict[str, Any] = {
        "events": events.order_by("starts_at").values(*PAGE, *WHEN, "online_url", "lead"),
        "news": models.NewsPage.objects.filter(**under)
        .order_by("-date")
        .values(*PAGE, "date", "lead"),
        "statements": statements.values(
            *PAGE, "kind", "given_on", "due_on", "summary", "plain_summary"
        ),
        "meetings": models.MeetingPage.objects.filter(**under)
        .order_by("-starts_at")
        .values(*PAGE, *WHEN, "stage"),
    }
    few = {name: list(rows[:5]) for name, rows in lists.items()}
    return JsonResponse({"region": region, **few})


@cache
def _answer() -> bytes:
    from django.test import Client

    return Client(HTTP_HOST="localhost").get(PERSISTED).content


def from_memory(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_answer(), content_type="application/json")


urlpatterns = [
    path("floor/list/", list_by_values),
    path("floor/embed/", embed_by_values),
    path("floor/memory/", from_memory),
    *own,
]
