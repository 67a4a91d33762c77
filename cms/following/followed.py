"""What somebody follows: one value, which feeds, calendars and alerts share.

It is written as the query of an address, `region=pohjoinen&kind=meeting`, which the page *Seuraa*,
the links in pages and whoever stores it use alike:

| parameter | what is followed |
|---|---|
| `region` | the pages of a table (slug of its page in the language), and news that concern it |
| `kind` | a kind of pages: `meeting`, or one kind of them, `event.kerro-pois` |
| `topic` | pages of a topic (slug), meetings by their items too |
| `q` | what the search finds, all words of it, as typed |
| `statement` | the story of one statement (UUID): itself, its meeting and the replies; alone |

The first three may stand several times: one of the values is enough, but one of each parameter.
Nothing at all is everything that all tables publish.

`read()` looks at the form alone, so that what was stored can be read after a table was hidden;
`check()` also asks whether the public may see what is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial, reduce
from operator import or_
from typing import Any, Self
from uuid import UUID

from django.db.models import F, Q
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from cms.following.kinds import (
    HAPPENINGS,
    MODELS,
    is_of,
    kind_codes,
    kind_name,
    page_kind,
    topic_names,
)
from cms.following.naming import plain
from cms.pages.lists import own_tables
from cms.pages.models import NewsPage, Reply, StatementPage
from cms.pages.models.base import ContentPage
from cms.pages.site.listing import with_region
from cms.pages.visibility.references import visible_one
from cms.pages.visibility.sites import Ground, asked_of
from cms.snippets.models import Topic
from search.queries import MAX_HITS, Query, search

MAX_VALUES = 10
"""Of one parameter."""
MAX_WORDS = 200
"""Characters of what is searched; more is somebody's text."""
MAX_PAGES = 100
"""That are given at once."""
PARAMETERS = ("region", "kind", "topic", "statement", "q")
Followable = ContentPage | Reply
"""What comes of following: pages, and of a statement's story the replies, each with a `uuid`."""


class FollowedError(ValueError):
    """Nothing that can be followed is written there: the message names the parameter and the
    remedy, in the present language."""

    def __init__(self, parameter: str, remedy: str) -> None:
        super().__init__(f"{parameter}: {remedy}")
        self.parameter = parameter


class UnknownFollowedError(FollowedError):
    """It could be followed if there were such a thing that the public may see."""


@dataclass(frozen=True)
class Followed:
    """See the module. Values are kept sorted, so that the same is equal however it was asked."""

    regions: tuple[str, ...] = ()
    """Slugs."""
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """Slugs."""
    statement: UUID | None = None
    words: str = ""

    # --- from and to addresses ----------------------------------------------------------------

    @classmethod
    def read(cls, query: QueryDict | str) -> Self:
        """From the query of an address. Parameters of others are not looked at.

        Raises FollowedError."""
        asked = QueryDict(query) if isinstance(query, str) else query
        followed = cls(
            regions=_values(asked, "region"),
            kinds=_values(asked, "kind"),
            topics=_values(asked, "topic"),
            statement=_uuid(asked.get("statement", "")),
            words=_words(asked.get("q", "")),
        )
        for code in followed.kinds:
            if code not in kind_codes():
                raise FollowedError("kind", _unknown(code, kind_codes()))
        if followed.statement and followed != cls(statement=followed.statement):
            raise FollowedError(
                "statement", _("A statement is followed alone: leave out the other parameters.")
            )
        return followed

    def check(self, language: str) -> None:
        """Whether the public may see all that is named, on the Site that is asked.

        Raises UnknownFollowedError, for what is hidden as for what never was."""
        for parameter, values, names in (
            ("region", self.regions, partial(self._region_names, language)),
            ("topic", self.topics, topic_names),
        ):
            known = names() if values else {}
            for value in values:
                if value not in known:
                    raise UnknownFollowedError(parameter, _unknown(value, known))
        if self.statement and not self._statement(language):
            raise UnknownFollowedError(
                "statement", _("There is no such statement: take the address from its page.")
            )

    @property
    def query(self) -> str:
        """The query of an address, the same for the same: `read()` gives the value back."""
        asked = QueryDict(mutable=True)
        for name, values in (
            ("region", self.regions),
            ("kind", self.kinds),
            ("topic", self.topics),
            ("statement", (str(self.statement),) if self.statement else ()),
            ("q", (self.words,) if self.words else ()),
        ):
            if values:
                asked.setlist(name, list(values))
        return asked.urlencode()

    # --- what it is ---------------------------------------------------------------------------

    @property
    def has_times(self) -> bool:
        """Whether meetings or events can be among it, so that it has a calendar."""
        of_kinds = not self.kinds or any(page_kind(code) in HAPPENINGS for code in self.kinds)
        return of_kinds and not self.statement

    @property
    def is_search(self) -> bool:
        """Whether the search is asked: that costs more, and may lag behind the content."""
        return bool(self.words)

    def title(self, language: str) -> str:
        """What it is called in a language, on the Site that is asked: “Pohjoinen: kokoukset”. What
        is hidden has no name."""
        with translation.override(language):
            if self.statement:
                statement = self._statement(language)
                name = statement.title if statement else _("A statement")
                return _("%(statement)s: what comes of it") % {"statement": name}
            regions = _named(self.regions, self._region_names(language) if self.regions else {})
            where = regions if self.regions else _("All partnership tables")
            what = [
                ", ".join(map(kind_name, self.kinds)),
                _named(self.topics, topic_names()) if self.topics else "",
                _("“%(words)s”") % {"words": self.words} if self.words else "",
            ]
            told = " · ".join(filter(None, what))
            return f"{where}: {told}" if told else where

    # --- what comes of it ---------------------------------------------------------------------

    def pages(
        self,
        site: Ground | None,
        language: str,
        *,
        since: datetime | None = None,
        at: datetime | None = None,
    ) -> list[Followable]:
        """What of it is public in a language on a Site (None: on all), that which was published
        last first, MAX_PAGES at most; only what was published after `since` when that is given, and
        as is public `at` a moment (now). Each page knows its `region`. The pages of a search are
        those that it finds; what it corrects or guesses is not followed.

        Of a statement's story it is the replies, newest first, the statement and its meeting.

        The number of SQL statements does not depend on the pages. Raises OutOfTimeError."""
        with asked_of(site), translation.override(language):
            if self.statement:
                return _story(self._statement(language, at))
            found = self._found(site, language, at)
            pages: list[ContentPage] = []
            for wanted in self._wanted(MODELS, language, found, at):
                if since:
                    wanted = wanted.filter(last_published_at__gt=since)
                newest = F("last_published_at").desc(nulls_last=True)
                pages += wanted.order_by(newest, "-pk")[:MAX_PAGES]
            told = _with_regions(pages, language, at)
            return sorted(told, key=_published, reverse=True)[:MAX_PAGES]

    def happenings(
        self,
        site: Ground | None,
        language: str,
        *,
        since: datetime,
        most: int,
        at: datetime | None = None,
    ) -> list[Any]:
        """The meetings and events of it that end after a moment or begin then, latest first, so
        many at most; otherwise as `pages()`."""
        with asked_of(site), translation.override(language):
            found = self._found(site, language, at)
            pages: list[Any] = []
            for wanted in self._wanted(HAPPENINGS, language, found, at):
                lasting = Q(starts_at__gte=since) | Q(ends_at__gte=since)
                pages += wanted.filter(lasting).order_by("-starts_at", "-pk")[:most]
            told = _with_regions(pages, language, at)
            return sorted(told, key=lambda page: page.starts_at, reverse=True)[:most]

    def _wanted(
        self,
        kinds: Iterable[str],
        language: str,
        found: Sequence[UUID] | None,
        at: datetime | None,
    ) -> Iterator[Any]:
        """Of each page type that is followed, the queryset of the pages."""
        regions = self._regions(language, at) if self.regions else None
        for kind in kinds:
            of_kind = is_of(self.kinds, kind)
            if of_kind is None:
                continue
            model = MODELS[kind]
            pages = model.objects.listed(at).in_language(language).filter(of_kind)
            if regions is not None:
                pages = _of_regions(pages, regions)
            if self.topics:
                pages = pages.filter(_of_topics(model, self.topics, at))
            if found is not None:
                pages = pages.filter(uuid__in=found)
            yield pages

    def _found(
        self, site: Ground | None, language: str, at: datetime | None
    ) -> Sequence[UUID] | None:
        """The pages that the search finds, newest first; None when it is not asked."""
        if not self.words:
            return None
        query = Query(
            text=self.words,
            kinds=sorted({page_kind(code) for code in self.kinds or MODELS}),
            regions=self.regions,
            topics=self.topics,
            languages=[language],
            site=site.key if site else "",
            order="date",
        )
        results = search(query, limit=MAX_HITS, at=at, is_counted=False)
        return [] if results.did_you_mean else [hit.uuid for hit in results.hits]

    # --- what is named ------------------------------------------------------------------------

    def _regions(self, language: str, at: datetime | None = None) -> list[Any]:
        return list(own_tables(language, at).filter(slug__in=self.regions))

    def _statement(self, language: str, at: datetime | None = None) -> StatementPage | None:
        statements = StatementPage.objects.listed(at).in_language(language)
        found: StatementPage | None = statements.filter(uuid=self.statement).first()
        return found

    @staticmethod
    def _region_names(language: str) -> dict[str, str]:
        return dict(own_tables(language).values_list("slug", "title"))


def _values(asked: QueryDict, parameter: str) -> tuple[str, ...]:
    values = sorted({value for value in asked.getlist(parameter) if value})
    if len(values) > MAX_VALUES:
        message = _("At most %(most)s may be given: follow the others by themselves.")
        raise FollowedError(parameter, message % {"most": MAX_VALUES})
    return tuple(values)


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        message = _("“%(value)s” is no identifier: take the address from the statement's page.")
        raise FollowedError("statement", message % {"value": value[:40]}) from None


def _words(value: str) -> str:
    words = plain(" ".join(value.replace("\0", " ").split()))
    if len(words) > MAX_WORDS:
        message = _("At most %(most)s characters are searched for: use fewer words.")
        raise FollowedError("q", message % {"most": MAX_WORDS})
    return words


def _unknown(value: str, known: Iterable[str]) -> str:
    message = _("There is no “%(value)s”: choose of %(known)s.")
    return message % {"value": value[:40], "known": ", ".join(known) or "–"}


def _named(values: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names[value] for value in values if value in names) or "–"


def _of_regions(pages: Any, regions: list[Any]) -> Any:
    if not regions:
        return pages.none()
    if pages.model is NewsPage:
        return reduce(or_, (pages.concerning(region) for region in regions))
    return pages.filter(reduce(or_, (Q(path__startswith=region.path) for region in regions)))


def _of_topics(model: Any, slugs: Sequence[str], at: datetime | None) -> Q:
    topics = Topic.objects.published(at).filter(slug__in=slugs)
    of_any = Q(topics__in=topics)
    if hasattr(model, "agenda_items"):
        of_any |= Q(agenda_items__topics__in=topics)
    return Q(pk__in=model.objects.filter(of_any).values("pk"))


def _story(statement: StatementPage | None) -> list[Followable]:
    if statement is None:
        return []
    replies = sorted(statement.replies.all(), key=lambda reply: reply.date, reverse=True)
    item = statement.agenda_item
    meeting = visible_one(item.page) if item else None
    return [*replies, statement, *([meeting] if meeting else [])]


def _with_regions(pages: list[Any], language: str, at: datetime | None) -> list[Any]:
    """Each told the region under which it stands."""
    return with_region(pages, own_tables(language, at)) if pages else []


def _published(page: Any) -> tuple[float, int]:
    moment = page.last_published_at
    return (moment.timestamp() if moment else 0.0, page.pk)
