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
from wagtail.models import Page


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
    response = client.get(reverse("wagtailadmin_javascript_catalog"), headers={"accept-language": "en"})
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\});", response.text, re.DOTALL)[1])
    wanted = msgids(CATALOGUES["wagtail.admin"].with_name("djangojs.po"))
    assert_no_english(set(wanted) - set(catalogue))


# --- the walk ---------------------------------------------------------------------------------

ADMIN_ADDRESS = re.compile(r"/admin/[^\s\"'<>\\`]*")
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
ENGLISH = frozenset(
    "the and of this that these with you your are be for from has have not or by at an it can will "
    "page pages select choose add delete edit search save view more all show change status".split()
)
"""Words of English sentences and buttons that are no Finnish words."""


def kind_of_screen(address: str) -> tuple[object, ...] | None:
    """What tells screens apart: the view, the type of its page, the names of its parameters."""
    path, _, query = address.partition("?")
    try:
        match = resolve(path)
    except Resolver404:
        return None
    arguments = [
        Page.objects.get(pk=value).specific_class if name.endswith("page_id") else value
        for name, value in sorted(match.kwargs.items())
        if name.endswith("page_id") or not isinstance(value, int)
    ]
    return match.view_name, *arguments, *sorted(parse_qs(query))


def markup_of(response: HttpResponse) -> str:
    """The HTML that a browser would show: of a page, or of a dialog sent as JSON."""
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not kind.startswith(("text/html", "application/json")):
        return ""
    if kind.startswith("text/html"):
        return response.text
    answer = json.loads(response.text)
    return str(answer.get("html", "")) if isinstance(answer, dict) else ""


def english_in(markup: str) -> set[str]:
    soup = BeautifulSoup(markup, "html.parser")
    shown = [soup.get_text(" ")]
    for name in SPOKEN_ATTRIBUTES:
        shown += [str(tag[name]) for tag in soup.find_all(attrs={name: True})]
    return ENGLISH & set(re.findall(r"[a-zåäö]+", " ".join(shown).lower()))


def searches(markup: str, address: str) -> Iterator[str]:
    """Addresses of a search without hits, for a screen that has a search field."""
    if BeautifulSoup(markup, "html.parser").select_one("form:not([method=post]) input[name=q]"):
        yield f"{address.partition('?')[0]}?q=eiosumia"


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What is asked inside leaves neither rows nor cookies behind."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def screens(client: Client) -> Iterator[tuple[str, str]]:
    """Address and markup of every kind of screen that the admin's front page leads to."""
    front = reverse("wagtailadmin_home")
    queue, met = deque([front]), {kind_of_screen(front), None}
    while queue:
        address = queue.popleft()
        with undone(client):
            response = client.get(address)
        markup = markup_of(response)
        yield address, markup
        text = "" if response.streaming else html.unescape(response.text)
        for found in [*ADMIN_ADDRESS.findall(text), *searches(markup, address)]:
            if (kind := kind_of_screen(found)) not in met:
                met.add(kind)
                queue.append(found)


def values_of(form: Tag) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
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


def submissions(form: Tag) -> Iterator[dict[str, list[str]]]:
    """What may be sent from a form: its fields emptied, and as they are by each button."""
    values = values_of(form)
    typed = {str(field["name"]) for field in form.select("[name]") if field.get("type") != "hidden"}
    yield {name: [""] if name in typed else sent for name, sent in values.items()}
    for button in form.select("button[name], input[type=submit][name]") or [Tag(name="button")]:
        pressed = {str(button["name"]): [str(button.get("value", ""))]} if button.attrs else {}
        yield values | pressed


def answers(client: Client, address: str, markup: str) -> Iterator[str]:
    """The screens that answer the forms of a screen: errors, and messages of success."""
    for form in BeautifulSoup(markup, "html.parser").select("form[method=post i]"):
        for values in submissions(form):
            with undone(client):
                yield markup_of(client.post(form.get("action") or address, values, follow=True))


def assert_all_finnish(client: Client, untranslated: Untranslated) -> None:
    english = {}
    for address, markup in screens(client):
        for shown in [markup, *answers(client, address, markup)]:
            if words := english_in(shown):
                english.setdefault(address, set()).update(words)
    assert_no_english(untranslated.strings)
    assert english == {}


def logged_in(user) -> Client:
    """A client whose browser asks for English: the admin is Finnish all the same."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_administrator_meets_no_english(untranslated: Untranslated) -> None:
    administrator = get_user_model().objects.create_superuser("paakayttaja", password="salasana")
    assert_all_finnish(logged_in(administrator), untranslated)
