"""The published regions, of which there are few: read once for a query."""

from django.db.models import DateTimeField
from wagtail.models import Page

from cms.pages.models import RegionPage
from participation_api.reading.context import Context
from participation_api.reading.loaders import batched
from participation_api.reading.prepared import PreparedStatement

_REGIONS = PreparedStatement(lambda now: RegionPage.objects.published(now), now=DateTimeField())


def regions(context: Context, columns: tuple[str, ...] = ("slug",)) -> dict[str, RegionPage]:
    """The published regions by their paths in the tree."""
    if columns not in context.regions:
        found = batched(_REGIONS.rows({"path", *columns}, now=context.now))
        context.regions[columns] = {region.path: region for region in found}
    return context.regions[columns]


def region_of(context: Context, page: Page, columns: tuple[str, ...]) -> RegionPage | None:
    """The published region that the page is or stands under."""
    path, step, found = page.path, page.steplen, regions(context, columns)
    ends = range(step, len(path) + 1, step)
    return next((region for end in ends if (region := found.get(path[:end]))), None)


def region_slugs(context: Context) -> set[str]:
    """Slugs of the published regions."""
    return {region.slug for region in regions(context).values()}
