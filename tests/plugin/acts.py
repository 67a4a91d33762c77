"""What is done in the process of a host site, where Django has been set up. Nothing of our
repository is at hand there."""

import json
import re
import sys
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
)

HOST = Site.objects.filter(is_default_site=True).values_list("hostname", flat=True)
OF_ONE_VISIT = re.compile(
    r'csrf[\w-]*"?[:\s]*(?:value=)?["\'][^"\']+|editing-sessions/[\w/]+', re.IGNORECASE
)
FORM = {"action-publish": "x"}


def fill() -> None:
    """What the host's own people have made."""
    from home.models import HomePage

    home = HomePage.objects.get()
    for title, live in (("Julkinen sivu", True), ("Luonnos", False)):
        page = HomePage(title=title, live=live)
        home.add_child(instance=page)
        page.save_revision()
    editor = get_user_model().objects.create_user("editor", "e@host.test", "x")
    editor.groups.add(Group.objects.get(name="Editors"))
    get_user_model().objects.create_superuser("boss", "b@host.test", "x")
    get_image_model().objects.create(title="Kuva", file=get_test_image_file())
    get_document_model().objects.create(title="Ohje", file=ContentFile(b"a", name="ohje.txt"))


def tell() -> dict[str, Any]:
    """What belongs to the host, and how its pages and its editor's admin read."""
    ours = [page.path for page in Page.objects.filter(content_type__app_label="kumppanuus_pages")]
    groups = Group.objects.filter(name__in=["Editors", "Moderators"])
    return {
        "pages": [
            [page.title, page.url_path, page.live, page.draft_title]
            for page in Page.objects.order_by("path")
            if page.path not in ours
        ],
        "groups": [
            [group.name, sorted(group.permissions.values_list("codename", flat=True))]
            for group in groups.order_by("name")
        ],
        "rights": sorted(
            map(
                list,
                GroupPagePermission.objects.filter(group__in=groups).values_list(
                    "group__name", "page__title", "permission__codename"
                ),
            )
        ),
        "workflows": [
            list(
                Workflow.objects.filter(name="Moderators approval")
                .values_list("name")
                .order_by("name")[0]
            ),
            Task.objects.filter(name="Moderators approval").count(),
            WorkflowPage.objects.filter(page__depth=1).count(),
        ],
        "site": list(
            Site.objects.filter(is_default_site=True).values_list(
                "hostname", "port", "root_page__title", "site_name"
            )
        ),
        "collections": list(Collection.objects.filter(depth=1).values_list("name", flat=True)),
        "locales": list(Locale.objects.values_list("language_code", flat=True)),
        "read": {path: read(Client(), path) for path in HOSTS_PATHS},
        "menu": menu(signed_in("editor")),
        "edited": {path: worked_with(signed_in("editor"), path) for path in EDITORS_PATHS},
    }


HOSTS_PATHS = (
    "/",
    "/julkinen-sivu/",
    "/luonnos/",
    "/search/?query=sivu",
    "/nowhere/",
    "/documents/1/ohje.txt",
)
HERE = "http://localhost"
"""Wagtail writes addresses whole where there are several Sites."""
EDITORS_PATHS = (
    "/admin/",
    "/admin/pages/3/",
    "/admin/pages/3/edit/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/reports/locked/",
)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def read(client: Client, path: str) -> list[Any]:
    """A page as the public gets it."""
    answer = client.get(path)
    return [answer.status_code, answer.get("Location"), OF_ONE_VISIT.sub("", text_of(answer))]


def text_of(answer: Any) -> str:
    return answer.getvalue().decode("utf-8")


def worked_with(client: Client, path: str) -> list[Any]:
    """What one can do on a page of the admin: where its links lead, what its form asks."""
    answer = client.get(path)
    main = BeautifulSoup(answer.text, "html.parser")
    main = main.select_one("main") or main
    links = [
        [re.sub(r"\d+", "N", link.get_text(" ", strip=True)), link["href"].removeprefix(HERE)]
        for link in main.select("a[href]")
    ]
    fields = [field["name"] for field in main.select("#page-edit-form [name]")]
    return [answer.status_code, links, fields]


def menu(client: Client) -> list[str]:
    """The names of all entries, in their order."""
    html = BeautifulSoup(client.get("/admin/").text, "html.parser")
    return re.findall(r'"label": ("[^"]*")', html.select_one("#wagtail-sidebar-props").string)


def publish() -> dict[str, Any]:
    """A region with a meeting, a statement and an event, all by the forms of the admin."""
    client = signed_in("boss")

    def add(parent: Page, page_type: str, **values: str) -> Page:
        address = f"/admin/pages/add/kumppanuus_pages/{page_type}/{parent.pk}/"
        form = BeautifulSoup(client.get(address).text, "html.parser").select_one("#page-edit-form")
        # The slug is filled in by a script of the editor's.
        data = sent_by(form) | FORM | {"slug": values["title"].lower()} | values
        answer = client.post(address, data)
        if answer.status_code != 302:
            page = BeautifulSoup(answer.text, "html.parser")
            told = page.select(".messages, .error-message")
            raise AssertionError(f"{page_type}: {[one.get_text(' ', strip=True) for one in told]}")
        return Page.objects.child_of(parent).get(title=values["title"])

    def index(region: Page, kind: str) -> Page:
        return Page.objects.child_of(region).get(content_type__model=kind)

    home = Page.objects.get(
        content_type__model="homepage", content_type__app_label="kumppanuus_pages"
    )
    region = add(home, "regionpage", title="Pohjoinen", introduction=rich("Alueen pöytä."))
    board = apps.get_model("kumppanuus_snippets", "Organisation")
    addressee = board.objects.create(name="Lautakunta", kind="board")
    made = {
        "region": region,
        "meeting": add(
            index(region, "meetingindexpage"),
            "meetingpage",
            title="Kokous",
            starts_at="2026-01-12 17:00",
            kind="regular",
            stage="planned",
            place="Leikkipuistotalo",
            state="as_planned",
        ),
        "statement": add(
            index(region, "statementindexpage"),
            "statementpage",
            title="Lausunto",
            kind="statement",
            summary="Leikkipuistojen hoidosta.",
            addressee=str(addressee.pk),
        ),
        "event": add(
            index(region, "eventindexpage"),
            "eventpage",
            title="Tapahtuma",
            starts_at="2099-01-12 17:00",
            kind="coffee",
            organiser_role="own",
            place="Leikkipuisto",
            state="as_planned",
        ),
    }
    add_draft(index(region, "newsindexpage"))
    return {name: page.url_path for name, page in made.items()}


def add_draft(newsroom: Page) -> None:
    """What nobody is to read."""
    model = apps.get_model("kumppanuus_pages", "NewsPage")
    newsroom.add_child(instance=model(title="Salainen leikkipuisto", live=False))


def rich(text: str) -> str:
    """As the editor of rich text sends it."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
    empty = {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block | empty], "entityMap": {}})


def sent_by(form: Any) -> dict[str, str]:
    """What a browser would send of a form as it stands."""
    data = {f"{stream['id']}-count": "0" for stream in form.select("[data-block]")}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", "")
        if (kind in ("checkbox", "radio") and not field.has_attr("checked")) or kind == "submit":
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            data[field["name"]] = chosen.get("value", "") if chosen else ""
        elif field.name == "textarea":
            data[field["name"]] = field.get_text()
        else:
            data[field["name"]] = field.get("value", "on" if kind == "checkbox" else "")
    return data


def ask(query: str, path: str = "/graphql/") -> Any:
    answer = Client().post(path, {"query": query}, content_type="application/json")
    return answer.json()


def get(path: str, host: str = "") -> list[Any]:
    answer = Client(headers={"host": host} if host else {}).get(path)
    text = BeautifulSoup(text_of(answer), "html.parser").get_text(" ", strip=True)
    return [answer.status_code, text]


def origin_allowed(path: str, origin: str) -> str:
    """What a browser is told that fetches it for a page of another site."""
    answer = Client(headers={"origin": origin}).get(path)
    return str(answer.headers.get("Access-Control-Allow-Origin"))


def remove() -> None:
    """As an administrator does it by the guide."""
    ours = Page.objects.filter(content_type__app_label="kumppanuus_pages")
    for page in ours.filter(content_type__model="homepage"):
        page.delete()
    Group.objects.exclude(name__in=["Editors", "Moderators"]).delete()
    Workflow.objects.exclude(name="Moderators approval").delete()
    Task.objects.exclude(name="Moderators approval").delete()
    for collection in Collection.objects.filter(depth=2):
        collection.delete()


def do() -> None:
    """The act that the first argument names, with what the second gives; prints its result."""
    print(json.dumps(globals()[sys.argv[1]](**json.loads(sys.argv[2]))))
