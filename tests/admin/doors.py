"""Every address of the admin, with keys put into it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from django.urls import URLPattern, get_resolver

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)")
MODELS = (
    ("kumppanuus_pages", "newspage"),
    ("wagtailcore", "page"),
    ("kumppanuus_media", "image"),
    ("kumppanuus_media", "document"),
)
APPS = {"app_label", "content_type_app_name", "app_name"}
MODEL_NAMES = {"model_name", "content_type_model_name"}
WORDS = {
    "action": ("delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"),
    "action_name": ("approve",),
    "revision_id_a": ("earliest",),
    "revision_id_b": ("latest",),
    "uidb64": ("x",),
    "token": ("x",),
}
LEFT_OUT = ("/logout/", "/login/", "/failwhale/", "/sprite/", "/jsi18n/", ".*/", "results/")
"""Results alone are given by the views that give them with the rest of their page."""

Keys = Mapping[str, Sequence[int]]
"""By what they are of: page, revision, task, state, file."""


def routes(resolver: Any = None, before: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + re.sub(r"[\^$]|\\Z", "", str(pattern.pattern))
        if not isinstance(pattern, URLPattern):
            yield from routes(pattern, route)
        elif route.startswith("admin/") and not route.endswith(LEFT_OUT):
            yield route


def addresses(keys: Keys) -> list[str]:
    return list(dict.fromkeys(address for route in routes() for address in _filled(route, keys)))


def _filled(route: str, keys: Keys) -> Iterator[str]:
    arguments = [a or b for a, b in ARGUMENT.findall(route)]
    models = MODELS if APPS & set(arguments) else [("", "")]
    for model in models:
        values = [_values(route, name, keys, model) for name in arguments]
        for chosen in product(*values):
            parts = iter(chosen)
            path = ARGUMENT.sub(lambda _found, parts=parts: str(next(parts)), route)
            yield "/" + path.replace("\\.", ".")


def _values(route: str, name: str, keys: Keys, model: tuple[str, str]) -> Sequence[Any]:
    if name in APPS or name in MODEL_NAMES:
        return [model[name in MODEL_NAMES]]
    if name in WORDS:
        return WORDS[name]
    if "page" in name or (name == "pk" and "admin/pages/" in route):
        return keys["page"]
    for kind in ("revision", "task", "workflow_state"):
        if kind in name:
            return keys[kind]
    return keys["page"][:1] if "destination" in name else keys["file"]
