"""Putting an outline on a page: versions, validity and place.

A publication's versions are pages of their own, so that an earlier one stays readable at its
address: a changed file becomes a new page with the next version, and the earlier one's validity
ends the day before the new one's once that is published (see cms/pages/publishing/versions.py).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from cms.languages import main_language
from cms.pages.editing.personal_data import Contact
from cms.pages.importing.markup import body_of
from cms.pages.importing.outline import Outline
from cms.pages.importing.reading import read_publication
from cms.pages.models import (
    HomePage,
    Note,
    PublicationIndexPage,
    PublicationKind,
    PublicationPage,
    RegionPage,
)
from cms.pages.visibility.sites import cities, current_ground


class ContactsError(Exception):
    """The paper has contacts, and nobody has said that they are to be published."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        super().__init__("; ".join(map(str, contacts)))


class NoPlaceError(Exception):
    """The tree has no place for the publication; the message says what to do about it."""


@dataclass(frozen=True)
class Imported:
    page: PublicationPage
    is_new: bool
    """False when the same file had been imported before and nothing was changed."""


def import_publication(
    path: Path,
    kind: PublicationKind,
    valid_from: date,
    region: str = "",
    draft: bool = False,
    publish_anyway: bool = False,
) -> Imported:
    """Make a page of the file, under the region with the slug or, without one, city-wide.

    Raises UnreadableFileError, NoPlaceError, ContactsError or ValidationError, and then writes
    nothing.
    """
    index = publication_index(region)
    source_hash = hashlib.sha256(path.read_bytes()).hexdigest()
    outline = read_publication(path)
    with transaction.atomic():
        return write(outline, source_hash, index, kind, valid_from, draft, publish_anyway)


def write(
    outline: Outline,
    source_hash: str,
    index: PublicationIndexPage,
    kind: PublicationKind,
    valid_from: date,
    draft: bool,
    publish_anyway: bool,
) -> Imported:
    publications = PublicationPage.objects.child_of(index)
    same = publications.filter(kind=kind, alias_of=None, source_hash=source_hash).first()
    if same:
        return Imported(same, is_new=False)
    previous = publications.imported_versions(kind, outline.title).order_by("version").last()
    page = PublicationPage(
        title=outline.title,
        kind=kind,
        version=previous.version + 1 if previous else 1,
        valid_from=valid_from,
        body=body_of(outline),
        source_hash=source_hash,
        locale=index.locale,
        live=False,
    )
    page.notes.add(*(Note(number=note.number, text=note.text) for note in outline.notes))
    index.add_child(instance=page)
    contacts = () if draft else page.contacts_to_ask_about(page.own_children, page)
    if contacts and not publish_anyway:
        raise ContactsError(contacts)
    page.confirmed = (contacts, None)
    revision = page.save_revision()
    if not draft:
        revision.publish()
    return Imported(PublicationPage.objects.get(pk=page.pk), is_new=True)


def publication_index(region: str) -> PublicationIndexPage:
    """The list under the region with the slug, or the city-wide one for an empty slug, of the Site
    that is asked."""
    if len(cities()) > 1 and not current_ground():
        raise NoPlaceError("argument --site: there are several cities; name the host of one")
    if region:
        regions = RegionPage.objects.of_asked_site().in_language(main_language())
        parent = regions.filter(slug=region).first()
        if not parent:
            slugs = ", ".join(regions.order_by("path").values_list("slug", flat=True))
            raise NoPlaceError(
                f"argument --region: there is no region {region!r}; the regions are: "
                f"{slugs or 'none'}"
            )
    else:
        parent = HomePage.objects.of_asked_site().in_language(main_language()).first()
    index = PublicationIndexPage.objects.child_of(parent).first() if parent else None
    if index is None:
        raise NoPlaceError(
            "the list of publications is missing; run manage.py kumppanuus_sync_regions"
        )
    return index
