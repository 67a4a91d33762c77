"""Reading the site's pages."""

from itertools import count
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

NUMBERS = count()


def soup(client: Client, page_or_path: Any) -> BeautifulSoup:
    """The public page at an address or of a page; it has one h1."""
    response = client.get(getattr(page_or_path, "site_path", page_or_path))
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    assert len(html.select("h1")) == 1
    return html


def statements_of(client: Client, path: str) -> int:
    """How many a page costs that is not kept, as it is asked for at an address of its own."""
    sign = "&" if "?" in path else "?"
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{path}{sign}anew={next(NUMBERS)}")
    return len(asked)


def texts(html: Tag, selector: str) -> list[str]:
    return [" ".join(found.get_text(" ").split()) for found in html.select(selector)]


def hrefs(html: Tag) -> set[str]:
    return {link["href"] for link in html.select("a[href]")}
