"""Each kind of page in Chromium: no violation that axe knows of, and nothing wider than a phone."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from axe_core_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, Route, sync_playwright

from cms.pages.models import (
    Attendance,
    EventFeedback,
    FocusArea,
    Note,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    Reply,
    Seat,
)
from tests.factories import (
    add_document,
    add_event,
    add_image,
    add_info,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_region,
    add_statement,
    add_term,
    add_theme,
    add_topic,
    index_of,
)

SOON = timezone.now() + timedelta(days=7)
OF_ALL_TABLES = [
    *("", "lausunnot/", "lausunnot/?status=overdue", "kokoukset/", "uutiset/", "toimikaudet/"),
    *("vuosi/2023/", "luvut/", "polku/?topic=liikenne"),
]
HOST = "http://localhost"

TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
)
"""What WCAG 1.4.12 lets readers set."""
TWICE_AS_LARGE = "html { font-size: 34px !important }"
AS_IT_IS = "html {}"
NARROW = ((320, AS_IT_IS), (320, TEXT_SPACING), (256, AS_IT_IS), (400, TWICE_AS_LARGE))
"""Widths that a page fits in, with what is set besides."""
WIDEST = "document.documentElement.scrollWidth"
LONG = "Peruskorjaussuunnitelmaluonnosvaihtoehtojen vuorovaikutusmenettelysuunnitelma"
CITY_WIDE = ("Kumppanuuspöydät", LONG, "plain language", "search", "nothing found", "not found")
"""Pages that wear no table's brand."""

pytestmark = pytest.mark.browser


class Answer(NamedTuple):
    status: int
    content_type: str
    body: bytes


@contextmanager
def chromium() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            yield browser.new_page()
        finally:
            browser.close()


@pytest.fixture
def pages(home, django_capture_on_commit_callbacks) -> dict[str, str]:
    """Addresses of a page of each kind, filled as far as a page can be."""
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image("Ranta")
    topic = add_topic("Liikenne")
    board = add_organisation("Tekninen lautakunta")
    body = [
        ("heading", {"number": "1", "text": "Väliotsikko", "level": "2"}),
        ("text", '<p>Teksti<a href="#note-1"><sup>1</sup></a>.</p><ul><li>kohta</li></ul>'),
        ("quote", {"text": "Lainaus.", "source": "Asukasjäsen 1"}),
        ("picture", {"image": image, "caption": "Kuvateksti"}),
        ("attachment", {"document": add_document("Liite"), "title": ""}),
    ]
    region = add_region(
        home,
        "pohjoinen",
        introduction="<p>Pöytä kokoaa alueen väen.</p>",
        image=image,
        theme=add_theme("pohjoinen", primary="#14532d"),
        coordinators=[RegionCoordinator(name="Koordinaattori 1", email="a@example.org")],
        links=[RegionLink(kind="feedback", label="Palaute", url="https://example.org/")],
        focus_areas=[FocusArea(year=2022, text="Vanha"), FocusArea(year=2023, text="Uusi")],
        budget_rows=[
            RegionBudgetRow(year=year, purpose="Tapahtumat", allotted=8000) for year in (2022, 2023)
        ],
    )
    term = add_term(
        region,
        "Toimikausi",
        starts_on=timezone.localdate(),
        ends_on=timezone.localdate() + timedelta(days=30),
        seats=[Seat(person=LONG, represents="resident", organisation=board)],
    )
    meeting = add_meeting(
        region,
        "Kokous",
        "Puhuttiin puistosta.",
        stage="minutes_published",
        state="moved",
        topics=[topic],
        attendance=[Attendance(seat=term.seats.get(), status="present")],
        attachments=[body[-1]],
    )
    statement = add_statement(
        region,
        "Lausunto",
        addressee=board,
        requested_on=date(2023, 3, 1),
        plain_summary="Selkeästi.",
        body=body[:1],
        agenda_item=meeting.agenda_items.get(),
        topics=[topic],
        replies=[Reply(date=date(2023, 5, 1), outcome="rejected", text="<p>Ei.</p>")],
    )
    event = add_event(
        region,
        "Kahvit",
        starts_at=SOON,
        state="cancelled",
        place="Tori",
        latitude="60.98",
        longitude="25.66",
        image=image,
        body=body,
        topics=[topic],
        feedback=[EventFeedback(topic=topic, text="Lisää penkkejä.")],
    )
    news = add_news(region, "Puistouutinen", image=image, body=body, topics=[topic])
    about = add_info(home, LONG, kind="about", lead=LONG, body=body)
    publication = add_publication(
        region, "Raportti", plain_summary=LONG, body=body, notes=[Note(number=1, text="Kuntalaki.")]
    )
    addresses = {
        page.title: page.site_path
        for page in (home, region, term, meeting, statement, event, news, publication, about)
    }
    slugs = ("kokoukset", "lausunnot", "tapahtumat", "uutiset", "julkaisut", "tietoa")
    return (
        addresses
        | {slug: index_of(region, slug).site_path for slug in slugs}
        | {
            "plain language": "/selkokieli/",
            "search": "/haku/?q=puisto",
            "nothing found": "/haku/?q=qwzx",
            "follow": "/seuraa/?region=pohjoinen&kind=event",
            "not found": "/ei-ole/",
        }
        | {name: f"/kaikki/{name}" for name in OF_ALL_TABLES}
    )


def answers_to(client: Client, paths: Iterable[str]) -> dict[str, Answer]:
    """What the site answers at these addresses and at those of the files that its pages load,
    asked before Chromium starts: no server, no network, and the test's own transaction."""
    answers: dict[str, Answer] = {}
    for path in paths:
        answers[path] = answer = ask(client, path)
        html = BeautifulSoup(answer.body, "html.parser")
        files = {link["href"] for link in html.select("link[rel=stylesheet], link[rel=icon]")}
        files |= {loaded["src"] for loaded in html.select("img, script[src]")}
        for source in html.select("source"):
            files |= {part.split()[0] for part in source["srcset"].split(", ")}
        for file in files - answers.keys():
            answers[file] = ask(client, file)
            assert answers[file].status == 200, file
    return answers


def ask(client: Client, path: str) -> Answer:
    response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, response.headers["Content-Type"], body)


def test_no_page_has_a_known_fault(client, pages) -> None:
    answers = answers_to(client, pages.values())
    unexpected = []

    def serve(route: Route) -> None:
        answer = answers.get(route.request.url.removeprefix(HOST))
        if answer is None:
            unexpected.append(route.request.url)
            return route.abort()
        route.fulfill(status=answer.status, content_type=answer.content_type, body=answer.body)

    with chromium() as page:
        page.route("**/*", serve)
        for name, path in pages.items():
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(HOST + path)
            page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
            found = Axe().run(page)
            assert len(found["passes"]) > 10, name
            assert [
                (fault["id"], [node["target"] for node in fault["nodes"]])
                for fault in found["violations"]
            ] == [], name
            colour = page.locator(".kp-masthead").evaluate("it => getComputedStyle(it).background")
            is_city_wide = path.startswith("/kaikki/") or name in (
                *("Kumppanuuspöydät", LONG, "plain language", "search", "nothing found"),
                *("not found", "follow"),
            )
            assert ("rgb(20, 83, 45)" in colour) is not is_city_wide, name
            for width, style in NARROW:
                page.set_viewport_size({"width": width, "height": 900})
                added = page.add_style_tag(content=style)
                assert page.evaluate(WIDEST) <= width, (name, width, style)
                added.evaluate("it => it.remove()")
    assert unexpected == []
