"""What other rooms say to the search: the shape of a published page, and which models have one.

The search knows no page type. The room that owns the pages makes a shape of each that is found, and
hands the shapes to `search.indexing` in the transaction that publishes them.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Part:
    """A piece of a page with an address of its own, such as an agenda item."""

    kind: str
    """Code of what it is: `agenda_item`."""
    title: str
    text: str
    anchor: str
    """Fragment of the page's address, without `#`."""


@dataclass(frozen=True)
class AttachedFile:
    """A file of a page, with its text by page as the worker read it (empty until then)."""

    key: str
    """The same for the same content: the file's SHA-1 in hexadecimal."""
    title: str
    path: str
    """Where a resident opens it, relative to the site."""
    pages: Sequence[str] = ()


@dataclass(frozen=True)
class SearchShape:
    """All that the search needs of one published page."""

    uuid: UUID
    kind: str
    """Code of the page's type: meeting, statement, event, news, publication, region, term."""
    language: str
    """ISO 639-1 code of the page's locale: fi, sv, en."""
    title: str
    body: str
    """Plain text before that of the parts; paragraphs are parted by a newline."""
    path: str
    """Address relative to the site."""
    site: str = ""
    """Key of the site that has it, where several sites share an installation: who asks one of them
    finds nothing of the others."""
    parts: Sequence[Part] = ()
    ending: str = ""
    """Plain text after that of the parts, so that nothing is shown of it before them."""
    files: Sequence[AttachedFile] = ()
    regions: Sequence[str] = ()
    """Slugs of the regions it concerns; none means the whole city."""
    topics: Sequence[str] = ()
    """Slugs of its topics."""
    date: dt.date | None = None
    """The day the matter took place or was given, in local time; facet `year` comes of it."""
    state: str = ""
    """as_planned, moved or cancelled for meetings and events."""
    visible_until: dt.datetime | None = None
    """When it or an ancestor expires: hidden from then on, whenever it is asked for."""
    extra_terms: Sequence[str] = field(default=())
    """Names by which it is also found, such as a decision reference."""
