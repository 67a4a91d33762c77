"""The contents list of a paper, and the headings that are known by it."""

import re
from dataclasses import dataclass, field

from cms.pages.importing.assembling import HeadingPiece

CONTENTS_HEADING = re.compile(r"(sisällysluettelo|sisällys|sisältö|innehåll|contents):?", re.I)
LEADER = re.compile(r"(?:\t|\.{2,}|…+|\s{3,})[\s.…]*\d*\s*$|\s\d{1,3}$")
"""What stands between an entry's title and its page, with the page."""
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(\.?)\s+(\S.*)")
ALWAYS_HEADINGS = re.compile(r"(johdanto|tiivistelmä|yhteenveto|lähteet|liite ?\d*|liitteet)", re.I)
MAX_HEADING_LENGTH = 120


@dataclass
class Contents:
    """What the contents list promises; both empty when the paper has none."""

    by_number: dict[str, str] = field(default_factory=dict)
    """Title by number."""
    unnumbered: set[str] = field(default_factory=set)
    """Titles without a number, in lower case."""


def split_at_contents(
    groups: list[list[str]],
) -> tuple[list[list[str]], Contents, list[list[str]]]:
    """The cover before the contents list, what the list says, and the body after it.

    Without a contents list there is no cover: everything is body.
    """
    for index, group in enumerate(groups):
        if CONTENTS_HEADING.fullmatch(group[0].strip()):
            entries, rest = entries_after(group[1:], groups[index + 1 :])
            return groups[:index], contents_of(entries), rest
    return [], Contents(), groups


def entries_after(
    beginning: list[str], groups: list[list[str]]
) -> tuple[list[str], list[list[str]]]:
    """The list's lines: the first run of them whole, then any that still show a page."""
    entries = list(beginning)
    for index, group in enumerate(groups):
        shown = [line for line in group if LEADER.search(line)]
        if entries and len(shown) < len(group):
            return entries, groups[index:]
        entries.extend(group)
    return entries, []


def contents_of(entries: list[str]) -> Contents:
    contents = Contents()
    for entry in entries:
        title = LEADER.sub("", entry.strip()).strip()
        if numbered := NUMBERED.fullmatch(title):
            contents.by_number[numbered[1]] = numbered[3]
        elif title:
            # An entry may lack its page: "Liite 1" is then a title whole.
            contents.unnumbered |= {title.lower(), entry.strip().lower()}
    return contents


class NumberedHeadings:
    """Knows a heading of the body when it comes, by the contents list or by its number."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.last: tuple[int, ...] = (0,)

    def recognise(self, line: str, is_first: bool, is_alone: bool) -> HeadingPiece | None:
        """The line as a heading; `is_first` and `is_alone` tell how it stands in its block."""
        if self.is_known_without_number(line, is_alone):
            return HeadingPiece("", line, 1)
        numbered = NUMBERED.fullmatch(line)
        if not numbered or len(line) > MAX_HEADING_LENGTH:
            return None
        number, dot, title = numbered.groups()
        parts = tuple(map(int, number.split(".")))
        if not self.comes_next(parts) or not title[0].isupper() or title.endswith(tuple(".,;:")):
            return None
        if not (len(parts) > 1 or self.is_titled(number, title) or (is_first and not dot)):
            return None
        self.last = parts
        return HeadingPiece(number, title, len(parts))

    def is_known_without_number(self, line: str, is_alone: bool) -> bool:
        if self.contents.unnumbered:
            return line[0].isupper() and line.lower() in self.contents.unnumbered
        return is_alone and bool(ALWAYS_HEADINGS.fullmatch(line))

    def comes_next(self, parts: tuple[int, ...]) -> bool:
        """Whether the number is promised, or a chapter or two ahead where nothing is."""
        if parts <= self.last:
            return False
        if self.contents.by_number:
            return ".".join(map(str, parts)) in self.contents.by_number
        return parts[0] <= self.last[0] + 2

    def is_titled(self, number: str, title: str) -> bool:
        promised = self.contents.by_number.get(number, "")
        return promised.lower() == title.lower()
