"""The numbers that Word shows before headings and items without writing them in the text."""

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from cms.media.text.counting import LEVELS, Count, in_letters, in_roman, whole
from cms.media.text.word_styles import hidden_by, is_on, value_of


def numbers_of(part: Any) -> dict[Any, str]:
    """By paragraph of the body, for those that have one; a bullet is none."""
    if not any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in part.rels.values()):
        return {}
    numbering = Numbering(part.numbering_part.element, part.styles.element)
    return dict(numbering.numbers(part.element.body))


class Numbering:
    def __init__(self, definitions: Any, styles: Any) -> None:
        self.lists = {number.get(qn("w:numId")): number for number in definitions.iter(qn("w:num"))}
        self.abstract = {
            abstract.get(qn("w:abstractNumId")): abstract
            for abstract in definitions.iter(qn("w:abstractNum"))
        }
        self.styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self.usual_style = next(
            (
                name
                for name, style in self.styles.items()
                if style.get(qn("w:type")) == "paragraph" and is_on(style.get(qn("w:default"), "0"))
            ),
            None,
        )
        self.counts: dict[Any, Count] = {}
        self.begun: set[str] = set()

    def numbers(self, body: Any) -> Iterator[tuple[Any, str]]:
        for paragraph in body.iter(qn("w:p")):
            name, level = self.place_of(paragraph)
            if name in self.lists and level < LEVELS and (number := self.next_number(name, level)):
                yield paragraph, number

    def place_of(self, paragraph: Any) -> tuple[str, int]:
        """The list that numbers the paragraph and its level, by itself or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        style = value_of(properties, "w:pStyle") or self.usual_style
        name, level = list_and_level(properties)
        seen: set[str] = set()
        while style and style in self.styles and style not in seen:
            seen.add(style)
            of_style, level_of_style = list_and_level(self.styles[style].find(qn("w:pPr")))
            if name is None and of_style is not None:
                name = of_style
                level = level if level is not None else self.level_of(name, style)
            level = level if level is not None else level_of_style
            style = value_of(self.styles[style], "w:basedOn")
        return name or "", whole(level)

    def level_of(self, name: str, style: str) -> str | None:
        """The level of the list that says it is for this style."""
        for level in self.definition(name).iter(qn("w:lvl")) if name in self.lists else ():
            if value_of(level, "w:pStyle") == style:
                return str(level.get(qn("w:ilvl")))
        return None

    def definition(self, name: str) -> Any:
        """The levels of a list, by way of the style that it may name instead."""
        abstract = self.abstract.get(value_of(self.lists[name], "w:abstractNumId"))
        if abstract is None:
            return self.lists[name]
        style = self.styles.get(value_of(abstract, "w:numStyleLink"))
        if style is not None:
            linked, _level = list_and_level(style.find(qn("w:pPr")))
            if linked in self.lists and linked != name:
                by_style = self.abstract.get(value_of(self.lists[linked], "w:abstractNumId"))
                return abstract if by_style is None else by_style
        return abstract

    def next_number(self, name: str, level: int) -> str:
        definition = self.definition(name)
        levels = {level_at(one): one for one in definition.iter(qn("w:lvl"))}
        starts = {place: whole(value_of(one, "w:start")) for place, one in levels.items()}
        count = self.counts.setdefault(definition, Count())
        for override in self.lists[name].iter(qn("w:lvlOverride")):
            place = level_at(override)
            if (own := override.find(qn("w:lvl"))) is not None:
                levels[place] = own
                starts[place] = whole(value_of(own, "w:start"))
            if start := value_of(override, "w:startOverride"):
                starts[place] = whole(start)
                if name not in self.begun:
                    count.reached[place] = None
        self.begun.add(name)
        count.advance(level, starts)
        return shown(levels, level, count) if level in levels else ""


def level_at(element: Any) -> int:
    return min(whole(element.get(qn("w:ilvl"))), LEVELS - 1)


def list_and_level(properties: Any) -> tuple[str | None, str | None]:
    numbered = properties.find(qn("w:numPr")) if properties is not None else None
    return value_of(numbered, "w:numId"), value_of(numbered, "w:ilvl")


def shown(levels: dict[int, Any], level: int, count: Count) -> str:
    definition = levels[level]
    if format_of(definition) in ("bullet", "none") or hidden_by(definition.find(qn("w:rPr"))):
        return ""
    all_are_figures = definition.find(qn("w:isLgl")) is not None

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        reached = count.reached[place] or 0
        of_place = format_of(levels[place]) if place in levels else "decimal"
        return written(reached, "decimal" if all_are_figures else of_place)

    return re.sub(r"%([1-9])", number, value_of(definition, "w:lvlText") or "").strip()


def format_of(level: Any) -> str:
    return value_of(level, "w:numFmt") or "decimal"


def written(number: int, form: str) -> str:
    match form:
        case "lowerRoman" | "upperRoman":
            text = in_roman(number)
        case "lowerLetter" | "upperLetter":
            text = in_letters(number)
        case "decimalZero":
            text = f"{number:02}"
        case "ordinal":
            text = f"{number}."
        case "none" | "bullet":
            text = ""
        case _:
            text = str(number)
    return text.upper() if form.startswith("upper") else text
