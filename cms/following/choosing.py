"""What the page *Seuraa* offers to choose of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.utils.text import capfirst

from cms.following.followed import Followed
from cms.following.kinds import MODELS, inner_kinds, kind_name, topic_names
from cms.following.places import Place
from cms.pages.lists import own_tables


class Option(NamedTuple):
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """The fields of the form: each takes one value, or none."""

    regions: Sequence[Option]
    kinds: Sequence[tuple[Option, Sequence[Option]]]
    """Page types, each with the kinds of it."""
    topics: Sequence[Option]
    words: str

    @classmethod
    def of(cls, followed: Followed, language: str) -> Self:
        return cls(
            regions=[
                Option(slug, title, slug in followed.regions)
                for slug, title in own_tables(language).values_list("slug", "title")
            ],
            kinds=[
                (
                    Option(kind, str(capfirst(kind_name(kind))), kind in followed.kinds),
                    [
                        Option(code, str(capfirst(name)), code in followed.kinds)
                        for code, name in inner_kinds(kind).items()
                    ],
                )
                for kind in MODELS
            ],
            topics=[
                Option(slug, name, slug in followed.topics) for slug, name in topic_names().items()
            ],
            words=followed.words,
        )


def tables(regions: Iterable[Any]) -> list[Place]:
    """Each table with where it is followed."""
    return [Place(Followed((region.slug,)), region.title) for region in regions]
