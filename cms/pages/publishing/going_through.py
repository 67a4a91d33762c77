"""The worker's job of going through what is public already for personal data, for a report."""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from cms.pages.editing.personal_data import places_of_personal_data
from cms.pages.models import PageChange, PublicPersonalData, SiteIdentity
from cms.pages.models.ours import page_types
from cms.pages.visibility.sites import everywhere


@everywhere()
def go_through_public_pages(limit: int) -> int:
    """Go through at most so many pages that have changed since, or never were gone through; how
    many there were. Safe to run twice at once."""
    pages = [page for model in page_types() for page in _not_gone_through(model)[:limit]][:limit]
    for page in pages:
        has_codes, places = places_of_personal_data(page, SiteIdentity.for_site(page.get_site()))
        PublicPersonalData.objects.update_or_create(
            page_id=page.pk,
            defaults={"version": page.changed, "has_codes": has_codes, "places": places},
        )
    return len(pages)


def _not_gone_through(model: Any) -> Any:
    change = PageChange.objects.filter(uuid=OuterRef("uuid")).values("version")
    done = PublicPersonalData.objects.filter(page=OuterRef("pk"), version=OuterRef("changed"))
    changed = Coalesce(Subquery(change), Value(0))
    return model.objects.listed().annotate(changed=changed).filter(~Exists(done))
