"""What the demo pages share: topics, organisations, brands, pictures and files."""

import json
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

import themes
from cms.demo import data, drawing, files
from cms.media.models import Document, Image
from cms.pages.models import CityResources, RegionPage, RegionResources
from cms.snippets.models import Organisation, Topic
from themes.models import Theme

BRANDS = Path(themes.__file__).parent / "demo_brands.json"


def add() -> None:
    registers = data.read("registers")
    for name in registers["topics"]:
        Topic.objects.get_or_create(name=name)
    for name in registers["draft_topics"]:
        Topic.objects.get_or_create(name=name, defaults={"live": False})
    for kind, names in registers["organisations"].items():
        for name in names:
            Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
    for brand in json.loads(BRANDS.read_text(encoding="utf-8")):
        _add_brand(brand)


def add_media() -> tuple[dict[str, Image], dict[str, Document]]:
    """Pictures and files by their keys, each in the collection of its region or the shared one."""
    media = data.read("media")
    images = {
        key: Image.objects.create(
            title=row["title"],
            description=row.get("description", ""),
            is_decorative="description" not in row,
            file=drawing.picture(row["motif"], Theme.objects.get(code=row["region"])),
            collection=_collection(row["region"]),
        )
        for key, row in media["pictures"].items()
    }
    documents = {
        key: Document.objects.create(
            title=row["title"],
            file=ContentFile(files.file_bytes(row["name"], row["pages"]), name=row["name"]),
            collection=_collection(row.get("region", "")),
        )
        for key, row in media["files"].items()
    }
    return images, documents


def _add_brand(brand: dict[str, str]) -> None:
    theme, is_new = Theme.objects.get_or_create(code=brand["code"], defaults=brand)
    if is_new:
        theme.logo = Image.objects.create(
            title=f"Tunnus: {theme.name}",
            description=f"{theme.name}: kumppanuuspöydän tunnus",
            file=drawing.logo(theme),
            collection=CityResources.objects.get().collection,
        )
        theme.save()


def _collection(region: str) -> Collection:
    if not region:
        return CityResources.objects.get().collection
    key = RegionPage.objects.get(slug=region).translation_key
    return RegionResources.objects.get(translation_key=key).collection
