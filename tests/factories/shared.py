"""Registers, themes and media."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site

from cms.pages.models import SiteIdentity
from cms.snippets.models import Organisation, Topic
from themes.models import Theme


def add_topic(name: str, **fields: Any) -> Topic:
    return Topic.objects.create(name=name, **fields)


def add_organisation(name: str, kind: str = "board", **fields: Any) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, **fields)


def add_theme(code: str, **fields: Any) -> Theme:
    return Theme.objects.create(**{"name": code.title(), "code": code} | fields)


def add_identity(site: Site | None = None, **fields: Any) -> SiteIdentity:
    """What a city writes of itself; of the only site where none is named."""
    words = {"organisation": "Lahden kaupunki", "wordmark": "Lahti"}
    site = site or Site.objects.get()
    return SiteIdentity.objects.update_or_create(site=site, defaults=words | fields)[0]


def add_document(
    title: str, text: str = "teksti", collection: Collection | None = None, name: str = ""
) -> Any:
    return get_document_model().objects.create(
        title=title,
        file=ContentFile(text.encode(), name=name or f"{title.lower()}.txt"),
        collection=collection or Collection.get_first_root_node(),
    )


def add_image(title: str, collection: Collection | None = None, **fields: Any) -> Any:
    file: ImageFile = get_test_image_file(filename=f"{title.lower()}.png", size=(1400, 900))
    return get_image_model().objects.create(
        **{
            "title": title,
            "file": file,
            "description": f"Kuva: {title}",
            "collection": collection or Collection.get_first_root_node(),
        }
        | fields
    )
