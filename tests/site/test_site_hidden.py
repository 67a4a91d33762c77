"""What is hidden stays hidden in every place of the site that shows its visible twin."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.pages.models import Attendance, EventFeedback, Seat
from tests.factories import (
    HIDING,
    add_event,
    add_home,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_region,
    add_statement,
    add_term,
    add_topic,
    hide,
    index_of,
)

SOON = timezone.now() + timedelta(days=7)
TODAY = timezone.localdate()
BRANCH = [way for way in HIDING if way.startswith("under")]
ALONE = [way for way in HIDING if not way.startswith("under")]
ASKED_TO_SIGN_IN = {
    "restricted to signed-in": 302,
    "restricted by password": 200,
    "under a restricted page": 302,
}
"""Ways of hiding that Wagtail answers by asking the reader in; all others are not found."""

KINDS = {
    "meeting": lambda region, title: add_meeting(
        region, title, "salainen asia", stage="minutes_published"
    ),
    "statement": lambda region, title: add_statement(region, title, summary="salainen tiivistelmä"),
    "event": lambda region, title: add_event(
        region, title, starts_at=SOON, lead="salainen johdanto"
    ),
    "news": lambda region, title: add_news(region, title, lead="salainen johdanto"),
    "publication": lambda region, title: add_publication(
        region, title, valid_from=TODAY, summary="salainen tiivistelmä"
    ),
    "term": lambda region, title: add_term(
        region, title, starts_on=TODAY, ends_on=TODAY + timedelta(days=9)
    ),
}


def html_of(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


PLACES = [
    *("/", "/pohjoinen/", "/sitemap.xml", "/haku/", "/haku/?q=Salattava"),
    *(f"/pohjoinen/{slug}/" for slug in ("kokoukset", "lausunnot", "tapahtumat", "uutiset")),
    "/pohjoinen/julkaisut/",
]


@pytest.mark.parametrize("way", ALONE)
def test_hidden_page_is_listed_nowhere(client, pohjoinen, way) -> None:
    shown = {kind: make(pohjoinen, "Näkyvä") for kind, make in KINDS.items()}
    hidden = {kind: make(pohjoinen, "Salattava") for kind, make in KINDS.items()}
    for page in hidden.values():
        hide(page, way)
    answers = {path: html_of(client, path) for path in PLACES}
    for kind in KINDS:
        lists = {path for path, html in answers.items() if shown[kind].site_path in html}
        assert {"/pohjoinen/", "/sitemap.xml", "/haku/"} <= lists, kind
        assert kind == "term" or shown[kind].get_parent().url in lists
        assert client.get(shown[kind].site_path).status_code == 200
        for path, html in answers.items():
            assert hidden[kind].site_path not in html, path
            assert ">Salattava<" not in html, path
        response = client.get(hidden[kind].site_path)
        assert response.status_code == ASKED_TO_SIGN_IN.get(way, 404)
        assert "salainen" not in response.content.decode()


@pytest.mark.parametrize("way", BRANCH)
def test_page_under_a_hidden_one_is_listed_nowhere(client, pohjoinen, itainen, way) -> None:
    kinds = [kind for kind in KINDS if kind != "term"]  # that one stands right under the region
    hidden = {kind: KINDS[kind](pohjoinen, "Salattava") for kind in kinds}
    shown = {kind: KINDS[kind](itainen, "Näkyvä") for kind in kinds}
    for page in hidden.values():
        hide(page, way)
    for path in ("/", "/pohjoinen/", "/itainen/", "/haku/", "/haku/?q=Salattava", "/sitemap.xml"):
        html = html_of(client, path)
        for kind in kinds:
            assert hidden[kind].site_path not in html, path
            assert path in ("/", "/pohjoinen/", "/haku/?q=Salattava") or (
                shown[kind].site_path in html
            ), path
    for page in hidden.values():
        for address in (page.site_path, page.get_parent().url):
            response = client.get(address)
            assert response.status_code == ASKED_TO_SIGN_IN.get(way, 404)
            assert "salainen" not in response.content.decode()


@pytest.mark.parametrize("way", HIDING)
def test_hidden_region_is_in_no_navigation(client, home, pohjoinen, way) -> None:
    itainen = add_region(home, "itainen")
    event = add_event(itainen, "Salattava", starts_at=SOON)
    if way in BRANCH:
        hide(event.get_parent(), way)  # what is above the index page is the region
    else:
        hide(itainen, way)
    for path in ("/", "/pohjoinen/", "/haku/", "/ei-ole/", "/sitemap.xml"):
        html = client.get(path).content.decode()
        assert "/itainen/" not in html
        assert ("/pohjoinen/" in html) is True


@pytest.mark.parametrize("way", ALONE)
def test_references_to_hidden_pages_are_left_out(client, pohjoinen, way) -> None:
    for title, shows in (("Näkyvä", True), ("Salattava", False)):
        term = add_term(
            pohjoinen, f"{title} kausi", seats=[Seat(person="Asukasjäsen 1", represents="parish")]
        )
        following = add_meeting(pohjoinen, f"{title} seuraava")
        meeting = add_meeting(
            pohjoinen,
            f"{title} kokous",
            "asia",
            term=term,
            next_meeting=following,
            attendance=[Attendance(seat=term.seats.get(), status="present")],
        )
        source = add_meeting(pohjoinen, f"{title} lähde", "lähdeasia")
        statement = add_statement(
            pohjoinen, f"{title} lausunto", agenda_item=source.agenda_items.get()
        )
        outcome = add_statement(pohjoinen, f"{title} tulos", agenda_item=meeting.agenda_items.get())
        news = add_news(
            pohjoinen,
            f"{title} uutinen",
            body=[
                ("text", f'<p><a linktype="page" id="{source.pk}">Lue lisää</a> tästä.</p>'),
                ("page", following),
            ],
        )
        hidden = (term, following, source, outcome)
        addresses = [page.url for page in hidden]
        if not shows:
            for page in hidden:
                hide(page, way)
        html = html_of(client, meeting.url)
        assert (addresses[0] in html.split("<aside")[1]) is shows
        assert (addresses[1] in html) is shows
        assert (addresses[3] in html) is shows
        assert (">seurakunnat</td>" in html) is shows
        assert "Asukasjäsen 1" in html  # the name as it was then
        assert (addresses[2] in html_of(client, statement.url)) is shows
        html = html_of(client, news.url)
        assert (addresses[1] in html) is shows
        link = f'<a href="{addresses[2]}">Lue lisää</a> tästä.'
        assert (link in html) is shows
        assert ("<a>Lue lisää</a> tästä." in html) is not shows


@pytest.mark.parametrize("way", ["draft", "expired"])
def test_hidden_register_entries_are_left_out(client, pohjoinen, itainen, way) -> None:
    gone = {"live": False} if way == "draft" else {"expire_at": timezone.now() - timedelta(hours=1)}
    shown, hidden = add_organisation("Näkyvä taho"), add_organisation("Salattu taho", **gone)
    topic, secret = add_topic("Näkyvä aihe"), add_topic("Salattu aihe", **gone)
    pages = [
        add_statement(
            pohjoinen,
            "Lausunto",
            addressee=hidden,
            requested_by=shown,
            requested_on=date(2023, 1, 1),
            topics=[topic, secret],
        ),
        add_event(
            pohjoinen,
            "Tapahtuma",
            starts_at=SOON,
            partners=[shown, hidden],
            topics=[topic, secret],
            feedback=[
                EventFeedback(topic=secret, text="Sanottiin."),
                EventFeedback(topic=topic, text="Ja."),
            ],
        ),
        add_meeting(pohjoinen, "Kokous", "asia", topics=[topic, secret]),
        add_news(pohjoinen, "Uutinen", topics=[topic, secret]),
        add_publication(pohjoinen, "Julkaisu", topics=[topic, secret]),
        add_term(
            pohjoinen,
            "Kausi",
            seats=[
                Seat(person="A", represents="parish", organisation=hidden),
                Seat(person="B", represents="parish", organisation=shown),
            ],
        ),
    ]
    for page in pages:
        html = html_of(client, page.url)
        assert "Salattu" not in html
        assert "salattu" not in html
        assert "Näkyvä" in html
    for path in (
        "/pohjoinen/",
        index_of(pohjoinen, "lausunnot").url,
        "/haku/",
        "/haku/?topic=salattu-aihe",
    ):
        assert "alattu" not in html_of(client, path)
    assert "Näkyvä aihe" in html_of(client, "/haku/")


def test_news_names_no_hidden_region(client, home, pohjoinen, itainen) -> None:
    news = add_news(home, "Uutinen", regions=[pohjoinen, itainen])
    hide(itainen, "draft")
    html = html_of(client, news.url)
    assert "/pohjoinen/" in html
    assert "/itainen/" not in html


def test_alias_is_listed_once(client, pohjoinen) -> None:
    event = add_event(pohjoinen, "Kahvit", starts_at=SOON)
    alias = event.create_alias(parent=index_of(pohjoinen, "tapahtumat"), update_slug="kopio")
    for path in ("/", "/pohjoinen/", index_of(pohjoinen, "tapahtumat").url, "/sitemap.xml"):
        html = html_of(client, path)
        assert event.url in html
        assert alias.url not in html
    assert client.get(alias.url).status_code == 200


def test_other_languages_do_not_mix(client, pohjoinen) -> None:
    from wagtail.models import Locale

    swedish = Locale.objects.create(language_code="sv")
    home = pohjoinen.get_parent().specific
    home.copy_for_translation(swedish).save_revision().publish()
    region = pohjoinen.copy_for_translation(swedish)
    region.title = "Norra"
    region.save_revision().publish()
    event = add_event(region, "Kaffe", starts_at=SOON)
    html = html_of(client, "/sv/")
    assert '<html lang="sv">' in html
    assert event.url in html
    assert region.url in html
    assert 'href="/pohjoinen/"' not in html
    finnish = html_of(client, "/")
    assert event.url not in finnish
    assert "Norra" not in finnish


def test_site_without_content_still_answers(client, db) -> None:
    add_home()
    for path in ("/", "/haku/", "/sitemap.xml"):
        assert client.get(path).status_code == 200
