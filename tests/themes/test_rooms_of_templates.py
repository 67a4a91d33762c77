"""The look knows no other room: its templates load and include only what is Django's, Wagtail's or
their own."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template.backends.django import get_installed_libraries
from django.template.engine import Engine

import themes

FOLDER = Path(themes.__file__).parent / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
LOAD = re.compile(r"{%\s*load\s+(?:.+?\sfrom\s+)?(.+?)\s*%}")
SHOWN = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")


def libraries() -> set[str]:
    """Tag libraries by their names, those of our other rooms left out."""
    other_rooms = tuple(
        f"{app.name}." for app in apps.get_app_configs() if _is_ours(app) and app.name != "themes"
    )
    named = get_installed_libraries() | Engine.get_default().libraries
    return {name for name, module in named.items() if not module.startswith(other_rooms)}


def _is_ours(app: object) -> bool:
    folder = Path(app.path)
    return folder.is_relative_to(settings.BASE_DIR) and "site-packages" not in folder.parts


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_of_the_look_needs_no_other_room(name: str) -> None:
    text = (FOLDER / name).read_text()
    loaded = {library for names in LOAD.findall(text) for library in names.split()}
    assert loaded - libraries() == set()
    assert set(SHOWN.findall(text)) - set(TEMPLATES) == set()
