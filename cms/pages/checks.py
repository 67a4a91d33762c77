from django.apps import apps
from django.core.checks import CheckMessage, Error

from cms.pages.models.base import ContentPage


def check_search_kinds(**kwargs: object) -> list[CheckMessage]:
    """A page type says how the search finds it, if at all; forgetting stops the start."""
    return [
        Error(
            f"{model.__name__} does not say how the search finds it.",
            hint="Set search_kind to a code, or to None for a page that is not searched.",
            obj=model,
            id="pages.E001",
        )
        for model in apps.get_models()
        if issubclass(model, ContentPage) and not hasattr(model, "search_kind")
    ]
