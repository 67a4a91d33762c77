"""Which deployment answers: what another one kept may be made by other code."""

from functools import cache
from itertools import chain
from pathlib import Path

from django.apps import apps

import cms
import search
import themes
from cms.conf import conf

CODE = ("py", "graphql", "html", "mo")


def release() -> str:
    """The deployment's name, else the time of the last change of the code."""
    return conf().RELEASE or str(_changed_at())


@cache
def _changed_at() -> int:
    """When the code of our rooms last changed, in nanoseconds since 1970."""
    api = Path(apps.get_app_config("kumppanuus_participation_api").path)
    folders = [*(Path(room.__path__[0]) for room in (cms, search, themes)), api]
    operations = api.parent / "operations"
    files = chain.from_iterable(
        folder.rglob(f"*.{end}") for folder in (*folders, operations) for end in CODE
    )
    return max(file.stat().st_mtime_ns for file in files)
