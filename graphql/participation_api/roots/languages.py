"""The argument of a language."""

from enum import Enum

import graphene

from cms.languages import main_language
from participation_api.fields import enums

LanguageValue = Enum | str
"""GraphQL gives a default as its value and an argument as a member of the enum."""


def language() -> graphene.Argument:
    return graphene.Argument(
        enums.Language,
        required=True,
        default_value=main_language(),
        description="Language of the pages.",
    )


def code(language: LanguageValue) -> str:
    return str(getattr(language, "value", language))
