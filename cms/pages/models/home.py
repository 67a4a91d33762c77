from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField

from cms.pages.editing.panels import editor
from cms.pages.models.base import ContentPage
from cms.pages.models.decisions import BudgetRow
from cms.pages.visibility.rich_text import SHORT_FEATURES


class HomePage(ContentPage):
    """Front page of one language: the tables together and their joint budget."""

    search_kind = None
    is_fixture = True
    subpage_types = [
        "kumppanuus_pages.RegionPage",
        "kumppanuus_pages.NewsIndexPage",
        "kumppanuus_pages.PublicationIndexPage",
        "kumppanuus_pages.InfoIndexPage",
    ]
    template = "kumppanuus_pages/home_page.html"

    organisation = models.CharField(
        _("name of the organisation"),
        max_length=100,
        blank=True,
        help_text=_("In this language; may be left empty where it is that of the site's identity."),
    )
    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=SHORT_FEATURES,
        help_text=_("What the partnership tables are, in two or three sentences."),
    )

    edit_handler = editor(
        [
            FieldPanel("organisation"),
            FieldPanel("introduction"),
            InlinePanel("budget_rows", label=_("Budget row"), heading=_("Joint budget")),
        ]
    )

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")


class HomeBudgetRow(BudgetRow):
    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="budget_rows")
