"""Takes a text out of a page for good: out of what is public and out of every version of it."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, PageLogEntry, Revision

from cms.media.models import FileText
from cms.pages.editing.permissions import Editor, files_in
from cms.pages.models import ContentVersion
from cms.pages.models.base import ContentPage
from cms.pages.publishing.recording import record_pages
from cms.pages.visibility.sites import everywhere
from cms.privacy.finding import as_written
from cms.privacy.texts import text_fields

REMOVED = "kumppanuus.remove_text"
"""The log's name for it, whose data say from how many versions, and hold none of the text."""
IN_ITS_PLACE, IN_ADDRESSES = "[…]", "x"


MARK = re.compile(r"<[^<>]*>")


def _in_its_place(found: re.Match[str]) -> str:
    """What was marked within the text stays whole: what began or ended there still does."""
    return IN_ITS_PLACE + "".join(MARK.findall(found[0]))


class Eraser:
    """Knows the text as the gate finds it, and as addresses spell it."""

    def __init__(self, text: str) -> None:
        self.text = as_written(text)
        slug = slugify(text)
        self.slug = re.compile(re.escape(slug), re.IGNORECASE) if slug else self.text

    def without(self, value: Any) -> Any:
        """A text, or whatever of lists and dicts holds texts, without it."""
        match value:
            case str():
                return self.text.sub(_in_its_place, value)
            case list():
                return [self.without(one) for one in value]
            case dict():
                return {name: self.without(one) for name, one in value.items()}
        return value

    def of_content(self, model: type[Model], content: dict[str, Any]) -> dict[str, Any]:
        """What a version holds of an object of the model, and of its rows."""
        left = dict(content)
        for field in text_fields(model):
            if isinstance(value := content.get(field.name), str):
                left[field.name] = self.of_field(field, value)
        if isinstance(title := content.get("draft_title"), str):
            left["draft_title"] = self.without(title)
        if isinstance(path := content.get("url_path"), str):
            left["url_path"] = self.slug.sub(IN_ADDRESSES, path)
        for relation in get_all_child_relations(model):
            rows = content.get(relation.get_accessor_name()) or []
            left[relation.get_accessor_name()] = [
                self.of_content(relation.related_model, row) for row in rows
            ]
        return left

    def of_field(self, field: Any, value: str) -> str:
        if isinstance(field, StreamField):
            return json.dumps(self.without(json.loads(value or "[]")))
        if field.name == "slug":
            return self.slug.sub(IN_ADDRESSES, value)
        return self.text.sub(_in_its_place, value)


@everywhere()
@transaction.atomic
def remove_for_good(page: ContentPage, text: str, user: Editor) -> int:
    """Take the text out of the page, its aliases, versions, comments, log and old addresses, and
    out of what the search knows of its files; from how many versions. What caches keep goes too.

    The text is nowhere written to. Files themselves stay: replace or delete them first."""
    eraser = Eraser(text)
    pages = [page, *(alias.specific for alias in page.aliases.all())]
    versions = sum(_remove_from(one, eraser) for one in pages)
    ContentVersion.rise()
    log(page, REMOVED, user=user, data={"versions": versions})
    return versions


def _remove_from(page: Any, eraser: Eraser) -> int:
    versions = 0
    documents = _documents([page])
    for revision in page.revisions.all():
        documents |= _documents([revision.as_object()])
        content = eraser.of_content(type(page), revision.content)
        if content != revision.content:
            versions += 1
            Revision.objects.filter(pk=revision.pk).update(
                content=content, object_str=eraser.without(revision.object_str)
            )
    _remove_from_what_is_stored(page, eraser)
    _remove_from_rows(
        [
            (Comment.objects.filter(page=page.pk), ["text", "position"]),
            (CommentReply.objects.filter(comment__page=page.pk), ["text"]),
            (PageLogEntry.objects.filter(page=page.pk), ["label", "data"]),
            (FileText.objects.filter(file_hash__in=documents), ["pages"]),
        ],
        eraser,
    )
    for redirect in Redirect.objects.filter(redirect_page=page.pk):
        if eraser.slug.search(redirect.old_path):
            redirect.delete()
    record_pages([type(page).objects.get(pk=page.pk)])
    return versions


def _documents(pages: Iterable[Any]) -> set[str]:
    """Hashes of the files to which these refer."""
    model = get_document_model()
    rows = (
        row
        for page in pages
        for relation in get_all_child_relations(type(page))
        for row in getattr(page, relation.get_accessor_name()).all()
    )
    keys = [key for kind, key in files_in([*pages, *rows]) if kind is model]
    return set(model._default_manager.filter(pk__in=keys).values_list("file_hash", flat=True))


def _remove_from_what_is_stored(page: Any, eraser: Eraser) -> None:
    """By Wagtail's own saving, which also gives the pages below their new addresses."""
    for thing in _with_rows(page):
        model: type[Model] = type(thing)
        for field in text_fields(model):
            before = field.value_to_string(thing)
            after = eraser.of_field(field, before)
            if after != before:
                setattr(thing, field.name, field.to_python(after))
    page.draft_title = eraser.without(page.draft_title)
    page.save(clean=False)


def _with_rows(thing: Any) -> Iterator[Any]:
    yield thing
    for relation in get_all_child_relations(type(thing)):
        for row in getattr(thing, relation.get_accessor_name()).all():
            yield from _with_rows(row)


def _remove_from_rows(places: Iterable[tuple[Any, list[str]]], eraser: Eraser) -> None:
    for rows, names in places:
        for row in rows:
            before = {name: getattr(row, name) for name in names}
            after = {name: eraser.without(value) for name, value in before.items()}
            if after != before:
                type(row)._base_manager.filter(pk=row.pk).update(**after)
