"""A site of others takes the wheel in, as docs/plugin.md says, and keeps what it had."""

import json
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from tests.plugin.host import ADDRESSES, COMMANDS, FOR_OTHER_SITES, REMOVAL, SETTINGS, Host

QUERY = """{
  regions { title url }
  meetings(first: 5) { nodes { title url } }
  statements(first: 5) { nodes { title } }
  events(first: 5) { nodes { title } }
  news(first: 5) { totalCount }
  search(query: "leikkipuistossa") { totalCount nodes { title } }
}"""
FINNISH = 'LANGUAGE_CODE = "fi"\nTIME_ZONE = "Europe/Helsinki"\n'
OWN_MODELS = """INSTALLED_APPS += ["own.people", "own.files"]
AUTH_USER_MODEL = "people.Person"
WAGTAILIMAGES_IMAGE_MODEL = "files.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "files.Paper"
"""
OURS = "https://www.city.example"
SHOWN_HERE = '    path("", include("kumppanuus.cms.pages.site.urls")),\n'


@dataclass
class Way:
    """One of the three in which the guide has a site use us."""

    before: str = FINNISH
    """Settings that the host has."""
    place: str = "--under=/"
    settings: str = SETTINGS
    addresses: str = ADDRESSES
    front: str = "/etusivu/"
    """Where our front page stands."""
    host: str = ""
    is_headless: bool = False
    moved: tuple[str, ...] = ()
    """Addresses in the host's admin that Wagtail has otherwise where there are several Sites."""


WAYS = {
    "in a site": Way(),
    "a site of its own, and models of the host's own": Way(
        before=FINNISH + OWN_MODELS,
        place="--site=http://tables.host.test",
        front="/",
        host="tables.host.test",
        moved=('-     "/admin/pages/3/"',),
    ),
    "headless alone": Way(
        settings=SETTINGS.replace("KUMPPANUUS = {", 'KUMPPANUUS = {"HEADLESS": True, '),
        addresses=ADDRESSES.replace(
            '    path("", include("kumppanuus.cms.pages.site.urls")),\n', ""
        ),
        is_headless=True,
    ),
}


@pytest.fixture(scope="module", params=WAYS.values(), ids=list(WAYS))
def way(request: pytest.FixtureRequest) -> Way:
    given: Way = request.param
    return given


@pytest.fixture(scope="module")
def before(way: Way) -> dict[str, Any]:
    """What the host tells before it takes us in."""
    return {}


@pytest.fixture(scope="module")
def host(
    way: Way, installed: Path, tmp_path_factory: pytest.TempPathFactory, before: dict[str, Any]
) -> Host:
    host = Host.start(installed, tmp_path_factory.mktemp("host") / "site", way.before)
    if OWN_MODELS in way.before:
        host.manage("makemigrations", "people", "files")
    host.manage("migrate")
    host.act("fill")
    before |= host.act("tell")
    host.add_to(host.settings, way.settings)
    host.add_to(host.addresses, way.addresses)
    for line in COMMANDS.replace("--under=/", way.place).splitlines():
        host.manage(*line.split()[2:])
    host.act("publish")
    return host


def test_the_guide_asks_for_few_lines() -> None:
    assert len([line for line in (SETTINGS + ADDRESSES).splitlines() if line.strip()]) <= 15


def test_what_was_published_is_found_and_told(host: Host, way: Way) -> None:
    address = f"{OURS}{way.front}pohjoinen/"
    assert host.act("ask", query=QUERY) == {
        "data": {
            "regions": [{"title": "Pohjoinen", "url": address}],
            "meetings": {"nodes": [{"title": "Kokous", "url": f"{address}kokoukset/kokous/"}]},
            "statements": {"nodes": [{"title": "Lausunto"}]},
            "events": {"nodes": [{"title": "Tapahtuma"}]},
            "news": {"totalCount": 0},
            "search": {
                "totalCount": 3,
                "nodes": [{"title": "Tapahtuma"}, {"title": "Lausunto"}, {"title": "Kokous"}],
            },
        }
    }


def test_it_is_read_searched_and_embedded_where_pages_are_shown(host: Host, way: Way) -> None:
    paths = {
        f"{way.front}pohjoinen/": "Alueen pöytä.",
        "/haku/?q=leikkipuisto": "Tapahtuma",
        "/embed/pohjoinen/events/": "Tapahtuma",
    }
    for path, words in paths.items():
        status, text = host.act("get", path=path, host=way.host)
        assert status == (404 if way.is_headless else 200), path
        assert (words in text) is not way.is_headless, path
        assert "Salainen" not in text


def changes(before: Any, after: Any) -> list[str]:
    """The lines in which what the host tells differs."""
    lines = (
        json.dumps(told, indent=1).replace("\\n", "\n").splitlines() for told in (before, after)
    )
    return list(unified_diff(*lines, lineterm="", n=0))


def test_what_the_host_had_is_as_before(host: Host, way: Way, before: dict[str, Any]) -> None:
    assert before["read"]["/"][0] == before["edited"]["/admin/pages/3/edit/"][0] == 200
    assert before["read"]["/luonnos/"][0] == 404
    kept, after = dict(before), host.act("tell")
    in_admin = [{name: told.pop(name) for name in ("menu", "edited")} for told in (kept, after)]
    assert changes(kept, after) == []
    # Editors of the whole tree, as the host's are, see our pages in it besides what they saw.
    lost = [line for line in changes(*in_admin) if line.startswith("-")]
    assert lost == ["--- ", *way.moved]


def test_pages_of_another_site_may_fetch_what_is_for_them(host: Host) -> None:
    settings = host.settings.read_text()
    host.add_to(host.settings, FOR_OTHER_SITES)
    origins = {
        path: host.act("origin_allowed", path=path, origin="https://www.city.example")
        for path in ("/embed/v1.js", "/graphql/?query={__typename}", "/admin/login/")
    }
    host.settings.write_text(settings)
    assert origins == {
        "/embed/v1.js": "https://www.city.example",
        "/graphql/?query={__typename}": "https://www.city.example",
        "/admin/login/": "None",
    }


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


def test_taken_away_again_it_leaves_what_the_host_had(
    host: Host, way: Way, before: dict[str, Any]
) -> None:
    refused = host.manage("migrate", "kumppanuus_pages", "zero", fails=True)
    assert "pages of the tables exist" in refused
    assert host.act("get", path=f"{way.front}pohjoinen/", host=way.host)[0] in (200, 404)
    host.act("remove")
    for line in REMOVAL.splitlines():
        host.manage(*line.split()[2:])
    host.settings.write_text(host.settings.read_text().replace(way.settings, ""))
    host.addresses.write_text(host.addresses.read_text().replace(way.addresses, ""))
    host.manage("check")
    assert changes(before, host.act("tell")) == []
