"""Commands are told which city they are for, where there are several."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.pages.models import PublicationPage
from tests.sites.world import World

ASKED = {"kind": "report", "valid_from": "2023-01-26"}


@pytest.fixture
def file(tmp_path) -> Any:
    path = tmp_path / "raportti.txt"
    path.write_text("Raportti\n\nTeksti.\n")
    return path


@pytest.mark.parametrize("region", ["", "pohjoinen"])
def test_a_publication_is_imported_for_the_city_that_is_named(
    world: World, file: Any, region: str
) -> None:
    call_command("import_publication", file, region=region, site="bergo.test", **ASKED)
    page = PublicationPage.objects.latest("pk")
    parent = world.bergo.region if region else world.bergo.home
    assert page.get_parent().get_parent().pk == parent.pk


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "argument --site: there are several cities; name the host of one"),
        (
            {"site": "muu.test"},
            "no site 'muu.test'; the sites are: ahola.test, bergo.test",
        ),
    ],
)
def test_which_city_must_be_told(world: World, file: Any, asked: Any, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("import_publication", file, region="pohjoinen", **asked, **ASKED)
