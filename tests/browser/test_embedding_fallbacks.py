"""What stands on another site's page when scripts are off, the service is down or the page's
developer has slipped; and that what is embedded is never read as code."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from tests.browser.host import host_of
from tests.factories import add_event, add_home, add_news, add_region, add_theme

pytestmark = pytest.mark.browser

FAILED = {
    "fi": "Sisältöä ei juuri nyt saada näkyviin. Löydät sen linkistä.",
    "sv": "Innehållet kan inte visas just nu. Du hittar det via länken.",
}


@pytest.fixture
def host(site: str) -> Iterator[str]:
    home = add_home()
    region = add_region(home, "pohjoinen")
    add_region(home, "itainen", theme=add_theme("itainen", primary="#7a1f5c"))
    for number in range(1, 7):
        add_news(region, f"Uutinen {number}", date=f"2023-05-0{number}")
    add_event(region, "<img src=x onerror=alert(1)>", lead="<script>alert(1)</script>")
    with host_of(site) as address:
        yield address


@pytest.fixture
def told() -> list[str]:
    """Warnings and errors of the console."""
    return []


@pytest.fixture
def page(host: str, chromium: Browser, told: list[str]) -> Page:
    page = chromium.new_page()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            told.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: told.append(str(error)))
    return page


@pytest.fixture
def show(page: Page, host: str) -> Callable[..., Page]:
    """Opens the host page with one element of the attributes given, and a link in it."""

    def show(**attributes: str) -> Page:
        page.goto(f"{host}/empty.html")
        page.evaluate(
            """attributes => {
              const it = document.createElement("kumppanuus-feed");
              for (const [name, value] of Object.entries(attributes)) {
                it.setAttribute(name.replace("_", "-"), value);
              }
              it.innerHTML = '<a href="https://example.org/x">Linkki</a>';
              document.querySelector("main").replaceChildren(it);
            }""",
            attributes,
        )
        return page

    return show


def failing(page: Page, language: str = "fi") -> None:
    expect(page.get_by_role("status")).to_have_text(FAILED[language])
    expect(page.locator("section")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("link", name="Linkki")).to_have_attribute(
        "href", "https://example.org/x"
    )
    expect(page.get_by_role("link", name="Linkki")).to_be_visible()


def test_without_scripts_the_links_and_the_frame_stand(
    host: str, site: str, chromium: Browser
) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{host}/host.html")
    links = page.locator("kumppanuus-feed > a")
    expect(links).to_have_count(5)
    for link in links.all():
        expect(link).to_be_visible()
    expect(links.first).to_have_attribute("href", f"{site}/pohjoinen/tapahtumat/")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h3")).to_have_text(["<img src=x onerror=alert(1)>"])


def test_without_the_service_the_links_stand(host: str, site: str, page: Page) -> None:
    page.route(f"{site}/**", lambda route: route.abort())
    page.goto(f"{host}/host.html")
    for link in page.locator("kumppanuus-feed > a").all():
        expect(link).to_be_visible()
    page.locator("kumppanuus-feed > a").first.focus()
    expect(page.locator("a:focus")).to_have_text("Pohjoisen kumppanuuspöydän tapahtumat")


BROKEN: dict[str, dict[str, Any] | None] = {
    "no answer": None,
    "another's page": {"status": 502, "body": "<h1>Bad Gateway</h1>"},
    "an error": {"status": 200, "body": '{"errors": [{"message": "Internal error."}]}'},
}


def failing_with(answer: dict[str, Any] | None) -> Callable[[Route], None]:
    def fail(route: Route) -> None:
        if answer is None:
            route.abort()
        else:
            route.fulfill(**answer, headers={"Access-Control-Allow-Origin": "*"})

    return fail


def test_what_the_service_cannot_answer_is_told_in_words(
    show: Callable[..., Page], page: Page, told: list[str]
) -> None:
    for name, answer in BROKEN.items():
        told.clear()
        page.unroute("**/graphql/**")
        page.route("**/graphql/**", failing_with(answer))
        failing(show(region="pohjoinen", kind="news", language="sv"), "sv")
        assert any(text.startswith("kumppanuus-feed: ") for text in told), name


def test_a_service_that_does_not_answer_is_waited_for_ten_seconds(
    show: Callable[..., Page], page: Page
) -> None:
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.route("**/graphql/**", lambda route: None)
    show(region="pohjoinen", kind="news")
    status = page.get_by_role("status")
    expect(status).to_have_text("Haetaan…")
    expect(page.locator("section")).to_have_attribute("aria-busy", "true")
    expect(page.get_by_role("link", name="Linkki")).to_be_visible()
    page.clock.run_for(9_999)
    expect(status).to_have_text("Haetaan…")
    page.clock.run_for(1)
    failing(page)


SLIPS = [
    ({"kind": "news"}, 'give a region, such as region="pohjoinen"'),
    ({"region": "pohjoinen"}, "kind is one of search, events, news, statements, meetings"),
    ({"region": "pohjoinen", "kind": "toString"}, "not “toString”"),
    ({"region": "ei-ole", "kind": "news"}, "there is no region “ei-ole” in the language “fi”"),
]


def test_a_slip_is_told_to_the_developer(show: Callable[..., Page], told: list[str]) -> None:
    for attributes, message in SLIPS:
        told.clear()
        failing(show(**attributes))
        assert len(told) == 1
        assert told[0].startswith("kumppanuus-feed: ")
        assert message in told[0]


def test_a_count_that_is_none_is_told_and_five_are_shown(
    show: Callable[..., Page], told: list[str]
) -> None:
    for count in ("0", "21", "-1", "viisi", "2.5", ""):
        told.clear()
        page = show(region="pohjoinen", kind="news", count=count)
        expect(page.locator("h3")).to_have_text([f"Uutinen {number}" for number in range(6, 1, -1)])
        assert told == [f"kumppanuus-feed: count is 1–20, not “{count}”; 5 is used"]


def test_language_and_level_of_headings(show: Callable[..., Page], told: list[str]) -> None:
    page = show(region="pohjoinen", kind="news", count="1", language="se", heading_level="1")
    expect(page.locator("h3")).to_have_text(["Uutinen 6"])
    assert told == [
        "kumppanuus-feed: heading-level is 2–6, not “1”; 3 is used",
        "kumppanuus-feed: language is one of fi, sv, en, not “se”; fi is used",
    ]
    page.locator("kumppanuus-feed").evaluate("it => it.setAttribute('heading-level', '5')")
    expect(page.locator("h5")).to_have_text(["Uutinen 6"])


def test_attributes_that_change_are_shown_at_once(
    show: Callable[..., Page], told: list[str]
) -> None:
    page = show(region="pohjoinen", kind="news", count="2")
    expect(page.locator("h3")).to_have_count(2)
    city = "rgb(31, 51, 69)"
    expect(page.locator("section")).to_have_css("border-top-color", city)
    page.locator("kumppanuus-feed").evaluate(
        """it => {
          for (const count of [3, 4, 5]) it.setAttribute("count", count);
          it.setAttribute("region", "itainen");
        }"""
    )
    expect(page.locator("section p").nth(1)).to_have_text("Uutisia ei vielä ole.")
    expect(page.locator("section")).to_have_css("border-top-color", "rgb(122, 31, 92)")
    expect(page.locator("section")).to_have_count(1)
    page.locator("kumppanuus-feed").evaluate("it => { it.remove(); document.body.append(it); }")
    expect(page.get_by_role("region", name="Uusimmat uutiset: Itainen")).to_be_visible()
    assert told == []


def test_without_the_brand_the_content_is_shown(
    show: Callable[..., Page], page: Page, told: list[str]
) -> None:
    page.route("**/themes/**", lambda route: route.abort())
    show(region="pohjoinen", kind="news", count="1")
    expect(page.locator("h3")).to_have_text(["Uutinen 6"])
    expect(page.get_by_role("link", name="Linkki")).to_be_visible()
    assert any("the brand is not shown" in text for text in told)
    told.clear()
    page.unroute("**/themes/**")
    page.route("**/themes/**", lambda route: None)
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    with page.expect_request("**/themes/**"):
        show(region="pohjoinen", kind="news", count="1")
    page.clock.run_for(10_000)
    expect(page.locator("h3")).to_have_text(["Uutinen 6"])
    assert any("the brand is not shown" in text for text in told)


def test_what_is_embedded_is_text_and_leads_to_pages_only(
    show: Callable[..., Page], page: Page, told: list[str]
) -> None:
    page.on("dialog", lambda dialog: told.append(dialog.message))

    def change_address(route: Route) -> None:
        answer = json.loads(route.fetch().text())
        answer["data"]["events"]["nodes"][0]["url"] = "javascript:alert(1)"
        route.fulfill(json=answer, headers={"Access-Control-Allow-Origin": "*"})

    page.route("**/graphql/**", change_address)
    show(region="pohjoinen", kind="events")
    expect(page.locator("h3")).to_have_text(["<img src=x onerror=alert(1)>"])
    expect(page.locator("li p").last).to_have_text("<script>alert(1)</script>")
    assert page.locator("h3 a, h3 img, li script").count() == 0
    assert told == []


def test_the_service_is_asked_by_get_without_cookies(host: str, site: str, page: Page) -> None:
    # A host that browsers take for the same site as the service: they would send its cookies.
    neighbour = host.replace("127.0.0.1", "localhost")
    page.context.add_cookies([{"name": "sessionid", "value": "x", "url": site}])
    with page.expect_request(re.compile("/graphql/")) as asked:
        page.goto(f"{neighbour}/host.html")
    request = asked.value
    assert request.method == "GET"
    assert "cookie" not in request.all_headers()
    assert request.response().header_value("set-cookie") is None
