"""Root field for editors who look at a draft on the city's main site."""

from typing import Any

import graphene
from graphql import GraphQLError

from cms.pages.editing.previews import PreviewError, previewed
from participation_api.reading.context import Info
from participation_api.reading.drafts import as_draft
from participation_api.types.page import Page


def _preview(root: None, info: Info, token: str) -> Any:
    info.context.is_cacheable = False
    try:
        return as_draft(previewed(token))
    except PreviewError as error:
        raise GraphQLError(f'Argument "token" {error}') from error


class PreviewQuery(graphene.ObjectType):
    preview = graphene.Field(
        Page,
        description="One page as it was last saved, published or not, for the editor who has opened"
        " its preview. What it refers to is shown only as far as that is public. The answer is"
        " never to be kept.",
        resolver=_preview,
        token=graphene.String(
            required=True,
            description="As the editor gives it to the address of previews; good for some minutes.",
        ),
    )
