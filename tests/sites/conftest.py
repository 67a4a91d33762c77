from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.sites.world import City, World, build


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world, made once for a module, as it is costly."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None, settings) -> World:
    """The world as it was made: what a test does to it is undone."""
    settings.ALLOWED_HOSTS = ["*"]
    return built


@pytest.fixture(params=["ahola", "bergo"])
def cities(request: pytest.FixtureRequest, world: World) -> tuple[City, City]:
    """The city that is asked, and the other one, of which nothing may come."""
    both = world.ahola, world.bergo
    return both if request.param == "ahola" else both[::-1]
