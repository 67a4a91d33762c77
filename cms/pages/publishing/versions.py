"""Validity of a publication's imported versions: each ends before the next begins, wherever that is
published."""

from datetime import date, timedelta

from wagtail.signals import page_published

from cms.pages.models import PublicationPage


def connect() -> None:
    page_published.connect(end_earlier_versions, sender=PublicationPage)


def end_earlier_versions(instance: PublicationPage, **kwargs: object) -> None:
    """Drafts too, as one of them may be published late."""
    if instance.alias_of_id or not instance.source_hash:
        return
    earlier = (
        PublicationPage.objects.sibling_of(instance)
        .imported_versions(instance.kind, instance.title)
        .filter(version__lt=instance.version)
        .order_by("-version")
    )
    # The next one is read only now: ending a published one ends those before it.
    for pk in list(earlier.values_list("pk", flat=True)):
        end_validity(PublicationPage.objects.get(pk=pk), instance.valid_from)


def end_validity(page: PublicationPage, successor_from: date) -> None:
    """End the page's validity before its successor's begins, if it would go on, and in its draft
    too. One that would begin no earlier than its successor keeps its first day."""
    last_day = max(page.valid_from, successor_from - timedelta(days=1))
    if page.valid_to and page.valid_to <= last_day:
        return
    page.valid_to = last_day
    page.save()
    draft = page.get_latest_revision_as_object()
    draft.valid_to = last_day
    revision = draft.save_revision()
    if page.live and not page.has_unpublished_changes:
        revision.publish()
