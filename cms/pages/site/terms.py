"""The terms of office of all the tables, and who sat on them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.languages import readers_language
from cms.pages.models import RegionPage, TermPage
from cms.pages.site.citywide import TEMPLATES, frame_of
from cms.pages.site.filters import Filters, by_region


@dataclass(frozen=True)
class TermsOfTable:
    region: RegionPage
    terms: list[TermPage]
    """Newest first."""

    @property
    def ended_on(self) -> date | None:
        """The last day of the latest term, where no term goes on or is to come."""
        last = max((term.ends_on for term in self.terms), default=None)
        return last if last and last < timezone.localdate() else None


@require_safe
def terms_of_tables(request: HttpRequest) -> HttpResponse:
    """Of each table all its terms; last the tables whose terms have all ended."""
    language = readers_language()
    frame, regions = frame_of(request, language)
    filters = Filters.read([by_region(regions)], request.GET)
    terms = TermPage.objects.listed().in_language(language).order_by("-starts_on", "-pk")
    shown = list(filters.narrowed(terms))
    prefetch_related_objects(shown, "seats")
    tables = [
        TermsOfTable(region, own)
        for region in regions
        if (own := [term for term in shown if term.path.startswith(region.path)])
    ]
    context: dict[str, Any] = {
        "filters": filters,
        "going_on": [table for table in tables if not table.ended_on],
        "ended": [table for table in tables if table.ended_on],
        "today": timezone.localdate(),
    }
    return render(request, TEMPLATES + "terms.html", frame | context)
