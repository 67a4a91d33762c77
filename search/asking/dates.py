"""Days and months as people write them: 14.2.2023, 2023-02-14, 14. helmikuuta 2023, maj 2023."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    ("tammikuu", "januari", "january"),
    ("helmikuu", "februari", "february"),
    ("maaliskuu", "mars", "march"),
    ("huhtikuu", "april"),
    ("toukokuu", "maj", "may"),
    ("kesäkuu", "kesakuu", "juni", "june"),
    ("heinäkuu", "heinakuu", "juli", "july"),
    ("elokuu", "augusti", "august"),
    ("syyskuu", "september"),
    ("lokakuu", "oktober", "october"),
    ("marraskuu", "november"),
    ("joulukuu", "december"),
)
_ENDINGS = "(?:n|ta|na|ksi|ssa|sta|hun|lla|lta|lle)?"
_NAMES = "|".join(
    name + _ENDINGS * name.endswith("kuu")
    for names in _MONTHS
    for name in sorted(names, key=len, reverse=True)
)
_NUMBER = "[0-9]{1,2}"
_YEAR = "(?:19|20)[0-9]{2}"

WRITTEN = (
    rf"(?:{_NUMBER}\.\s?{_NUMBER}\.\s?{_YEAR}"
    rf"|{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"
    rf"|(?:{_NUMBER}(?:\.\s?|\s))?(?:{_NAMES})\s+{_YEAR})(?!\w)"
)
"""The regular expression of a day or a month with its year, to be read regardless of case. What may
be something else is none: 14.2. has no year, 3/2023 is the number of a meeting, and a year alone
a choice of its own."""

_WEEKDAYS = "|".join(
    (
        *("ma", "ti", "ke", "to", "pe", "la", "su", "keskiviikko(?:na)?"),
        "(?:maanan|tiis|tors|perjan|lauan|sunnun)tai(?:na)?",
        "(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?:\\s+den)?",
        "(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    )
)
WEEKDAY = rf"(?:(?:{_WEEKDAYS}),?\s+)"
CLOCK = r"(?:,?\s+(?:klo|kl\.?|at)\s+[0-9]{1,2}(?:[.:][0-9]{2})?(?!\w))"
"""What may stand before and after a day, as the site writes it too, and narrows no further."""


@dataclass(frozen=True)
class Days:
    """The days that were meant, from the first to the last."""

    since: date
    until: date
    figures: tuple[str, ...] = ()
    """The ways in which a text has the day, if it was typed in figures."""


def read(written: str) -> Days | None:
    """The days of what WRITTEN matches; None for a day that no calendar has."""
    pieces = re.findall(r"[0-9]+|[^\W\d]+", written.lower())
    if "-" in written:
        pieces.reverse()
    *days, month, year = pieces
    try:
        since = date(int(year), _month(month), int(days[0]) if days else 1)
    except ValueError:
        return None
    if not days:
        return Days(since, since.replace(day=monthrange(since.year, since.month)[1]))
    return Days(since, since, _figures(since) if month.isdecimal() else ())


def _month(typed: str) -> int:
    if typed.isdecimal():
        return int(typed)
    return next(number for number, names in enumerate(_MONTHS, 1) if typed.startswith(names))


def _figures(day: date) -> tuple[str, ...]:
    return f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}", day.isoformat()
