"""A person at a browser, who knows the site's Finnish words but none of its code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, Response, expect

PASSWORD = "kahvia-ja-pullaa"


class Visitor:
    """`page` is the browser's page; `troubles` tells what no visit may cause: a request to a host
    that is neither the site nor among `hosts`, an answer that is an error, a script that fails."""

    def __init__(self, browser: Browser, site: str, *hosts: str) -> None:
        self.sites = (site, *hosts)
        self.troubles: list[str] = []
        self.context = browser.new_context(
            base_url=site, locale="fi-FI", viewport={"width": 1280, "height": 900}
        )
        self.context.on("request", self._note_request)
        self.context.on("response", self._note_response)
        self.context.on("console", self._note_message)
        self.context.on("weberror", lambda found: self.troubles.append(str(found.error)))
        self.page = self.context.new_page()

    def leave(self) -> None:
        self.context.close()

    def _note_request(self, request: Request) -> None:
        allowed = [f"{site}/" for site in self.sites]
        if not request.url.startswith((*allowed, "data:", "blob:", "about:")):
            self.troubles.append(f"asked {request.url}")

    def _note_response(self, response: Response) -> None:
        # An unfinished form is not saved by itself until it is complete: the editor waits.
        is_waiting = response.status == 400 and response.request.method == "POST"
        if response.status >= 400 and not (is_waiting and "/admin/pages/" in response.url):
            self.troubles.append(f"{response.status} for {response.url}")

    def _note_message(self, message: ConsoleMessage) -> None:
        # Answers that are errors were noted as such.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(message.text)

    def log_in(self, name: str) -> None:
        page = self.page
        page.goto("/admin/")
        page.get_by_label("Käyttäjätunnus").fill(name)
        page.get_by_label("Salasana").fill(PASSWORD)
        page.get_by_role("button", name="Kirjaudu sisään").click()
        expect(page.get_by_role("button", name="Sivut")).to_be_visible()

    def start_page_under(self, title: str) -> None:
        """Find the list of pages under this one in the menu, and open the form of a new one."""
        self.page.get_by_role("button", name="Sivut").click()
        self.page.get_by_role("link", name=title, exact=True).click()
        expect(self.page.get_by_role("heading", name=f"Selataan: {title}")).to_be_visible()
        self.page.get_by_role("link", name="Lisää alasivu").click()

    @contextmanager
    def saved_by_itself(self) -> Iterator[None]:
        """What is written in this block is saved by the editor of its own accord after it."""
        with self.page.expect_response(is_saving):
            yield
            self.page.keyboard.press("Tab")

    def do_more(self, action: str) -> None:
        """Take one of the actions beside saving the draft."""
        self.page.get_by_role("button", name="Lisää toimintoja").click()
        self.page.get_by_role("button", name=action).click()

    def expect_message(self, text: str) -> None:
        expect(self.page.locator(".messages")).to_contain_text(text, timeout=20_000)

    def ask(self, query: str) -> Any:
        """What GraphQL answers."""
        response = self.context.request.post("/graphql/", data={"query": query})
        return response.json()["data"]


def is_saving(response: Response) -> bool:
    return response.ok and response.request.method == "POST" and "/admin/pages/" in response.url


def write(field: Locator, *paragraphs: str) -> None:
    """Write rich text, a word between asterisks in bold."""
    editor = field.get_by_role("textbox")
    editor.click()
    for number, paragraph in enumerate(paragraphs):
        if number:
            editor.press("Enter")
        for place, text in enumerate(paragraph.split("*")):
            if place:
                editor.press("Control+b")
            editor.press_sequentially(text)
