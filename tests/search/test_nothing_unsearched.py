"""Whatever words an editor can publish on a page find it, or stand in a list with the reason: those
of its fields, inline children and blocks, and those of what these refer to."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from functools import partial
from itertools import count, product
from typing import Any

import pytest
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.media.models import Document, Image
from cms.pages.models import AgendaItem, Audience, MeetingPage, RegionPage, Seat, TermPage
from cms.snippets.models import Organisation, Topic
from search.queries import Query, search
from tests.factories import (
    add_document,
    add_full_pages,
    add_full_region,
    add_image,
    add_meeting,
    add_news,
    add_organisation,
    add_region,
    add_term,
    add_theme,
    add_things,
    add_topic,
)
from themes.models import Theme

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
    "RegionPage.area": "is drawn on a map",
    "RegionPage.theme": "is how the page looks",
    "*.image": "is told to those who do not see the picture of what the page tells in words",
    "MeetingPage.attendance.seat": "is told of the person on the page of the term",
    "MeetingPage.next_meeting": "is a link to the page that is found",
    "MeetingPage.term": "is a link to the page that is found",
    "NewsPage.regions": "is a link to the page that is found; a facet leaves only its news",
    "StatementPage.agenda_item": "is a link to the item that is found",
    "*.page": "is a link to the page that is found",
}
"""Fields, with their model and relation, that find nothing."""

HAVE_WORDS = models.CharField | models.TextField | models.JSONField | StreamField
OURS = {"title", "slug", "seo_title", "search_description"}
"""Of the fields that Wagtail's own page has, those in which an editor writes words."""


class Words:
    """A made-up word for each place in which words may stand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, region: RegionPage) -> None:
        self._monkeypatch = monkeypatch
        self._region = region
        self._syllables = product("bdfgklmnprstv", "aeiou", "bdfgklmnprstv", "aeiou")
        self._numbers = count(40801)
        self.placed: dict[str, str] = {}

    def new(self, place: str) -> str:
        word = "qx" + "".join(next(self._syllables)) + "zw"
        return self.placed.setdefault(place, word)

    def fill(self, thing: Any, place: str) -> None:
        """A word in each field, reference and inline child of a page or a row."""
        for field in _fields(thing):
            value = getattr(thing, field.name)
            assert value not in (None, "", []), f"fill {place}.{field.name} in tests.factories.full"
            self._fill_field(thing, field, f"{place}.{field.name}")
        for relation in _relations(thing):
            other = self._referred(relation.related_model, f"{place}.{relation.name}")
            setattr(thing, relation.name, [other] if relation.many_to_many else other)
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
            labels = dict(field.choices) | {getattr(thing, field.name): self.new(place)}
            self._monkeypatch.setattr(field, "choices", list(labels.items()))
        elif field.name == "audiences":
            self.placed[place] = str(Audience(thing.audiences[0]).label)
        elif isinstance(field, models.JSONField):
            geometry = getattr(thing, field.name)
            named = {"type": "Feature", "properties": {"name": self.new(place)}}
            setattr(thing, field.name, named | {"geometry": geometry})
        elif isinstance(field, StreamField):
            raw = getattr(thing, field.name).get_prep_value()
            known = set(field.stream_block.child_blocks)
            assert {one["type"] for one in raw} >= known, place
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
            return self._referred(resolve_model_string(block.target_model), place).pk
        if isinstance(block, blocks.ChoiceBlock):
            self.new(place)
            return value
        return self.new(place)[: getattr(block.field, "max_length", None) or 20]

    def _referred(self, model: Any, place: str) -> Any:
        """A thing to refer to, with a word in what is shown of it."""
        word = self.new(place)
        region, number = self._region, len(self.placed)
        if model is Image:
            return add_image(f"kuva{number}", description=word)
        if model is Seat:
            seat = Seat(person=word, represents="resident")
            return add_term(region, f"Kausi {number}", seats=[seat]).seats.get()
        if model is AgendaItem:
            return add_meeting(region, f"Kokous {number}", word).agenda_items.get()
        if model is RegionPage:
            return add_region(region.get_parent(), f"alue{number}", title=word)
        if model is Document:
            return add_document(word, name=f"tiedosto{number}.txt")
        adders: dict[Any, Callable[[str], Any]] = {
            Organisation: add_organisation,
            Page: partial(add_news, region),
            MeetingPage: partial(add_meeting, region),
            TermPage: partial(add_term, region),
            Theme: add_theme,
            Topic: add_topic,
        }
        return adders[model](word)


_WAGTAILS_OWN = {relation.get_accessor_name() for relation in get_all_child_relations(Page)}


def _fields(thing: Any) -> Iterator[models.Field]:
    own = {field.name for field in Page._meta.get_fields()} - OURS
    for field in thing._meta.concrete_fields:
        has_words = isinstance(field, HAVE_WORDS)
        if field.editable and field.name not in own and (has_words or field.choices):
            yield field


def _relations(thing: Any) -> Iterator[Any]:
    """Foreign keys and many-to-many fields in which an editor chooses something."""
    own = {field.name for field in Page._meta.get_fields()}
    for field in (*thing._meta.fields, *thing._meta.many_to_many):
        leads_up = isinstance(field, ParentalKey | models.OneToOneField)
        if field.is_relation and field.editable and field.name not in own and not leads_up:
            yield field


def is_found(word: str, uuid: Any) -> bool:
    results = search(Query(word))
    return not results.did_you_mean and uuid in {hit.uuid for hit in results.hits}


def test_every_word_that_is_published_is_found(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    of = add_things("Avoin")
    region = add_full_region(home, "pohjoinen", "Avoin", of)
    of.pages["linked"] = region
    pages = [region, *add_full_pages(region, "Avoin", of).values()]
    words = Words(monkeypatch, region)
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
