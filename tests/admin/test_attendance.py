"""Whom a row of attendance names: the one whom its seat and status say, or one written by hand."""

import json

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.urls import reverse

from cms.pages.models import Attendance, Seat
from tests.admin.world import World, form_at, watching
from tests.factories import add_term

MEMBER, DEPUTY, OTHER, OTHER_DEPUTY = "Jäsen 1", "Varajäsen 1", "Jäsen 2", "Varajäsen 2"
WITHOUT_DEPUTY = "Jäsen 3"


@pytest.fixture
def seats(world: World) -> dict[str, str]:
    """Keys of seats by their members."""
    region = world.page("own region")
    pairs = [(MEMBER, DEPUTY), (OTHER, OTHER_DEPUTY)]
    rows = [Seat(person=name, deputy=deputy, represents="resident") for name, deputy in pairs]
    add_term(region, "Kausi", has_deputies=True, seats=rows)
    add_term(region, "Uusi kausi", seats=[Seat(person=WITHOUT_DEPUTY, represents="resident")])
    return {seat.person: str(seat.pk) for seat in Seat.objects.all()}


def address(world: World) -> str:
    return reverse("wagtailadmin_pages:edit", args=[world.pages["own meeting"].pk])


def shown(world: World) -> QueryDict:
    return form_at(world.clients["coordinator"], address(world))


def fill(form: QueryDict, **row: str) -> QueryDict:
    for name, value in row.items():
        form[f"attendance-0-{name}"] = value
    return form


def draft(world: World, seat: str, status: str, name: str = "") -> None:
    """Keep a row of attendance in a draft of the meeting, which is published already."""
    form = shown(world)
    form["attendance-TOTAL_FORMS"] = "1"
    fill(form, id="", ORDER="1", DELETE="", seat=seat, status=status, name=name)
    assert world.clients["coordinator"].post(address(world), form).status_code == 302
    assert not Attendance.objects.exists()


def save_by_itself(world: World, form: QueryDict) -> dict[str, str]:
    """What the editor, which saves by itself, is told to fill into the form."""
    answer = world.clients["coordinator"].post(
        address(world), form, headers={"accept": "application/json"}
    )
    updates: dict[str, str] = json.loads(answer.text)["field_updates"]
    return updates


def publish(world: World, form: QueryDict) -> str:
    """The name that is published."""
    form["action-publish"] = "x"
    assert world.clients["coordinator"].post(address(world), form).status_code == 302
    return Attendance.objects.get().name


CHANGES = {
    "of status": ((MEMBER, "present"), (MEMBER, "deputy_attends"), DEPUTY),
    "of status back": ((MEMBER, "deputy_attends"), (MEMBER, "absent"), MEMBER),
    "of seat": ((MEMBER, "present"), (OTHER, "present"), OTHER),
    "of a deputy's seat": ((MEMBER, "deputy_attends"), (OTHER, "deputy_attends"), OTHER_DEPUTY),
    "of both": ((MEMBER, "present"), (OTHER, "deputy_attends"), OTHER_DEPUTY),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_name_follows_a_change(world: World, seats: dict[str, str], change: str) -> None:
    before, (seat, status), named = CHANGES[change]
    draft(world, seats[before[0]], before[1])
    form = fill(shown(world), seat=seats[seat], status=status)
    assert save_by_itself(world, form)["attendance-0-name"] == named
    # What the editor has saved by itself is sent again.
    fill(form, name=named)
    assert publish(world, form) == named
    # So it is with a row that has been published.
    form = fill(shown(world), seat=seats[before[0]], status=before[1])
    assert form["attendance-0-id"] == str(Attendance.objects.get().pk)
    assert publish(world, form) == {"present": MEMBER, "deputy_attends": DEPUTY}[before[1]]


@pytest.mark.parametrize("name", ["Sihteeri", OTHER_DEPUTY])
def test_a_name_written_by_hand_stays(world: World, seats: dict[str, str], name: str) -> None:
    draft(world, seats[MEMBER], "deputy_attends", name)
    form = fill(shown(world), status="absent")
    assert "attendance-0-name" not in save_by_itself(world, form)
    assert publish(world, form) == name
    form = fill(shown(world), seat=seats[WITHOUT_DEPUTY], status="deputy_attends")
    assert publish(world, form) == name
    form = fill(shown(world), name="Toinen sihteeri", seat=seats[OTHER])
    assert publish(world, form) == "Toinen sihteeri"


def test_a_name_stays_when_the_seat_is_given_to_another(
    world: World, seats: dict[str, str]
) -> None:
    draft(world, seats[MEMBER], "present")
    assert publish(world, shown(world)) == MEMBER
    Seat.objects.filter(pk=seats[MEMBER]).update(person="Jäsen 9")
    assert publish(world, shown(world)) == MEMBER


def test_who_has_no_deputy_is_told_where_a_deputy_attends(
    world: World, seats: dict[str, str]
) -> None:
    draft(world, seats[WITHOUT_DEPUTY], "present")
    form = fill(shown(world), status="deputy_attends")
    form["action-publish"] = "x"
    with watching() as watch:
        answer = world.clients["coordinator"].post(address(world), form)
    assert watch.changed() == set()
    status = BeautifulSoup(answer.text, "html.parser").select_one("#id_attendance-0-status")
    message = status.find_parent(class_="w-field__wrapper").select_one(".error-message")
    assert message.get_text(" ", strip=True) == (
        "Jäsenellä (Jäsen 3) ei ole varajäsentä: kirjoita varajäsenen nimi tai valitse muu"
        " läsnäolo."
    )
    assert publish(world, fill(form, name="Sijainen")) == "Sijainen"
