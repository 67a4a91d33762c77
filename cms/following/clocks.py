"""The time zone of a calendar's file, as programs read it that know no zones by their names.

Most want the rule by which the clock changes, and some take only that. icalendar itself writes out
the days of so many years, which a program may go on using for other files of the same zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS = 12
"""For which one rule has to hold to be written."""
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Change(NamedTuple):
    """Of the clock, in some year."""

    at: datetime
    """In the local time until then, without a zone."""
    before: timedelta
    """The offsets from UTC."""
    after: timedelta
    name: str
    """Of the time that begins."""
    is_summer: bool

    @property
    def rule(self) -> tuple[object, ...]:
        """All but the year: the month, the day of the week, which of them, and the time."""
        is_last = (self.at + 7 * DAY).month != self.at.month
        which = -1 if is_last else (self.at.day - 1) // 7 + 1
        day = f"{which}{DAYS[self.at.weekday()]}"
        return self.at.month, day, self.at.time(), self.before, self.after


@lru_cache(maxsize=8)
def timezone_of(name: str, year: int) -> Timezone:
    """Of the zone with this name, for what is in a year or after it."""
    zone = ZoneInfo(name)
    years = [list(changes_in(zone, one)) for one in range(year, year + YEARS)]
    rules = {tuple(change.rule for change in changes) for changes in years}
    if len(rules) > 1 or not years[0]:
        return Timezone.from_tzid(
            name, first_date=date(year, 1, 1), last_date=date(year + 5 * YEARS, 1, 1)
        )
    made = Timezone()
    made.add("tzid", name)
    for change in years[0]:
        month, day, *_rest = change.rule
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part.add("dtstart", change.at)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": day})
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        made.add_component(part)
    return made


def changes_in(zone: ZoneInfo, year: int) -> Iterator[Change]:
    """By halving the day of each down to its minute."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    for start, end in pairwise(first + number * DAY for number in range(367)):
        if _offset(start, zone) == _offset(end, zone):
            continue
        earlier, later = start, end
        while later - earlier > MINUTE:
            middle = earlier + (later - earlier) // 2 // MINUTE * MINUTE
            if _offset(middle, zone) == _offset(start, zone):
                earlier = middle
            else:
                later = middle
        local = later.astimezone(zone)
        yield Change(
            at=(later + _offset(start, zone)).replace(tzinfo=None),
            before=_offset(start, zone),
            after=_offset(end, zone),
            name=local.tzname() or "",
            is_summer=bool(local.dst()),
        )


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
