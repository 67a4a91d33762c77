"""Fails when a catalogue of a room is not what `make messages` makes of its strings, or lacks a
translation: run by `make check` with the rooms' folders, and by `make messages` with `--collect`.

All rooms are in Finnish. In Swedish is what the public sees: all of themes, and a part of cms that
nothing tells apart from the rest, so that the tests of the site's pages look after it.

The check collects the strings anew into a copy of each room, so the tree stays as it is.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COLLECTED = "fi"
"""In this language whole catalogues are kept; to another one, strings are added by hand."""
WHOLE_IN_SWEDISH = "themes"
MOMENT = '"POT-Creation-Date:'
"""A line that would differ each time."""


def catalogue_of(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def collect(room: Path, language: str) -> None:
    """Bring the strings of a room into its catalogue: the same strings make the same file."""
    (room / "locale").mkdir(exist_ok=True)
    admin = Path(sys.executable).with_name("django-admin")
    subprocess.run(
        [admin, "makemessages", "-l", language, "--no-location", "--no-obsolete", "--no-wrap"],
        cwd=room,
        check=True,
        capture_output=True,
    )
    catalogue = catalogue_of(room, language)
    if catalogue.exists():
        lines = catalogue.read_text().splitlines(keepends=True)
        catalogue.write_text("".join(line for line in lines if not line.startswith(MOMENT)))


@contextmanager
def copy_of(room: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / room.name
        shutil.copytree(room, copy, ignore=shutil.ignore_patterns("*.mo", "static", "__pycache__"))
        yield copy


def untranslated(catalogue: Path) -> list[str]:
    """The entries that lack a translation or whose translation is only guessed."""
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


def faults(room: Path, language: str) -> Iterator[str]:
    with copy_of(room) as copy:
        collect(copy, language)
        collected, kept = catalogue_of(copy, language), catalogue_of(room, language)
        if not collected.exists():
            return
        for entry in untranslated(collected):
            yield f"{room}: no translation into “{language}” for {entry}"
        is_kept = kept.exists() and kept.read_text() == collected.read_text()
        if language == COLLECTED and not is_kept:
            yield f"{kept} is not what `make messages` makes: run it, and look at the difference."


def main() -> int:
    if not shutil.which("msgattrib"):
        print("Translations need gettext: apt-get install gettext.")
        return 1
    wants_collecting = sys.argv[1] == "--collect"
    rooms = [Path(name) for name in sys.argv[1 + wants_collecting :]]
    if wants_collecting:
        for room in rooms:
            collect(room, COLLECTED)
        return 0
    wanted = [(room, COLLECTED) for room in rooms]
    wanted += [(room, "sv") for room in rooms if room.name == WHOLE_IN_SWEDISH]
    found = [fault for room, language in wanted for fault in faults(room, language)]
    print(*found, sep="\n", end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
