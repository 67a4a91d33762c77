"""What narrows a list of pages, chosen in a form that sends it in the address."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.pages.editing.bounds import FIRST_YEAR, LAST_YEAR
from cms.pages.models import (
    Audience,
    EventPage,
    Outcome,
    RegionPage,
    StatementPage,
    StatementStatus,
)
from cms.snippets.models import Organisation, Topic

WAITS = (30, 90, 180, 365)
"""Days than which a statement may be asked to have waited longer."""


@dataclass(frozen=True)
class Filter:
    """One of the choices of a form."""

    name: str
    """Of the field in the address."""
    label: str
    choices: Mapping[str, str]
    """What may be chosen, and what it is called."""
    narrow: Callable[[Any, str], Any]
    """Takes the pages and what is chosen, gives the pages that are left."""
    chosen: str = ""
    """Empty for all."""


@dataclass(frozen=True)
class Filters:
    """A form. What is asked and is no choice is as good as nothing."""

    offered: Sequence[Filter]

    @classmethod
    def read(cls, filters: Iterable[Filter], asked: QueryDict) -> "Filters":
        return cls(
            [
                replace(each, chosen=value if value in each.choices else "")
                for each in filters
                if each.choices
                for value in [asked.get(each.name, "")]
            ]
        )

    def narrowed(self, pages: Any, *, without: str = "") -> Any:
        """The pages that are asked for, whatever is chosen of the filter left out."""
        for each in self.offered:
            if each.chosen and each.name != without:
                pages = each.narrow(pages, each.chosen)
        return pages

    def chosen(self, name: str) -> str:
        return next((each.chosen for each in self.offered if each.name == name), "")

    @property
    def is_narrowed(self) -> bool:
        return any(each.chosen for each in self.offered)

    @property
    def are_many(self) -> bool:
        """More than stand in a row on a telephone."""
        return len(self.offered) > 2


def filters_of(pages: Any, date_field: str, regions: Sequence[RegionPage] = ()) -> Iterable[Filter]:
    """What a list of these pages may be narrowed by; by region where some are given."""
    model = pages.model
    fields = {field.name: field for field in model._meta.get_fields()}
    if regions:
        yield by_region(regions)
    if "kind" in fields:
        yield by_choice("kind", _("Kind"), fields["kind"].choices)
    if "stage" in fields:
        yield by_choice("stage", _("Stage"), fields["stage"].choices)
    if model is StatementPage:
        yield Filter(
            "status",
            _("Status"),
            _labels(StatementStatus.choices),
            lambda rows, code: rows.of_status(StatementStatus(code)),
        )
        yield Filter(
            "outcome",
            _("Outcome"),
            _labels(Outcome.choices),
            lambda rows, code: rows.of_outcome(Outcome(code)),
        )
        yield by_addressee(pages)
        yield by_days_waiting()
    if model is EventPage:
        yield by_audience()
    if "topics" in fields:
        yield by_topic(pages)
    if date_field:
        yield by_year(pages, date_field)


def by_choice(name: str, label: str, choices: Iterable[Any]) -> Filter:
    return Filter(name, label, _labels(choices), lambda rows, code: rows.filter(**{name: code}))


def by_audience() -> Filter:
    return Filter(
        "audience",
        _("For whom"),
        _labels(Audience.choices),
        lambda rows, code: rows.for_audience(code),
    )


def by_region(regions: Sequence[RegionPage]) -> Filter:
    of_slug = {region.slug: region for region in regions}

    def narrow(rows: Any, slug: str) -> Any:
        region = of_slug[slug]
        return rows.concerning(region) if hasattr(rows, "concerning") else rows.of_region(region)

    return Filter("region", _("Table"), {slug: of_slug[slug].title for slug in of_slug}, narrow)


def by_addressee(statements: Any) -> Filter:
    bodies = Organisation.objects.published().filter(pk__in=_distinct(statements, "addressee"))
    return Filter(
        "body",
        _("Addressee"),
        {str(body.uuid): body.name for body in bodies.order_by("name")},
        lambda rows, uuid: rows.filter(addressee__uuid=uuid),
    )


def by_topic(pages: Any) -> Filter:
    """Of the topics that some of the pages have."""
    topics = Topic.objects.published().filter(pk__in=_distinct(pages, "topics"))
    return Filter(
        "topic",
        _("Topic"),
        dict(topics.order_by("name").values_list("slug", "name")),
        lambda rows, slug: rows.filter(topics__slug=slug),
    )


def by_days_waiting() -> Filter:
    choices = {str(days): _("over %(count)d days") % {"count": days} for days in WAITS}
    return Filter(
        "waiting",
        _("Has waited"),
        choices,
        lambda rows, days: rows.waiting_longer_than(int(days)),
    )


def by_year(pages: Any, date_field: str) -> Filter:
    return Filter(
        "year",
        _("Year"),
        {year: year for year in years_of(pages, date_field)},
        lambda rows, year: rows.filter(**{f"{date_field}__year": int(year)}),
    )


def years_of(pages: Any, date_field: str) -> list[str]:
    """Years of which there are pages, newest first; without those that no database counts with."""
    is_moment = isinstance(pages.model._meta.get_field(date_field), models.DateTimeField)
    periods = pages.datetimes if is_moment else pages.dates
    years = [moment.year for moment in periods(date_field, "year", order="DESC")]
    return [str(year) for year in years if FIRST_YEAR <= year <= LAST_YEAR]


def _distinct(pages: Any, name: str) -> QuerySet[Any]:
    values: QuerySet[Any] = pages.order_by().values(name)
    return values


def _labels(choices: Iterable[Any]) -> dict[str, str]:
    return {code: str(capfirst(label)) for code, label in choices}
