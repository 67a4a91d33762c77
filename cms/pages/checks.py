import re
from difflib import get_close_matches
from typing import get_origin

from django.apps import apps
from django.core.checks import CheckMessage, Error

from cms import conf
from cms.pages.models.base import ContentPage

ADDRESS = re.compile(r"https?://[^/\s]+")


def check_search_kinds(**kwargs: object) -> list[CheckMessage]:
    """A page type says how the search finds it, if at all; forgetting stops the start."""
    return [
        Error(
            f"{model.__name__} does not say how the search finds it.",
            hint="Set search_kind to a code, or to None for a page that is not searched.",
            obj=model,
            id="kumppanuus_pages.E001",
        )
        for model in apps.get_models()
        if issubclass(model, ContentPage) and not hasattr(model, "search_kind")
    ]


def check_settings(**kwargs: object) -> list[CheckMessage]:
    """What the site's dict KUMPPANUUS says is known to us and of its kind."""
    return [error for name, value in conf.given().items() for error in _errors_of(name, value)]


def _errors_of(name: str, value: object) -> list[CheckMessage]:
    if name not in conf.KEYS:
        nearest = get_close_matches(name.upper(), conf.KEYS, n=1)
        meant = f"Did you mean {nearest[0]}?" if nearest else f"Known are {', '.join(conf.KEYS)}."
        return [Error(f"KUMPPANUUS has no setting {name}.", hint=meant, id="kumppanuus_pages.E002")]
    kind = get_origin(conf.KEYS[name]) or conf.KEYS[name]
    if not isinstance(value, kind):
        return [
            Error(
                f"KUMPPANUUS: {name} is {value!r}.",
                hint=f"Give it as {kind.__name__}.",
                id="kumppanuus_pages.E003",
            )
        ]
    if name.endswith("_URL") and value and not ADDRESS.match(str(value)):
        hint = "Write the address whole, such as https://www.city.example/"
        return [Error(f"KUMPPANUUS: {name} is {value!r}.", hint=hint, id="kumppanuus_pages.E004")]
    return []
