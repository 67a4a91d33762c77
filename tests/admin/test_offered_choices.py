"""Editors are offered the seats and agenda items of the page's own region only."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.pages.models import AgendaItem, Attendance, Seat
from tests.factories import add_meeting, add_statement, add_term


@pytest.fixture
def own(pohjoinen):
    add_term(pohjoinen, "Kausi", seats=[Seat(person="Asukasjäsen 1", represents="resident")])
    return add_meeting(pohjoinen, "Kokous", "Leikkipuistot")


@pytest.fixture
def other(itainen):
    add_term(itainen, "Kausi", seats=[Seat(person="Yhdistysjäsen 9", represents="association")])
    return add_meeting(itainen, "Muu kokous", "Satama")


def offered(html: str, field: str) -> list[str]:
    select = re.search(rf'<select name="{field}".*?</select>', html, re.DOTALL)
    assert select
    return [text.strip() for text in re.findall(r"<option[^>]*>([^<]*)<", select[0])]


def test_a_new_row_of_attendance_offers_the_seats_of_the_region(admin_client, own, other):
    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).content.decode()
    assert offered(page, "attendance-__prefix__-seat")[1:] == ["Asukasjäsen 1 (Kausi)"]


def test_a_seat_of_another_region_is_refused_and_nothing_saved(admin_client, own, other):
    seat = Seat.objects.get(person="Yhdistysjäsen 9")
    data = nested_form_data(
        {
            "title": "Kokous",
            "slug": own.slug,
            "kind": "regular",
            "stage": "planned",
            "state": "as_planned",
            "starts_at": "2023-03-01 17:00",
            "introduction": "null",
            "attachments": streamfield([]),
            "agenda_items": inline_formset([]),
            "attendance": inline_formset([{"seat": seat.pk, "name": "", "status": "present"}]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[own.pk]), data)
    assert answer.status_code == 200
    assert not Attendance.objects.exists()

    own_seat = Seat.objects.get(person="Asukasjäsen 1")
    data["attendance-0-seat"] = own_seat.pk
    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[own.pk]), data)
    assert answer.status_code == 302
    row = Attendance.objects.get()
    assert (row.seat, row.name) == (own_seat, "Asukasjäsen 1")


def test_a_statement_is_offered_the_agenda_items_of_its_region(admin_client, pohjoinen, own, other):
    statement = add_statement(pohjoinen, "Lausunto", agenda_item=AgendaItem.objects.get(page=own))
    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[statement.pk]))
    assert offered(page.content.decode(), "agenda_item")[1:] == ["Kokous: 1. Asia 1"]
