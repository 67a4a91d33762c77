from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from cms.identity import PermanentUUID
from cms.pages.editing.areas import AreaField, validate_area
from cms.pages.editing.bounds import YEAR_OF_A_TABLE
from cms.pages.editing.fields import reference
from cms.pages.editing.forms import ContentPageForm
from cms.pages.editing.panels import editor
from cms.pages.models.base import ContentPage
from cms.pages.models.decisions import BudgetRow, DecisionReference
from cms.pages.visibility.rich_text import SHORT_FEATURES, plain_text


class RegionForm(ContentPageForm):
    class Meta:
        field_classes = {"area": AreaField}


class RegionPage(ContentPage):
    """One partnership table and its region."""

    search_kind = "region"
    is_fixture = True
    parent_page_types = ["kumppanuus_pages.HomePage"]
    subpage_types = [
        "kumppanuus_pages.MeetingIndexPage",
        "kumppanuus_pages.StatementIndexPage",
        "kumppanuus_pages.EventIndexPage",
        "kumppanuus_pages.NewsIndexPage",
        "kumppanuus_pages.PublicationIndexPage",
        "kumppanuus_pages.InfoIndexPage",
        "kumppanuus_pages.TermPage",
    ]
    template = "kumppanuus_pages/region_page.html"
    base_form_class = RegionForm

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=SHORT_FEATURES,
        help_text=_("What the table does and for whom, in two or three sentences."),
    )
    image = reference(get_image_model_string(), _("picture"))
    area = models.JSONField(
        _("area"),
        null=True,
        blank=True,
        validators=[validate_area],
        help_text=_("The region's borders as GeoJSON (WGS 84)."),
    )
    theme = reference("kumppanuus_themes.Theme", _("brand"), related_name="regions")

    edit_handler = editor(
        [
            FieldPanel("introduction"),
            FieldPanel("image"),
            InlinePanel("coordinators", label=_("Coordinator"), heading=_("Coordinators")),
            InlinePanel("focus_areas", label=_("Focus area"), heading=_("Focus areas by year")),
            InlinePanel("links", label=_("Link"), heading=_("Feedback and social media")),
        ],
        [
            InlinePanel("budget_rows", label=_("Budget row"), heading=_("Budget")),
            InlinePanel("founding_decisions", label=_("Decision"), heading=_("Founding decisions")),
            FieldPanel("area"),
        ],
        [
            MultiFieldPanel(
                [
                    FieldPanel("slug", permission="kumppanuus_pages.change_region_identity"),
                    FieldPanel("theme", permission="kumppanuus_pages.change_region_identity"),
                ],
                heading=_("Address and brand"),
            ),
            MultiFieldPanel(
                [FieldPanel("seo_title"), FieldPanel("search_description")],
                heading=_("Search engines"),
            ),
        ],
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        permissions = [("change_region_identity", "Can change the address and brand of a region")]

    def search_text(self) -> str:
        focus_areas = [f"{row.year} {row.text}" for row in self.focus_areas.all()]
        coordinators = [f"{row.name}, {row.title}" for row in self.coordinators.all()]
        return "\n".join(filter(None, [plain_text(self.introduction), *focus_areas, *coordinators]))

    def search_ending(self) -> str:
        links = [row.label for row in self.links.all()]
        purposes = [row.purpose for row in self.budget_rows.all()]
        return "\n".join([*links, *dict.fromkeys(purposes)])

    def search_terms(self) -> Sequence[str]:
        return [row.decision_label for row in self.founding_decisions.all()]


class RegionCoordinator(PermanentUUID, Orderable):
    """A coordinator: the table's secretary and contact person."""

    page = ParentalKey(RegionPage, on_delete=models.CASCADE, related_name="coordinators")
    name = models.CharField(_("name"), max_length=150)
    title = models.CharField(_("job title"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    public_contacts = ("phone", "email")

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("title")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators")

    def __str__(self) -> str:
        return self.name


class LinkKind(models.TextChoices):
    FEEDBACK = "feedback", _("feedback")
    SOCIAL = "social", _("social media")
    OTHER = "other", _("other")


class RegionLink(PermanentUUID, Orderable):
    page = ParentalKey(RegionPage, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=20, choices=LinkKind.choices)
    label = models.CharField(_("text of the link"), max_length=150)
    url = models.URLField(_("address"))

    panels = [FieldPanel("kind"), FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.label


class FocusArea(PermanentUUID, Orderable):
    """What the table works for in one year."""

    page = ParentalKey(RegionPage, on_delete=models.CASCADE, related_name="focus_areas")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_OF_A_TABLE)
    text = models.CharField(_("focus area"), max_length=400)

    panels = [FieldPanel("year"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"


class RegionBudgetRow(BudgetRow):
    page = ParentalKey(RegionPage, on_delete=models.CASCADE, related_name="budget_rows")


class FoundingDecision(DecisionReference):
    page = ParentalKey(RegionPage, on_delete=models.CASCADE, related_name="founding_decisions")
