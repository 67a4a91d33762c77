"""The report of what is public already: places without the text, for those who may change it."""

from bs4 import BeautifulSoup
from django.urls import reverse

from cms.pages.models import NewsPage, PublicPersonalData
from cms.pages.publishing.going_through import go_through_public_pages
from tests.admin.world import World
from tests.factories import add_identity
from tests.factories.personal import identity_code

CODE, PHONE = identity_code(), "040 000 0000"


def listed(world: World, role: str) -> list[list[str]]:
    html = world.clients[role].get(reverse("public-personal-data")).text
    rows = BeautifulSoup(html, "html.parser").select("table.listing tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in rows]


def go_through() -> None:
    while go_through_public_pages(limit=50):
        pass


def test_what_is_public_already_is_listed_without_the_text(world: World) -> None:
    # As pages were published before anybody asked.
    keys = {name: world.pages[name].pk for name in ("own news", "other news", "own draft")}
    NewsPage.objects.filter(pk=keys["own news"]).update(lead=f"Soita {PHONE}", social_text=PHONE)
    NewsPage.objects.filter(pk__in=[keys["other news"], keys["own draft"]]).update(
        lead=f"Asiakas {CODE}"
    )
    go_through()
    own = [
        "Uutinen pohjoinen",
        "Ingressi: puhelinnumero",
    ]
    other = ["Uutinen itainen", "Ingressi: henkilötunnus"]
    assert listed(world, "administrator") == [other, own]
    assert listed(world, "coordinator") == [own]
    export = world.clients["administrator"].get(reverse("public-personal-data"), {"export": "csv"})
    text = export.getvalue().decode()
    assert "Uutinen itainen,Ingressi: henkilötunnus" in text
    assert CODE not in text and PHONE not in text
    assert CODE not in str(list(PublicPersonalData.objects.values()))


def test_what_has_changed_is_gone_through_again(world: World) -> None:
    page = world.page("own news")
    page.lead = f"Soita {PHONE}"
    page.save_revision().publish()
    go_through()
    assert [row[0] for row in listed(world, "coordinator")] == ["Uutinen pohjoinen"]
    assert go_through_public_pages(limit=50) == 0
    page.unpublish()
    assert listed(world, "coordinator") == []
    page = world.page("own news")
    page.lead = "Ei numeroa"
    page.save_revision().publish()
    assert go_through_public_pages(limit=50) == 1
    assert listed(world, "coordinator") == []


def test_official_contacts_are_not_listed(world: World) -> None:
    add_identity(official_numbers="040 000")
    page = world.page("own news")
    page.lead = f"Soita {PHONE}"
    page.save_revision().publish()
    go_through()
    assert listed(world, "coordinator") == []
