"""A site of others takes the wheel in, as docs/plugin.md says, and keeps what it had."""

import json
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from tests.plugin.host import ADDRESSES, COMMANDS, REMOVAL, SETTINGS, Host

QUERY = """{
  regions { title url }
  meetings(first: 5) { nodes { title url } }
  statements(first: 5) { nodes { title } }
  events(first: 5) { nodes { title } }
  news(first: 5) { totalCount }
  search(query: "leikkipuistossa") { totalCount nodes { title } }
}"""
FINNISH = 'LANGUAGE_CODE = "fi"\nTIME_ZONE = "Europe/Helsinki"\n'
OURS = "https://www.city.example"


@pytest.fixture(scope="module")
def before() -> dict[str, Any]:
    """What the host tells before it takes us in."""
    return {}


@pytest.fixture(scope="module")
def host(installed: Path, tmp_path_factory: pytest.TempPathFactory, before: dict[str, Any]) -> Host:
    host = Host.start(installed, tmp_path_factory.mktemp("host") / "site", FINNISH)
    host.manage("migrate")
    host.act("fill")
    before |= host.act("tell")
    host.add_to(host.settings, SETTINGS)
    host.add_to(host.addresses, ADDRESSES)
    for line in COMMANDS.splitlines():
        host.manage(*line.split()[2:])
    host.act("publish")
    return host


def test_the_guide_asks_for_few_lines() -> None:
    assert len([line for line in (SETTINGS + ADDRESSES).splitlines() if line.strip()]) <= 15


def test_what_was_published_is_read_found_and_embedded(host: Host) -> None:
    assert host.act("ask", query=QUERY) == {
        "data": {
            "regions": [{"title": "Pohjoinen", "url": f"{OURS}/etusivu/pohjoinen/"}],
            "meetings": {
                "nodes": [{"title": "Kokous", "url": f"{OURS}/etusivu/pohjoinen/kokoukset/kokous/"}]
            },
            "statements": {"nodes": [{"title": "Lausunto"}]},
            "events": {"nodes": [{"title": "Tapahtuma"}]},
            "news": {"totalCount": 0},
            "search": {
                "totalCount": 3,
                "nodes": [{"title": "Kokous"}, {"title": "Tapahtuma"}, {"title": "Lausunto"}],
            },
        }
    }
    status, text = host.act("get", path="/etusivu/pohjoinen/")
    assert (status, "Alueen pöytä." in text, "Salainen" in text) == (200, True, False)
    status, text = host.act("get", path="/haku/?q=leikkipuisto")
    assert (status, "Tapahtuma" in text, "Salainen" in text) == (200, True, False)
    status, text = host.act("get", path="/embed/pohjoinen/events/")
    assert (status, "Tapahtuma" in text) == (200, True)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The lines in which what the host tells differs."""
    lines = (
        json.dumps(told, indent=1).replace("\\n", "\n").splitlines() for told in (before, after)
    )
    return list(unified_diff(*lines, lineterm="", n=0))


def test_what_the_host_had_is_as_before(host: Host, before: dict[str, Any]) -> None:
    assert before["read"]["/"][0] == before["edited"]["/admin/pages/3/edit/"][0] == 200
    assert before["read"]["/luonnos/"][0] == 404
    assert changes(before, host.act("tell")) == []


def test_without_its_lines_the_check_names_what_to_add(host: Host) -> None:
    settings = host.settings.read_text()
    host.settings.write_text(
        settings.replace(', "grapple", "graphene_django"]', ', "grapple"]').replace(
            "MIDDLEWARE += kumppanuus.MIDDLEWARE\n", ""
        )
    )
    try:
        told = host.manage("check", fails=True)
    finally:
        host.settings.write_text(settings)
    assert 'Add "graphene_django" to INSTALLED_APPS.' in told
    assert "Add *kumppanuus.MIDDLEWARE to the end of MIDDLEWARE." in told


def test_taken_away_again_it_leaves_what_the_host_had(host: Host, before: dict[str, Any]) -> None:
    host.act("remove")
    for line in REMOVAL.splitlines():
        host.manage(*line.split()[2:])
    host.settings.write_text(host.settings.read_text().replace(SETTINGS, ""))
    host.addresses.write_text(host.addresses.read_text().replace(ADDRESSES, ""))
    host.manage("check")
    assert changes(before, host.act("tell")) == []
