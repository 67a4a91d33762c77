"""Drafts: their inline children and many-to-many relations are held in memory, as modelcluster
keeps them, and are not in the database."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page


def as_draft(page: Page) -> Page:
    """The page of a revision, made ready for reading; never to be saved. Children that have no
    primary key yet get one below 0, so that they are told apart."""
    page.__dict__["_is_draft"] = True
    for relation in get_all_child_relations(type(page)):
        for number, child in enumerate(held(page, relation.get_accessor_name()) or (), start=1):
            child.__dict__["_is_draft"] = True
            child.pk = child.pk or -number
    return page


def held(row: Model, name: str) -> list[Any] | None:
    """What a draft, or a child of one, holds of a relation in memory; None when the database
    knows."""
    if "_is_draft" not in row.__dict__:
        return None
    things: Iterable[Any] | None = row.__dict__.get("_cluster_related_objects", {}).get(name)
    return None if things is None else list(things)


def draft_of(child: Model) -> Page | None:
    """The draft whose inline child this is; None for a child of the database."""
    page = child._state.fields_cache.get("page")
    return page if page and "_is_draft" in page.__dict__ else None
