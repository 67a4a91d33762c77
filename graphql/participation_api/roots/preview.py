"""Root field for editors who look at a draft on the city's main site."""

from typing import Any

import graphene
from graphql import GraphQLError

from cms.pages.editing.previews import PreviewError, previewed
from cms.pages.visibility.sites import is_on_asked_site
from participation_api.reading.context import Info
from participation_api.reading.drafts import as_draft
from participation_api.types.page import Page


def _preview(root: None, info: Info, token: str) -> Any:
    info.context.is_cacheable = False
    try:
        page = previewed(token)
        if not is_on_asked_site(page):
            raise PreviewError("is for a page of another site.")
    except PreviewError as error:
        raise GraphQLError(f'Argument "token" {error}') from error
    return as_draft(page)


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
