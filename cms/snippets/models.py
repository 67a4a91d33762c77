"""Registers that all regions share. What belongs to one region is a page or its inline child."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from cms.identity import PermanentUUID
from cms.privacy.texts import identity_code_errors, texts_of
from cms.snippets.forms import RegisterForm
from cms.snippets.querysets import RegisterQuerySet


class Register(PermanentUUID, DraftStateMixin, RevisionMixin, index.Indexed):
    """What every register entry has: a name, a permanent UUID, a draft state."""

    name = models.CharField(_("name"), max_length=200)

    objects = RegisterQuerySet.as_manager()
    base_form_class = RegisterForm

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def obstacles(self) -> list[ValidationError]:
        """What forbids publishing the entry but not saving its draft."""
        return list(identity_code_errors(texts_of(self)))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and (errors := self.obstacles()):
            raise ValidationError([message for error in errors for message in error.messages])
        super().save(*args, **kwargs)


class Topic(Register):
    """A subject word shared by meetings, statements, events and news; a facet of the search."""

    slug = models.SlugField(
        _("short name in addresses"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Made from the name when left empty."),
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("association")
    COMPANY = "company", _("company")
    SCHOOL = "school", _("school")
    PARISH = "parish", _("parish")
    COMMUNITY = "community", _("other community")
    BOARD = "board", _("board of the city")
    CITY_UNIT = "city_unit", _("service of the city")
    AUTHORITY = "authority", _("other authority")


class Organisation(Register):
    """A partner, an organisation represented at a table, or a body that statements go to."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        MultiFieldPanel([FieldPanel("website"), FieldPanel("email")], heading=_("Contact")),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
