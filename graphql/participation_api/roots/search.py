"""Root fields of the search."""

from collections.abc import Callable, Sequence
from typing import Any, cast

import graphene
from graphql import GraphQLError

from cms.pages.visibility.sites import current_site_key
from participation_api.fields.arguments import DEFAULT_ROWS, MAX_ROWS, place_after, row_count
from participation_api.fields.builders import choice, list_of
from participation_api.fields.enums import HappeningState, Language
from participation_api.reading.context import Info
from participation_api.reading.public import absolute
from participation_api.reading.regions import region_slugs
from participation_api.roots.connections import Slice, connection, paging
from participation_api.roots.languages import LanguageValue, code, language
from search import queries

SUGGESTIONS = 8


class SearchKind(graphene.Enum):
    """Kinds of pages that are found."""

    MEETING = "meeting"
    STATEMENT = "statement"
    EVENT = "event"
    NEWS = "news"
    PUBLICATION = "publication"
    REGION = "region"
    TERM = "term"
    INFO = "info"


class SearchMatchKind(graphene.Enum):
    """What of a page holds the words."""

    AGENDA_ITEM = "agenda_item"
    FILE = "file"


class SearchOrder(graphene.Enum):
    """Order of the pages that are found."""

    RELEVANCE = "relevance"
    DATE_DESC = "date"

    @property
    def description(self) -> str:
        if self is SearchOrder.DATE_DESC:
            return "Newest first."
        return "Best first; an exact title before all, and of pages alike the newer."


class SearchSegment(graphene.ObjectType):
    """A piece of a fragment, marked or not."""

    text = graphene.String(required=True, description="Plain text.")
    is_marked = graphene.Boolean(required=True, description="Whether it is a word searched for.")


class SearchFragment(graphene.ObjectType):
    """Some words of the page around those searched for."""

    text = graphene.String(required=True, description="Plain text, not HTML.")
    segments = list_of(
        SearchSegment,
        "The text in order, in pieces that are marked or not.",
        lambda root, info: [
            {"text": text, "is_marked": is_marked} for text, is_marked in root.segments
        ],
    )


class SearchMatch(graphene.ObjectType):
    """The agenda item or the page of a file where the words stand."""

    kind = choice(SearchMatchKind, "kind", "What it is.")
    title = graphene.String(required=True, description="Title of the item or the file.")
    url = graphene.String(required=True, description="Absolute address with its fragment.")

    @staticmethod
    def resolve_url(root: queries.Match, info: Info) -> str:
        return absolute(root.path)


class SearchHit(graphene.ObjectType):
    """A published page that is found, once however many of its items and files match."""

    id = graphene.ID(required=True, description="Permanent identifier of the page.")
    kind = choice(SearchKind, "kind", "Kind of the page.")
    language = graphene.Field(Language, required=True, description="Language of the page.")
    title = graphene.String(required=True, description="Title of the page.")
    url = graphene.String(required=True, description="Absolute address of the page.")
    path = graphene.String(required=True, description="Its address relative to the public site.")
    region = graphene.String(description="Slug of the first of its regions; null: city-wide.")
    regions = list_of(
        graphene.String,
        "Slugs of the regions that it concerns.",
        lambda root, info: _public_regions(root, info),
    )
    date = graphene.Date(description="When the matter took place or was given, in local time.")
    state = choice(HappeningState, "state", "State of a meeting or an event.", required=False)
    fragments = list_of(SearchFragment, "Where the words stand.", lambda root, info: root.fragments)
    match = graphene.Field(
        SearchMatch, description="The best item or file page, if the words stand in one."
    )

    @staticmethod
    def resolve_id(root: queries.Hit, info: Info) -> str:
        return str(root.uuid)

    @staticmethod
    def resolve_url(root: queries.Hit, info: Info) -> str:
        return absolute(root.path)

    @staticmethod
    def resolve_region(root: queries.Hit, info: Info) -> str | None:
        return next(iter(_public_regions(root, info)), None)


def _public_regions(hit: queries.Hit, info: Info) -> list[str]:
    # A row keeps the slugs of regions that were hidden after its page was written.
    return [slug for slug in hit.regions if slug in region_slugs(info.context)]


def _facet(name: str, value: Any, of: str) -> Any:
    return type(
        name,
        (graphene.ObjectType,),
        {
            "__doc__": f"A {of} and how many pages that are found have it.",
            "value": graphene.Field(value, required=True, description=f"The {of}."),
            "count": graphene.Int(required=True, description="Number of pages."),
        },
    )


def _those(counts: Sequence[queries.FacetCount], slugs: set[str]) -> list[queries.FacetCount]:
    return [row for row in counts if row.value in slugs]


KindCount = _facet("SearchKindCount", SearchKind, "kind")
RegionCount = _facet("SearchRegionCount", graphene.String, "region, by its slug")
YearCount = _facet("SearchYearCount", graphene.Int, "year")
TopicCount = _facet("SearchTopicCount", graphene.String, "topic, by its slug")


class SearchFacets(graphene.ObjectType):
    """What the pages that are found have, most pages first. Each facet is counted with the choices
    of the others and without its own."""

    kind = list_of(KindCount, "Kinds.", lambda root, info: root["kind"])
    region = list_of(
        RegionCount,
        "Regions.",
        lambda root, info: [
            row for row in root["region"] if row.value in region_slugs(info.context)
        ],
    )
    year = list_of(YearCount, "Years.", lambda root, info: root["year"])
    topic = list_of(
        TopicCount,
        "Topics.",
        lambda root, info: _those(root["topic"], info.context.topic_slugs),
    )


class SearchLeftOutReason(graphene.Enum):
    """Why a piece of a query is not looked for."""

    SHORT_PREFIX = "short_prefix"
    MANY_PREFIXES = "many_prefixes"
    MANY_WORDS = "many_words"

    @property
    def description(self) -> str:
        return {
            "SHORT_PREFIX": f"It has fewer than {queries.MIN_PREFIX} letters before its *.",
            "MANY_PREFIXES": f"{queries.MAX_PREFIXES} words that end with a * come before it.",
            "MANY_WORDS": f"{queries.MAX_CLAUSES} words come before it.",
        }[self.name]


class SearchLeftOut(graphene.ObjectType):
    """A piece of the query that is not looked for."""

    text = graphene.String(required=True, description="As it was typed.")
    reason = graphene.Field(SearchLeftOutReason, required=True, description="Why.")


class SearchSlice(Slice):
    def __init__(self, results: queries.Results, start: int) -> None:
        super().__init__(
            results.hits, start, start + len(results.hits) < results.total, lambda: results.total
        )
        self.facets = results.facets
        self.did_you_mean = results.did_you_mean
        self.left_out = results.left_out


def _search(
    root: None,
    info: Info,
    query: str,
    language: LanguageValue,
    order: Any,
    first: int | None = None,
    after: str | None = None,
    **choices: Any,
) -> SearchSlice:
    info.context.is_cacheable = False  # it may lag behind the content, and is counted
    start = place_after(after)
    results = _in_time(
        queries.search,
        info,
        queries.Query(
            query,
            kinds=[kind.value for kind in choices.get("kind") or ()],
            regions=_only_public(choices.get("region"), lambda: region_slugs(info.context)),
            years=choices.get("year") or (),
            topics=_only_public(choices.get("topic"), lambda: info.context.topic_slugs),
            languages=[code(language)],
            site=current_site_key(),
            since=choices.get("since"),
            until=choices.get("until"),
            order=cast(queries.Order, code(order)),
        ),
        offset=start,
        limit=row_count(first, DEFAULT_ROWS),
    )
    return SearchSlice(results, start)


def _in_time(ask: Callable[..., Any], info: Info, *args: Any, **values: Any) -> Any:
    """Raises GraphQLError when no time is left."""
    try:
        return ask(*args, **values, within=info.context.search_time)
    except queries.OutOfTimeError as error:
        raise GraphQLError(
            "The search took too long and was ended. Ask for fewer words, for more letters before"
            " a *, or for less at once.",
            extensions={"code": "SEARCH_TOOK_TOO_LONG"},
        ) from error


def _only_public(asked: Sequence[str] | None, slugs: Callable[[], set[str]]) -> list[str]:
    """The slugs asked for; one of what is hidden gives way to one that nothing has."""
    return [slug if slug in slugs() else "" for slug in asked or ()]


def _several(of: Any, what: str) -> graphene.Argument:
    return graphene.List(
        graphene.NonNull(of), description=f"Only with one of these {what}; one needs no brackets."
    )


def _suggest(root: None, info: Info, prefix: str, first: int | None = None) -> list[str]:
    info.context.is_cacheable = False
    found: list[str] = _in_time(
        queries.suggest,
        info,
        queries.Query(prefix, site=current_site_key()),
        row_count(first, SUGGESTIONS),
    )
    return found


class SearchQuery(graphene.ObjectType):
    search = graphene.Field(
        connection(
            SearchHit,
            "Search",
            "pages",
            facets=graphene.Field(SearchFacets, required=True, description="Choices to narrow by."),
            did_you_mean=graphene.String(
                description="When nothing was found as typed: the query that these pages are of."
            ),
            left_out=list_of(
                SearchLeftOut,
                "Pieces of the query that are not looked for.",
                lambda root, info: root.left_out,
            ),
        ),
        required=True,
        description="Published pages in which every word stands in any of its forms, best first;"
        " without words every page, newest first.",
        resolver=_search,
        query=graphene.String(
            required=True,
            description='Words; "several in order" in quotation marks, beginn* and -excluded;'
            f" at most {queries.MAX_CLAUSES}. A * needs {queries.MIN_PREFIX} letters before it, and"
            f" at most {queries.MAX_PREFIXES} words may have one: `leftOut` tells what is not"
            " looked for."
            " A day or a month with its year, such as 14.2.2023 or helmikuu 2023, finds pages of"
            " that date, then those that tell of it.",
        ),
        kind=_several(SearchKind, "kinds"),
        region=_several(graphene.String, "regions, by their slugs"),
        year=_several(graphene.Int, "years"),
        topic=_several(graphene.String, "topics, by their slugs"),
        since=graphene.Date(name="from", description="Only of this day (in local time) or later."),
        until=graphene.Date(name="to", description="Only of this day or earlier."),
        order=graphene.Argument(
            SearchOrder, required=True, default_value="relevance", description="Order."
        ),
        language=language(),
        **paging(),
    )
    suggest = list_of(
        graphene.String,
        "Queries that what is being typed may become, commonest first.",
        _suggest,
        prefix=graphene.String(required=True, description="What has been typed."),
        first=graphene.Int(
            description=f"How many, at most {MAX_ROWS}; {SUGGESTIONS} when left out."
        ),
    )
