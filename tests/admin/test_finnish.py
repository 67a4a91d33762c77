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
import lxml.html
import pytest
from django.apps import apps
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as translate
from django.utils.translation import ngettext, override, trans_real
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from tests.admin.world import ROLES, World
from tests.factories import add_event, add_statement, add_topic


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


def test_the_title_of_a_coordinator_is_called_by_its_name(world: World) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[world.pages["own region"].pk])
    page = lxml.html.fromstring(world.clients["coordinator"].get(address).text)
    (label,) = page.xpath("//label[@for='id_coordinators-__prefix__-title']")
    assert label.text_content().strip() == "Tehtävänimike"


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
        # Some releases of Python know by `gettext` no message that has a plural.
        alone, untranslated.strings = untranslated.strings, set()
        for message in alone:
            ngettext(message, message, 1)
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
    r"\bCan (?:add|change|delete|view) [\w ]+|^.* \| .* \| .*$|\bRoot page\b|\bPage\b|: Locale\b"
    r"|\bCC BY\b",
    re.M,
)
"""What Wagtail does not offer for translation, in forms that only administrators reach: the names
of Django's permissions, and labels made of the names in its code; and the name of a licence."""


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


def shown_by(response: HttpResponse) -> lxml.html.HtmlElement:
    """What a browser would show: a page, or a dialog sent as JSON."""
    kind = "" if response.streaming else response.headers.get("Content-Type", "")
    markup = response.text if kind.startswith("text/html") else ""
    if kind.startswith("application/json"):
        answer = json.loads(response.text)
        markup = str(answer.get("html", "")) if isinstance(answer, dict) else ""
    return lxml.html.document_fromstring(f"<!-- -->{markup}<p>")


def english_in(screen: lxml.html.HtmlElement) -> set[str]:
    texts = screen.xpath("//text()[not(parent::script or parent::style)] | //@alt | //@aria-label")
    texts += screen.xpath("//@placeholder | //@title")
    said = NEVER_FINNISH.sub("", "\n".join(texts)).lower()
    # Words inside an address, a time zone or a name from the code are no words of a sentence.
    return ENGLISH & set(re.findall(r"(?<![\w./-])[a-zåäö]+(?![/-]|[.]?\w)", said))


def further_addresses(screen: lxml.html.HtmlElement, address: str) -> Iterator[str]:
    """What scripts make of a screen: a search without hits, and bulk actions on its first row."""
    if screen.xpath("//form[@method='get']//input[@name='q']"):
        yield f"{address.partition('?')[0]}?q=eiosumia"
    for row in screen.xpath("//@data-object-id")[:1]:
        for action in screen.xpath("//a/@href[contains(., '/bulk/')]"):
            yield f"{action.partition('?')[0]}?id={row}"


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What is asked inside leaves neither rows nor cookies behind."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def submissions(form: lxml.html.FormElement) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """What may be sent from a form: its fields emptied, and as they are by each button, named."""
    # A stream of blocks is drawn by a script; without one it has none.
    values = {f"{stream}-count": ["0"] for stream in form.xpath(".//*[@data-block]/@id")}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    for name in form.xpath(
        ".//textarea/@name | .//input[not(@type='checkbox' or @type='radio')]/@name"
    ):
        values.setdefault(name, [""])
    typed = {field.get("name") for field in form.xpath(".//*[@name and not(@type='hidden')]")}
    yield "", {name: [""] if name in typed else sent for name, sent in values.items()}
    yield "Enter", values
    for button in form.xpath(".//button[@name]"):
        yield button.get("name"), values | {button.get("name"): [button.get("value", "")]}


class Walk:
    """A user's walk through all screens of the admin, and through what their forms answer."""

    def __init__(self, client: Client, *, sends_forms: bool) -> None:
        self.client = client
        self.sends_forms = sends_forms
        self.pressed: set[tuple[str, str]] = set()

    def screens(self) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
        """Every kind of screen that the admin's front page leads to, with its address."""
        front = reverse("wagtailadmin_home")
        queue, met = deque([front]), {kind_of_screen(front), None}
        while queue:
            address = queue.popleft()
            with undone(self.client):
                response = self.client.get(address, follow=True)
            screen = shown_by(response)
            yield address, screen
            if self.sends_forms:
                yield from ((address, answer) for answer in self.answers(address, screen))
            text = "" if response.streaming else html.unescape(response.text)
            for found in [*ADMIN_ADDRESS.findall(text), *further_addresses(screen, address)]:
                if (kind := kind_of_screen(found)) not in met:
                    met.add(kind)
                    queue.append(found)

    def answers(
        self, address: str, screen: lxml.html.HtmlElement
    ) -> Iterator[lxml.html.HtmlElement]:
        """Each form's complaint when it is empty, and what each button of a view says once."""
        for form in screen.xpath("//form[translate(@method, 'POST', 'post')='post']"):
            target = form.get("action") or form.get("data-w-swap-src-value") or address
            view = resolve(target.partition("?")[0]).view_name
            for button, values in submissions(form):
                if button and (view, button) in self.pressed:
                    continue
                self.pressed.add((view, button))
                with undone(self.client):
                    yield shown_by(self.client.post(target, values, follow=True))


def assert_all_finnish(walk: Walk, untranslated: Untranslated) -> None:
    english: dict[str, set[str]] = {}
    for address, screen in walk.screens():
        if words := english_in(screen):
            english.setdefault(address, set()).update(words)
    assert_no_english(untranslated.strings)
    assert english == {}


def logged_in(user) -> Client:
    """A client whose browser asks for English: the admin is Finnish all the same."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def whole_world(world: World) -> World:
    """With a thing of each kind that the roles' world does without."""
    region = world.pages["own region"]
    add_statement(region, "Lausunto")
    add_event(region, "Kerro Pois!", live=False)
    add_topic("Puistot")
    Redirect.objects.create(old_path="/vanha", redirect_page=region)
    PageLogEntry.objects.all().delete()  # They tell of Wagtail's own English front page.
    return world


def test_administrator_meets_no_english(whole_world: World, untranslated: Untranslated) -> None:
    client = logged_in(whole_world.users["administrator"])
    assert_all_finnish(Walk(client, sends_forms=True), untranslated)


@pytest.mark.parametrize("role", ROLES)
def test_role_meets_no_english(role: str, whole_world: World, untranslated: Untranslated) -> None:
    client = logged_in(whole_world.users[role])
    assert_all_finnish(Walk(client, sends_forms=False), untranslated)
