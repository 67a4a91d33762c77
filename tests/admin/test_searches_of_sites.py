"""Where several cities share an installation, who works in one sees what its residents search."""

import csv
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, Site

from cms.pages.models import HomePage
from search.models import QueryCount
from tests.factories import add_home

LoggedIn = Callable[..., Client]
REPORTS = ("popular-searches", "searches-without-hits")


@pytest.fixture
def sites(db: None) -> list[Site]:
    """Those of two cities; both, and the time when there was one, have counts."""
    first = add_home()
    second = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Toinen", slug="toinen", locale=Locale.objects.get())
    )
    Site.objects.update(site_name="Ensimmäinen")
    sites = [
        Site.objects.get(root_page=first),
        Site.objects.create(hostname="toinen.test", root_page=second),
    ]
    for site, text, searches in (
        (sites[0], "puisto", 5),
        (sites[1], "laituri", 4),
        (sites[1], "puisto", 3),
        (None, "vanha", 9),
    ):
        QueryCount.objects.create(
            day=timezone.localdate(),
            site=str(site.pk) if site else "",
            language="fi",
            text=text,
            searches=searches,
        )
    return sites


@pytest.fixture
def logged_in(sites: list[Site]) -> LoggedIn:
    """A client of somebody who edits these pages and may see the reports."""

    def log_in(*pages: Page) -> Client:
        group = Group.objects.create(name="Toimittajat")
        group.permissions.set(
            Permission.objects.filter(codename__in=["access_admin", "view_querycount"])
        )
        change = Permission.objects.get(
            content_type__app_label="wagtailcore", codename="change_page"
        )
        for page in pages:
            GroupPagePermission.objects.create(group=group, page=page, permission=change)
        user = get_user_model().objects.create_user("editor")
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def administrator(sites: list[Site]) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("administrator"))
    return client


def shown(client: Client, report: str, **query: str) -> list[tuple[str, str, str]]:
    """Words, searches and the site as the last column has it."""
    html = client.get(reverse(report), query).text
    rows = BeautifulSoup(html, "html.parser").select("table.listing tbody tr")
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]
    return [(row[0], row[2], row[-1]) for row in cells]


def offered(client: Client) -> list[str]:
    page = BeautifulSoup(client.get(reverse(REPORTS[0])).text, "html.parser")
    return [choice["value"] for choice in page.select("input[name=site]")]


@pytest.mark.parametrize("report", REPORTS)
def test_who_works_in_one_city_sees_its_searches_alone(
    sites: list[Site], logged_in: LoggedIn, report: str
) -> None:
    today = timezone.localdate()
    last = f"{today.day}.{today.month}.{today.year}"
    client = logged_in(sites[1].root_page)
    own = [("laituri", "4", last), ("puisto", "3", last)]
    assert shown(client, report) == own
    assert shown(client, report, site=str(sites[0].pk)) == own
    assert offered(client) == []
    table = client.get(reverse(report), {"export": "csv"})
    assert [row[0] for row in csv.reader(table.getvalue().decode().splitlines())] == [
        "Hakusanat",
        "laituri",
        "puisto",
    ]


def test_who_works_in_no_city_sees_none(sites: list[Site], logged_in: LoggedIn) -> None:
    assert shown(logged_in(), "popular-searches") == []


def test_who_works_in_two_cities_sees_whose_searches_they_are(
    sites: list[Site], logged_in: LoggedIn
) -> None:
    client = logged_in(*(site.root_page for site in sites))
    assert shown(client, "popular-searches") == [
        ("puisto", "5", "Ensimmäinen"),
        ("laituri", "4", "toinen.test"),
        ("puisto", "3", "toinen.test"),
    ]
    assert offered(client) == ["", *(str(site.pk) for site in sites)]
    assert shown(client, "popular-searches", site=str(sites[0].pk)) == [
        ("puisto", "5", "Ensimmäinen")
    ]


def test_an_administrator_sees_all(sites: list[Site], administrator: Client) -> None:
    everything = [
        ["vanha", "9", ""],
        ["puisto", "5", "Ensimmäinen"],
        ["laituri", "4", "toinen.test"],
        ["puisto", "3", "toinen.test"],
    ]
    assert [list(row) for row in shown(administrator, "popular-searches")] == everything
    table = administrator.get(reverse("popular-searches"), {"export": "csv"})
    heading, *rows = csv.reader(table.getvalue().decode().splitlines())
    assert (heading[0], heading[-1]) == ("Hakusanat", "Sivusto")
    assert [[row[0], row[2], row[-1]] for row in rows] == everything


def test_words_lead_to_the_search_of_their_city(sites: list[Site], administrator: Client) -> None:
    page = BeautifulSoup(administrator.get(reverse("popular-searches")).text, "html.parser")
    links = [link["href"] for link in page.select("table.listing tbody a")]
    assert "http://toinen.test/haku/?q=laituri" in links


def test_with_one_city_nothing_is_told_apart(sites: list[Site], logged_in: LoggedIn) -> None:
    sites[1].delete()
    HomePage.objects.get(slug="toinen").delete()
    QueryCount.objects.exclude(site="").delete()
    client = logged_in(sites[0].root_page)
    [(words, searches, _last)] = shown(client, "popular-searches")
    assert (words, searches) == ("vanha", "9")
    assert offered(client) == []
