"""The search rows follow what pages show: registers, documents, their collections, the tree."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from freezegun import freeze_time
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import Document
from cms.media.reading import read_pending_files
from cms.pages.models import AgendaItem, Attendance, MeetingPage, Seat, StatementPage
from search import queries
from search.rows import consistency
from tests.factories import (
    HIDING,
    add_document,
    add_event,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_statement,
    add_term,
    add_topic,
    hide,
    index_of,
)


def found(words: str, **filters: object) -> list[str]:
    return [hit.title for hit in queries.search(queries.Query(words, **filters)).hits]


def test_a_statement_is_found_by_its_addressee_as_long_as_that_is_public(pohjoinen):
    board = add_organisation("Liikuntalautakunta")
    add_statement(pohjoinen, "Kannanotto", addressee=board)
    assert found("liikuntalautakunnalle") == ["Kannanotto"]

    board.name = "Hyvinvointilautakunta"
    board.save_revision().publish()
    assert found("liikuntalautakunnalle") == []
    assert found("hyvinvointilautakunta") == ["Kannanotto"]

    board.unpublish()
    assert found("hyvinvointilautakunta") == []


@pytest.mark.parametrize("way", HIDING)
def test_a_page_is_found_no_more_once_it_is_hidden(pohjoinen, itainen, way):
    add_news(itainen, "Keinut idässä")
    page = add_news(pohjoinen, "Keinut")
    assert set(found("keinut")) == {"Keinut", "Keinut idässä"}
    hide(page, way)
    assert found("keinut") == ["Keinut idässä"]


def test_a_page_that_is_saved_as_hidden_is_found_no_more(pohjoinen):
    page = add_news(pohjoinen, "Keinut")
    page.live = False
    page.save()
    assert found("keinut") == []


def test_a_topic_is_a_facet_as_long_as_it_is_public(pohjoinen):
    topic = add_topic("Kaavoitus")
    add_meeting(pohjoinen, "Kokous", topics=[topic])
    assert found("", topics=["kaavoitus"]) == ["Kokous"]
    topic.unpublish()
    assert found("", topics=["kaavoitus"]) == []
    topic.save_revision().publish()
    assert found("", topics=["kaavoitus"]) == ["Kokous"]
    topic.delete()
    assert found("", topics=["kaavoitus"]) == []


def test_a_page_is_found_by_the_name_of_a_topic_as_long_as_that_is_public(pohjoinen):
    topic, of_item = add_topic("Kaavoitus"), add_topic("Katuvalot")
    item = AgendaItem(number=1, title="Asia", topics=[of_item])
    add_meeting(pohjoinen, "Kokous", agenda_items=[item], topics=[topic])
    assert found("kaavoituksesta") == found("katuvaloista") == ["Kokous"]

    topic.name = "Rakentaminen"
    topic.save_revision().publish()
    assert found("kaavoituksesta") == []
    assert found("rakentamisesta") == ["Kokous"]

    topic.unpublish()
    assert found("rakentamisesta") == []
    of_item.expire_at = timezone.now() + timedelta(hours=1)
    of_item.save_revision().publish()
    assert found("katuvaloista") == ["Kokous"]
    with freeze_time(of_item.expire_at):
        assert found("katuvaloista") == []


def test_a_file_without_text_is_found_by_its_title(pohjoinen):
    scanned = add_document("Kuulutus", name="kuulutus.txt", text="")
    add_publication(pohjoinen, "Raportti", file=scanned)
    assert found("kuulutuksen") == ["Raportti"]


@pytest.fixture
def attached(pohjoinen) -> Document:
    collection = Collection.get_first_root_node().add_child(name="Liitteet")
    document = add_document("Selvitys", "Hulevesien imeyttäminen", collection)
    add_meeting(
        pohjoinen,
        "Kokous",
        attachments=[{"type": "attachment", "value": {"document": document.pk, "title": ""}}],
    )
    return document


def test_a_page_is_found_by_its_file_once_the_worker_has_read_it(attached):
    assert found("hulevesi") == []
    assert read_pending_files(limit=10) == 1
    (hit,) = queries.search(queries.Query("hulevesi")).hits
    assert hit.title == "Kokous"
    assert hit.match.title == "Selvitys"
    assert hit.match.path.startswith(attached.url)


def test_a_file_in_a_collection_that_becomes_private_is_not_found(attached):
    read_pending_files(limit=10)
    restriction = CollectionViewRestriction.objects.create(
        collection=attached.collection, restriction_type="login"
    )
    assert found("hulevesi") == []
    restriction.delete()
    assert found("hulevesi") == ["Kokous"]


def test_a_file_moved_to_a_private_collection_is_not_found(attached):
    read_pending_files(limit=10)
    private = Collection.get_first_root_node().add_child(name="Sisäiset")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    attached.collection = private
    attached.save()
    assert found("hulevesi") == []


def test_files_put_together_into_a_private_collection_are_not_found(attached, admin_client):
    read_pending_files(limit=10)
    private = Collection.get_first_root_node().add_child(name="Sisäiset")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    address = reverse(
        "wagtail_bulk_action", args=["kumppanuus_media", "document", "add_to_collection"]
    )
    admin_client.post(f"{address}?id={attached.pk}", {"collection": private.pk})
    attached.refresh_from_db()
    assert attached.collection == private
    assert found("hulevesi") == []


def test_the_rows_of_a_moved_page_name_its_new_region_and_address(pohjoinen, itainen):
    meeting = add_meeting(pohjoinen, "Kokous", "Hulevedet")
    meeting.move(index_of(itainen, "kokoukset"), pos="last-child")
    (hit,) = queries.search(queries.Query("hulevesi")).hits
    assert (hit.path, hit.regions) == ("/itainen/kokoukset/kokous/", ["itainen"])


def test_a_changed_address_of_a_region_reaches_the_rows_under_it(pohjoinen):
    add_meeting(pohjoinen, "Kokous", "Hulevedet")
    pohjoinen = type(pohjoinen).objects.get(pk=pohjoinen.pk)
    pohjoinen.slug = "pohjola"
    pohjoinen.save_revision().publish()
    (hit,) = queries.search(queries.Query("hulevesi")).hits
    assert (hit.path, hit.regions) == ("/pohjola/kokoukset/kokous/", ["pohjola"])


def test_a_draft_of_a_published_page_changes_no_row(pohjoinen):
    meeting = add_meeting(pohjoinen, "Kokous", "Hulevedet")
    draft = MeetingPage.objects.get(pk=meeting.pk)
    draft.title = "Salainen"
    draft.save_revision()
    assert found("salainen") == []
    assert found("hulevesi") == ["Kokous"]


def test_an_alias_is_not_found_beside_its_original(pohjoinen):
    statement = add_statement(pohjoinen, "Hulevedet")
    statement.create_alias(update_slug="kopio")
    assert StatementPage.objects.published().count() == 2
    assert found("hulevesi") == ["Hulevedet"]


def test_a_page_that_is_hidden_while_rows_are_rebuilt_stays_hidden(pohjoinen, monkeypatch):
    monkeypatch.setattr(consistency, "BATCH", 1)
    shown = add_meeting(pohjoinen, "Kokous")
    hidden = add_meeting(pohjoinen, "Salainen kokous")
    assert found("kokous", kinds=["meeting"]) == ["Kokous", "Salainen kokous"]

    def hide(done: int) -> None:
        hidden.unpublish()

    consistency.rebuild(hide)
    assert found("kokous", kinds=["meeting"]) == [shown.title]


def test_pages_are_found_by_what_they_are_called_on_the_site(pohjoinen):
    add_meeting(pohjoinen, "Helmikuu", "Keinut", stage="agenda_published")
    add_meeting(pohjoinen, "Tammikuu", "Keinut", stage="minutes_published")
    add_meeting(pohjoinen, "Maaliskuu", stage="planned")
    add_event(pohjoinen, "Kesäjuhla", kind="hearing")
    add_news(pohjoinen, "Haku alkoi")
    add_publication(pohjoinen, "Vuosi 2023", kind="report")
    assert sorted(found("kokoukset")) == ["Helmikuu", "Maaliskuu", "Tammikuu"]
    assert found("esityslistat") == ["Helmikuu"]
    assert found("suunniteltu") == []
    assert found("muistio") == ["Tammikuu"]
    assert found("tapahtumat") == ["Kesäjuhla"]
    assert found("uutiset") == ["Haku alkoi"]
    assert found("julkaisut") == ["Vuosi 2023"]
    assert found("raportti") == ["Vuosi 2023"]


def test_a_page_is_found_by_words_of_its_own_language_whoever_publishes_it(pohjoinen):
    with translation.override("en"):
        add_event(pohjoinen, "Kesäjuhla")
    assert found("tapahtuma") == ["Kesäjuhla"]
    assert found("event") == []


def test_who_was_at_a_meeting_is_found_but_not_what_the_hit_begins_with(pohjoinen):
    seat = Attendance(name="Asukasjäsen 3", status="present")
    add_meeting(pohjoinen, "Kokous", "Leikkipuiston keinut", attendance=[seat], place="Lähitupa")
    [hit] = queries.search(queries.Query("kokous")).hits
    assert [each.text for each in hit.fragments] == [
        "Lähitupa 1. Asia 1 Leikkipuiston keinut Asukasjäsen 3, läsnä"
    ]
    [hit] = queries.search(queries.Query("asukasjäsen")).hits
    assert [each.text for each in hit.fragments] == ["Asukasjäsen 3, läsnä"]
    assert hit.match is None


def test_a_term_tells_deputies_in_finnish(pohjoinen):
    seats = [Seat(person="Asukasjäsen 1", deputy="Varajäsen 1", represents="resident")]
    add_term(pohjoinen, "Toimikausi 2023–2025", seats=seats, has_deputies=True)
    [hit] = queries.search(queries.Query("varajäsenet")).hits
    assert [each.text for each in hit.fragments] == ["Asukasjäsen 1, jäsen (varajäsen Varajäsen 1)"]
