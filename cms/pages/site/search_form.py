"""What a resident asks on the search page, read from its address, and the choices it offers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.http import QueryDict
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.pages.lists import own_tables
from cms.pages.models import Outcome, StatementStatus
from cms.pages.visibility.sites import current_site_key
from cms.snippets.models import Topic
from search import queries

PER_PAGE = 20
MAX_SHOWN = 60
"""Characters of a piece of the query that is told of."""
MAX_CHOICES = 12
"""Values of a facet that are offered besides the chosen ones."""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    """Pages."""
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    """Of the field in the address."""
    legend: str
    choices: Sequence[Choice]


class Labels:
    """What the values of facets are called; only what the public may see has a name."""

    def __init__(self, language: str) -> None:
        self.kind = {
            kind: str(capfirst(model._meta.verbose_name))
            for model in apps.get_models()
            if (kind := getattr(model, "search_kind", None))
        }
        self.region: dict[str, str] = dict(own_tables(language).values_list("slug", "title"))
        self.topic: dict[str, str] = dict(Topic.objects.published().values_list("slug", "name"))


@dataclass(frozen=True)
class Question:
    """The query and the page of its results. What makes no sense is left out."""

    query: queries.Query
    page: int

    @classmethod
    def read(cls, asked: QueryDict, language: str, labels: Labels) -> Self:
        return cls(
            query=queries.Query(
                text=asked_text(asked).strip(),
                kinds=_known(asked.getlist("kind"), labels.kind),
                regions=_known(asked.getlist("region"), labels.region),
                years=[year for value in asked.getlist("year") if (year := whole_number(value, 4))],
                topics=_known(asked.getlist("topic"), labels.topic),
                languages=[language],
                site=current_site_key(),
                since=_day(asked.get("since", "")),
                until=_day(asked.get("until", "")),
                order="date" if asked.get("order") == "date" else "relevance",
            ),
            page=whole_number(asked.get("page", "")) or 1,
        )

    def answer(self, page: int, within: queries.TimeLimit) -> queries.Results:
        """Raises OutOfTimeError."""
        return queries.search(
            self.query, offset=(page - 1) * PER_PAGE, limit=PER_PAGE, within=within
        )

    def facets(self, results: queries.Results, labels: Labels) -> Iterator[Facet]:
        """The facets that have something to choose from."""
        query = self.query
        chosen_years = [str(year) for year in query.years]
        found_years = [str(found.value) for found in results.facets["year"]]
        years = {year: year for year in sorted({*chosen_years, *found_years}, reverse=True)}
        for name, legend, chosen, names in (
            ("kind", _("What"), query.kinds, labels.kind),
            ("region", _("Table"), query.regions, labels.region),
            ("year", _("Year"), chosen_years, years),
            ("topic", _("Topic"), query.topics, labels.topic),
        ):
            counts = {str(found.value): found.count for found in results.facets[name]}
            choices = list(_choices(counts, chosen, names))
            if choices:
                yield Facet(name, legend, choices)


def left_out(results: queries.Results) -> Iterator[str]:
    """What of the query was not looked for, and why, in sentences."""
    for text, reason in results.left_out:
        values = {"text": Truncator(text).chars(MAX_SHOWN)}
        match reason:
            case "short_prefix":
                why = _("“%(text)s” was left out: write at least %(least)s letters before the *.")
                yield why % (values | {"least": queries.MIN_PREFIX})
            case "many_prefixes":
                why = _("“%(text)s” was left out: at most %(most)s words may end with a *.")
                yield why % (values | {"most": queries.MAX_PREFIXES})
            case "many_words":
                why = _("“%(text)s” was left out: at most %(most)s words are looked for.")
                yield why % (values | {"most": queries.MAX_CLAUSES})


@dataclass(frozen=True)
class FollowUp:
    """Statements that are as a word says."""

    name: str
    """Of the filter in the list of statements."""
    value: str
    label: str


def followed_up(text: str) -> list[FollowUp]:
    """The lists of statements that words of a query lead to, such as those that are overdue."""
    beginnings = {
        ("status", StatementStatus.OVERDUE): pgettext("beginnings of words", "overdue delayed"),
        ("status", StatementStatus.WAITING): pgettext("beginnings of words", "waiting unanswered"),
        ("outcome", Outcome.ACCEPTED): pgettext("beginnings of words", "accepted approved"),
        ("outcome", Outcome.REJECTED): pgettext("beginnings of words", "rejected refused"),
    }
    words = text.casefold().split()
    return [
        FollowUp(name, code.value, str(capfirst(code.label)))
        for (name, code), begun in beginnings.items()
        if any(word.startswith(tuple(begun.split())) for word in words)
    ]


def asked_text(asked: QueryDict) -> str:
    return asked.get("q", "").replace("\0", " ")


def whole_number(value: str, digits: int = 9) -> int | None:
    """The positive number that is typed in so many digits at most, else None."""
    return int(value) or None if value.isdecimal() and len(value) <= digits else None


def wrong_days(asked: QueryDict) -> dict[str, str]:
    """What is wrong with the days that were asked for, by their fields."""
    days = {name: _day(asked.get(name, "")) for name in ("since", "until")}
    wrong = {
        name: _("There is no such day. Choose one from the calendar.")
        for name, day in days.items()
        if asked.get(name) and day is None
    }
    since, until = days["since"], days["until"]
    if since and until and until < since:
        wrong["until"] = _("The last day is before the first: change one of them.")
    return wrong


def _day(value: str) -> date | None:
    """The day that a date field of a form sends, else None."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _known(values: Iterable[str], names: Mapping[str, Any]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value in names]


def _choices(
    counts: Mapping[str, int], chosen: Sequence[str], names: Mapping[str, str]
) -> Iterator[Choice]:
    offered = [value for value in counts if value in names and value not in chosen]
    for value in names:
        if value in chosen or value in offered[:MAX_CHOICES]:
            yield Choice(value, names[value], counts.get(value, 0), value in chosen)
