"""Keeps the public side in step with changes that are not saves of a page."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import AbstractRendition
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_unpublished, post_page_move

from cms.media.renditions import (
    RENDITIONS,
    images_without_renditions,
    make_renditions_later,
    renditions_made,
)
from cms.pages.models import ContentVersion, SiteIdentity
from cms.pages.models.base import ContentPage
from cms.pages.models.records.public_state import page_saved
from cms.pages.publishing import recording
from cms.pages.visibility.sites import forget_grounds, front_pages, under
from cms.snippets.models import Organisation, Topic
from search.synonyms import SynonymGroup
from themes.models import Theme


def connect() -> None:
    connect_to_sites()
    page_saved.connect(recording.record_saved_page)
    post_page_move.connect(record_moved_page)
    page_unpublished.connect(record_unpublished_page)
    for model in apps.get_models():
        if issubclass(model, ContentPage):
            post_delete.connect(forget_deleted_page, sender=model)
    for signal in (post_save, post_delete):
        signal.connect(record_restricted_page, sender=PageViewRestriction)
        signal.connect(record_restricted_collection, sender=CollectionViewRestriction)
        for model in (SynonymGroup, Locale, SiteIdentity):
            signal.connect(raise_version, sender=model)
        signal.connect(record_rendition, sender=get_image_model().get_rendition_model())
    renditions_made.connect(raise_version)
    post_save.connect(make_renditions_of_logo, sender=Theme)
    for model in referred():
        post_save.connect(record_changed_reference, sender=model)
        pre_delete.connect(remember_referring_pages, sender=model)
        post_delete.connect(record_deleted_reference, sender=model)
    Collection.move = _recorded(Collection.move)  # treebeard sends no signal
    m2m_changed.connect(raise_version, sender=PageViewRestriction.groups.through)


def referred() -> tuple[type[Model], ...]:
    """Models that pages show: a change of one is a change of the pages too, and written to the
    search rows of those that are found by it."""
    return (Topic, Organisation, Theme, *files())


def files() -> tuple[type[Model], type[Model]]:
    """The site's models of documents and images."""
    return get_document_model(), get_image_model()


def connect_to_sites() -> None:
    """Before all else: what is written of a page names its Site."""
    post_page_move.connect(forget_grounds)
    for model in apps.get_models():
        if issubclass(model, Page):
            post_save.connect(forget_grounds_of_new_page, sender=model)
            post_delete.connect(forget_grounds, sender=model)
    pre_save.connect(remember_root, sender=Site)
    for signal in (post_save, post_delete):
        signal.connect(record_site, sender=Site)


def forget_grounds_of_new_page(created: bool, **kwargs: object) -> None:
    """It may be a front page, or the root of a Site in another language."""
    if created:
        forget_grounds()


def remember_root(instance: Any, **kwargs: object) -> None:
    known = Site.objects.filter(pk=instance.pk)
    instance.root_before = known.values_list("root_page", flat=True).first()


def record_site(
    instance: Any,
    created: bool | None = None,
    origin: Model | QuerySet[Model] | None = None,
    **kwargs: object,
) -> None:
    """Pages that come under a Site, or leave it, are known by it from then on."""
    forget_grounds()
    ContentVersion.rise()
    if _deletes_pages(origin):
        return
    before = instance.root_before if created is not None else None
    if before == instance.root_page_id:
        return
    roots = Page.objects.filter(pk__in=[before, instance.root_page_id])
    in_all_languages = Page.objects.filter(translation_key__in=roots.values("translation_key"))
    paths = list(in_all_languages.values_list("path", flat=True))
    for front_page in front_pages().filter(under(paths)):
        recording.record_branch(front_page)


def record_moved_page(instance: Page, **kwargs: object) -> None:
    recording.record_branch(Page.objects.get(pk=instance.pk))


def record_unpublished_page(instance: Page, **kwargs: object) -> None:
    """Wagtail may hide a page by its base class, whose save does not come by ours."""
    recording.record_branch(instance)


def forget_deleted_page(instance: ContentPage, **kwargs: object) -> None:
    recording.forget([instance.uuid])


def record_restricted_page(
    instance: PageViewRestriction, origin: Model | QuerySet[Model] | None = None, **kwargs: object
) -> None:
    if _deletes_pages(origin):
        return  # It goes with its page: nothing under that page is to be public in between.
    if page := Page.objects.filter(pk=instance.page_id).first():
        recording.record_branch(page)


def _deletes_pages(origin: Model | QuerySet[Model] | None) -> bool:
    deleted = origin.model if isinstance(origin, QuerySet) else type(origin)
    return issubclass(deleted, Page)


def record_restricted_collection(instance: CollectionViewRestriction, **kwargs: object) -> None:
    record_collections(instance.collection.path)


def record_collections(path: str) -> None:
    """Write the public side of the pages that show files of a collection or of one under it."""
    collections = Collection.objects.filter(path__startswith=path)
    for model in files():
        within = model._default_manager.filter(collection__in=collections)
        recording.record_pages_referring_to(model, within.values_list("pk", flat=True))


def _recorded(move: Callable[..., None]) -> Callable[..., None]:
    @transaction.atomic
    def move_and_record(self: Collection, *args: Any, **kwargs: Any) -> None:
        move(self, *args, **kwargs)
        record_collections(Collection.objects.get(pk=self.pk).path)

    return move_and_record


def record_changed_reference(instance: Model, created: bool, **kwargs: object) -> None:
    if created:
        ContentVersion.rise()
    else:
        recording.record_pages_referring_to(type(instance), [instance.pk])


def remember_referring_pages(instance: Any, **kwargs: object) -> None:
    """The references are gone once the deletion is through."""
    instance.pages_referring = recording.pages_referring_to(type(instance), [instance.pk])


def record_deleted_reference(instance: Any, **kwargs: object) -> None:
    recording.record_pages(Page.objects.filter(pk__in=instance.pages_referring).specific())


def record_rendition(instance: AbstractRendition, **kwargs: object) -> None:
    """They are made after the commit of the image that pages show already."""
    if instance.filter_spec in RENDITIONS.values():
        ContentVersion.rise()


def make_renditions_of_logo(instance: Theme, **kwargs: object) -> None:
    for image in images_without_renditions([instance.logo_id]):
        make_renditions_later(image)


def raise_version(**kwargs: object) -> None:
    ContentVersion.rise()
