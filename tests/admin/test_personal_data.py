"""Personal identity codes are not published by any way, contacts only when somebody says so."""

import json
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from cms.pages.models import NewsPage
from cms.snippets.models import Topic
from tests.admin.test_editing import RICH
from tests.admin.world import World, form_at, watching
from tests.factories import add_identity, add_image
from tests.factories.personal import identity_code

CODE = identity_code()
PHONE, MAIL = "040 000 0000", "etu.suku@posti.example"
QUESTION = "Nämä näyttävät jonkun yhteystiedoilta. Onko ne tarkoitettu kaikkien luettaviksi?"


FIELDS = {
    "title": "Otsikko",
    "lead": "Ingressi",
    "newspaper_text": "Lyhyt teksti lehdille",
    "social_text": "Lyhyt teksti sosiaaliseen mediaan",
    "slug": "Lyhytnimi",
    "seo_title": "Otsikkotunniste",
    "search_description": "Metakuvaus",
}


def told_of(place: str) -> str:
    return f"{place}: tässä on henkilötunnus (13…). Poista se."


def send(world: World, name: str, action: str = "", **fields: Any) -> Any:
    """Send the page's form, with these fields, as a coordinator."""
    address = reverse("wagtailadmin_pages:edit", args=[world.pages[name].pk])
    form = form_at(world.clients["coordinator"], address)
    form.update({action: "x"} if action else {})
    for field, value in fields.items():
        form[field] = value
    return world.clients["coordinator"].post(address, form)


def publish(world: World, name: str, **fields: Any) -> Any:
    return send(world, name, "action-publish", **fields)


def errors_of(response: Any) -> list[str]:
    if response.status_code == 302:
        return []
    soup = BeautifulSoup(response.text, "html.parser")
    found = soup.select(".error-message, .messages .error li")
    # Those of blocks are drawn by a script.
    arguments = [part["data-w-block-arguments-value"] for part in soup.select("[data-block]")]
    drawn = map(json.loads, arguments)
    in_blocks = [error for _value, errors in drawn for error in (errors or {}).get("messages", ())]
    return [" ".join(part.get_text(" ").split()) for part in found] + in_blocks


def block(number: int, kind: str, **values: Any) -> dict[str, Any]:
    name = f"body-{number}"
    stood = {"type": kind, "order": str(number), "deleted": "", "id": ""}
    return {f"{name}-{field}": value for field, value in (stood | values).items()}


# --- identity codes -----------------------------------------------------------------------------


def test_a_code_in_any_field_or_block_is_not_published(world: World) -> None:
    body = {
        "body-count": "3",
        **block(0, "heading", **{"value-text": f"Asiakas {CODE}", "value-level": "2"}),
        **block(1, "text", value=RICH.replace("Leikkipuistojen", CODE)),
        **block(2, "quote", **{"value-text": "Näin", "value-source": CODE.lower()}),
    }
    with watching() as watch:
        response = publish(
            world, "own news", **dict.fromkeys(FIELDS, f"({CODE})") | {"slug": CODE.lower()} | body
        )
    assert watch.changed() == set()
    in_blocks = (
        "lohko 1 (Otsikko) › Otsikko",
        "lohko 2 (Teksti)",
        "lohko 3 (Lainaus) › Lähde",
    )
    assert sorted(errors_of(response)) == sorted(
        [
            *map(told_of, FIELDS.values()),
            " ".join(told_of(f"Teksti › {place}") for place in in_blocks),
        ]
    )


def test_a_code_in_a_row_is_not_published(world: World) -> None:
    rows = {"agenda_items-0-text": RICH.replace("Leikkipuistojen", CODE)}
    with watching() as watch:
        response = publish(world, "own meeting", **rows)
    assert watch.changed() == set()
    assert errors_of(response) == [told_of("Asiakohta 1 › Teksti")]


def test_a_draft_with_a_code_is_saved_and_says_what_forbids_it(world: World) -> None:
    assert send(world, "own news", lead=f"Asiakas {CODE}").status_code == 302
    page = world.page("own news")
    assert page.lead == "Uutinen pohjoinen pähkinänkuoressa."
    assert page.get_latest_revision_as_object().lead == f"Asiakas {CODE}"
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert told_of("Ingressi") in world.clients["coordinator"].get(address).text


@pytest.fixture
def coded(world: World) -> NewsPage:
    """A draft with a code, by code of ours."""
    page = world.page("own draft")
    page.lead = f"Asiakas {CODE}"
    page.save_revision()
    return page


def test_nothing_with_a_code_is_scheduled(world: World, coded: NewsPage) -> None:
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    with watching() as watch:
        response = publish(world, "own draft", go_live_at=later)
    assert watch.changed() == set()
    assert errors_of(response) == [told_of("Ingressi")]
    coded.go_live_at = timezone.now() + timedelta(days=1)
    revision = coded.save_revision()
    with pytest.raises(ValidationError, match="Luonnos pohjoinen: Ingressi: tässä on henk"):
        revision.publish()
    assert not world.page("own draft").approved_schedule


def test_no_bulk_action_publishes_a_code(world: World, coded: NewsPage) -> None:
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with watching() as watch:
        answer = world.clients["coordinator"].post(f"{path}?id={coded.pk}", follow=True)
    assert watch.changed() == set()
    assert f"Luonnos pohjoinen: {told_of('Ingressi')}" in answer.text


def test_no_review_approves_a_code(world: World, coded: NewsPage) -> None:
    state = world.resources["own"].workflow.start(coded, world.users["coordinator"])
    args = [coded.pk, "approve", state.current_task_state.pk]
    path = reverse("wagtailadmin_pages:workflow_action", args=args)
    with watching() as watch:
        answer = world.clients["administrator"].post(path, {"comment": ""}, follow=True)
    assert watch.changed() == set()
    assert f"Luonnos pohjoinen: {told_of('Ingressi')}" in answer.text


def test_a_code_of_a_picture_is_not_published_with_a_page(world: World) -> None:
    image = add_image("Kuva", world.resources["own"].collection, description=f"Kortti {CODE}")
    with watching() as watch:
        response = publish(world, "own news", image=image.pk)
    assert watch.changed() <= {"Rendition"}  # the form shows the picture
    assert errors_of(response) == [told_of(f"Kuva {image.pk} › Vaihtoehtoinen teksti")]


def test_no_name_of_a_register_has_a_code(world: World) -> None:
    path = reverse("wagtailsnippets_kumppanuus_snippets_topic:add")
    form = {"name": f"Aihe {CODE}", "slug": "aihe", "action-publish": "x"}
    with watching() as watch:
        response = world.clients["administrator"].post(path, form)
    assert watch.changed() == set()
    assert errors_of(response) == [told_of("Nimi")]
    with pytest.raises(ValidationError):
        Topic.objects.create(name=f"Aihe {CODE}")


# --- contacts -----------------------------------------------------------------------------------


def test_contacts_are_asked_about_once_and_logged_without_the_text(world: World) -> None:
    lead = f"Soita {PHONE} tai kirjoita {MAIL}."
    with watching() as watch:
        response = publish(world, "own news", lead=lead)
    assert watch.changed() == set()
    assert errors_of(response) == [
        f"{QUESTION} Ingressi: sähköpostiosoite {MAIL} Ingressi: puhelinnumero {PHONE}"
    ]
    box = BeautifulSoup(response.text, "html.parser").select_one("input[name=publish_anyway]")
    assert box["type"] == "checkbox" and not box.has_attr("checked")

    assert errors_of(publish(world, "own news", lead=lead, publish_anyway="on")) == []
    assert world.page("own news").lead == lead
    entry = PageLogEntry.objects.get(action="kumppanuus.publish_anyway")
    assert (entry.page_id, entry.user) == (world.page("own news").pk, world.users["coordinator"])
    assert entry.data["places"] == ["Ingressi: sähköpostiosoite", "Ingressi: puhelinnumero"]
    assert PHONE not in str(entry.data) and MAIL not in str(entry.data)
    history = reverse("wagtailadmin_pages:history", args=[entry.page_id])
    assert "Julkaistu yhteystietoineen: Ingressi: sähköpostiosoite" in (
        world.clients["coordinator"].get(history).text
    )

    assert errors_of(publish(world, "own news", lead=f"{lead} Tervetuloa! 0400000000")) == []
    assert errors_of(publish(world, "own news", lead=f"{lead} 040 000 0001")) == [
        f"{QUESTION} Ingressi: puhelinnumero 040 000 0001"
    ]
    assert PageLogEntry.objects.filter(action="kumppanuus.publish_anyway").count() == 1


def test_a_new_page_with_contacts_is_asked_about(world: World) -> None:
    path = reverse(
        "wagtailadmin_pages:add",
        args=["kumppanuus_pages", "newspage", world.pages["own newsroom"].pk],
    )
    form = world.new_form("own newsroom", "newspage")
    form.update({"lead": f"Soita {PHONE}", "body-count": "0", "action-publish": "x"})
    with watching() as watch:
        response = world.clients["coordinator"].post(path, form)
    assert watch.changed() == set()
    assert errors_of(response) == [f"{QUESTION} Ingressi: puhelinnumero {PHONE}"]
    form["publish_anyway"] = "on"
    world.clients["coordinator"].post(path, form)
    page = Page.objects.get(slug="uusi-sivu")
    assert page.live
    assert PageLogEntry.objects.filter(page=page.pk, action="kumppanuus.publish_anyway").exists()


def test_contacts_are_not_published_past_the_question(world: World) -> None:
    assert send(world, "own draft", lead=f"Soita {PHONE}").status_code == 302
    page = world.page("own draft")
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with watching() as watch:
        answer = world.clients["coordinator"].post(f"{path}?id={page.pk}", follow=True)
    assert watch.changed() == set()
    assert (
        f"Luonnos pohjoinen: Ingressi: puhelinnumero {PHONE}. Avaa sivu ja julkaise se siellä:"
        in answer.text
    )


def test_official_contacts_are_not_asked_about(world: World) -> None:
    lead = (
        "Kaupunki: kirjaamo@palvelu.lahti.example, 03 814 11, (03) 81 422, +358 44 000 1234,"
        " Keksittykatu 12, kysy@muu.example"
    )
    assert len(errors_of(publish(world, "own news", lead=lead))) == 1
    add_identity(
        official_domains="lahti.example",
        email="kysy@muu.example",
        phone="(03) 814 11",
        official_numbers="044 000\n+358 3 81422",
        postal_address="Keksittykatu 12\n15140 Lahti",
    )
    assert errors_of(publish(world, "own news", lead=lead)) == []
    assert not PageLogEntry.objects.filter(action="kumppanuus.publish_anyway").exists()


def test_contacts_that_a_field_is_for_are_not_asked_about(world: World) -> None:
    assert errors_of(publish(world, "own meeting", place="Kirjasto, Keksittykatu 12")) == []
    rows = {
        "coordinators-TOTAL_FORMS": "1",
        "coordinators-0-name": "Koordinaattori",
        "coordinators-0-phone": PHONE,
        "coordinators-0-email": MAIL,
        "coordinators-0-ORDER": "1",
    }
    assert errors_of(publish(world, "own region", **rows)) == []
    assert world.page("own region").coordinators.get().phone == PHONE
