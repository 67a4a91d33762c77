"""What the search is told of a page: what its type declares, its files, and when it expires."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.media.models import FileText
from cms.pages.models.base import ContentPage
from cms.pages.visibility.references import keys_referred_to, visible, visible_among
from cms.pages.visibility.sites import site_key
from cms.snippets.models import Organisation, Topic
from search.declarations import AttachedFile, SearchShape


def search_shape(page: ContentPage) -> SearchShape:
    """All that the search needs of a published page, in the page's own language, whoever publishes
    it.

    Raises TypeError for a page whose type is not searched."""
    if page.search_kind is None:
        raise TypeError(f"{type(page).__name__} is not searched.")
    topics = visible_among(page.topics.all()) if hasattr(page, "topics") else []
    names = [str(topic) for topic in topics]
    with translation.override(page.locale.language_code):
        return SearchShape(
            uuid=page.uuid,
            kind=page.search_kind,
            language=page.locale.language_code,
            title=page.title,
            body=page.search_text(),
            path=page.site_path,
            site=site_key(page),
            parts=page.search_parts(),
            ending=page.search_ending(),
            files=attached_files(page),
            regions=page.search_regions(),
            topics=[topic.slug for topic in topics],
            date=page.search_date(),
            state=getattr(page, "state", ""),
            visible_until=visible_until(page),
            extra_terms=[str(page._meta.verbose_name), *names, *page.search_terms()],
        )


def all_shapes(only: Collection[UUID] | None = None) -> Iterator[SearchShape]:
    """The shape of every page that the search should know, or of these alone; what a rebuild starts
    from. Each page is read when it is asked for: it may have been hidden since the first was."""
    for model in _searched_models():
        pages = model.objects.listed()
        some = pages if only is None else pages.filter(uuid__in=only)
        for pk in list(some.values_list("pk", flat=True)):
            yield from (search_shape(page) for page in pages.filter(pk=pk))


def attached_files(page: Page) -> Sequence[AttachedFile]:
    """The page's documents in public collections, with their text as far as it has been read."""
    documents = list(
        visible(get_document_model()).filter(kumppanuus_page_references__page=page).order_by("pk")
    )
    texts = dict(
        FileText.objects.filter(
            file_hash__in=[document.file_hash for document in documents]
        ).values_list("file_hash", "pages")
    )
    return [
        AttachedFile(
            key=document.file_hash,
            title=document.title,
            path=document.url,
            pages=texts.get(document.file_hash, ()),
        )
        for document in documents
    ]


def visible_until(page: Page) -> datetime | None:
    """When the page, the first of its ancestors or a register entry that it names expires: until
    the worker has come by, it is rather not found than found by a name that is hidden."""
    ancestors = Page.objects.filter(
        path__in=[page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    )
    entries = [
        visible(model).filter(pk__in=keys_referred_to(page, model))
        for model in (Organisation, Topic)
    ]
    times = [
        time
        for expiring in (ancestors, *entries)
        for time in expiring.filter(expire_at__isnull=False).values_list("expire_at", flat=True)
    ]
    return min(times, default=None)


def _searched_models() -> list[Any]:
    return [model for model in apps.get_models() if getattr(model, "search_kind", None)]
