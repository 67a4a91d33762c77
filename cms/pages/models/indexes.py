"""Index pages: made with their region, one of each kind under it, never removed by editors."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cms.pages.editing.panels import editor
from cms.pages.models.base import ContentPage
from cms.pages.visibility.rich_text import SHORT_FEATURES


class IndexPage(ContentPage):
    """What all index pages share."""

    search_kind = None
    is_fixture = True
    max_count_per_parent = 1
    default_title: ClassVar[Any]
    default_slug: ClassVar[str]

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=SHORT_FEATURES,
        help_text=_("Shown above the list; may be left empty."),
    )

    edit_handler = editor([FieldPanel("introduction")])

    class Meta:
        abstract = True


class MeetingIndexPage(IndexPage):
    default_title = _("Meetings")
    default_slug = "kokoukset"
    parent_page_types = ["kumppanuus_pages.RegionPage"]
    subpage_types = ["kumppanuus_pages.MeetingPage"]
    template = "kumppanuus_pages/meeting_index_page.html"

    class Meta:
        verbose_name = _("list of meetings")
        verbose_name_plural = _("lists of meetings")


class StatementIndexPage(IndexPage):
    default_title = _("Statements")
    default_slug = "lausunnot"
    parent_page_types = ["kumppanuus_pages.RegionPage"]
    subpage_types = ["kumppanuus_pages.StatementPage"]
    template = "kumppanuus_pages/statement_index_page.html"

    class Meta:
        verbose_name = _("list of statements")
        verbose_name_plural = _("lists of statements")


class EventIndexPage(IndexPage):
    default_title = _("Events")
    default_slug = "tapahtumat"
    parent_page_types = ["kumppanuus_pages.RegionPage"]
    subpage_types = ["kumppanuus_pages.EventPage"]
    template = "kumppanuus_pages/event_index_page.html"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class NewsIndexPage(IndexPage):
    default_title = _("News")
    default_slug = "uutiset"
    parent_page_types = ["kumppanuus_pages.HomePage", "kumppanuus_pages.RegionPage"]
    subpage_types = ["kumppanuus_pages.NewsPage"]
    template = "kumppanuus_pages/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class PublicationIndexPage(IndexPage):
    default_title = _("Publications")
    default_slug = "julkaisut"
    parent_page_types = ["kumppanuus_pages.HomePage", "kumppanuus_pages.RegionPage"]
    subpage_types = ["kumppanuus_pages.PublicationPage"]
    template = "kumppanuus_pages/publication_index_page.html"

    class Meta:
        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")


class InfoIndexPage(IndexPage):
    default_title = _("Information")
    default_slug = "tietoa"
    parent_page_types = ["kumppanuus_pages.HomePage", "kumppanuus_pages.RegionPage"]
    subpage_types = ["kumppanuus_pages.InfoPage"]
    template = "kumppanuus_pages/info_index_page.html"

    class Meta:
        verbose_name = _("list of information pages")
        verbose_name_plural = _("lists of information pages")
