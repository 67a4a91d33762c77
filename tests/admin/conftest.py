from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.admin.world import World


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world, made once for a module, as it is costly."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def world(furnished: World, db: None) -> World:
    """The world as it was made: what a test does to it is undone."""
    return furnished
