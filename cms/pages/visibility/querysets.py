"""What is public, decided once. GraphQL, search, feeds, embeds and the site all start from
`published()`; nothing else decides visibility.

What takes `at` must judge by it alone and look at the clock only when it is left out: GraphQL
writes the SQL of a list once, with a parameter for `at`; a moment that a queryset took by itself
would stay in it for days. The Site that is asked for is such a parameter, too."""

from datetime import date, datetime
from typing import Any, Protocol, Self
from uuid import UUID

from django.db.models import (
    BooleanField,
    Exists,
    F,
    Func,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Least, Length, Substr
from django.utils import timezone
from wagtail.coreutils import resolve_model_string
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.pages.visibility.sites import current_ground, front_pages, under

MAX_DEPTH = 8
"""Deepest level of the tree: the page types allow five (root, home, region, index, page)."""


def _expired(now: datetime) -> Q:
    return Q(expired=True) | Q(expire_at__lte=now)


class _IsInLineage(Func):
    """Whether a path in the tree is another one, or leads to it: found by index on the first.
    Lookups that say the same would take Django three times as long to write."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        (path, path_params), (of, of_params) = map(compiler.compile, self.get_source_expressions())
        ends = range(Page.steplen, MAX_DEPTH * Page.steplen + 1, Page.steplen)
        lineage = ", ".join(f"SUBSTR({of}, 1, {end})" for end in ends)
        return f"{path} IN ({lineage})", (*path_params, *(of_params * MAX_DEPTH))


def _lineage_of_outer_page() -> QuerySet[Page]:
    """Pages that are the outer query's page or an ancestor of it."""
    return Page.objects.order_by().filter(_IsInLineage(F("path"), OuterRef("path")))


def _hidden_in_lineage(hidden: Q) -> Exists:
    return Exists(_lineage_of_outer_page().filter(hidden))


_PARENT_PATH = Substr("path", 1, Length("path") - Page.steplen)


def _only_parent(model: Any) -> Any:
    """The type of the pages under which alone pages of a type are made, where these have none under
    them and those come with their region, so that they are few; None for other types."""
    names: list[Any] = getattr(model, "parent_page_types", None) or []
    if len(names) != 1 or model.subpage_types != []:
        return None
    above: Any = resolve_model_string(names[0], model._meta.app_label)
    return above if getattr(above, "is_fixture", False) else None


class RegionKeys(Protocol):
    """What the pages of a region are found by: of its page, or values yet to be given."""

    path: str
    translation_key: UUID
    locale_id: int


class ContentPageQuerySet(PageQuerySet):
    def of_city(self, page: Page) -> Self:
        """Pages under the front page, in any of its languages, under which a page stands."""
        front = front_pages().ancestor_of(page, inclusive=True)
        fronts = Page.objects.filter(translation_key__in=front.values("translation_key"))
        return self.filter(under(fronts.values_list("path", flat=True)))

    def of_asked_site(self) -> Self:
        """Pages of the Site for which the request is, where several have pages of ours."""
        ground = current_ground()
        return self.filter(ground.pages) if ground else self

    def running(self, at: datetime | None = None) -> Self:
        """Pages that are, with every ancestor, live and not expired. View restrictions are not
        looked at: the site asks those who meet one to sign in."""
        hidden = Q(live=False) | _expired(at or timezone.now())
        return self.of_asked_site().filter(~_hidden_in_lineage(hidden))

    def published(self, at: datetime | None = None) -> Self:
        """Pages of the asked Site that anyone may see: with every ancestor live, not expired and
        unrestricted. An alias is as restricted as its original, as Wagtail has it."""
        restricted = PageViewRestriction.objects.values("page")
        is_restricted = Q(pk__in=restricted) | Q(alias_of__in=restricted)
        hidden = Q(live=False) | _expired(at or timezone.now()) | is_restricted
        in_sight: Any = ~_hidden_in_lineage(hidden)
        pages = self.of_asked_site()
        if above := _only_parent(self.model):
            # There are few of them, which a database finds once: to go through the lineage of each
            # page takes many times as long. It is left to what stands elsewhere all the same.
            parents = above._base_manager.order_by().filter(in_sight)
            in_sight = ~hidden & (Q(_parent_path__in=parents.values("path")) | in_sight)
            pages = pages.alias(_parent_path=_PARENT_PATH)
        return pages.filter(in_sight)

    def listed(self, at: datetime | None = None) -> Self:
        """Published pages that lists, search and counts show: not aliases of other pages."""
        return self.published(at).filter(alias_of=None)

    def in_language(self, code: str) -> Self:
        # Joined, a database would begin with all pages of the language, which are nearly all.
        of_page = Locale.objects.filter(pk=OuterRef("locale"), language_code=code)
        return self.filter(Exists(of_page))

    def of_region(self, region: RegionKeys) -> Self:
        """Pages that stand under a region's page."""
        return self.filter(path__startswith=region.path)


class DatedQuerySet(ContentPageQuerySet):
    """Pages with a beginning and perhaps an end: meetings and events."""

    def upcoming(self, at: datetime | None = None) -> Self:
        """Those that have not ended, soonest first. One without an end lasts until its start."""
        now = at or timezone.now()
        # Indexes lead to the first of them, however much has been before: that on the end does, as
        # long as the least is not of a bare column, for which SQLite goes through all starts.
        unended = self.model._base_manager.filter(ends_at__gte=now).order_by().values(one=Value(1))
        earliest = Subquery(
            unended.annotate(first=Min(Coalesce("starts_at", "ends_at"))).values("first")
        )
        return self.filter(
            Q(ends_at__gte=now) | Q(ends_at=None, starts_at__gte=now),
            starts_at__gte=Least(Coalesce(earliest, now), now),
        ).order_by("starts_at", "pk")

    def past(self, at: datetime | None = None) -> Self:
        now = at or timezone.now()
        return self.exclude(Q(ends_at__gte=now) | Q(ends_at=None, starts_at__gte=now)).order_by(
            "-starts_at", "-pk"
        )


class NewsQuerySet(ContentPageQuerySet):
    def concerning(self, region: RegionKeys) -> Self:
        """A region's news: its own, and city-wide news that names it or names no region."""
        naming = self.model.regions.through.objects
        own = Q(path__startswith=region.path)
        named = Q(
            pk__in=naming.filter(regionpage__translation_key=region.translation_key).values(
                "newspage"
            )
        )
        in_region = _lineage_of_outer_page().filter(
            content_type__app_label="kumppanuus_pages", content_type__model="regionpage"
        )
        lists_of_regions = _only_parent(self.model)._base_manager.filter(Exists(in_region))
        city_wide = ~Q(_parent_path__in=lists_of_regions.order_by().values("path"))
        names_none = ~Exists(naming.filter(newspage=OuterRef("pk")))
        rows = self.alias(_parent_path=_PARENT_PATH)
        return rows.filter(own | named | Q(city_wide, names_none))


class PublicationQuerySet(ContentPageQuerySet):
    def imported_versions(self, kind: str, title: str) -> Self:
        """Those of one document: all action plans of a place, whatever their titles; of evaluations
        and reports, of which there are many, those of one title. Only imported pages are versions
        of each other: what editors wrote by hand is theirs."""
        found = self.filter(kind=kind, alias_of=None).exclude(source_hash="")
        return found if kind == "action_plan" else found.filter(title=title)

    def versions_of(self, page: Page) -> Self:
        """Other versions of a publication: those of its kind and title beside it. Action plans are
        versions, whatever their titles, where one begins after another has ended."""
        beside = Q(path__startswith=page.path[: -Page.steplen], depth=page.depth, kind=page.kind)
        same = Q(title=page.title)
        if page.kind == "action_plan":
            same |= Q(valid_to__lt=page.valid_from)
            same |= Q(valid_from__gt=page.valid_to) if page.valid_to else Q()
        return self.filter(beside, same, alias_of=None).exclude(pk=page.pk)

    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
