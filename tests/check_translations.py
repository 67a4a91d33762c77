"""Fails when a string of a room has no Finnish: run by `make check` with the rooms' folders.

It collects the strings anew into a copy of each room's catalogue, so the tree stays as it is.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def untranslated(room: Path) -> list[str]:
    """The entries of a room that lack a translation or whose translation is only guessed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / room.name
        shutil.copytree(room, copy, ignore=shutil.ignore_patterns("*.mo", "static", "__pycache__"))
        (copy / "locale").mkdir(exist_ok=True)
        admin = Path(sys.executable).with_name("django-admin")
        subprocess.run(
            [admin, "makemessages", "-l", "fi", "--no-location", "--no-obsolete"],
            cwd=copy,
            check=True,
            capture_output=True,
        )
        catalogue = copy / "locale" / "fi" / "LC_MESSAGES" / "django.po"
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
    missing = {room: untranslated(Path(room)) for room in sys.argv[1:]}
    for room, entries in missing.items():
        for entry in entries:
            print(f"{room}: no Finnish for {entry}")
    return int(any(missing.values()))


if __name__ == "__main__":
    sys.exit(main())
