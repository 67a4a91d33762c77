"""Where what is followed is fetched. A search has addresses of its own, as asking it costs more:
`cms.rates` counts those who ask them."""

from typing import NamedTuple

from django.urls import reverse

from cms.following.followed import Followed
from cms.pages.visibility.sites import public_url

FORMATS = ("calendar", "atom", "json-feed")


class Addresses(NamedTuple):
    """Absolute, in the present language."""

    page: str
    """The page that tells of it."""
    atom: str
    json_feed: str
    calendar: str
    """Empty for what has no times."""

    @property
    def subscription(self) -> str:
        """By which programs are told to subscribe to the calendar."""
        return f"webcal:{self.calendar.partition(':')[2]}" if self.calendar else ""


def addresses_of(followed: Followed) -> Addresses:
    calendar, atom, json_feed = (public_url() + path_of(followed, name) for name in FORMATS)
    return Addresses(
        page=public_url() + path_of(followed, "follow"),
        atom=atom,
        json_feed=json_feed,
        calendar=calendar if followed.has_times else "",
    )


def path_of(followed: Followed, name: str) -> str:
    """Of `follow`, the page that tells of it, or of a format."""
    is_searched = followed.is_search and name in FORMATS
    path = reverse(f"kumppanuus:{'searched-' if is_searched else ''}{name}")
    return f"{path}?{followed.query}" if followed.query else path


def calendar_of_page(uuid: object) -> str:
    """Where one event or meeting is fetched."""
    return reverse("kumppanuus:happening", args=(uuid,))
