"""Decision references and budget rows: fields that several page types carry."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.identity import PermanentUUID
from cms.pages.editing.bounds import YEAR_OF_A_TABLE, validate_year


class DecisionFields(models.Model):
    """Where a decision was made, as Finnish municipalities cite it:
    Kaupunginvaltuusto 9.11.2020 § 91."""

    decision_body = models.CharField(
        _("decided by"), max_length=200, blank=True, help_text=_("Such as Kaupunginvaltuusto.")
    )
    decision_date = models.DateField(
        _("date of the decision"), validators=[validate_year], null=True, blank=True
    )
    decision_section = models.CharField(
        _("section (§)"),
        max_length=12,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d{1,5}[a-z]?$", _("Write only the number of the section, such as 91.")
            )
        ],
        help_text=_("The number only, such as 91."),
    )
    decision_url = models.URLField(_("link to the decision"), blank=True)

    decision_panels = [
        FieldPanel("decision_body"),
        FieldRowPanel([FieldPanel("decision_date"), FieldPanel("decision_section")]),
        FieldPanel("decision_url"),
    ]

    class Meta:
        abstract = True

    @property
    def decision_label(self) -> str:
        """As it is cited, or empty without a body: Kaupunginvaltuusto 9.11.2020 § 91."""
        if not self.decision_body:
            return ""
        day = formats.date_format(self.decision_date, "j.n.Y") if self.decision_date else ""
        section = f"§ {self.decision_section}" if self.decision_section else ""
        return " ".join(part for part in (self.decision_body, day, section) if part)


class DecisionReference(PermanentUUID, DecisionFields, Orderable):
    """A decision that a page refers to, as an inline row."""

    panels = DecisionFields.decision_panels

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("decision reference")

    def __str__(self) -> str:
        return self.decision_label

    def clean(self) -> None:
        super().clean()
        if not self.decision_body:
            raise ValidationError(
                {"decision_body": _("Write who decided, such as Kaupunginvaltuusto.")}
            )


class BudgetRow(PermanentUUID, Orderable):
    """Money for one purpose in one year."""

    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_OF_A_TABLE)
    purpose = models.CharField(_("purpose"), max_length=200)
    allotted = models.DecimalField(
        _("allotted, €"), max_digits=10, decimal_places=2, validators=[MinValueValidator(0)]
    )
    used = models.DecimalField(
        _("used, €"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Left empty until it is known."),
    )

    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("purpose")]),
        FieldRowPanel([FieldPanel("allotted"), FieldPanel("used")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("budget row")

    def __str__(self) -> str:
        return f"{self.year} {self.purpose}"
