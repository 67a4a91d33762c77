"""Seats of a term, and items and attendance of a meeting, from the short way in which the data
files tell them."""

from collections.abc import Iterator, Sequence
from typing import Any

from cms.demo.data import Row

NAMES = {
    "resident": "Asukasjäsen",
    "association": "Yhdistysjäsen",
    "company": "Yritysjäsen",
    "school": "Oppilaitosjäsen",
    "parish": "Seurakuntajäsen",
    "community": "Yhteisöjäsen",
    "trustee": "Luottamushenkilöjäsen",
}

TERM_KEYS = ("composition", "organisations", "chair", "deputy_chair")
"""`composition`: how many members represent what; `organisations`: who stands behind the members
of a kind, in order; the numbers of the `chair` and the `deputy_chair`."""

ATTENDANCE_KEYS = ("absent", "deputies", "experts")
"""Numbers of the seats whose holders were `absent` and of those whose `deputies` came, and names
of `experts`. All other members were there."""


def term(row: Row) -> Row:
    """A term's row with its seats written out."""
    rest = {key: row[key] for key in row if key not in TERM_KEYS}
    return rest | {"seats": list(_seats(row))}


def _seats(row: Row) -> Iterator[Row]:
    organisations = {kind: iter(names) for kind, names in row.get("organisations", {}).items()}
    roles = {row["chair"]: "chair", row["deputy_chair"]: "deputy_chair"}
    for number, (kind, name) in enumerate(_members(row["composition"]), start=1):
        seat = {"person": name, "represents": kind, "role": roles.get(number, "member")}
        if organisation := next(organisations.get(kind, iter(())), None):
            seat["organisation"] = organisation
        if row["has_deputies"]:
            seat["deputy"] = f"Varajäsen {number}"
        yield seat


def _members(composition: dict[str, int]) -> Iterator[tuple[str, str]]:
    for kind, count in composition.items():
        yield from ((kind, f"{NAMES[kind]} {number}") for number in range(1, count + 1))


def with_numbers(meeting: Row) -> Row:
    """A meeting's row with its agenda items numbered in their order."""
    items = enumerate(meeting.get("agenda_items", []), start=1)
    return meeting | {"agenda_items": [item | {"number": number} for number, item in items]}


def attendance(meeting: Row, held: Sequence[Any]) -> list[Row]:
    """Rows of attendance of the seats that were held on the day, and of the experts."""
    statuses = dict.fromkeys(meeting.get("absent", []), "absent")
    statuses |= dict.fromkeys(meeting.get("deputies", []), "deputy_attends")
    members: list[Row] = [
        {"seat": seat, "status": statuses.get(number, "present")}
        for number, seat in enumerate(held, start=1)
    ]
    return members + [{"name": name, "status": "expert"} for name in meeting.get("experts", [])]
