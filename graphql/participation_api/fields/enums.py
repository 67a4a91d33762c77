"""Closed lists: the models' choices under their names, in upper case."""

from typing import Any

import graphene
from django.utils import translation

from cms.languages import content_languages
from cms.pages import models
from cms.snippets.models import OrganisationKind as _OrganisationKind
from themes.choices import Pattern as _Pattern
from themes.choices import Typeface as _Typeface


def _enum(choices: Any, description: str) -> Any:
    def describe(value: Any) -> str:
        if value is None:
            return description
        with translation.override("en"):
            return str(value.label)

    return graphene.Enum.from_enum(choices, description=describe)


def _language() -> Any:
    """Those in which the installation has content; *en-gb* is called EN_GB."""
    names = {code.upper().replace("-", "_"): code for code in content_languages()}
    return graphene.Enum("Language", names, description="Language of pages.")


class ImageSize(graphene.Enum):
    """How large a picture is shown."""

    CARD = "card"
    WIDE = "wide"

    @property
    def description(self) -> str:
        return {"card": "640 × 400 pixels, cut.", "wide": "1280 pixels wide, uncut."}[self.value]


class ImageFormat(graphene.Enum):
    """Format of a picture. AVIF is the smaller one; a few older browsers do not show it."""

    AVIF = "avif"
    WEBP = "webp"


AttendanceStatus = _enum(models.AttendanceStatus, "How someone took part in a meeting.")
Audience = _enum(models.Audience, "Whom an event is for.")
EventKind = _enum(models.EventKind, "Kind of an event.")
HappeningState = _enum(
    models.HappeningState, "Whether a meeting or an event takes place as planned."
)
InfoKind = _enum(models.InfoKind, "What a page of text is about.")
Language = _language()
LinkKind = _enum(models.LinkKind, "What a region's link is for.")
MeetingKind = _enum(models.MeetingKind, "Kind of a meeting.")
MeetingStage = _enum(models.MeetingStage, "How far the documents of a meeting have come.")
OrganisationKind = _enum(_OrganisationKind, "Kind of an organisation.")
OrganiserRole = _enum(models.OrganiserRole, "The table's part in organising an event.")
Outcome = _enum(models.Outcome, "What a reply says to a statement.")
Pattern = _enum(_Pattern, "Pattern of a theme.")
PublicationKind = _enum(models.PublicationKind, "Kind of a publication.")
Represents = _enum(models.Represents, "Whom a member of a table represents.")
SeatRole = _enum(models.SeatRole, "Role of a member of a table.")
StatementKind = _enum(models.StatementKind, "Kind of a statement.")
StatementStatus = _enum(models.StatementStatus, "How far a statement has come, as of today.")
Typeface = _enum(_Typeface, "Typeface of a theme.")
