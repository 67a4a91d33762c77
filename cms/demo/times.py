"""Times as the data files write them: fixed, or by weeks from the day of loading, so that what is
upcoming or overdue in the demo is so whenever it is loaded."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RELATIVE = re.compile(
    rf"(?P<weeks>[+-]\d+)w (?P<weekday>{'|'.join(WEEKDAYS)})(?: (?P<time>\d\d:\d\d))?"
)


def moment(value: str | datetime) -> datetime:
    """`2023-03-08T17:00:00`, or `+2w tue 17:00` for the Tuesday of the second week after this one;
    Helsinki time both."""
    if isinstance(value, datetime):
        return timezone.make_aware(value)
    return timezone.make_aware(datetime.combine(day(value), _time_of(value)))


def day(value: str | date) -> date:
    """`2023-03-08`, or `-4w mon` for the Monday of the fourth week before this one."""
    if isinstance(value, date):
        return value
    parts = _parts(value)
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=int(parts["weeks"]), days=WEEKDAYS.index(parts["weekday"]))


def _time_of(value: str) -> time:
    return time.fromisoformat(_parts(value)["time"])


def _parts(value: str) -> dict[str, str]:
    match = _RELATIVE.fullmatch(value)
    if not match:
        raise ValueError(f"{value!r} is no time: write such as +2w tue 17:00.")
    return match.groupdict()
