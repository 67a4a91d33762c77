"""The numbers that an ODT file's headings and list items bear without having them in the text."""

from collections.abc import Iterable

from lxml import etree

from cms.media.text.counting import LEVELS, Count, in_letters, in_roman, whole
from cms.media.text.opendocument_names import HEADING, PARAGRAPHS, STYLE, TEXT

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Levels = dict[int, etree._Element]
"""How each level of a list is numbered, from 0."""


class Numbers:
    def __init__(self, sources: Iterable[etree._Element]) -> None:
        self.of: dict[etree._Element, str] = {}
        """By paragraph, once they are counted."""
        self.lists: dict[str, Levels] = {}
        self.outline: Levels = {}
        for source in sources:
            for style in source.iter(f"{TEXT}list-style"):
                self.lists.setdefault(style.get(f"{STYLE}name", ""), levels_of(style))
            for style in source.iter(f"{TEXT}outline-style"):
                self.outline = levels_of(style)
        self.headings = Count()
        self.last: dict[str, Count] = {}
        self.by_id: dict[str, Count] = {}

    def count(self, element: etree._Element) -> None:
        """Number the headings and the lists in an element."""
        for child in element:
            if child.tag == f"{TEXT}list":
                self.count_list(child, "", 0, None)
            elif child.tag == HEADING:
                self.count_heading(child)
            elif child.tag not in PARAGRAPHS and child.tag != f"{TEXT}tracked-changes":
                self.count(child)

    def count_heading(self, heading: etree._Element) -> None:
        level = whole(heading.get(f"{TEXT}outline-level"), 1) - 1
        if 0 <= level < LEVELS and heading.get(f"{TEXT}is-list-header") != "true":
            self.headings.advance(level, starts_of(self.outline))
            self.of[heading] = shown(self.outline, level, self.headings)

    def count_list(
        self, element: etree._Element, style: str, level: int, count: Count | None
    ) -> None:
        style = element.get(f"{TEXT}style-name", style)
        count = count or self.count_of(element, style)
        levels = self.lists.get(style, {})
        for item in element.iterchildren(f"{TEXT}list-header", f"{TEXT}list-item"):
            if item.tag == f"{TEXT}list-item" and level < LEVELS:
                starts = starts_of(levels)
                if start := item.get(f"{TEXT}start-value"):
                    starts[level] = whole(start, 1)
                    count.reached[level] = None
                count.advance(level, starts)
                first = next(item.iterchildren(*PARAGRAPHS), None)
                if first is not None:
                    self.of[first] = shown(levels, level, count)
            for inner in item.iterchildren(f"{TEXT}list"):
                self.count_list(inner, style, level + 1, count)

    def count_of(self, element: etree._Element, style: str) -> Count:
        """That of the list which this one goes on with, or a new one."""
        count = self.by_id.get(element.get(f"{TEXT}continue-list", ""))
        if count is None and element.get(f"{TEXT}continue-numbering") == "true":
            count = self.last.get(style)
        count = count or Count()
        self.last[style] = count
        if name := element.get(XML_ID):
            self.by_id[name] = count
        return count


def levels_of(style: etree._Element) -> Levels:
    return {whole(level.get(f"{TEXT}level"), 1) - 1: level for level in style}


def starts_of(levels: Levels) -> dict[int, int]:
    return {place: whole(level.get(f"{TEXT}start-value"), 1) for place, level in levels.items()}


def shown(levels: Levels, level: int, count: Count) -> str:
    definition = levels.get(level)
    if definition is None or not definition.get(f"{STYLE}num-format"):
        return ""
    depth = whole(definition.get(f"{TEXT}display-levels"), 1)
    numbers = [
        written(count.reached[place] or 0, levels[place].get(f"{STYLE}num-format"))
        for place in range(max(level - depth + 1, 0), level + 1)
        if place in levels
    ]
    before, after = (definition.get(f"{STYLE}num-{end}", "") for end in ("prefix", "suffix"))
    return f"{before}{'.'.join(filter(None, numbers))}{after}".strip()


def written(number: int, form: str | None) -> str:
    match form:
        case "a":
            return in_letters(number)
        case "A":
            return in_letters(number).upper()
        case "i":
            return in_roman(number)
        case "I":
            return in_roman(number).upper()
        case "1":
            return str(number)
        case _:
            return ""
