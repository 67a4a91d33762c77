"""Pages at their places in the tree. Each `add_…` publishes unless told `live=False`."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from cms.pages.models import (
    AgendaItem,
    EventPage,
    HomePage,
    InfoPage,
    MeetingPage,
    NewsPage,
    PublicationPage,
    RegionPage,
    StatementPage,
    TermPage,
)
from cms.pages.models.indexes import IndexPage


def add_home() -> HomePage:
    """The front page at the root of the only site, with its city-wide index pages."""
    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    locale, _ = Locale.objects.get_or_create(language_code="fi")
    home: HomePage = root.add_child(
        instance=HomePage(title="Kumppanuuspöydät", slug="home", locale=locale)
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def add_region(home: HomePage, slug: str, **fields: Any) -> RegionPage:
    title = fields.pop("title", slug.title())
    return _publish(home, RegionPage(title=title, slug=slug, **fields))


def index_of(parent: Page, slug: str) -> IndexPage:
    """An index page under a region or the front page, by its slug: kokoukset, lausunnot,
    tapahtumat, uutiset, julkaisut, tietoa. Made when the parent has none."""
    parent = parent.specific_class.objects.get(pk=parent.pk)
    child = parent.get_children().filter(slug=slug).first()
    if child:
        return child.specific
    model = next(model for model in IndexPage.__subclasses__() if model.default_slug == slug)
    with override(parent.locale.language_code):  # not that of a request before
        title = str(model.default_title)
    return _publish(parent, model(title=title, slug=slug))


def add_meeting(region: RegionPage, title: str, *items: str, **fields: Any) -> MeetingPage:
    agenda = [
        AgendaItem(number=number, title=f"Asia {number}", text=f"<p>{text}</p>")
        for number, text in enumerate(items, start=1)
    ]
    defaults = {"starts_at": datetime(2023, 3, 1, 15, tzinfo=UTC), "agenda_items": agenda}
    return _publish(index_of(region, "kokoukset"), MeetingPage(title=title, **defaults | fields))


def add_statement(region: RegionPage, title: str, **fields: Any) -> StatementPage:
    from tests.factories.shared import add_organisation

    if "addressee" not in fields:
        fields["addressee"] = add_organisation("Kaupunginhallitus")
    defaults = {"given_on": date(2023, 4, 1)}
    return _publish(index_of(region, "lausunnot"), StatementPage(title=title, **defaults | fields))


def add_event(region: RegionPage, title: str, **fields: Any) -> EventPage:
    defaults = {"starts_at": datetime(2097, 5, 5, 14, tzinfo=UTC)}
    return _publish(index_of(region, "tapahtumat"), EventPage(title=title, **defaults | fields))


def add_news(parent: Page, title: str, **fields: Any) -> NewsPage:
    """Under a region, or under the front page for the whole city."""
    defaults = {"date": date(2023, 5, 1), "lead": f"{title} pähkinänkuoressa."}
    return _publish(index_of(parent, "uutiset"), NewsPage(title=title, **defaults | fields))


def add_publication(parent: Page, title: str, **fields: Any) -> PublicationPage:
    defaults = {"kind": "action_plan", "valid_from": date(2023, 1, 26)}
    page = PublicationPage(title=title, **defaults | fields)
    return _publish(index_of(parent, "julkaisut"), page)


def add_info(parent: Page, title: str, **fields: Any) -> InfoPage:
    """Under a region, or under the front page for the whole site."""
    return _publish(index_of(parent, "tietoa"), InfoPage(title=title, **fields))


def add_term(region: RegionPage, title: str, **fields: Any) -> TermPage:
    defaults = {
        "starts_on": date(2023, 6, 1),
        "ends_on": date(2025, 5, 31),
        "min_seats": 0,
        "trustee_seats": 0,
        "has_deputies": False,
    }
    return _publish(region, TermPage(title=title, **defaults | fields))


def _publish(parent: Page, page: Any) -> Any:
    """Add the page under its parent as it stands in the database now, published unless
    `live=False`."""
    live, page.live = page.live, False
    parent = parent.specific_class.objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    page = type(page).objects.get(pk=page.pk)  # it may have been given children meanwhile
    revision = page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def add_draft(page: Any, **fields: Any) -> Any:
    """The page as it is in a newer draft with these fields."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page
