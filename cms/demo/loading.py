"""Loads the demo content into a site that has no region yet."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import formats, timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.demo import accounts, data, registers, seats, times
from cms.demo.building import Builder
from cms.demo.data import REGIONS, Row
from cms.demo.hiding import HIDING
from cms.pages import furnishing
from cms.pages.models import (
    AgendaItem,
    EventIndexPage,
    EventPage,
    HomePage,
    IndexPage,
    InfoIndexPage,
    InfoKind,
    InfoPage,
    MeetingIndexPage,
    MeetingPage,
    MeetingStage,
    NewsIndexPage,
    NewsPage,
    PublicationIndexPage,
    PublicationPage,
    RegionPage,
    SiteIdentity,
    StatementIndexPage,
    StatementPage,
    TermPage,
)
from cms.pages.models.base import ContentPage
from cms.snippets.models import Organisation, Topic
from themes.models import Theme

Tell = Callable[[str], None]


def is_loaded() -> bool:
    """Whether the site has regions: demo ones, edited since or not, or others. Nothing is loaded
    beside them."""
    return RegionPage.objects.exists()


@transaction.atomic
def load(tell: Tell) -> None:
    """Load everything, telling of each step in a line; or nothing, when any of it fails."""
    furnishing.furnish_all()
    registers.add()
    loader = Loader()
    # A page's publishing writes its references itself; doing it again for each inline child would
    # take most of the time.
    with disable_reference_index_auto_update():
        for slug in REGIONS:
            loader.add_region(HomePage.objects.get(), slug)
        furnishing.furnish_all()
        loader.images, loader.documents = registers.add_media()
        tell("regions and pictures")
        for slug in REGIONS:
            loader.fill_region(RegionPage.objects.get(slug=slug))
            tell(f"content of {slug}")
        loader.fill_home(HomePage.objects.get())
        tell("city-wide content")
    accounts.add()
    tell("accounts")


class Loader:
    """Puts the pages of the data files at their places."""

    def __init__(self) -> None:
        self.images: dict[str, Any] = {}
        self.documents: dict[str, Any] = {}
        self.region: RegionPage | None = None
        self.builder = Builder(
            {
                "Theme": lambda code: Theme.objects.get(code=code),
                "Organisation": lambda name: Organisation.objects.get(name=name),
                "Topic": lambda name: Topic.objects.get(name=name),
                "Image": lambda key: self.images[key],
                "Document": lambda key: self.documents[key],
                "RegionPage": lambda slug: RegionPage.objects.get(slug=slug),
                "AgendaItem": self._agenda_item,
            }
        )

    def add_region(self, home: HomePage, slug: str) -> None:
        row = data.read(f"{slug}/region")
        self._publish(home, RegionPage, row | {"slug": slug, "theme": slug})

    def fill_region(self, region: RegionPage) -> None:
        self.region = region
        region.image = self.images[f"{region.slug}-maisema"]
        region.save_revision().publish()
        for row in data.rows(region.slug, "terms"):
            self._publish(region, TermPage, seats.term(row))
        self._add_meetings(region)
        for row in data.rows(region.slug, "statements"):
            self._publish_under(region, StatementIndexPage, StatementPage, row)
        for row in data.rows(region.slug, "events"):
            self._publish_under(region, EventIndexPage, EventPage, row)
        self._fill_news_and_publications(region, region.slug)

    def fill_home(self, home: HomePage) -> None:
        self.region = None
        content = data.read("city/home")
        SiteIdentity.objects.create(site=home.get_site(), **content["identity"])
        self._rewrite(home, content["home"])
        self._fill_news_and_publications(home, "city")
        self._fill_information(home, data.rows("city", "information"))
        for code, row in content["translations"].items():
            twin = home.copy_for_translation(Locale.objects.get(language_code=code))
            self._rewrite(twin, row)
            furnishing.furnish(twin)
            self._fill_information(twin, data.rows("city", f"information_{code}"))

    def _fill_information(self, home: HomePage, rows: list[Row]) -> None:
        """The statement that the law asks for is there already, as a draft."""
        drafts = InfoPage.objects.descendant_of(home)
        for row in rows:
            draft = drafts.filter(kind=row["kind"]).first()
            if draft and row["kind"] == InfoKind.ACCESSIBILITY:
                self._rewrite(draft, row)
            else:
                self._publish_under(home, InfoIndexPage, InfoPage, row)

    def _fill_news_and_publications(self, parent: Page, place: str) -> None:
        for row in data.rows(place, "news"):
            self._publish_under(parent, NewsIndexPage, NewsPage, row)
        for row in data.rows(place, "publications"):
            self._publish_under(parent, PublicationIndexPage, PublicationPage, row)

    # --- one page ---------------------------------------------------------------------------

    def _publish_under(
        self, parent: Page, index: type[IndexPage], model: type[ContentPage], row: Row
    ) -> Any:
        return self._publish(index.objects.child_of(parent).get(), model, row)

    def _publish(self, parent: Page, model: type[ContentPage], row: Row) -> Any:
        """Add a page, published unless its row says that it is `hidden` or goes live later. In a
        title, {date} stands for the day on which it starts."""
        hidden = row.get("hidden")
        page = self.builder.build(model, {key: row[key] for key in row if key != "hidden"})
        if "starts_at" in row:
            day = timezone.localdate(page.starts_at)
            page.title = page.title.format(date=formats.date_format(day, "j.n.Y"))
        page.slug = page.slug or slugify(page.title)
        page.live = hidden != "draft" and not page.go_live_at
        if page.live:
            page.first_published_at = page.last_published_at = _publication_time(page)
        parent.add_child(instance=page)
        revision = page.save_revision(changed=not page.live, log_action=False)
        if page.go_live_at:
            revision.publish()
        if hidden in HIDING:
            HIDING[hidden](model.objects.get(pk=page.pk))
        return page

    def _rewrite(self, page: Page, row: Row) -> None:
        """Publish a page with the fields and inline children of a row in place of its own."""
        built = self.builder.build(type(page), row)
        for name in row:
            value = getattr(built, name)
            setattr(page, name, list(value.all()) if hasattr(value, "all") else value)
        page.save_revision().publish()

    # --- meetings ---------------------------------------------------------------------------

    def _add_meetings(self, region: RegionPage) -> None:
        """From the last to the first, so that each can name the one after it."""
        following = None
        rows = data.rows(region.slug, "meetings")
        for row in sorted(rows, key=_start_of, reverse=True):
            is_hidden = "hidden" in row
            row = self._with_attendance(row)
            if following and not is_hidden and _is_soon_after(following, row):
                row["next_meeting"] = following
            page = self._publish_under(region, MeetingIndexPage, MeetingPage, row)
            following = following if is_hidden else page

    def _with_attendance(self, row: Row) -> Row:
        """A meeting's row with its term, its items numbered and, in minutes, who was there."""
        day = timezone.localdate(_start_of(row))
        terms = TermPage.objects.child_of(self.region)
        term = terms.filter(starts_on__lte=day, ends_on__gte=day).first()
        row = seats.with_numbers(row)
        if term:
            row["term"] = term
        if row["stage"] == MeetingStage.MINUTES_PUBLISHED:
            held = [seat for seat in term.seats.all() if seat.is_held_on(day)] if term else []
            row["attendance"] = seats.attendance(row, held)
        return {key: row[key] for key in row if key not in seats.ATTENDANCE_KEYS}

    def _meeting(self, slug: str) -> MeetingPage:
        found: MeetingPage = MeetingPage.objects.descendant_of(self.region).get(slug=slug)
        return found

    def _agenda_item(self, name: str) -> AgendaItem:
        """An item by the slug of its meeting and its number: kokous-2023-3#4."""
        slug, number = name.split("#")
        return self._meeting(slug).agenda_items.get(number=number)


NEXT_WITHIN = timedelta(days=120)
"""Meetings further apart than this have had others between them that the demo does not show."""


def _start_of(row: Row) -> datetime:
    return times.moment(row["starts_at"])


def _publication_time(page: ContentPage) -> datetime:
    """Noon of the day that the page is about, or now for what is ahead and for what has no day."""
    day = page.search_date() or timezone.localdate()
    return min(timezone.now(), timezone.make_aware(datetime.combine(day, time(12))))


def _is_soon_after(meeting: MeetingPage, row: Row) -> bool:
    return meeting.starts_at - _start_of(row) <= NEXT_WITHIN
