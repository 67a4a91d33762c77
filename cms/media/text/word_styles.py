"""Which styles of a DOCX file hide the text that bears them, by themselves or by what they derive
from."""

from typing import Any

from docx.oxml.ns import qn

VANISH, RUN_PROPERTIES = qn("w:vanish"), qn("w:rPr")


class HiddenStyles:
    def __init__(self, part: Any) -> None:
        styles = part.styles.element
        self.any_hides = next(styles.iter(VANISH), None) is not None
        self.styles = {
            (style.get(qn("w:type")), style.get(qn("w:styleId"))): style
            for style in styles.iter(qn("w:style"))
        }
        self.usual = {
            style.get(qn("w:type")): style.get(qn("w:styleId"))
            for style in styles.iter(qn("w:style"))
            if is_on(style.get(qn("w:default"), "0"))
        }
        self.known: dict[tuple[str, str | None], bool] = {}
        self.all_are_hidden = bool(
            hidden_by(styles.find("/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))))
        )

    def hides(self, run: Any) -> bool:
        """Whether nobody sees a run: what it says itself goes before what its styles say."""
        properties = run.find(RUN_PROPERTIES)
        is_hidden = hidden_by(properties)
        if is_hidden is not None or not self.any_hides:
            return bool(is_hidden)
        paragraph = next(run.iterancestors(qn("w:p")), None)
        return (
            self.all_are_hidden
            or self.hides_by("character", value_of(properties, "w:rStyle"))
            or self.hides_by("paragraph", style_of(paragraph, "w:pPr", "w:pStyle"))
            or any(
                self.hides_by("table", style_of(table, "w:tblPr", "w:tblStyle"))
                for table in run.iterancestors(qn("w:tbl"))
            )
        )

    def hides_by(self, kind: str, name: str | None) -> bool:
        if (kind, name) not in self.known:
            self.known[kind, name] = self.said_by(kind, name or self.usual.get(kind))
        return self.known[kind, name]

    def said_by(self, kind: str, name: str | None) -> bool:
        """What the style, or the nearest that it derives from, says."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            style = self.styles.get((kind, name))
            if style is None:
                return False
            is_hidden = hidden_by(style.find(RUN_PROPERTIES))
            if is_hidden is not None:
                return is_hidden
            name = value_of(style, "w:basedOn")
        return False


def style_of(element: Any, properties: str, name: str) -> str | None:
    return value_of(element.find(qn(properties)), name) if element is not None else None


def value_of(element: Any, name: str) -> str | None:
    child = element.find(qn(name)) if element is not None else None
    return child.get(qn("w:val")) if child is not None else None


def hidden_by(properties: Any) -> bool | None:
    """What a run's properties say; None when nothing."""
    vanish = properties.find(VANISH) if properties is not None else None
    return None if vanish is None else is_on(vanish.get(qn("w:val"), "1"))


def is_on(value: str) -> bool:
    return value.lower() not in ("0", "false", "off")
