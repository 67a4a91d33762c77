"""The argument of a language."""

from typing import Any

import graphene

from participation_api.fields import enums


def language() -> graphene.Argument:
    return graphene.Argument(
        enums.Language,
        required=True,
        default_value="fi",
        description="Language of the pages.",
    )


def code(language: Any) -> str:
    """GraphQL gives a default as its value and an argument as a member of the enum."""
    return str(getattr(language, "value", language))
