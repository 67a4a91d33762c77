"""The demo content as a user of the site, the admin and the command finds it."""

from collections import Counter
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Page

from cms.demo import accounts
from cms.media.models import Document, Image
from cms.pages.editing.personal_data import personal_data_errors
from cms.pages.models import (
    EventPage,
    HomePage,
    InfoPage,
    MeetingPage,
    NewsPage,
    PublicationPage,
    RegionPage,
    StatementPage,
    TermPage,
)
from cms.pages.models.ours import our_pages
from cms.pages.models.statement import StatementStatus
from cms.snippets.models import Topic

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]

KINDS = {
    RegionPage: (4, 4),
    TermPage: (9, 8),
    MeetingPage: (30, 29),
    StatementPage: (18, 17),
    EventPage: (21, 19),
    NewsPage: (17, 15),
    PublicationPage: (5, 4),
    InfoPage: (9, 9),
}
"""Page type → how many there are, and how many of them are public."""

HIDDEN = {
    "Toimikausi 2027–2029": (TermPage, 404),
    "ylimaarainen-kokous-luonnos": (MeetingPage, 404),
    "Luonnos: lausunto kenttäverkosta": (StatementPage, 404),
    "Jäsenten ja viranhaltijoiden suljettu työilta": (EventPage, 302),
    "Valmisteluryhmän sisäinen palaveri": (EventPage, 200),  # asks for the password
    "Joulunajan aukiolot ja tapahtumat pöydissä": (NewsPage, 404),
    "Kysely pöytien toiminnasta on auki": (NewsPage, 404),
    "Kumppanuuspöytien arviointi 2025, keskeneräinen": (PublicationPage, 404),
}
"""Title or slug of each hidden page → its type, and how the site answers at its address."""


@pytest.mark.parametrize("model", KINDS)
def test_it_has_so_many_pages_of_each_kind(model):
    assert (model.objects.count(), model.objects.listed().count()) == KINDS[model]


def test_it_reaches_over_the_years_and_into_every_kind():
    pages = [page for model in KINDS for page in model.objects.listed()]
    years = {page.search_date().year for page in pages if page.search_date()}
    assert {2021, 2022, 2023, 2024, 2025, 2026} <= years
    for model in (MeetingPage, StatementPage, EventPage, PublicationPage):
        used = set(model.objects.values_list("kind", flat=True))
        assert used >= set(dict(model._meta.get_field("kind").choices)) - {"action_plan"}


def test_the_regions_have_the_22_focus_areas_of_2023():
    counts = {
        region.slug: region.focus_areas.filter(year=2023).count()
        for region in RegionPage.objects.all()
    }
    assert counts == {"pohjoinen": 6, "itainen": 5, "etelainen": 4, "keskusta": 7}


def test_the_joint_budget_of_2023_is_180_000_euros():
    home = HomePage.objects.get(locale__language_code="fi")
    assert sum(row.allotted for row in home.budget_rows.filter(year=2023)) == 180_000


@pytest.mark.parametrize(
    ("address", "title", "organisation", "top"),
    [
        ("/", "Lahden kumppanuuspöydät", "Lahden kaupunki", "Lahti Kumppanuuspöydät"),
        ("/sv/", "Lahtis partnerskapsbord", "Lahtis stad", "Lahti Partnerskapsborden"),
        ("/en/", "Lahti partnership tables", "City of Lahti", "Lahti Partnership tables"),
    ],
)
def test_it_is_in_the_name_of_lahti(client, address, title, organisation, top):
    html = BeautifulSoup(client.get(address).content, "html.parser")
    assert html.title.text == title
    assert html.select_one(".kp-kicker").text == organisation
    assert " ".join(html.select_one(".kp-wordmark").text.split()) == top
    assert html.select_one("a[rel=license]").text == "CC BY 4.0"


def test_each_region_wears_its_own_brand(client):
    codes = {region.slug: region.theme.code for region in RegionPage.objects.all()}
    assert codes == {slug: slug for slug in ("pohjoinen", "itainen", "etelainen", "keskusta")}
    assert len({region.theme.primary for region in RegionPage.objects.all()}) == 4


def test_none_of_its_pages_is_blocked_or_asked_about():
    pages = list(our_pages().specific())
    assert len(pages) > 100
    assert [
        error for page in pages for error in personal_data_errors(page, page.own_children)
    ] == []
    asked = {
        page.title: [str(contact) for contact in contacts]
        for page in pages
        if (contacts := page.contacts_to_ask_about(page.own_children, page))
    }
    assert asked == {}


def test_the_terms_have_their_seats_and_pass_their_quotas():
    shapes = Counter()
    for term in TermPage.objects.listed():
        assert list(term.publishing_errors(term.own_children)) == []
        seats = term.seats.all()
        deputies = {seat.deputy for seat in seats if seat.deputy}
        trustees = [seat for seat in seats if seat.represents == "trustee"]
        shapes[term.slug, len(seats), len(deputies), len(trustees)] += 1
    assert shapes == {
        ("toimikausi-2023-2025", 15, 15, 2): 4,
        ("toimikausi-2025-2027", 20, 0, 2): 4,
    }


def test_a_memo_tells_who_attended_as_deputy_and_as_expert():
    memo = MeetingPage.objects.get(slug="kokous-2023-10")
    attended = {row.name: row.status for row in memo.attendance.all()}
    assert attended["Varajäsen 6"] == "deputy_attends"
    assert "Asukasjäsen 6" not in attended
    assert attended["Asukasjäsen 4"] == "absent"
    assert attended["Puistosuunnittelija"] == "expert"
    assert [item.number for item in memo.agenda_items.all()] == [1, 2, 3, 4, 5, 6, 7]


def test_the_latest_memo_names_the_meeting_after_it():
    for memo in MeetingPage.objects.filter(slug="viimeisin-kokous"):
        assert memo.next_meeting.slug == "tuleva-kokous"
        assert memo.next_meeting.region == memo.region
        assert memo.starts_at < timezone.now() < memo.next_meeting.starts_at


def test_statements_stand_at_every_stage_and_one_is_overdue():
    statements = list(StatementPage.objects.listed())
    assert Counter(statement.status for statement in statements) == {
        StatementStatus.REPLIED: 11,
        StatementStatus.WAITING: 3,
        StatementStatus.OVERDUE: 1,
        StatementStatus.PREPARING: 1,
        StatementStatus.GIVEN: 1,
    }
    assert {statement.outcome for statement in statements} == {
        "",
        "accepted",
        "partly",
        "noted",
        "rejected",
    }
    given = StatementPage.objects.get(slug="lausunto-leikkipuistojen-kunnostusohjelmasta")
    assert given.agenda_item.title == "Leikkipuistojen kunnostusohjelma"


def test_a_kerro_pois_event_is_cancelled_and_another_moved():
    upcoming = EventPage.objects.listed().upcoming().filter(kind="kerro_pois")
    assert Counter(upcoming.values_list("state", flat=True)) == {
        "as_planned": 2,
        "cancelled": 1,
        "moved": 1,
    }


def test_a_news_post_waits_for_nine_in_the_morning_in_helsinki():
    scheduled = NewsPage.objects.get(go_live_at__isnull=False)
    at = timezone.localtime(scheduled.go_live_at)
    assert (at.hour, at.minute, scheduled.live) == (9, 0, False)
    assert timedelta() < scheduled.go_live_at - timezone.now() < timedelta(days=14)
    assert scheduled.scheduled_revision.approved_go_live_at == scheduled.go_live_at


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_pages_are_there_and_the_public_sees_none(name, client):
    model, answer = HIDDEN[name]
    page = model.objects.filter(title=name).first() or model.objects.get(slug=name)
    parent = page.get_parent().specific

    answered = client.get(page.site_path)
    assert answered.status_code == answer
    assert page.title not in answered.content.decode()
    shown = client.get(parent.site_path).content.decode()
    assert page.site_path not in shown
    assert page.site_path not in client.get("/haku/", {"q": page.title}).content.decode()
    twin = model.objects.listed().child_of(parent).first()
    assert client.get(twin.site_path).status_code == 200
    words = twin.title.replace(" -", " ")  # a word after a minus is an excluded one
    assert twin.site_path in client.get("/haku/", {"q": words}).content.decode()


def test_a_draft_topic_is_not_shown_beside_a_published_one(client):
    page = NewsPage.objects.get(topics__name="Talviuinti")
    shown = client.get(page.site_path).content.decode()
    assert "Tapahtumat" in shown
    assert "Talviuinti" not in shown
    assert not Topic.objects.get(name="Talviuinti").live


@pytest.mark.parametrize(
    "word, path",
    [
        ("leikkipuistot", "/pohjoinen/kokoukset/kokous-2023-10/"),
        ("suojatie", "/pohjoinen/lausunnot/havainnot-turvallisuuskavelylta/"),
        ("lentokenttäbussi", "/pohjoinen/kokoukset/viimeisin-kokous/"),
        ("katos", "/etelainen/kokoukset/viimeisin-kokous/"),
    ],
)
def test_inflected_words_of_the_memos_are_found(word, path, client):
    assert path in client.get("/haku/", {"q": word}).content.decode()


def test_pictures_are_described_or_decorative_and_files_hold_their_text():
    for image in Image.objects.all():
        image.full_clean()
    assert {image.is_decorative for image in Image.objects.all()} == {True, False}
    names = {document.filename for document in Document.objects.all()}
    assert names == {
        "turvallisuuskavelyn-havainnot.pdf",
        "kylakyselyn-tulokset.pdf",
        "torikyselyn-yhteenveto.txt",
    }
    pdf = PdfReader(Document.objects.get(title="Kyläkyselyn tulokset").file)
    assert len(pdf.pages) == 2
    assert "pysäkki kyläkaupan pihalla" in pdf.pages[1].extract_text()


def test_every_account_enters_the_admin_with_its_own_random_password(demo, client):
    made = accounts.read()
    assert [name for name, _role, _password in made] == [
        "yllapito",
        "vastuukoordinaattori",
        "pohjoinen-koordinaattori",
        "itainen-koordinaattori",
        "etelainen-koordinaattori",
        "keskusta-koordinaattori",
        "viestinta",
        "tarkastaja",
    ]
    assert len({password for _name, _role, password in made}) == len(made)
    assert accounts.path().parent == demo
    assert accounts.path().stat().st_mode & 0o777 == 0o600
    for name, _role, password in made:
        assert len(password) >= 16
        assert client.login(username=name, password=password)
        assert client.get("/admin/").status_code == 200
        client.logout()


def test_passwords_that_stand_in_the_file_are_kept_for_a_new_database(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    get_user_model().objects.all().delete()
    accounts.path().write_text("yllapito\tYlläpitäjä\ttalletettu-salasana\n")
    accounts.add()
    assert accounts.read()[0] == ("yllapito", "Ylläpitäjä", "talletettu-salasana")
    assert get_user_model().objects.get(username="yllapito").check_password("talletettu-salasana")


def test_a_coordinator_may_write_in_their_own_region_only(client):
    name, _role, password = accounts.read()[2]
    client.login(username=name, password=password)
    answers = {
        slug: client.get(f"/admin/pages/{RegionPage.objects.get(slug=slug).pk}/edit/").status_code
        for slug in ("pohjoinen", "itainen")
    }
    assert answers == {"pohjoinen": 200, "itainen": 302}


def test_loading_again_changes_nothing_and_keeps_what_was_edited(capsys):
    page = RegionPage.objects.get(slug="pohjoinen")
    page.title = "Pohjoisen väen pöytä"
    page.save_revision().publish()
    Page.objects.get(slug="riehatoimikunta-hakee-vapaaehtoisia").delete()
    before, passwords = _row_counts(), accounts.path().read_text()

    call_command("load_demo")

    assert "nothing was loaded" in capsys.readouterr().out
    assert _row_counts() == before
    assert accounts.path().read_text() == passwords
    assert RegionPage.objects.get(slug="pohjoinen").title == "Pohjoisen väen pöytä"


def _row_counts():
    return {model: model._base_manager.count() for model in apps.get_models()}
