"""The languages of the schema are those of the installation's content."""

import os
import subprocess
import sys

from django.test import Client

from participation_api.door.documents import operations
from tests.factories import add_home, add_region
from tests.graphql_api import elsewhere


def test_another_installation_has_its_own() -> None:
    environment = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": f"{elsewhere.__name__}.settings",
    }
    shown = subprocess.run(
        [sys.executable, "-m", elsewhere.__name__],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "enum Language {\n  ET\n  EN_GB\n}" in shown
    assert "language: Language! = ET\n" in shown
    assert "FI" not in shown.split("enum Language")[1].split("}")[0]
    assert "Language! = FI" not in shown
    assert shown.splitlines()[-1] == "[]", "persisted operations that it refuses"


def test_the_persisted_operation_of_a_region_is_in_the_main_language(
    client: Client, db: None
) -> None:
    assert "RegionEmbed" in operations()
    add_region(add_home(), "pohjoinen")
    asked = {"documentId": "RegionEmbed", "variables": '{"region": "pohjoinen"}'}
    region = client.get("/graphql/", asked).json()["data"]["region"]
    assert region["url"] == "https://kumppanuus.test/pohjoinen/"
