"""The admin is in Finnish: no string of it lacks a translation, on any screen of any role."""

import ast
import gettext
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import override, trans_real

SAME_IN_FINNISH: set[str] = set()


class Untranslated(gettext.NullTranslations):
    """Stands behind the Finnish catalogue and keeps what that cannot translate."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: set[str] = set()

    def gettext(self, message: str) -> str:
        self.strings.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.strings.add(msgid1)
        return msgid1 if n == 1 else msgid2


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> Untranslated:
    asked = Untranslated()
    monkeypatch.setattr(trans_real.translation("fi"), "_fallback", asked)
    return asked


def msgids(catalogue: Path) -> Iterator[str]:
    """The strings that a .po file lists, without its header."""
    quoted = r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)'
    for match in re.finditer(quoted, catalogue.read_text(), re.MULTILINE):
        if message := ast.literal_eval(f"({match[1]})"):
            yield message


WAGTAIL_CATALOGUES = {
    app.name: Path(app.path) / "locale/en/LC_MESSAGES/django.po"
    for app in apps.get_app_configs()
    if app.name.startswith("wagtail") and (Path(app.path) / "locale/en").exists()
}


@pytest.mark.parametrize("app", WAGTAIL_CATALOGUES)
def test_every_string_of_wagtail_has_finnish(app: str, untranslated: Untranslated) -> None:
    with override("fi"):
        for message in msgids(WAGTAIL_CATALOGUES[app]):
            translate(message)
    assert sorted(untranslated.strings) == []


def test_every_string_of_wagtails_scripts_has_finnish(client) -> None:
    response = client.get(reverse("wagtailadmin_javascript_catalog"), headers={"accept-language": "en"})
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\});", response.text, re.DOTALL)[1])
    wanted = msgids(WAGTAIL_CATALOGUES["wagtail.admin"].with_name("djangojs.po"))
    assert sorted(set(wanted) - set(catalogue)) == []
