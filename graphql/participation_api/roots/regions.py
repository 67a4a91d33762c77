"""The region that an argument names by its slug."""

from typing import Any

from django.db.models import CharField, DateTimeField
from django.utils import timezone

from cms.pages import models
from participation_api.fields.arguments import checked_text
from participation_api.reading.prepared import Columns, PreparedStatement
from participation_api.roots.languages import LanguageValue, code

_REGION = PreparedStatement(
    lambda now, language, slug: (
        models.RegionPage.objects.listed(now).in_language(language).filter(slug=slug)
    ),
    now=DateTimeField(),
    language=CharField(),
    slug=CharField(),
)
OF_REGION: dict[str, Any] = {
    name: models.RegionPage._meta.get_field(name) for name in ("path", "translation_key")
}
"""By what the lists of a region are found."""


def region_of(
    slug: str, language: LanguageValue, argument: str, needed: Columns = tuple(OF_REGION)
) -> Any:
    """The published region with the slug that an argument gives, or None."""
    slug = checked_text(argument, slug)
    rows = _REGION.rows(needed, now=timezone.now(), language=code(language), slug=slug)
    return rows[0] if rows else None
