"""The page at an address, as a site that renders pages itself asks for it."""

import pytest
from wagtail.models import Locale

from tests.factories import HIDING, add_event, add_meeting, add_region, add_statement, hide
from tests.factories.pages import index_of

PAGE = """
query ($path: String!) {
  page(path: $path) {
    __typename id title path url language
    ... on MeetingPage { stage agendaItems { number title } region { slug } }
    ... on MeetingIndexPage { introduction }
  }
}
"""


def test_every_kind_of_page_is_given_by_its_path(ask, home) -> None:
    region = add_region(home, "pohjoinen")
    pages = [
        home,
        region,
        index_of(region, "kokoukset"),
        add_meeting(region, "Syyskokous", "Asia"),
        add_statement(region, "Lausunto"),
        add_event(region, "Ilta"),
    ]
    for page in pages:
        found = ask(PAGE, path=page.specific.site_path)["page"]
        assert found["__typename"] == type(page).__name__
        assert (found["id"], found["title"]) == (str(page.uuid), page.title)
        assert (found["path"], found["language"]) == (page.specific.site_path, "FI")
    meeting = ask(PAGE, path="/pohjoinen/kokoukset/syyskokous/")["page"]
    assert meeting["agendaItems"] == [{"number": 1, "title": "Asia 1"}]
    assert meeting["region"] == {"slug": "pohjoinen"}
    assert meeting["url"].endswith("/pohjoinen/kokoukset/syyskokous/")


@pytest.mark.parametrize(
    "path",
    [
        "/pohjoinen",
        "/pohjoinen/",
        "/pohjoinen//",
        "/pohjoinen/?sivu=2",
        "/pohjoinen/#aloite",
        "/p%6Fhjoinen/",
    ],
)
def test_a_path_may_be_written_as_browsers_do(ask, home, path: str) -> None:
    add_region(home, "pohjoinen")
    assert ask(PAGE, path=path)["page"]["path"] == "/pohjoinen/"


def test_a_page_in_another_language_has_its_prefix(ask, home) -> None:
    region = add_region(home, "pohjoinen")
    swedish, _ = Locale.objects.get_or_create(language_code="sv")
    home.copy_for_translation(swedish).save_revision().publish()
    norra = region.copy_for_translation(swedish)
    norra.slug, norra.title = "norra", "Norra"
    norra.save_revision().publish()
    found = ask(PAGE, path="/sv/norra/")["page"]
    assert (found["title"], found["language"], found["path"]) == ("Norra", "SV", "/sv/norra/")
    assert ask(PAGE, path="/sv/")["page"]["language"] == "SV"
    for path in ("/norra/", "/sv/pohjoinen/", "/en/norra/"):
        assert ask(PAGE, path=path)["page"] is None


@pytest.mark.parametrize("way", HIDING)
def test_a_hidden_page_is_not_given_while_its_twin_is(ask, home, way: str) -> None:
    open_region, region = add_region(home, "itainen"), add_region(home, "pohjoinen")
    add_meeting(open_region, "Kokous")
    meeting = add_meeting(region, "Kokous")
    hidden = "/pohjoinen/kokoukset/kokous/"
    assert ask(PAGE, path=hidden)["page"]["title"] == "Kokous"
    hide(meeting, way)
    assert ask(PAGE, path=hidden)["page"] is None
    twin = ask(PAGE, path="/itainen/kokoukset/kokous/")["page"]
    assert twin["path"] == "/itainen/kokoukset/kokous/"


@pytest.mark.parametrize("path", ["/muu/", "/admin/", "/..%2f/", "/%00/", "/" + "a" * 3000])
def test_no_page_is_null(ask, home, path: str) -> None:
    assert ask(PAGE, path=path)["page"] is None


@pytest.mark.parametrize("path", ["", "pohjoinen", "https://lahti.fi/", "//lahti.fi/"])
def test_what_is_no_path_is_refused(refused, home, path: str) -> None:
    assert refused(PAGE, path=path) == [
        'Argument "path" must begin with one slash: /pohjoinen/kokoukset/.'
    ]
