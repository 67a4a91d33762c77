"""Media in a bucket: readers get it from our own addresses, where it is asked who may see it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from django.test import Client
from moto import mock_aws
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.renditions import make_renditions, named_renditions
from cms.pages.models import RegionPage
from tests.factories import add_document, add_image, add_meeting, add_news

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "testi",
    "AWS_SECRET_ACCESS_KEY": "testi",
    "AWS_DEFAULT_REGION": "us-east-1",
}
PRINT = "import json; from cms.settings.production import *; print(json.dumps(STORAGES['default']))"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Any]:
    """A bucket in this process, with the storage that MEDIA_BUCKET sets up."""
    public = settings.KUMPPANUUS["PUBLIC_URL"]
    environment = {"SECRET_KEY": settings.SECRET_KEY, "PUBLIC_URL": public, "MEDIA_BUCKET": "media"}
    printed = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": "sqlite://:memory:"} | environment,
        capture_output=True,
        check=True,
    )
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        made = boto3.resource("s3").create_bucket(Bucket="media")
        settings.STORAGES = settings.STORAGES | {"default": json.loads(printed.stdout)}
        yield made


def test_a_picture_in_a_bucket_is_read_at_our_address_while_it_is_public(
    bucket: Any, client: Client, pohjoinen: RegionPage
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Kuvat")
    image = add_image("Puisto", collection)
    make_renditions(image)
    add_news(pohjoinen, "Uutinen", image=image)
    card = named_renditions(image)["card"]
    assert card.url == f"https://kumppanuus.test/media/{card.file.name}"

    answer = client.get(card.url.removeprefix("https://kumppanuus.test"))
    stored = bucket.Object(card.file.name).get()["Body"].read()
    assert (answer.status_code, b"".join(answer)) == (200, stored)
    unchanged = client.get(answer.request["PATH_INFO"], headers={"If-None-Match": answer["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert client.get(f"/media/{image.file.name}").status_code == 404

    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    path = answer.request["PATH_INFO"]
    assert client.get(path).status_code == 404
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 404


def test_a_document_in_a_bucket_is_read_at_our_address(
    bucket: Any, client: Client, pohjoinen: RegionPage
) -> None:
    document = add_document("Liite", "Sisältö")
    value = {"type": "attachment", "value": {"document": document.pk, "title": ""}}
    add_meeting(pohjoinen, "Kokous", attachments=[value])
    answer = client.get(document.url)
    assert (answer.status_code, b"".join(answer)) == (200, "Sisältö".encode())


def test_a_second_file_of_the_same_name_replaces_none(bucket: Any, db: None) -> None:
    first, second = add_document("Liite", "Yksi"), add_document("Liite", "Kaksi")
    texts = {bucket.Object(each.file.name).get()["Body"].read() for each in (first, second)}
    assert texts == {b"Yksi", b"Kaksi"}


def test_a_picture_that_the_storage_has_lost_is_not_found(
    bucket: Any, client: Client, pohjoinen: RegionPage
) -> None:
    image = add_image("Puisto")
    make_renditions(image)
    add_news(pohjoinen, "Uutinen", image=image)
    card = named_renditions(image)["card"]
    bucket.Object(card.file.name).delete()
    assert client.get(f"/media/{card.file.name}").status_code == 404
