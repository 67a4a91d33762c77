"""Calendars of meetings and events, as RFC 5545 has them. The same content makes the same bytes.

An event keeps its UID, the page's permanent UUID, and its SEQUENCE rises with each change of the
page and never falls, as it is made of the content version. What is hidden is simply not there; what
is cancelled is there, and says so."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from cms.following.clocks import timezone_of
from cms.following.naming import (
    first_published,
    last_published,
    name_of_all,
    plain,
    title_of,
    topics_by_page,
)
from cms.pages.models import EventPage, HappeningState, MeetingPage, PageChange
from cms.pages.visibility.rich_text import plain_text
from cms.pages.visibility.sites import public_url

CONTENT_TYPE = "text/calendar; charset=utf-8"
MAX_EVENTS = 500
"""Of one calendar, the latest."""
DAYS_BACK = 365
"""Days for which what has been stays in it."""
REFRESH = timedelta(hours=4)
"""How often programs that subscribe are asked to look."""
MAX_DESCRIPTION = 500
"""Characters."""
_SEQUENCES_FROM = 1_700_000_000
"""Seconds since 1970 of the SEQUENCE 0: that of today would soon be too large for 32 bits."""


def first_moment(now: datetime) -> datetime:
    """From which on a calendar shows what there is."""
    day = timezone.localdate(now) - timedelta(days=DAYS_BACK)
    return timezone.make_aware(datetime.combine(day, time.min))


def calendar(name: str, address: str, happenings: Sequence[Any], language: str) -> bytes:
    """The file of meetings and events, which stands at an absolute address."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//Kumppanuus//{urlsplit(public_url()).netloc}//{language.upper()}")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for property_name in ("name", "x-wr-calname"):
        made.add(property_name, vText(plain(name)))  # which it would not take for text
    made.add("x-wr-timezone", settings.TIME_ZONE)
    made.add("source", address, parameters={"VALUE": "URI"})
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT4H")
    sequences, topics = _sequences(happenings), topics_by_page(happenings)
    of_all = name_of_all(language) if any(not page.region for page in happenings) else ""
    events = [
        _event(page, sequences.get(page.uuid, 0), topics[page.pk], of_all) for page in happenings
    ]
    years = {page.starts_at.year for page in happenings if not is_of_days(page)}
    if years:
        made.add_component(timezone_of(settings.TIME_ZONE, min(years) - 1))
    for event in events:
        made.add_component(event)
    return made.to_ical()


def is_of_days(page: Any) -> bool:
    """Whether it lasts whole days: from midnight to midnight, as the site shows it."""
    if not page.ends_at:
        return False
    start, end = timezone.localtime(page.starts_at), timezone.localtime(page.ends_at)
    return start.time() == end.time() == time.min


def _event(page: Any, sequence: int, topics: Sequence[str], of_all: str) -> Event:
    event = Event()
    event.add("uid", str(page.uuid))
    event.add("sequence", sequence)
    event.add("dtstamp", last_published(page))
    event.add("created", first_published(page))
    event.add("last-modified", last_published(page))
    event.add("summary", title_of(page))
    is_cancelled = page.state == HappeningState.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    for name, moment in _times(page):
        event.add(name, moment)
    if place := plain(page.place or page.online_url):
        event.add("location", place)
    if isinstance(page, EventPage) and page.latitude is not None and page.longitude is not None:
        event.add("geo", (float(page.latitude), float(page.longitude)))
    event.add("url", page.absolute_url)
    event.add("description", _description(page, of_all))
    event.add("categories", [plain(page.get_kind_display()), *topics])
    return event


def _times(page: Any) -> Iterable[tuple[str, date | datetime]]:
    start = timezone.localtime(page.starts_at)
    end = timezone.localtime(page.ends_at) if page.ends_at else None
    if end and is_of_days(page):
        # The site counts the last day in; a calendar's end is the day after.
        return [("dtstart", start.date()), ("dtend", end.date() + timedelta(days=1))]
    times = [("dtstart", start), *([("dtend", end)] if end and end > start else [])]
    if any(moment.fold for _name, moment in times):
        # The hour comes twice that night, and local time would mean the first.
        return [(name, moment.astimezone(UTC)) for name, moment in times]
    return times


def _description(page: Any, of_all: str) -> str:
    """Short: the page tells the rest."""
    texts = [page.region.title if page.region else of_all]
    if page.state == HappeningState.MOVED:
        texts.append(_("The time or place has changed."))
    own = page.lead if isinstance(page, EventPage) else plain_text(page.introduction)
    texts.append(Truncator(own).chars(MAX_DESCRIPTION))
    if isinstance(page, MeetingPage):
        texts.append(page.get_stage_display())
    if page.online_url:
        texts.append(_("Take part online: %(address)s") % {"address": page.online_url})
    is_open = isinstance(page, EventPage) and page.state != HappeningState.CANCELLED
    if is_open and page.registration_url:
        texts.append(_("Register: %(address)s") % {"address": page.registration_url})
    texts.append(page.absolute_url)
    return plain("\n".join(filter(None, texts)))


def _sequences(pages: Iterable[Any]) -> dict[Any, int]:
    """In seconds, by the pages' UUIDs. The content version counts microseconds, rises with every
    change and comes back from no backup."""
    changes = PageChange.objects.filter(uuid__in=[page.uuid for page in pages])
    return {
        uuid: max(version // 1_000_000 - _SEQUENCES_FROM, 0)
        for uuid, version in changes.values_list("uuid", "version")
    }
