"""Fails when a string of a room lacks a translation: run by `make check` with the rooms' folders.

All rooms are in Finnish. In Swedish is what the public sees: all of themes, and a part of cms that
nothing tells apart from the rest, so that the tests of the site's pages look after it.

It collects the strings anew into a copy of each room's catalogue, so the tree stays as it is.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WHOLE_IN_SWEDISH = "themes"


def untranslated(room: Path, language: str) -> list[str]:
    """The entries of a room that lack a translation or whose translation is only guessed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / room.name
        shutil.copytree(room, copy, ignore=shutil.ignore_patterns("*.mo", "static", "__pycache__"))
        (copy / "locale").mkdir(exist_ok=True)
        admin = Path(sys.executable).with_name("django-admin")
        subprocess.run(
            [admin, "makemessages", "-l", language, "--no-location", "--no-obsolete"],
            cwd=copy,
            check=True,
            capture_output=True,
        )
        catalogue = copy / "locale" / language / "LC_MESSAGES" / "django.po"
        if not catalogue.exists():
            return []
        found = []
        for kind in ("--untranslated", "--only-fuzzy"):
            result = subprocess.run(
                ["msgattrib", kind, "--no-obsolete", "--no-wrap", catalogue],
                check=True,
                capture_output=True,
                text=True,
            )
            lines = result.stdout.splitlines()
            found += [line for line in lines if line.startswith("msgid ") and line != 'msgid ""']
        return found


def main() -> int:
    if not shutil.which("msgattrib"):
        print("Translations need gettext: apt-get install gettext.")
        return 1
    wanted = [(room, "fi") for room in sys.argv[1:]]
    wanted += [(room, "sv") for room in sys.argv[1:] if room == WHOLE_IN_SWEDISH]
    missing = {(room, language): untranslated(Path(room), language) for room, language in wanted}
    for (room, language), entries in missing.items():
        for entry in entries:
            print(f"{room}: no translation into “{language}” for {entry}")
    return int(any(missing.values()))


if __name__ == "__main__":
    sys.exit(main())
