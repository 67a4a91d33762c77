"""Twins of pages, written as rows alone, of which neither the search nor the log of changes knows:
many at once, for what they cost, and whole branches."""

from collections.abc import Sequence
from copy import copy
from typing import Any
from uuid import uuid4

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page


def multiply(page: Page, times: int) -> None:
    """So many twins of a page beside it."""
    slugs = [f"{page.slug}-{uuid4().hex[:8]}" for _ in range(times)]
    _add_twins(page, page.get_parent(), slugs)


def add_branch(page: Page, parent: Page, slug: str = "") -> Page:
    """A twin last under a parent, with twins of all that stands under it."""
    page = Page.objects.get(pk=page.pk)
    [twin] = _add_twins(page, parent, [slug or page.slug])
    for below in page.get_children():
        add_branch(below, twin)
    return Page.objects.get(pk=twin.pk)


def _add_twins(page: Page, parent: Page, slugs: Sequence[str]) -> list[Page]:
    """With the inline rows of the page and with what it refers to."""
    parent, original = Page.objects.get(pk=parent.pk), page.specific_class.objects.get(pk=page.pk)
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    rows = []
    for number, slug in enumerate(slugs, start=step + 1):
        row = Page.objects.get(pk=page.pk) if not rows else copy(rows[0])
        row.pk = row.id = None
        row.path = Page._get_path(parent.path, parent.depth + 1, number)
        row.depth, row.numchild = parent.depth + 1, 0
        row.slug, row.url_path = slug, f"{parent.url_path}{slug}/"
        row.translation_key = uuid4()
        row.latest_revision = row.live_revision = None
        rows.append(row)
    rows = Page.objects.bulk_create(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(rows))
    twins = [copy(original) for _ in rows]
    for row, twin in zip(rows, twins, strict=True):
        twin.pk = twin.page_ptr_id = row.pk
        twin.uuid = uuid4()
    model = type(original)
    model._base_manager._insert(twins, model._meta.local_concrete_fields, using="default")
    _copy_references(original, twins)
    for relation in get_all_child_relations(model):
        for child in relation.related_model._base_manager.filter(page=original):
            copies = [copy(child) for _ in rows]
            for row, one in zip(rows, copies, strict=True):
                one.pk, one.page_id, one.uuid = None, row.pk, uuid4()
            _copy_references(child, type(child)._base_manager.bulk_create(copies))
    return rows


def _copy_references(source: Any, twins: Sequence[Any]) -> None:
    for field in get_all_child_m2m_relations(type(source)):
        through, name = field.remote_field.through, f"{field.m2m_field_name()}_id"
        for row in through._base_manager.filter(**{name: source.pk}):
            copies = [copy(row) for _ in twins]
            for twin, one in zip(twins, copies, strict=True):
                one.pk = None
                setattr(one, name, twin.pk)
            through._base_manager.bulk_create(copies)
