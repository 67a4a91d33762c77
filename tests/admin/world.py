"""A site with two regions, their translations and one person of each role, and the admin's own
addresses as those people use them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import querydict_from_html

from cms.pages.furnishing import furnish_all
from cms.pages.models import CityResources, RegionResources
from tests.factories import (
    add_document,
    add_home,
    add_image,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_term,
    add_theme,
    index_of,
)

FORGOTTEN = {"Session", "PageSubscription", "EditingSession"}
"""Models whose rows come and go by looking at a page."""
FORGOTTEN_TABLES = {
    model._meta.db_table for model in apps.get_models() if model.__name__ in FORGOTTEN
}
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)

ROLES = ("coordinator", "lead", "communications", "reviewer")


def state() -> dict[str, str]:
    """Every row of every table, by its model's name; two of one name are put together. Read past
    the models, which take ten times as long."""
    rows: dict[str, str] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            name, meta = model.__name__, model._meta
            if name not in FORGOTTEN and meta.managed and not meta.proxy:
                table = connection.ops.quote_name(meta.db_table)
                cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - our own tables
                rows[name] = rows.get(name, "") + repr(cursor.fetchall())
    return rows


class Watch:
    """Tells of which models rows differ from when it began. The rows are read only when the first
    write comes by, so that a denial, which should write nothing, costs nothing."""

    def __init__(self) -> None:
        self.before: dict[str, str] = {}
        self.written: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not any(table in sql for table in FORGOTTEN_TABLES):
            self.before = self.before or state()
            self.written.append(sql)
        return execute(sql, params, many, context)

    def changed(self) -> set[str]:
        if not self.written:
            return set()
        after = state()
        return {name for name in after if after[name] != self.before[name]}


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class World:
    """`own` is the coordinator's region, `other` a region of somebody else."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {"home": add_home()}
        home = self.pages["home"]
        for whose, slug in (("own", "pohjoinen"), ("other", "itainen")):
            theme = add_theme(slug)
            region = self.pages[f"{whose} region"] = add_region(home, slug, theme=theme)
            self.pages[f"{whose} meeting"] = add_meeting(region, f"Kokous {slug}", "Keinut")
            self.pages[f"{whose} news"] = add_news(region, f"Uutinen {slug}")
            self.pages[f"{whose} publication"] = add_publication(region, f"Raportti {slug}")
            self.pages[f"{whose} term"] = add_term(region, f"Toimikausi {slug}")
            self.pages[f"{whose} draft"] = add_news(region, f"Luonnos {slug}", live=False)
            self.pages[f"{whose} meetings"] = index_of(region, "kokoukset")
            self.pages[f"{whose} newsroom"] = index_of(region, "uutiset")
        self.pages["city news"] = add_news(home, "Koko kaupungin uutinen")
        self.pages["city newsroom"] = index_of(home, "uutiset")
        self.add_swedish()
        furnish_all()
        self.resources = {
            whose: RegionResources.objects.get(
                translation_key=self.pages[f"{whose} region"].translation_key
            )
            for whose in ("own", "other")
        }
        self.shared = CityResources.objects.get()
        self.add_files()
        self.groups = {
            "coordinator": self.resources["own"].coordinators,
            "lead": self.shared.lead_coordinators,
            "communications": self.shared.communications,
            "reviewer": add_reviewers(),
        }
        self.users = {role: self.add_user(role) for role in (*ROLES, "administrator")}
        self.clients = {role: Client() for role in self.users}
        for role, client in self.clients.items():
            client.force_login(self.users[role])
        self.forms: dict[str, QueryDict] = {}

    def add_swedish(self) -> None:
        """Swedish regions with a newsroom and a post, made as an administrator makes them."""
        swedish = Locale.objects.get_or_create(language_code="sv")[0]
        Page.objects.get(pk=self.pages["home"].pk).specific.copy_for_translation(swedish)
        for whose in ("own", "other"):
            for name in ("region", "newsroom", "news"):
                page = self.pages[f"{whose} {name}"]
                page = type(page).objects.get(pk=page.pk)
                copy = page.copy_for_translation(swedish)
                copy.get_latest_revision().publish()
                self.pages[f"{whose} Swedish {name}"] = type(page).objects.get(pk=copy.pk)

    def add_files(self) -> None:
        collections = {
            "own": self.resources["own"].collection,
            "other": self.resources["other"].collection,
            "shared": self.shared.collection,
        }
        self.images = {name: add_image(f"kuva-{name}", to) for name, to in collections.items()}
        self.documents = {
            name: add_document(f"tiedosto-{name}", collection=to)
            for name, to in collections.items()
        }

    def add_user(self, role: str) -> Any:
        if role == "administrator":
            return get_user_model().objects.create_superuser(role)
        user = get_user_model().objects.create_user(role)
        user.groups.add(self.groups[role])
        return user

    def asks(self, role: str, path: str, data: Any = None) -> set[str]:
        """Models of which rows changed when somebody of the role sent a form to an address."""
        with watching() as watch:
            self.clients[role].post(path, {} if data is None else data)
        return watch.changed()

    def page(self, name: str) -> Any:
        """The page as it stands in the database now."""
        return self.pages[name].specific_class.objects.get(pk=self.pages[name].pk)

    def form(self, name: str) -> QueryDict:
        """What the page's edit form would send, read from the form of an administrator, who sees
        every field."""
        if name not in self.forms:
            address = reverse("wagtailadmin_pages:edit", args=[self.pages[name].pk])
            self.forms[name] = form_at(self.clients["administrator"], address)
        return self.forms[name].copy()

    def new_form(self, parent: str, model: str) -> QueryDict:
        """What the form of a new page would send, with what every page type needs filled in."""
        address = reverse(
            "wagtailadmin_pages:add", args=["kumppanuus_pages", model, self.pages[parent].pk]
        )
        data = form_at(self.clients["administrator"], address)
        data.update(
            {
                "title": "Uusi sivu",
                "slug": "uusi-sivu",
                "lead": "Pähkinänkuoressa.",
                "starts_at": "2026-03-02 17:00",
                "starts_on": "2027-06-01",
                "ends_on": "2029-05-31",
                "min_seats": "0",
                "trustee_seats": "0",
                "valid_from": "2026-01-01",
                "kind": data.get("kind") or "report",
            }
        )
        return data


def form_at(client: Client, address: str) -> QueryDict:
    """What the editor at an address would send. Streams of blocks and comments are drawn by
    scripts: without one there are none."""
    html = client.get(address).text
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    for stream in BeautifulSoup(html, "html.parser").select("[data-block]"):
        data.setdefault(f"{stream['id']}-count", "0")
    data.update({"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"})
    return data


def add_reviewers() -> Group:
    """A group that gives nothing but the way in: what its members review is decided by a
    workflow."""
    group = Group.objects.create(name="Tarkastajat")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


def tomorrow() -> str:
    return (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
