"""What `alerts_sending` measures on: four tables, and followers of 30 different things."""

from django.utils import timezone

from cms.alerts.models import Message, Subscription
from cms.alerts.news import SEARCH_LAG
from cms.pages.models import RegionPage
from tests.alerts.prepare import add_followers
from tests.factories import add_event, add_home, add_news, add_region

REGIONS = ("pohjoinen", "itainen", "etelainen", "keskusta")
KINDS = ("news", "event", "meeting", "statement", "publication")
SEARCHES = ("leikkipuisto", "puisto", "silta", "liikenne", "koulu")


def queries() -> list[str]:
    """Each finds something on both days."""
    own = [f"region={region}" for region in REGIONS]
    of_kinds = [f"region={region}&{kinds}" for region in REGIONS for kinds in _kinds()]
    return ["", "kind=news", "kind=event", *own, *of_kinds, *(f"q={word}" for word in SEARCHES)]


def _kinds() -> list[str]:
    return ["kind=news", "kind=event", *(f"kind=news&kind={kind}" for kind in KINDS[2:])]


def prepare(followers: int) -> None:
    home = add_home()
    for slug in REGIONS:
        add_region(home, slug)
    add_followers(followers, queries())
    add_day("Ensimmäinen päivä")
    _make_due()


def next_day() -> None:
    add_day("Toinen päivä")
    _make_due()


def _make_due() -> None:
    now = timezone.now()
    Subscription.objects.update(due_at=now)
    Subscription.objects.filter(is_search=True).update(due_at=now + SEARCH_LAG)


def add_day(title: str) -> None:
    """Two posts and an event of each table, which searches find after a while."""
    for region in RegionPage.objects.order_by("path"):
        add_news(region, f"{title}: {' '.join(SEARCHES)}")
        add_news(region, f"{title}: kokouksesta")
        add_event(region, f"{title}: kahvit")


def unconfirmed() -> int:
    return Message.objects.filter(state=Message.State.HANDED_OVER).count()
