"""Asking the API as a program does: by POST, over HTTP."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from tests.factories import add_document, add_image, add_organisation, add_theme, add_topic


@pytest.fixture
def ask(client, db):
    """Gives the data of a query that is expected to have no errors."""

    def ask(query: str, **variables: Any) -> dict[str, Any]:
        answer = post(client, query, variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return ask


@pytest.fixture
def refused(client, db):
    """Gives the messages of a query that is expected to fail."""

    def refused(query: str, **variables: Any) -> list[str]:
        return [error["message"] for error in post(client, query, variables)["errors"]]

    return refused


@pytest.fixture
def editor(pohjoinen):
    """Who may edit the pages of one region."""
    group = Group.objects.create(name="Pohjoisen toimittajat")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=pohjoinen, permission=change)
    user = get_user_model().objects.create_user("toimittaja", password="pitkä salasana 1")
    user.groups.add(group)
    return user


@pytest.fixture
def for_a_while():
    """A context whose changes are undone at its end: what is costly to make is made once."""

    @contextmanager
    def for_a_while() -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return for_a_while


def post(client, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    response = client.post(
        "/graphql/",
        json.dumps({"query": query, "variables": variables}),
        content_type="application/json",
    )
    return response.json()


@pytest.fixture
def shared(home, pohjoinen):
    """What the rows refer to."""
    topics = [add_topic("Puistot"), add_topic("Liikenne")]
    image, file = add_image("Kuva"), add_document("Tiedosto")
    pohjoinen.theme = add_theme("pohjoinen", logo=image)
    pohjoinen.image = image
    pohjoinen.introduction = f'<p><a linktype="page" id="{home.pk}">etusivu</a></p>'
    pohjoinen.save_revision().publish()
    return {
        "region": type(pohjoinen).objects.get(pk=pohjoinen.pk),
        "topics": topics,
        "image": image,
        "file": file,
        "body": add_organisation("Kaupunginhallitus"),
        "page": home,
    }
