"""Days and moments that cannot be are told at their fields, in every form that has them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.contrib.auth import get_user_model
from modelcluster.models import get_all_child_relations
from wagtail.blocks.base import BlockField
from wagtail.models import COMMENTS_RELATION_NAME

from cms.pages.models.ours import page_types
from cms.pages.models.region import RegionPage
from tests.factories import add_region, index_of

PAIRS = {
    "EventPage": [("starts_at", "ends_at", "alkaa")],
    "MeetingPage": [("starts_at", "ends_at", "alkaa")],
    "PublicationPage": [("valid_from", "valid_to", "voimassa alkaen")],
    "Seat": [("starts_on", "ends_on", "alkaen")],
    "StatementPage": [
        ("requested_on", "requested_until", "pyydetty"),
        ("given_on", "due_on", "annettu"),
    ],
    "TermPage": [("starts_on", "ends_on", "ensimmäinen päivä")],
}
"""By name of the model: the earlier, the later, and what the earlier is called."""
ALONE = {"date", "decision_date"}
"""Days beside which no other stands."""
SCHEDULE = {"go_live_at", "expire_at"}
"""Wagtail's own form looks after these."""
OF_PARENT = {"MeetingPage": "kokoukset", "EventPage": "tapahtumat", "StatementPage": "lausunnot"}


@pytest.fixture
def region(home: Any) -> RegionPage:
    return add_region(home, "pohjoinen")


def date_fields(form: Any) -> set[str]:
    kinds = (forms.DateField, forms.DateTimeField)
    fields = {name for name, field in form.base_fields.items() if isinstance(field, kinds)}
    return fields - SCHEDULE


def streams(form: Any) -> list[str]:
    return [name for name, field in form.base_fields.items() if isinstance(field, BlockField)]


def filled_forms(region: RegionPage, day: Any) -> Iterator[tuple[str, Any]]:
    """Every form of a page type and of its inline children that has a day, each filled with nothing
    but days: `day` tells which, of the name of a field."""
    user = get_user_model().objects.create_superuser("paakayttaja")
    for model in page_types():
        form_class = model.get_edit_handler().get_form_class()
        names = [
            relation.get_accessor_name()
            for relation in get_all_child_relations(model)
            if relation.get_accessor_name() != COMMENTS_RELATION_NAME
        ]
        with_days = [
            name
            for name in names
            if name in form_class.formsets and date_fields(form_class.formsets[name].form)
        ]
        if not (date_fields(form_class) or with_days):
            continue
        data = {name: day(name) for name in date_fields(form_class)}
        data |= {f"{name}-count": "0" for name in streams(form_class)}
        for name in [*form_class.formsets]:
            data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
        for name in with_days:
            data[f"{name}-TOTAL_FORMS"] = "1"
            fields = date_fields(form_class.formsets[name].form)
            data |= {f"{name}-0-{field}": day(field) for field in fields}
        parent = (
            index_of(region, OF_PARENT[model.__name__]) if model.__name__ in OF_PARENT else region
        )
        form = form_class(data, instance=model(), parent_page=parent, for_user=user)
        assert not form.is_valid()
        yield model.__name__, form
        for name in with_days:
            row = form.formsets[name].forms[0]
            yield type(row.instance).__name__, row


def test_every_day_is_one_of_a_pair_or_stands_alone(region: RegionPage) -> None:
    today = date(2026, 5, 5)
    for name, form in filled_forms(region, lambda field: today):
        paired = {field for pair in PAIRS.get(name, ()) for field in pair[:2]}
        assert date_fields(form) - paired <= ALONE, name
        assert not [field for field in date_fields(form) if field in form.errors], name


def test_a_day_before_the_one_it_follows_is_told_at_its_field(region: RegionPage) -> None:
    later = {pair[1] for pairs in PAIRS.values() for pair in pairs}
    today = date(2026, 5, 5)
    met = {}
    for name, form in filled_forms(
        region, lambda field: today - timedelta(days=1) if field in later else today
    ):
        told = {field: form.errors[field] for field in date_fields(form) if field in form.errors}
        if told:
            met[name] = told
    assert met == {
        name: {
            last: [f"Tämä on ennen kohtaa ”{called}”: korjaa jompikumpi."]
            for _first, last, called in pairs
        }
        for name, pairs in PAIRS.items()
    }


def test_a_year_that_cannot_be_is_told_at_its_field(region: RegionPage) -> None:
    message = "Anna päivä vuosien 1900 ja 2200 väliltä."
    for name, form in filled_forms(region, lambda field: date(27, 5, 5)):
        for field in date_fields(form):
            assert form.errors[field] == [message], (name, field)
