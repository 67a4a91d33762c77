"""The script of <kumppanuus-feed>: at which address, how long it is kept, and its words."""

import gzip
import json
import re

import pytest
from django.apps import apps
from django.test import Client
from django.utils.translation import override

from cms.pages.models import HappeningState, MeetingStage, Outcome, StatementStatus
from themes.models import Theme
from themes.views import embed_source

SCRIPT = embed_source()
TEXTS = json.loads(re.search(r"^const TEXTS = (\{.+?^\});", SCRIPT, re.M | re.S)[1])


def test_script_stands_at_an_address_that_stays_and_is_kept_shortly(client: Client) -> None:
    response = client.get("/embed/v1.js", headers={"origin": "https://other.example"})
    assert response.status_code == 200
    assert response.content.decode() == SCRIPT
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.cookies == {}
    again = client.get("/embed/v1.js", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post("/embed/v1.js").status_code == 405


def test_script_knows_the_languages_and_the_time_of_the_installation(
    client: Client, settings
) -> None:
    def site() -> dict[str, object]:
        first = client.get("/embed/v1.js").content.decode().partition("\n")[0]
        return json.loads(first.removeprefix("const SITE = ").removesuffix(";"))

    helsinki = {"language": "fi", "languages": ["fi", "sv", "en"], "timeZone": "Europe/Helsinki"}
    assert site() == helsinki
    settings.LANGUAGE_CODE, settings.TIME_ZONE = "en-us", "Europe/Tallinn"
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("et", "Eesti")]
    assert site() == {"language": "en", "languages": ["en", "et"], "timeZone": "Europe/Tallinn"}


def test_script_is_small_and_names_no_other_site() -> None:
    assert len(gzip.compress(SCRIPT.encode())) < 12_000
    assert re.findall(r"https?://[\w.]+", SCRIPT) == []
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in SCRIPT


def test_script_takes_its_colours_from_the_theme_alone() -> None:
    given = set(re.findall(r"(--kp-[a-z-]+):", Theme(code="x").css))
    tones = set(re.findall(r"^  (\w+): \[", SCRIPT, re.M))
    assert {f"--kp-color-{tone}" for tone in tones} < given
    assert {f"--kp-color-{tone}-surface" for tone in tones} < given
    assert set(re.findall(r"var\((--kp-[a-z-]+)[,)]", SCRIPT)) < given
    assert re.findall(r"#[0-9a-f]{3,6}\b|\brgb|\bhsl", SCRIPT) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_language_has_all_words(language: str) -> None:
    assert list(TEXTS[language]) == list(TEXTS["fi"])
    for group in ("kinds", "states"):
        assert list(TEXTS[language][group]) == list(TEXTS["fi"][group])


def test_kinds_and_states_are_called_what_the_site_calls_them() -> None:
    labels = [
        (choice.name, choice.label)
        for choices in (HappeningState, MeetingStage, StatementStatus, Outcome)
        for choice in choices
        if choice != HappeningState.AS_PLANNED
    ]
    kinds = [
        (kind.upper(), model._meta.verbose_name)
        for model in apps.get_models()
        if (kind := getattr(model, "search_kind", None))
    ]
    for language in ("fi", "sv", "en"):
        with override(language):
            assert TEXTS[language]["states"] == {name: str(label) for name, label in labels}
            assert TEXTS[language]["kinds"] == {name: str(label) for name, label in kinds}


def test_a_theme_has_an_address_that_leads_to_its_present_state(client: Client, db: None) -> None:
    theme = Theme.objects.create(code="koe", name="Koe", primary="#0a4f8c")
    response = client.get("/themes/koe.css", headers={"origin": "https://other.example"})
    assert (response.status_code, response["Location"]) == (302, theme.css_path)
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get("/themes/city.css")["Location"].startswith("/themes/city.")
    assert client.get("/themes/muu.css").status_code == 404
