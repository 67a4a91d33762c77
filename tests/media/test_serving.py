"""Headers with which documents are served: what is for all may be kept, nothing else."""

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import Document
from cms.pages.models import MeetingPage
from cms.users.models import User
from tests.factories import add_document, add_meeting

WORDS = "Sisältö"
ETAG = f'"{hashlib.sha1(WORDS.encode(), usedforsecurity=False).hexdigest()}"'
FOR_ALL = "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
FOR_NOBODY_ELSE = "private, no-store"


@pytest.fixture
def document(db) -> Document:
    return add_document("Liite", WORDS)


@pytest.fixture
def meeting(pohjoinen, document) -> MeetingPage:
    value = {"type": "attachment", "value": {"document": document.pk, "title": ""}}
    return add_meeting(pohjoinen, "Kokous", attachments=[value])


@pytest.fixture
def restricted(document) -> CollectionViewRestriction:
    document.collection = Collection.get_first_root_node().add_child(name="Suljettu")
    document.save()
    return CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )


@pytest.fixture
def editor(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("paakayttaja"))
    return client


def test_a_plain_file_names_no_encoding(client, document, meeting) -> None:
    response = client.get(document.url)
    assert (response.status_code, b"".join(response)) == (200, WORDS.encode())
    assert "Content-Encoding" not in response
    assert response["X-Content-Type-Options"] == "nosniff"


@freeze_time("2026-03-02 10:00")
def test_a_public_file_is_kept_and_asked_for_by_its_validators(client, document, meeting) -> None:
    response = client.get(document.url)
    assert response["Cache-Control"] == FOR_ALL
    assert response["ETag"] == ETAG
    assert "Vary" not in response or "Cookie" not in response["Vary"]
    for headers in (
        {"if-none-match": ETAG},
        {"if-modified-since": response["Last-Modified"]},
    ):
        again = client.get(document.url, headers=headers)
        assert (again.status_code, again["Cache-Control"]) == (304, FOR_ALL)
    assert client.get(document.url, headers={"if-none-match": '"muu"'}).status_code == 200


def test_a_public_file_is_kept_no_longer_than_its_page_is_public(client, document, meeting) -> None:
    now = timezone.now().replace(hour=10, minute=0, second=0, microsecond=0)
    with freeze_time(now):
        meeting.expire_at = now + timedelta(seconds=10)
        meeting.save_revision().publish()
        assert client.get(document.url)["Cache-Control"] == (
            "public, max-age=0, s-maxage=5, stale-while-revalidate=5"
        )
    with freeze_time(now + timedelta(seconds=11)):
        response = client.get(document.url)
        assert (response.status_code, response["Cache-Control"]) == (404, FOR_NOBODY_ELSE)


@pytest.mark.parametrize("headers", [{}, {"if-none-match": ETAG}, {"if-none-match": "*"}])
def test_an_unpublished_file_is_kept_by_nobody(client, editor, document, headers) -> None:
    asked = client.get(document.url, headers=headers)
    assert (asked.status_code, asked["Cache-Control"]) == (404, FOR_NOBODY_ELSE)
    shown = editor.get(document.url, headers=headers)
    assert shown.status_code == (304 if headers else 200)
    assert shown["Cache-Control"] == FOR_NOBODY_ELSE
    assert "Cookie" in shown["Vary"]


def test_a_file_of_a_restricted_collection_is_kept_by_nobody(
    client, editor, document, meeting, restricted
) -> None:
    asked, shown = client.get(document.url), editor.get(document.url)
    assert (asked.status_code, asked["Cache-Control"]) == (404, FOR_NOBODY_ELSE)
    assert (shown.status_code, shown["Cache-Control"]) == (200, FOR_NOBODY_ELSE)
    restricted.delete()
    assert client.get(document.url)["Cache-Control"].startswith("public,")
