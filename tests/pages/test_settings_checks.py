"""What the checks say of a wrong setting: which one, and what to write in its place."""

from types import ModuleType
from typing import Any

import pytest
from django.core.checks import run_checks
from django.urls import include, path

from cms import doors
from cms.pages.site import urls as site_urls
from cms.urls import urlpatterns
from tests.configured import configured


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        (
            {"COLOUR": ""},
            "KUMPPANUUS has no setting COLOUR.",
            "Known are PUBLIC_URL, HEADLESS, SHARED_SECONDS, RELEASE, HEADLESS_PREVIEW_URL,"
            " PREVIEW_TOKEN_MINUTES, SEARCH_MILLISECONDS, ALERT_SENDER, ALERT_KEYS,"
            " ALERT_WEBHOOK_SECRET, ELASTICSEARCH.",
        ),
        (
            {"Public_Url": ""},
            "KUMPPANUUS has no setting Public_Url.",
            "Did you mean PUBLIC_URL?",
        ),
        ({"SHARED_SECONDS": "9"}, "KUMPPANUUS: SHARED_SECONDS is '9'.", "Give it as int."),
        ({"SHARED_SECONDS": 90}, "KUMPPANUUS: SHARED_SECONDS is 90.", "Give at most 60."),
        (
            {"ELASTICSEARCH": {"url": "https://search.example"}},
            "KUMPPANUUS: ELASTICSEARCH has no setting url.",
            "Did you mean urls?",
        ),
        ({"ELASTICSEARCH": []}, "KUMPPANUUS: ELASTICSEARCH is [].", "Give it as dict."),
        (
            {"PUBLIC_URL": "www.city.example"},
            "KUMPPANUUS: PUBLIC_URL is 'www.city.example'.",
            "Write the address whole, such as https://www.city.example/",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(
    given: dict[str, Any], message: str, hint: str, settings: Any
) -> None:
    assert run_checks() == []
    settings.KUMPPANUUS = configured(**given)
    assert [(error.msg, error.hint) for error in run_checks()] == [(message, hint)]


def test_a_server_without_its_client_is_told(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KUMPPANUUS = configured(ELASTICSEARCH={"urls": ("https://search.example",)})
    assert run_checks() == []
    monkeypatch.setattr("search.checks.find_spec", lambda name: None)
    assert [(error.id, error.hint) for error in run_checks()] == [
        ("kumppanuus_search.E002", "pip install kumppanuus[elasticsearch]")
    ]


def test_addresses_that_stand_behind_those_of_wagtails_pages_are_told(settings: Any) -> None:
    urls = ModuleType("urls")
    vars(urls)["urlpatterns"] = [path("", include("wagtail.urls")), *urlpatterns]
    settings.ROOT_URLCONF = urls
    before = "into the urlpatterns, before those of Wagtail's pages."
    assert [(error.id, error.hint) for error in run_checks()] == [
        ("kumppanuus_pages.E006", f'Put path("", include("{module.__name__}")) {before}')
        for module in (doors, site_urls)
    ]
