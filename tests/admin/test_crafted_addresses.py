"""Addresses that no link of the admin has: what they name can be no key, and the answer says so."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.test import Client

from tests.admin.doors import Keys, addresses

VALUES = ("abc", "9" * 30)
QUESTIONS: Mapping[str, Sequence[str]] = {
    r"choose-(page|external-link|anchor-link)/": (
        "target_pages[]=",
        "parent_page_id=",
        "parent_page_id=-",
    ),
    r"(images|documents)/chooser/chosen-multiple/": ("id=",),
    r"bulk/.*/delete/": ("id=", "id=all&childOf=", "id=all&childOf=-"),
    r"api/main/\w+/(find/)?": ("id=", "offset="),
    r"pages/(usage/wagtailcore/page/)?": ("owner=", "site="),
    r"users/(history/\d+/)?": ("group=", "user="),
    r"reports/site-history/": ("user=",),
}
"""Of addresses, what stands in them before a value."""


def asked(keys: Keys) -> Iterator[str]:
    for address in addresses(keys):
        for pattern, questions in QUESTIONS.items():
            if re.fullmatch(f"/admin/{pattern}", address):
                yield from (f"{address}?{q}{value}" for q in questions for value in VALUES)


def test_no_address_is_an_error_of_the_server(admin_client: Client) -> None:
    admin_client.raise_request_exception = False
    keys = {"page": [1], "revision": [1], "task": [1], "workflow_state": [1], "file": [1]}
    crafted = list(asked(keys))
    assert len(crafted) > 50
    statuses = {address: admin_client.get(address).status_code for address in crafted}
    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    assert statuses["/admin/choose-page/?target_pages[]=abc"] == 404
    assert statuses["/admin/bulk/wagtailcore/page/delete/?id=all&childOf=abc"] == 404
    assert admin_client.get("/admin/choose-page/?target_pages[]=1").status_code == 200
