"""The setting in which a city says who it is: communications and administrators edit it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site

from cms.pages.models import SiteIdentity
from tests.admin.world import ROLES, World, watching
from tests.factories import add_identity
from themes.models import Theme

MAY = {"communications", "administrator"}
WRITTEN = {
    "organisation": "Tampereen kaupunki",
    "wordmark": "Tampere",
    "theme": "",
    "email": "alueet@tampere.example",
    "phone": "03 000 0000",
    "postal_address": "PL 1\n33101 Tampere",
    "official_domains": "tampere.example",
    "licence": "CC0 1.0",
    "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def address() -> str:
    return reverse(
        "wagtailsettings:edit", args=["kumppanuus_pages", "siteidentity", Site.objects.get().pk]
    )


@pytest.mark.parametrize("role", [*ROLES, "administrator"])
def test_who_may_edit_it(world: World, role: str) -> None:
    for organisation in ("Tampereen kaupunki", "Tampere"):  # the first time, and again
        changed = world.asks(role, address(), WRITTEN | {"organisation": organisation})
        assert ("SiteIdentity" in changed) is (role in MAY)
        assert role in MAY or changed == set()
        found = SiteIdentity.objects.filter(organisation=organisation, wordmark="Tampere")
        assert found.count() == (role in MAY)
    menu = world.clients[role].get(reverse("wagtailadmin_home")).text
    assert (reverse("wagtailsettings:edit", args=["kumppanuus_pages", "siteidentity"]) in menu) is (
        role in MAY
    )


def test_its_form_is_in_finnish_and_looking_at_it_writes_nothing(world: World) -> None:
    with watching() as watch:
        html = BeautifulSoup(world.clients["communications"].get(address()).text, "html.parser")
    assert watch.changed() == set()
    labels = [label.find(string=True).strip() for label in html.select("form label[id$=-label]")]
    assert labels == [
        "Organisaation nimi",
        "Nimilogo",
        "Ilme",
        "Sähköposti",
        "Puhelin",
        "Postiosoite",
        "Palautelomakkeen osoite",
        "Viralliset verkkotunnukset",
        "Viralliset puhelinnumerot",
        "Sisällön lisenssi",
        "Lisenssin osoite",
    ]
    assert html.title.text.strip() == "Muokataan: Sivuston tiedot - Kumppanuus"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        (
            "official_domains",
            "https://tampere.example",
            "”https://tampere.example” ei ole verkkotunnus: kirjoita se ilman alun"
            " https://-osaa ja tunnuksen jälkeistä polkua, esimerkiksi kaupunki.example.",
        ),
        ("licence", "", "Anna lisenssille myös nimi: se on linkin teksti."),
        ("wordmark", "x" * 31, "Tämän arvon tulee olla enintään 30 merkkiä"),
        ("postal_address", "x" * 301, "Tämän arvon tulee olla enintään 300 merkkiä"),
    ],
)
def test_the_form_says_what_is_wrong(world: World, field: str, value: str, told: str) -> None:
    page = world.clients["communications"].post(address(), WRITTEN | {field: value})
    errors = BeautifulSoup(page.text, "html.parser").select(".error-message")
    assert [" ".join(error.text.split())[: len(told)] for error in errors] == [told]
    assert not SiteIdentity.objects.exists()


def test_the_brand_of_a_site_is_not_deleted(world: World) -> None:
    theme = Theme.objects.create(code="lahti", name="Lahti")
    add_identity(theme=theme)
    delete = reverse("wagtailsnippets_kumppanuus_themes_theme:delete", args=(theme.pk,))
    page = world.clients["communications"].post(delete, follow=True)
    assert "Ilmettä Lahti ei poistettu, koska sitä käyttää" in page.text
    assert Theme.objects.filter(pk=theme.pk).exists()
