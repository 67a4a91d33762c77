"""The schema. Its SDL stands in graphql/schema.graphql."""

import graphene
from graphql import print_schema

from participation_api.limits import costs
from participation_api.roots.changes import ChangesQuery
from participation_api.roots.content import ContentQuery
from participation_api.roots.page import PageQuery
from participation_api.roots.preview import PreviewQuery
from participation_api.roots.search import SearchQuery
from participation_api.roots.statistics import StatisticsQuery
from participation_api.types.blocks import TYPES
from participation_api.types.indexes import INDEXES, HomePage
from participation_api.types.info import InfoPage


class Query(ContentQuery, PageQuery, SearchQuery, StatisticsQuery, ChangesQuery, PreviewQuery):
    class Meta:
        description = f"Published content of the partnership tables. {costs.IN_WORDS}"


schema = graphene.Schema(query=Query, types=[HomePage, InfoPage, *INDEXES, *TYPES.values()])
costs.tell_costs(schema.graphql_schema)


def sdl() -> str:
    """The schema in the schema definition language."""
    return print_schema(schema.graphql_schema) + "\n"
