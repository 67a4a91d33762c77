"""The admin is in Finnish: no string of it lacks a translation, on any screen of any role."""

import ast
import gettext
import html
import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from urllib.parse import parse_qs

import django
import pytest
from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as translate
from django.utils.translation import override, trans_real
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.factories import (
    add_document,
    add_event,
    add_image,
    add_meeting,
    add_news,
    add_publication,
    add_statement,
    add_term,
    add_theme,
    add_topic,
)


class Untranslated(gettext.NullTranslations):
    """Stands behind the Finnish catalogue and keeps what that cannot translate."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: set[str] = set()

    def gettext(self, message: str) -> str:
        self.strings.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.strings.add(msgid1)
        return msgid1 if n == 1 else msgid2


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> Untranslated:
    asked = Untranslated()
    monkeypatch.setattr(trans_real.translation("fi"), "_fallback", asked)
    return asked


def msgids(catalogue: Path) -> Iterator[str]:
    """The strings that a .po file lists, without its header."""
    quoted = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    entries = rf"^(?:msgctxt {quoted})?^msgid {quoted}"
    for context, message in re.findall(entries, catalogue.read_text(), re.MULTILINE):
        if text := ast.literal_eval(f"({message})"):
            yield f"{ast.literal_eval(context)}\x04{text}" if context else text


def assert_no_english(strings: set[str]) -> None:
    assert not strings, "\n".join(["No Finnish for:", *sorted(map(repr, strings))])


CATALOGUES = {"django": Path(django.__path__[0]) / "conf/locale/en/LC_MESSAGES/django.po"} | {
    app.name: Path(app.path) / "locale/en/LC_MESSAGES/django.po"
    for app in apps.get_app_configs()
    if (Path(app.path) / "locale/en").exists()
}


@pytest.mark.parametrize("app", CATALOGUES)
def test_every_string_of_the_framework_has_finnish(app: str, untranslated: Untranslated) -> None:
    with override("fi"):
        for message in msgids(CATALOGUES[app]):
            translate(message)
    assert_no_english(untranslated.strings)


def test_every_string_of_wagtails_scripts_has_finnish(client) -> None:
    response = client.get(
        reverse("wagtailadmin_javascript_catalog"), headers={"accept-language": "en"}
    )
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\});", response.text, re.DOTALL)[1])
    wanted = msgids(CATALOGUES["wagtail.admin"].with_name("djangojs.po"))
    assert_no_english(set(wanted) - set(catalogue))


# --- the walk ---------------------------------------------------------------------------------

ADMIN_ADDRESS = re.compile(r"/admin/[^\s\"'<>\\`]*")
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
ENGLISH = set(
    re.findall(
        r"\w+",
        "the and of this that these with you your are be for from has have not or by at an it can"
        " will page pages select choose add delete edit search save view more all show change",
    )
)
"""Words of English sentences and buttons that are no Finnish words."""
BY_PAGE_TYPE = {"wagtailadmin_explore", "wagtailadmin_pages:edit"}
"""Views whose screens differ with the type of the page that they are about."""
SAME_FOR_ALL_TYPES = {
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:type_use",
}
SAME_SCREEN = {"next", "ordering", "p"}
"""Parameters that show the same screen in another order or lead back from it."""
NEVER_FINNISH = re.compile(
    r"\bCan (?:add|change|delete|view) [\w ]+|\bRoot page\b|\bPage\b|: Locale\b"
)
"""What Wagtail does not offer for translation, in forms that only administrators reach: the names
of Django's permissions, and labels made of the names in its code."""


def kind_of_screen(address: str) -> tuple[object, ...] | None:
    """What tells screens apart: the view, what it is about, the names of its parameters.
    None for what is no screen of its own: a part that a script fetches again, or no view."""
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name.endswith("results"):
        return None
    parameters = set(parse_qs(query)) - SAME_SCREEN
    about = [value for value in match.kwargs.values() if not isinstance(value, int)]
    if match.view_name in SAME_FOR_ALL_TYPES:
        about = []
    if match.view_name in BY_PAGE_TYPE and not parameters:
        about = [Page.objects.get(pk=next(iter(match.kwargs.values()))).specific_class]
    return match.view_name, *about, *sorted(parameters)


def soup_of(response: HttpResponse) -> BeautifulSoup:
    """What a browser would show: a page, or a dialog sent as JSON."""
    kind = "" if response.streaming else response.headers.get("Content-Type", "")
    markup = response.text if kind.startswith("text/html") else ""
    if kind.startswith("application/json"):
        answer = json.loads(response.text)
        markup = str(answer.get("html", "")) if isinstance(answer, dict) else ""
    return BeautifulSoup(markup, "lxml")


def english_in(soup: BeautifulSoup) -> set[str]:
    shown = [soup.get_text("\n")]
    for name in SPOKEN_ATTRIBUTES:
        shown += [str(tag[name]) for tag in soup.find_all(attrs={name: True})]
    said = NEVER_FINNISH.sub("", "\n".join(shown)).lower()
    # Words inside an address, a time zone or a name from the code are no words of a sentence.
    return ENGLISH & set(re.findall(r"(?<![\w./-])[a-zåäö]+(?![/-]|[.]?\w)", said))


def further_addresses(soup: BeautifulSoup, address: str) -> Iterator[str]:
    """What scripts make of a screen: a search without hits, and bulk actions on its first row."""
    path = address.partition("?")[0]
    if soup.select_one("form:not([method=post]) input[name=q]"):
        yield f"{path}?q=eiosumia"
    if row := soup.select_one("[data-object-id]"):
        for action in soup.select("a[href*='/bulk/']"):
            yield f"{str(action['href']).partition('?')[0]}?id={row['data-object-id']}"


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What is asked inside leaves neither rows nor cookies behind."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def values_of(form: Tag) -> dict[str, list[str]]:
    # A stream of blocks is drawn by a script; without one it has none.
    streams = [str(stream["id"]) for stream in form.select("[data-block]")]
    values = {f"{name}-count": ["0"] for name in streams}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.name == "select":
            sent = [str(option.get("value", "")) for option in field.select("option[selected]")]
        elif field.name == "textarea":
            sent = [field.text]
        elif field.get("type") in ("checkbox", "radio"):
            sent = [str(field.get("value", "on"))] if field.has_attr("checked") else []
        else:
            sent = [] if field.get("type") in ("file", "submit") else [str(field.get("value", ""))]
        values.setdefault(str(field["name"]), []).extend(sent)
    return values


def submissions(form: Tag) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """What may be sent from a form: its fields emptied, and as they are by each button, named."""
    values = values_of(form)
    typed = {str(field["name"]) for field in form.select("[name]") if field.get("type") != "hidden"}
    yield "", {name: [""] if name in typed else sent for name, sent in values.items()}
    yield "Enter", values
    for button in form.select("button[name], input[type=submit][name]"):
        yield str(button["name"]), values | {str(button["name"]): [str(button.get("value", ""))]}


class Walk:
    """A user's walk through all screens of the admin and what their forms answer."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.pressed: set[tuple[str, str]] = set()

    def screens(self) -> Iterator[tuple[str, BeautifulSoup]]:
        """Every kind of screen that the admin's front page leads to, by its address."""
        front = reverse("wagtailadmin_home")
        queue, met = deque([front]), {kind_of_screen(front), None}
        while queue:
            address = queue.popleft()
            with undone(self.client):
                response = self.client.get(address, follow=True)
            soup = soup_of(response)
            yield address, soup
            yield from ((address, answer) for answer in self.answers(address, soup))
            text = "" if response.streaming else html.unescape(response.text)
            for found in [*ADMIN_ADDRESS.findall(text), *further_addresses(soup, address)]:
                if (kind := kind_of_screen(found)) not in met:
                    met.add(kind)
                    queue.append(found)

    def answers(self, address: str, soup: BeautifulSoup) -> Iterator[BeautifulSoup]:
        """Each form's complaint when it is empty, and what each button of a view says once."""
        for form in soup.select("form[method=post i]"):
            target = str(form.get("action") or form.get("data-w-swap-src-value") or address)
            view = resolve(target.partition("?")[0]).view_name
            for button, values in submissions(form):
                if button and (view, button) in self.pressed:
                    continue
                self.pressed.add((view, button))
                with undone(self.client):
                    yield soup_of(self.client.post(target, values, follow=True))


def assert_all_finnish(client: Client, untranslated: Untranslated) -> None:
    english: dict[str, set[str]] = {}
    for address, soup in Walk(client).screens():
        if words := english_in(soup):
            english.setdefault(address, set()).update(words)
    assert_no_english(untranslated.strings)
    assert english == {}


def logged_in(user) -> Client:
    """A client whose browser asks for English: the admin is Finnish all the same."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def content(home, pohjoinen) -> None:
    """One of everything, by names that no English reader would know."""
    for page in (pohjoinen, home):
        add_news(page, "Uutinen")
        add_publication(page, "Ohjelma")
    add_term(pohjoinen, "Toimikausi")
    add_meeting(pohjoinen, "Kokous", "Keinut")
    add_statement(pohjoinen, "Lausunto")
    add_event(pohjoinen, "Kerro Pois!", live=False)
    add_topic("Puistot")
    add_theme("ilme")
    add_image("Kuva")
    add_document("Muistio")
    Redirect.objects.create(old_path="/vanha", redirect_page=pohjoinen)


@pytest.mark.django_db
def test_administrator_meets_no_english(content: None, untranslated: Untranslated) -> None:
    administrator = get_user_model().objects.create_superuser("paakayttaja", password="salasana")
    assert_all_finnish(logged_in(administrator), untranslated)
