from collections.abc import Iterator
from copy import copy, deepcopy
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests import migrated
from tests.admin.world import World


@pytest.fixture(scope="session")
def first_world(
    migrated_file: Path, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> tuple[World, Path]:
    """The world, and the database with it in a file: made once for all modules, as it is costly."""
    file = tmp_path_factory.mktemp("world") / "world.sqlite3"
    with django_db_blocker.unblock():
        with transaction.atomic():
            world = World()
            connection.run_on_commit.clear()  # no test has waited for what follows a commit
        migrated.write_to(file)
        migrated.restore(migrated_file)
    return world, file


@pytest.fixture(scope="module")
def furnished(
    first_world: tuple[World, Path], migrated_file: Path, django_db_blocker
) -> Iterator[World]:
    """The world for the tests of a module, in their database."""
    world, file = first_world
    world = copy(world)
    # What a test does to these is not undone with the database.
    world.pages, world.forms = dict(world.pages), {}
    world.resources, world.shared = deepcopy(world.resources), deepcopy(world.shared)
    with django_db_blocker.unblock():
        migrated.restore(file)
        yield world
        migrated.restore(migrated_file)


@pytest.fixture
def world(furnished: World, db: None) -> World:
    """The world as it was made: what a test does to it is undone."""
    return furnished
