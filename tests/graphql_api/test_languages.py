"""The languages of the schema are those of the installation's content."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.test import Client

from participation_api.door.documents import operations
from tests.factories import add_home, add_region

SETTINGS = """
from cms.settings.test import *
LANGUAGE_CODE = "et"
LANGUAGES = [("et", "Eesti"), ("en-gb", "English"), ("de", "Deutsch")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:2]
"""
SHOW = """
import django
django.setup()
from participation_api.door.documents import checked, operations
from participation_api.schema import schema
print(schema)
print([name for name, query in operations().items() if checked(query)[1]])
"""


def test_another_installation_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.py").write_text(SETTINGS)
    paths = (str(tmp_path), str(settings.BASE_DIR), str(settings.BASE_DIR / "graphql"))
    shown = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(paths), "DJANGO_SETTINGS_MODULE": "elsewhere"},
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
