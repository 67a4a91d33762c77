"""The form of a term of office: both real shapes, each message, and drafts saved in spite of it."""

import json
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from cms.pages.models import Attendance, Seat, TermPage
from tests.admin.world import World, form_at

Seats = list[dict[str, str]]


def seats(members: int, deputies: int = 0, trustees: int = 0) -> Seats:
    return [
        {
            "person": f"Jäsen {number}",
            "represents": "trustee" if number <= trustees else "resident",
            "organisation": "",
            "role": {1: "chair", 2: "deputy_chair"}.get(number, "member"),
            "deputy": f"Varajäsen {number}" if number <= deputies else "",
            "starts_on": "",
            "ends_on": "",
        }
        for number in range(1, members + 1)
    ]


TERM_2023 = {
    "title": "Toimikausi 2023–2025",
    "slug": "toimikausi-2023",
    "starts_on": "2023-06-01",
    "ends_on": "2025-05-31",
    "min_seats": "10",
    "max_seats": "15",
    "trustee_seats": "2",
    "has_deputies": "on",
}
TERM_2025 = {
    "title": "Toimikausi 2025–2027",
    "slug": "toimikausi-2025",
    "starts_on": "2025-06-01",
    "ends_on": "2027-05-31",
    "min_seats": "10",
    "max_seats": "20",
    "trustee_seats": "0",
}


def fill(form: QueryDict, term: dict[str, str], rows: Seats, initial: int = 0) -> QueryDict:
    form.pop("has_deputies", None)
    for name, value in term.items():
        form[name] = value
    form["seats-TOTAL_FORMS"], form["seats-INITIAL_FORMS"] = str(len(rows)), str(initial)
    for number, row in enumerate(rows):
        blank = {"id": "", "ORDER": str(number + 1), "DELETE": ""}
        for name, value in (blank | row).items():
            form[f"seats-{number}-{name}"] = value
    return form


def send(
    world: World, term: dict[str, str], rows: Seats, button: str = "action-publish"
) -> tuple[TermPage | None, list[str]]:
    """The page that the coordinator made by the form, and what the form complained of."""
    path = reverse(
        "wagtailadmin_pages:add",
        args=["kumppanuus_pages", "termpage", world.pages["own region"].pk],
    )
    form = fill(form_at(world.clients["coordinator"], path), term, rows)
    form[button] = "x"
    response = world.clients["coordinator"].post(path, form)
    soup = BeautifulSoup(response.text, "html.parser")
    shown = soup.select(".messages .error, .error-message")
    page = TermPage.objects.filter(slug=term["slug"]).first()
    return page, [item.get_text(" ", strip=True) for item in shown]


def test_fifteen_members_with_deputies_and_two_trustees(world: World) -> None:
    page, errors = send(world, TERM_2023, seats(15, deputies=15, trustees=2))
    assert page and page.live, errors
    assert page.seats.count() == 15
    assert page.seats.filter(represents="trustee").count() == 2
    assert page.seats.exclude(deputy="").count() == 15
    assert (page.starts_on, page.ends_on) == (date(2023, 6, 1), date(2025, 5, 31))


def test_twenty_members_without_deputies(world: World) -> None:
    page, errors = send(world, TERM_2025, seats(20))
    assert page and page.live, errors
    assert page.seats.count() == 20
    assert not page.has_deputies


def changed(rows: Seats, number: int, **fields: str) -> Seats:
    return [row | fields if place == number else row for place, row in enumerate(rows, start=1)]


FULL = seats(15, deputies=15, trustees=2)
MISTAKES: dict[str, tuple[dict[str, str], Seats, str]] = {
    "too few": (TERM_2023, seats(9, 9, 2), "9 jäsentä"),
    "too many": (TERM_2023, seats(16, 16, 2), "16 jäsentä"),
    "too few trustees": (TERM_2023, seats(15, 15, 1), "1/2"),
    "too few on the first day": (
        TERM_2023 | {"min_seats": "15"},
        changed(FULL, 4, starts_on="2023-06-02"),
        "14 jäsentä",
    ),
    "too few trustees on the first day": (
        TERM_2023,
        changed(FULL, 2, starts_on="2023-06-02"),
        "1/2",
    ),
    "no deputy": (TERM_2023, changed(FULL, 4, deputy=""), "Jäsen 4"),
    "one deputy twice": (TERM_2023, changed(FULL, 4, deputy="Varajäsen 5"), "Varajäsen 5"),
    "member and deputy": (TERM_2023, changed(FULL, 4, deputy="Jäsen 5"), "Jäsen 5"),
    "from before the term": (TERM_2023, changed(FULL, 4, starts_on="2023-05-31"), "1.6.2023"),
    "to after the term": (TERM_2023, changed(FULL, 4, ends_on="2025-06-01"), "31.5.2025"),
    "one deputy twice on a day": (
        TERM_2023,
        changed(
            changed(FULL, 4, ends_on="2024-02-01"), 5, starts_on="2024-02-01", deputy="Varajäsen 4"
        ),
        "Varajäsen 4 on varajäsenenä 2 jäsenellä",
    ),
    "two chairs": (TERM_2023, changed(FULL, 4, role="chair"), "puheenjohtaja"),
    "a deputy where there are none": (TERM_2025, seats(20, deputies=1), "varajäseniä"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_forbids_publishing_and_the_draft_is_saved(world: World, mistake: str) -> None:
    term, rows, told = MISTAKES[mistake]
    page, errors = send(world, term, rows)
    assert page is None
    assert any(told in error for error in errors), errors
    page, errors = send(world, term, rows, button="save")
    assert page is not None and not page.live
    assert page.seats.count() == len(rows)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = world.clients["coordinator"].get(edit).text
    warning = BeautifulSoup(html, "html.parser").select_one(".help-block.help-warning")
    assert warning and told in warning.get_text(" ", strip=True)


CHANGES = {
    "a new chair": {"person": "Jäsen 15", "deputy": "Varajäsen 15"},
    "a new chair with the same deputy": {"person": "Jäsen 15", "deputy": "Varajäsen 1"},
    "the deputy as the new chair": {"person": "Varajäsen 1", "deputy": "Varajäsen 15"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_the_middle_of_a_term(world: World, change: str) -> None:
    rows = changed(FULL[:14], 1, ends_on="2024-01-31")
    new = CHANGES[change] | {"role": "chair", "starts_on": "2024-02-01"}
    page, errors = send(world, TERM_2023, [*rows, FULL[14] | new])
    assert page and page.live, errors
    seat = page.seats.get(starts_on=date(2024, 2, 1))
    assert (seat.person, seat.deputy) == (new["person"], new["deputy"])


# --- a seat in use ------------------------------------------------------------------------------


@pytest.fixture
def used(world: World) -> Seat:
    page, errors = send(world, TERM_2025, seats(20))
    assert page, errors
    seat: Seat = page.seats.get(person="Jäsen 7")
    for place in range(2):
        Attendance.objects.create(page=world.page("own meeting"), seat=seat, sort_order=place)
    world.pages["term in use"] = page
    return seat


def without(world: World, seat: Seat) -> QueryDict:
    address = reverse("wagtailadmin_pages:edit", args=[seat.page_id])
    form = form_at(world.clients["administrator"], address)
    for number in range(int(form["seats-TOTAL_FORMS"])):
        if form[f"seats-{number}-id"] == str(seat.pk):
            form[f"seats-{number}-DELETE"] = "on"
    return form


@pytest.mark.parametrize("button", ["save", "action-publish"])
@pytest.mark.parametrize("live", [True, False])
def test_a_seat_in_use_is_not_removed(world: World, used: Seat, button: str, live: bool) -> None:
    if not live:
        TermPage.objects.get(pk=used.page_id).unpublish()
    form = without(world, used)
    form[button] = "x"
    path = reverse("wagtailadmin_pages:edit", args=[used.page_id])
    response = world.clients["coordinator"].post(path, form, follow=True)
    assert response.text.count("Jäsen 7 on merkitty kokouksen läsnäoloihin") == 1
    assert Attendance.objects.filter(name="Jäsen 7", seat=used).count() == 2
    assert Seat.objects.filter(pk=used.pk).exists()


# --- where no form stands between ----------------------------------------------------------------


@pytest.fixture
def invalid(world: World) -> TermPage:
    page, _errors = send(world, TERM_2023, seats(9, 9, 2), button="save")
    assert page
    return page


def test_bulk_publishing_tells_why_and_changes_nothing(world: World, invalid: TermPage) -> None:
    good = world.page("own draft")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    explorer = reverse("wagtailadmin_explore", args=[invalid.get_parent().pk])
    path = f"{bulk}?id={good.pk}&id={invalid.pk}&next={explorer}"
    response = world.clients["coordinator"].post(path, follow=True)
    assert response.redirect_chain == [(explorer, 302)]
    assert "9 jäsentä" in response.text and invalid.title in response.text
    assert not TermPage.objects.get(pk=invalid.pk).live
    assert not world.page("own draft").live


def test_approving_tells_why_and_changes_nothing(world: World, invalid: TermPage) -> None:
    task = GroupApprovalTask.objects.create(name="Tarkastus")
    task.groups.add(world.groups["reviewer"])
    workflow = Workflow.objects.create(name="Tarkastus")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=world.pages["own region"])
    state = workflow.start(invalid, world.users["coordinator"])
    path = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[invalid.pk, "approve", state.current_task_state.pk],
    )
    response = world.clients["reviewer"].post(path, {"comment": ""}, follow=True)
    assert response.status_code == 200
    assert "9 jäsentä" in response.text
    assert not TermPage.objects.get(pk=invalid.pk).live
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_scheduling_a_mistake_is_refused(world: World) -> None:
    later = (timezone.localtime() + timezone.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    page, errors = send(world, TERM_2023 | {"go_live_at": later}, seats(9, 9, 2))
    assert page is None
    assert any("9 jäsentä" in error for error in errors)


# --- saving by itself -----------------------------------------------------------------------------


def autosave(world: World, page: TermPage, form: QueryDict) -> dict[str, Any]:
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = world.clients["coordinator"].post(path, form, headers={"accept": "application/json"})
    answer: dict[str, Any] = json.loads(response.text)
    return answer


def test_saving_by_itself_keeps_every_seat_and_doubles_none(
    world: World, invalid: TermPage
) -> None:
    path = reverse("wagtailadmin_pages:edit", args=[invalid.pk])
    form = form_at(world.clients["coordinator"], path)
    form["seats-TOTAL_FORMS"] = "10"
    for name, value in (seats(10, 10, 2)[9] | {"id": "", "ORDER": "10", "DELETE": ""}).items():
        form[f"seats-9-{name}"] = value
    first = autosave(world, invalid, form)
    assert first["success"] is True, first
    form.update(first["field_updates"])
    for name, value in first["field_updates"].items():
        form[name] = value
    form["overwrite_revision_id"] = str(first["revision_id"])
    form["title"] = "Muutettu"
    second = autosave(world, invalid, form)
    assert second["success"] is True, second
    page = TermPage.objects.get(pk=invalid.pk).get_latest_revision_as_object()
    assert page.title == "Muutettu"
    assert [seat.person for seat in page.seats.all()] == [f"Jäsen {n}" for n in range(1, 11)]
    assert len({seat.uuid for seat in page.seats.all()}) == 10
