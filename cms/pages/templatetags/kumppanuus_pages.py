"""What the public templates need beyond Django's and Wagtail's own tags."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage

from cms.media.renditions import SOURCES, named_renditions, sources
from cms.pages.models import IndexPage
from cms.pages.models.happening import Happening
from cms.pages.site import outline
from cms.pages.site.hyphens import with_soft_hyphens
from cms.pages.visibility import references
from cms.pages.visibility.links import public_html

register = template.Library()

register.filter("visible_one", references.visible_one)
register.filter("visible_among", lambda manager: references.visible_among(manager.all()))
register.filter("public_html", public_html)
register.filter("anchor", outline.anchor)
register.filter("soft_hyphens", with_soft_hyphens)
register.filter("levelled", outline.levelled)
register.filter("contents", outline.contents)

DAY = "j.n.Y"
WEEKDAY = "D j.n.Y"
CLOCK = "G.i"


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as Finns write it, in a time element; empty without one."""
    return _time(value, DAY) if value else ""


@register.simple_tag
def when(happening: Happening) -> SafeString:
    """From when to when a meeting or event lasts, in local time; one from midnight to midnight
    lasts whole days."""
    start, end = timezone.localtime(happening.starts_at), happening.ends_at
    at = pgettext("time of day", "at")
    if not end:
        return _time(start, WEEKDAY, at)
    end = timezone.localtime(end)
    if start.time() == end.time() == time.min:
        days = [_time(day, WEEKDAY) for day in (start.date(), end.date())]
        return days[0] if days[0] == days[1] else format_html("{} – {}", *days)
    beginning = _time(start, WEEKDAY, at)
    if end.date() == start.date():
        return format_html("{}–{}", beginning, _time(end, CLOCK))
    return format_html("{} – {}", beginning, _time(end, WEEKDAY, at))


def _time(value: date | datetime, shown: str, at: str = "") -> SafeString:
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    words = date_format(value, shown)
    if at:
        words = f"{words} {at} {date_format(value, CLOCK)}"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.inclusion_tag("kumppanuus_pages/parts/date_box.html")
def date_box(value: date | datetime) -> dict[str, Any]:
    return {"date": timezone.localtime(value) if isinstance(value, datetime) else value}


@register.inclusion_tag("kumppanuus_pages/parts/pagination.html", takes_context=True)
def pagination(context: Context, results: Page) -> dict[str, Any]:
    """Links to the pages of a list, the rest of the address kept."""
    numbers = results.paginator.get_elided_page_range(results.number)
    return {"request": context["request"], "results": results, "numbers": numbers}


@register.inclusion_tag("kumppanuus_pages/parts/picture.html")
def picture(image: AbstractImage | None, size: str = "wide") -> dict[str, Any]:
    """A picture by its named renditions, `card` or `wide`; nothing when it may not be seen or has
    none yet."""
    if not getattr(image, "is_known_visible", False):
        image = references.visible_one(image)
    renditions = named_renditions(image) if image else {}
    return {
        "image": image,
        "fallback": renditions.get(f"{size}_jpeg"),
        "sources": {
            format: found
            for format in SOURCES[size]
            if (found := sources(renditions, size, format))
        },
        "sizes": f"(min-width: 48rem) {'20rem' if size == 'card' else '44rem'}, 100vw",
    }


@register.filter
def visible_files(attachments: StreamValue) -> list[dict[str, Any]]:
    """The documents of attachment blocks that the public may see, with the titles given to them."""
    blocks = [block.value for block in attachments if block.value["document"]]
    seen = references.visible_among(value["document"] for value in blocks)
    return [
        {"document": value["document"], "title": value["title"] or value["document"].title}
        for value in blocks
        if value["document"] in seen
    ]


@register.inclusion_tag("kumppanuus_pages/parts/show_all.html")
def show_all(sections: Iterable[Any], slug: str, text: str = "", asked: str = "") -> dict[str, Any]:
    """The way from a short list to the whole one: to the index page among a region's sections that
    is made with this slug, narrowed by what is asked."""
    indexes = (page for page in sections if issubclass(page.specific_class, IndexPage))
    found = (page for page in indexes if page.specific_class.default_slug == slug)
    return {"index": next(found, None), "text": text, "asked": asked}


@register.filter
def total(rows: Iterable[Any], name: str) -> Decimal | None:
    """The sum of a field of rows, None when no row knows it."""
    known = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(known, Decimal()) if known else None


@register.filter
def percent(share: float | None) -> str:
    """A share in whole per cents; a dash where it is not known."""
    return "–" if share is None else f"{round(100 * share)} %"


@register.filter
def years_of(rows: Any) -> Iterator[tuple[int, list[Any]]]:
    """Rows by their year, newest first."""
    rows = list(rows.all())
    for year in sorted({row.year for row in rows}, reverse=True):
        yield year, [row for row in rows if row.year == year]


_NOTE_MARK = re.compile(r'<a href="#note-(\d+)">')


@register.filter
def with_note_marks(html: str) -> SafeString:
    """Gives the first mark of each note an id, so that the note can lead back to it."""
    seen: set[str] = set()

    def marked(match: re.Match[str]) -> str:
        number = match[1]
        place = "" if number in seen else f' id="note-mark-{number}"'
        seen.add(number)
        label = gettext("Note %(number)s") % {"number": number}
        return f'<a href="#note-{number}"{place} class="kp-note-ref" aria-label="{label}">'

    return mark_safe(_NOTE_MARK.sub(marked, html))  # noqa: S308 - adds to markup already safe


@register.filter
def named(names: dict[str, str], key: str) -> str:
    return names.get(key, "")


@register.filter
def file_page(path: str) -> str:
    """Number of the page to which an address of a file points, empty when it points to none."""
    return path.partition("#page=")[2]
