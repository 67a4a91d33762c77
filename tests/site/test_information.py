"""Pages of text: where they stand, who writes them, and how each page leads to them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from cms.pages import furnishing
from cms.pages.checks import check_accessibility_statements
from cms.pages.models import (
    CityResources,
    InfoIndexPage,
    InfoKind,
    InfoPage,
    RegionLink,
    RegionResources,
)
from tests.configured import configured
from tests.factories import HIDING, add_identity, add_info, add_meeting, add_region, hide
from tests.site.reading import soup, texts

pytestmark = pytest.mark.django_db
FEEDBACK = "https://palaute.test/lomake?aihe=1"


def statement_of(home, *, filled_in):
    furnishing.furnish(home)
    page = InfoPage.objects.child_of(InfoIndexPage.objects.child_of(home).get()).get()
    if filled_in:
        page.body = [("text", "<p>Sivusto täyttää vaatimukset.</p>")]
        page.save_revision().publish()
        page.refresh_from_db()
    return page


def warnings():
    return [
        message.id
        for message in checks.run_checks(tags=["security"], include_deployment_checks=True)
    ]


def footer(client, page):
    found = soup(client, page).select_one("footer")
    return {" ".join(link.get_text().split()): link["href"] for link in found.select("a")}


def test_a_site_begins_with_a_statement_to_fill_in(home, client):
    page = statement_of(home, filled_in=False)
    assert (page.kind, page.live, page.slug) == ("accessibility", False, "saavutettavuusseloste")
    text = page.search_text()
    for told in (
        "Kuinka saavutettava sivusto on",
        "Mikä ei ole saavutettavaa ja miksi",
        "Miten saavutettavuus arvioitiin",
        "saavutettavuus@traficom.fi",
        "valvontayksikkö",
    ):
        assert told in text
    assert page.contacts_to_ask_about(page.own_children, page) == []
    with pytest.raises(ValidationError, match=r"Kirjoita kohdan “\[sivuston nimi ja osoite\]”"):
        page.get_latest_revision().publish()
    assert not InfoPage.objects.listed().exists()
    assert client.get(page.site_path).status_code == 404
    furnishing.furnish(home)
    assert InfoPage.objects.count() == 1


def test_a_statement_in_another_language_is_a_translation(home):
    page = statement_of(home, filled_in=False)
    swedish = Locale.objects.get_or_create(language_code="sv")[0]
    front = home.copy_for_translation(swedish)
    front.save_revision().publish()
    furnishing.furnish(front)
    translation = page.get_translation(swedish)
    assert translation.title == "Tillgänglighetsutlåtande"
    assert "www.tillganglighetskrav.fi" in translation.search_text()


def test_a_deployment_is_told_while_the_statement_is_missing(home, settings):
    assert "kumppanuus_pages.W002" in warnings()
    page = statement_of(home, filled_in=True)
    assert "kumppanuus_pages.W002" not in warnings()
    page.unpublish()
    assert [warning.id for warning in check_accessibility_statements()] == ["kumppanuus_pages.W002"]
    settings.KUMPPANUUS = configured(HEADLESS=True)
    assert check_accessibility_statements() == []


def test_every_page_leads_to_what_is_told_of_the_site(home, client):
    region = add_region(home, "pohjoinen")
    meeting = add_meeting(region, "Kokous")
    about = add_info(home, "Tietoa pöydistä", kind=InfoKind.ABOUT, lead="Mikä pöytä on.")
    own = add_info(region, "Pöydän yhteystiedot", kind=InfoKind.CONTACT)
    for way in (way for way in HIDING if not way.startswith("under")):
        hide(add_info(home, f"Salaisuus {way}"), way)
    for page in (home, region, meeting, reverse("kumppanuus:search")):
        links = footer(client, page)
        assert links["Tietoa pöydistä"] == about.site_path
        assert not {"Pöydän yhteystiedot", *filter(lambda name: "Salaisuus" in name, links)} & {
            *links
        }
    assert texts(soup(client, about), ".kp-lead") == ["Mikä pöytä on."]
    assert texts(soup(client, InfoIndexPage.objects.child_of(home).get()), ".kp-item h3") == [
        "Tietoa pöydistä"
    ]
    assert "Tietoa" in texts(soup(client, region), ".kp-sections a")
    assert client.get(own.site_path).status_code == 200


def test_everybody_writes_what_is_theirs(home, client):
    region = add_region(home, "pohjoinen")
    other = add_region(home, "itainen")
    furnishing.furnish_all()
    roles = {
        "communications": CityResources.objects.get().communications,
        "coordinator": RegionResources.objects.get(
            translation_key=region.translation_key
        ).coordinators,
    }
    may_add = {}
    for name, group in roles.items():
        user = get_user_model().objects.create_user(name)
        user.groups.add(group)
        client.force_login(user)
        for place in (home, region, other):
            index = InfoIndexPage.objects.child_of(place).get()
            add = reverse("wagtailadmin_pages:add", args=["kumppanuus_pages", "infopage", index.pk])
            may_add[name, place.slug] = client.get(add).status_code == 200
    assert may_add == {
        ("communications", "home"): True,
        ("communications", "pohjoinen"): True,
        ("communications", "itainen"): True,
        ("coordinator", "home"): False,
        ("coordinator", "pohjoinen"): True,
        ("coordinator", "itainen"): False,
    }


def test_a_table_without_information_has_no_empty_list_of_it(home, client):
    region = add_region(home, "pohjoinen")
    furnishing.furnish(region)
    assert "Tietoa" not in texts(soup(client, region), ".kp-sections a")


def test_feedback_tells_of_which_page_it_is(home, client, settings):
    settings.KUMPPANUUS = configured(PUBLIC_URL="https://poydat.test")
    link = RegionLink(kind="feedback", label="Palaute", url="https://palaute.test/#lomake")
    region = add_region(home, "pohjoinen", links=[link])
    other = add_region(home, "itainen")
    meeting = add_meeting(region, "Kokous")
    assert "Anna palautetta" not in footer(client, home)
    identity = add_identity(email="palaute@kaupunki.test")
    mail = urlsplit(footer(client, other)["Anna palautetta"])
    assert (mail.scheme, mail.path) == ("mailto", "palaute@kaupunki.test")
    assert parse_qs(mail.query) == {"subject": ["Palaute: https://poydat.test/itainen/"]}
    identity.feedback_url = FEEDBACK
    identity.save()
    form = urlsplit(footer(client, other)["Anna palautetta"])
    assert parse_qs(form.query) == {"aihe": ["1"], "page": ["https://poydat.test/itainen/"]}
    own = urlsplit(footer(client, meeting)["Anna palautetta"])
    assert (own.netloc, own.fragment) == ("palaute.test", "lomake")
    assert parse_qs(own.query) == {"page": [f"https://poydat.test{meeting.site_path}"]}
