"""A page in the words of schema.org, as JSON-LD."""

import json
from datetime import datetime
from functools import singledispatch
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.pages.models import (
    EventPage,
    HappeningState,
    HomePage,
    MeetingPage,
    NewsPage,
    RegionPage,
)
from cms.pages.models.base import ContentPage
from cms.pages.models.happening import Happening
from cms.pages.visibility.addresses import path_on_site, site_roots
from cms.pages.visibility.sites import public_url

Node = dict[str, Any]

CONTEXT = "https://schema.org"
STATES = {
    HappeningState.AS_PLANNED: "https://schema.org/EventScheduled",
    HappeningState.MOVED: "https://schema.org/EventRescheduled",
    HappeningState.CANCELLED: "https://schema.org/EventCancelled",
}
_ENDINGS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""By which text could end the script that it stands in, or begin a tag."""


def linked_data(page: ContentPage, frame: Node, above: list[Page], shared: Node) -> str:
    """`shared` is what is told of every kind of page alike; what is empty is left out."""
    thing = _node(page, frame)
    if thing:
        thing |= shared | {"url": page.absolute_url}
    nodes = [_filled(node) for node in (thing, _breadcrumbs(page, above)) if node]
    if not nodes:
        return ""
    graph = {"@context": CONTEXT, "@graph": nodes}
    return json.dumps(graph, ensure_ascii=False).translate(_ENDINGS)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items() if part not in (None, "", [])}
    return [_filled(part) for part in value] if isinstance(value, list) else value


def _breadcrumbs(page: ContentPage, above: list[Page]) -> Node | None:
    if not above:
        return None
    roots = site_roots()
    address = public_url()
    places = [(one.title, address + path_on_site(one.url_path, roots)) for one in above]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(
                [*places, (page.title, page.absolute_url)], start=1
            )
        ],
    }


@singledispatch
def _node(page: ContentPage, frame: Node) -> Node | None:
    """What a page of this type is about, None where schema.org has no word for it."""
    return None


def _organisation(frame: Node) -> Node:
    identity = frame["identity"]
    return {
        "@type": "GovernmentOrganization",
        "name": frame["organisation"] or frame["site_name"],
        "email": identity.email,
        "telephone": identity.phone,
        "address": " ".join(identity.postal_address.split()),
    }


@_node.register
def _of_home(home: HomePage, frame: Node) -> Node:
    return _organisation(frame)


@_node.register
def _of_region(region: RegionPage, frame: Node) -> Node:
    contacts = [
        {
            "@type": "ContactPoint",
            "name": person.name,
            "contactType": person.title,
            "telephone": person.phone,
            "email": person.email,
        }
        for person in region.coordinators.all()
        if person.phone or person.email
    ]
    return _table(region) | {"parentOrganization": _organisation(frame), "contactPoint": contacts}


def _table(region: RegionPage) -> Node:
    return {
        "@type": "GovernmentOrganization",
        "name": region.title,
        "url": region.absolute_url,
    }


@_node.register
def _of_news(news: NewsPage, frame: Node) -> Node:
    return {
        "@type": "NewsArticle",
        "headline": news.title,
        "datePublished": news.date.isoformat(),
        "dateModified": _moment(news.last_published_at),
        "inLanguage": news.locale.language_code,
        "mainEntityOfPage": news.absolute_url,
        "author": _table(news.region) if news.region else _organisation(frame),
        "publisher": _organisation(frame),
    }


@_node.register(MeetingPage)
@_node.register(EventPage)
def _of_happening(page: Any, frame: Node) -> Node:
    return {
        "@type": "Event",
        "name": page.title,
        "startDate": _moment(page.starts_at),
        "endDate": _moment(page.ends_at),
        "previousStartDate": (
            _moment(page.moved_from) if page.state == HappeningState.MOVED else None
        ),
        "eventStatus": STATES[page.state],
        "eventAttendanceMode": _attendance_mode(page),
        "location": _places(page),
        "organizer": _table(page.region) if page.region else _organisation(frame),
        "inLanguage": page.locale.language_code,
    }


def _attendance_mode(page: Happening) -> str:
    with_people = "Mixed" if page.place else "Online"
    mode = with_people if page.online_url else "Offline"
    return f"https://schema.org/{mode}EventAttendanceMode"


def _places(page: Any) -> list[Node]:
    places: list[Node] = []
    if page.place:
        latitude, longitude = getattr(page, "latitude", None), getattr(page, "longitude", None)
        where = {"@type": "GeoCoordinates", "latitude": str(latitude), "longitude": str(longitude)}
        is_known = latitude is not None and longitude is not None
        places.append(
            {
                "@type": "Place",
                "name": page.place,
                "address": page.place,
                "geo": where if is_known else None,
            }
        )
    if page.online_url:
        places.append({"@type": "VirtualLocation", "url": page.online_url})
    return places


def _moment(value: datetime | None) -> str | None:
    return timezone.localtime(value).isoformat() if value else None
