"""Links from pages to what may be followed."""

from typing import Any

from django import template
from wagtail.models import Page

from cms.following.addresses import calendar_of_page
from cms.following.followed import MAX_WORDS, Followed
from cms.following.kinds import HAPPENINGS, MODELS
from cms.following.places import Place, place_of
from cms.pages.models.base import ContentPage
from search.queries import Query

register = template.Library()


@register.inclusion_tag("kumppanuus_following/head.html")
def follow_head(page: Page) -> dict[str, Any]:
    """By what programs find the feeds and the calendar of a page or list of ours."""
    return {"place": place_of(page) if isinstance(page, ContentPage) else None}


@register.inclusion_tag("kumppanuus_following/links.html")
def follow_links(page: ContentPage) -> dict[str, Any]:
    """To add a meeting or an event to one's calendar, and to follow the list where a page stands,
    or which it is."""
    is_happening = page.search_kind in HAPPENINGS
    own_calendar = calendar_of_page(page.uuid) if is_happening else ""
    return {"place": place_of(page), "own_calendar": own_calendar}


@register.inclusion_tag("kumppanuus_following/links.html")
def follow_search(query: Query) -> dict[str, Any]:
    """To follow what is searched. Years and days are left out, as what comes is followed."""
    followed = Followed(
        regions=tuple(sorted(query.regions)),
        kinds=tuple(sorted(kind for kind in query.kinds if kind in MODELS)),
        topics=tuple(sorted(query.topics)),
        words=" ".join(query.text.split())[:MAX_WORDS],
    )
    return {"place": Place(followed, "")}
