"""Whatever words an editor can publish on a page find it, or stand in a list with the reason."""

from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import count, product
from typing import Any

import pytest
from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.pages.models import Audience
from search.queries import Query, search
from tests.factories import add_full_pages, add_full_region, add_things

pytestmark = pytest.mark.every_engine

UNSEARCHED = {
    "*.slug": "stands in the address, which is made of the title",
    "*.seo_title": "is for search engines elsewhere",
    "*.search_description": "is for search engines elsewhere",
    "*_url": "is an address",
    "*.url": "is an address",
    "*.email": "is an address",
    "*.phone": "is a number to call",
    "*.level": "is how a heading is set, which is not written",
    "*.state": "is shown with the hit",
    "NewsPage.newspaper_text": "is not on the site: it is for newspapers",
    "NewsPage.social_text": "is not on the site: it is for social media",
    "RegionPage.links.kind": "is not written on the site",
}
"""Fields, with their model and relation, that find nothing."""

OURS = {"title", "slug", "seo_title", "search_description"}
"""Of the fields that Wagtail's own page has, those in which an editor writes words."""


class Words:
    """A made-up word for each place in which words may stand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._syllables = product("bdfgklmnprstv", "aeiou", "bdfgklmnprstv", "aeiou")
        self._numbers = count(40801)
        self.placed: dict[str, str] = {}

    def new(self, place: str) -> str:
        word = "qx" + "".join(next(self._syllables)) + "zw"
        return self.placed.setdefault(place, word)

    def fill(self, thing: Any, place: str) -> None:
        """A word in each field and inline child of a page or a row."""
        for field in _fields(thing):
            value = getattr(thing, field.name)
            assert value not in (None, "", []), f"fill {place}.{field.name} in tests.factories.full"
            self._fill_field(thing, field, f"{place}.{field.name}")
        if isinstance(thing, ClusterableModel):
            for relation in get_all_child_relations(thing):
                name = relation.get_accessor_name()
                if name in _WAGTAILS_OWN:
                    continue
                rows = list(getattr(thing, name).all())
                assert rows, f"fill {place}.{name} in tests.factories.full"
                self.fill(rows[0], f"{place}.{name}")
                setattr(thing, name, rows)

    def _fill_field(self, thing: Any, field: Any, place: str) -> None:
        if field.choices:
            label = [(getattr(thing, field.name), self.new(place))]
            self._monkeypatch.setattr(field, "choices", label)
        elif field.name == "audiences":
            pass  # below, as its choices are its form's
        elif isinstance(field, StreamField):
            raw = getattr(thing, field.name).get_prep_value()
            known = set(field.stream_block.child_blocks)
            assert {one["type"] for one in raw} | {"page"} >= known, place
            value = self._in_block(field.stream_block, raw, place)
            setattr(thing, field.name, field.to_python(value))
        elif field.name == "decision_section":
            self.placed[place] = str(next(self._numbers))
            setattr(thing, field.name, self.placed[place])
        elif isinstance(field, models.SlugField):
            self.placed[place] = getattr(thing, field.name)
        elif isinstance(field, models.URLField):
            setattr(thing, field.name, f"https://{self.new(place)}.test/")
        elif isinstance(field, models.EmailField):
            setattr(thing, field.name, f"{self.new(place)}@avoin.test")
        elif isinstance(field, models.CharField | models.TextField):
            setattr(thing, field.name, self.new(place))

    def _in_block(self, block: Any, value: Any, place: str) -> Any:
        if isinstance(block, blocks.StreamBlock):
            return [
                one
                | {
                    "value": self._in_block(
                        block.child_blocks[one["type"]], one["value"], f"{place}.{one['type']}"
                    )
                }
                for one in value
            ]
        if isinstance(block, blocks.StructBlock):
            return {
                name: self._in_block(child, value.get(name), f"{place}.{name}")
                for name, child in block.child_blocks.items()
            }
        if isinstance(block, blocks.ListBlock):
            return [self._in_block(block.child_block, one, place) for one in value]
        if isinstance(block, blocks.ChooserBlock):
            return value
        if isinstance(block, blocks.ChoiceBlock):
            self.new(place)
            return value
        return self.new(place)[: getattr(block.field, "max_length", None) or 20]


_WAGTAILS_OWN = {relation.get_accessor_name() for relation in get_all_child_relations(Page)}


def _fields(thing: Any) -> Iterator[models.Field]:
    own = {field.name for field in Page._meta.get_fields()} - OURS
    for field in thing._meta.concrete_fields:
        has_words = isinstance(field, models.CharField | models.TextField | StreamField)
        if field.editable and field.name not in own and (has_words or field.choices):
            yield field


def is_found(word: str, uuid: Any) -> bool:
    results = search(Query(word))
    return not results.did_you_mean and uuid in {hit.uuid for hit in results.hits}


def test_every_word_that_is_published_is_found(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    of = add_things("Avoin")
    region = add_full_region(home, "pohjoinen", "Avoin", of)
    pages = [region, *add_full_pages(region, "Avoin", of).values()]
    words = Words(monkeypatch)
    uuids = {}
    for page in pages:
        page = type(page).objects.get(pk=page.pk)
        words.fill(page, type(page).__name__)
        page.save_revision().publish()
        uuids[type(page).__name__] = page.uuid
    found = {
        place: is_found(word, uuids[place.partition(".")[0]])
        for place, word in words.placed.items()
    }
    listed = {place for place in found for name in UNSEARCHED if fnmatch(place, name)}
    assert {place for place in found if not found[place]} - listed == set()
    idle = [
        name for name in UNSEARCHED if not any(fnmatch(p, name) and not found[p] for p in found)
    ]
    assert idle == []


def test_an_event_is_found_by_whom_it_is_for(home: Any) -> None:
    of = add_things("Avoin")
    region = add_full_region(home, "pohjoinen", "Avoin", of)
    event = add_full_pages(region, "Avoin", of)["event"]
    assert is_found(str(Audience(event.audiences[0]).label), event.uuid)
