import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.demo import times

HELSINKI = ZoneInfo("Europe/Helsinki")


def test_fixed_times_are_helsinki_times():
    assert times.moment(datetime(2023, 3, 8, 17)) == datetime(2023, 3, 8, 17, tzinfo=HELSINKI)
    assert times.day(date(2023, 3, 8)) == date(2023, 3, 8)


@pytest.mark.parametrize("weeks", [-30, -1, 0, 1, 40])
def test_weeks_are_counted_from_the_week_of_loading(weeks):
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    thursday = monday + timedelta(weeks=weeks, days=3)
    assert times.day(f"{weeks:+}w thu") == thursday
    at = timezone.localtime(times.moment(f"{weeks:+}w thu 17:30"))
    assert (at.date(), at.hour, at.minute) == (thursday, 17, 30)


def test_what_is_no_time_is_named():
    with pytest.raises(ValueError, match=re.escape("'+2w tuesday' is no time")):
        times.day("+2w tuesday")
