"""Each thing done to a page changes the page, its search rows and the content version together, or
leaves all three as they were."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.pages.models import ContentVersion, MeetingPage, RegionPage
from cms.pages.publishing.scheduling import carry_out_schedule
from search.models import SearchDocument
from tests.factories import add_meeting, index_of
from tests.factories.schedule import make_due


class FailedError(Exception):
    pass


def fail(*args: Any, **kwargs: Any) -> None:
    raise FailedError


FAILING_ENDS = {
    "the content version": "cms.pages.models.ContentVersion.rise",
    "the audit log": "wagtail.log_actions.LogActionRegistry.log",
}


@dataclass
class State:
    """All that an action may change."""

    pages: list[Any]
    rows: list[Any]
    restrictions: int
    version: int

    @classmethod
    def now(cls) -> "State":
        return cls(
            pages=list(Page.objects.order_by("pk").values()),
            rows=list(SearchDocument.objects.order_by("pk").values("uuid", "path", "title")),
            restrictions=PageViewRestriction.objects.count(),
            version=ContentVersion.current(),
        )


@pytest.fixture
def meeting(pohjoinen) -> MeetingPage:
    return add_meeting(pohjoinen, "Kokous", "Leikkipuistot")


@pytest.fixture
def admin(client, db):
    client.force_login(get_user_model().objects.create_superuser("yllapito"))
    client.raise_request_exception = False
    return client


def draft_of(page: MeetingPage, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision()


def publish_by_code(page: MeetingPage) -> None:
    draft_of(page, title="Uusi otsikko").publish()


def unpublish_by_code(page: MeetingPage) -> None:
    page.unpublish()


def unpublish_base_page(page: MeetingPage) -> None:
    Page.objects.get(pk=page.pk).unpublish()


def restrict_by_code(page: MeetingPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move_by_code(page: MeetingPage) -> None:
    page.move(index_of(RegionPage.objects.get(slug="itainen"), "kokoukset"), pos="last-child")


def delete_by_code(page: MeetingPage) -> None:
    Page.objects.get(pk=page.pk).delete()


def copy_by_code(page: MeetingPage) -> None:
    page.copy(update_attrs={"slug": "kopio"})


BY_CODE: list[Callable[[MeetingPage], None]] = [
    publish_by_code,
    unpublish_by_code,
    unpublish_base_page,
    restrict_by_code,
    move_by_code,
    delete_by_code,
    copy_by_code,
]


@pytest.mark.parametrize("end", FAILING_ENDS)
@pytest.mark.parametrize("act", BY_CODE, ids=lambda act: act.__name__)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_action_in_code_that_fails_at_its_end_changes_nothing(meeting, itainen, act, end):
    index_of(itainen, "kokoukset")
    if act is publish_by_code:
        # The draft itself is kept: only its publishing is undone.
        revision = draft_of(meeting, title="Uusi otsikko")

        def act(page: MeetingPage) -> None:
            revision.publish()

    before = State.now()
    with patch(FAILING_ENDS[end], fail), pytest.raises(FailedError):
        act(MeetingPage.objects.get(pk=meeting.pk))
    assert State.now() == before

    act(MeetingPage.objects.get(pk=meeting.pk))
    after = State.now()
    assert after.version > before.version
    assert (after.pages, after.rows, after.restrictions) != (
        before.pages,
        before.rows,
        before.restrictions,
    )


def publish_in_admin(client, page):
    data = {
        "title": "Uusi otsikko",
        "slug": page.slug,
        "kind": page.kind,
        "stage": "planned",
        "state": "as_planned",
        "starts_at": "2023-03-01 17:00",
        "introduction": "null",
        "attachments": streamfield([]),
        "agenda_items": inline_formset([]),
        "attendance": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data))


def unpublish_in_admin(client, page):
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def restrict_in_admin(client, page):
    return client.post(
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "login"}
    )


def move_in_admin(client, page):
    target = index_of(RegionPage.objects.get(slug="itainen"), "kokoukset")
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))


def delete_in_admin(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


IN_ADMIN = [
    publish_in_admin,
    unpublish_in_admin,
    restrict_in_admin,
    move_in_admin,
    delete_in_admin,
]


@pytest.mark.parametrize("end", FAILING_ENDS)
@pytest.mark.parametrize("act", IN_ADMIN, ids=lambda act: act.__name__)
def test_an_action_in_the_admin_that_fails_at_its_end_changes_nothing(
    admin, meeting, itainen, act, end
):
    index_of(itainen, "kokoukset")
    before = State.now()
    with patch(FAILING_ENDS[end], fail):
        assert act(admin, meeting).status_code == 500
    assert State.now() == before

    assert act(admin, meeting).status_code in (200, 302)
    after = State.now()
    assert after.version > before.version
    assert after != before


@pytest.mark.parametrize("end", FAILING_ENDS)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_scheduled_action_that_fails_at_its_end_changes_nothing(meeting, pohjoinen, end, caplog):
    due = add_meeting(pohjoinen, "Ajastettu", live=False)
    draft_of(due, go_live_at=timezone.now() + timedelta(days=1)).publish()
    make_due(due)
    Page.objects.filter(pk=meeting.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    before = State.now()
    with patch(FAILING_ENDS[end], fail):
        carry_out_schedule()
    assert State.now() == before
    failures = [
        record for record in caplog.records if record.name == "cms.pages.publishing.scheduling"
    ]
    assert [record.levelname for record in failures] == ["ERROR", "ERROR"]
    assert f"(of object {due.pk})" in failures[0].getMessage()
    assert f"wagtailcore.Page {meeting.pk} failed" in failures[1].getMessage()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_get_request_takes_no_write_lock(client, meeting):
    """With immediate transactions, even an empty one would queue behind a writer."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(meeting.site_path).status_code == 200
    begun = [query["sql"] for query in queries if query["sql"].startswith(("BEGIN", "SAVEPOINT"))]
    assert begun == []
