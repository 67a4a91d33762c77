"""Which deployment answers: what another one kept may be made by other code."""

from functools import cache
from itertools import chain
from pathlib import Path

import cms
import participation_api
import search
import themes
from cms.conf import conf
from participation_api.door.documents import FOLDER

CODE = ("py", "graphql", "html", "mo")


def release() -> str:
    """The deployment's name, else the time of the last change of the code."""
    return conf().RELEASE or str(_changed_at())


@cache
def _changed_at() -> int:
    """When the code of our rooms last changed, in nanoseconds since 1970."""
    rooms = (cms, participation_api, search, themes)
    folders = [*(Path(room.__path__[0]) for room in rooms), FOLDER]
    files = chain.from_iterable(folder.rglob(f"*.{end}") for folder in folders for end in CODE)
    return max(file.stat().st_mtime_ns for file in files)
