"""Which styles of an ODT file hide what bears them, by themselves or by what they derive from."""

from collections.abc import Iterable

from lxml import etree

from cms.media.text.opendocument_names import STYLE, TEXT


class HiddenStyles:
    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self.styles: dict[tuple[str, str], etree._Element] = {}
        self.defaults: dict[str, etree._Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
                # Those of the content come first: what its own styles say is nearest to it.
                self.styles.setdefault(key, style)
            for default in root.iter(f"{STYLE}default-style"):
                self.defaults.setdefault(default.get(f"{STYLE}family", ""), default)

    def hides_paragraph(self, name: str | None) -> bool:
        default = self.defaults.get("paragraph")
        is_hidden = self.said("paragraph", name)
        return bool(said_by(default) if is_hidden is None else is_hidden)

    def hides_words(self, name: str | None, is_around_hidden: bool) -> bool:
        """Whether words in a line are hidden, which stand in others that are, or are not."""
        is_hidden = self.said("text", name)
        return is_around_hidden if is_hidden is None else is_hidden

    def said(self, family: str, name: str | None) -> bool | None:
        """What the style, or the nearest that it derives from, says; None where none says."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            style = self.styles.get((family, name))
            is_hidden = said_by(style)
            if is_hidden is not None:
                return is_hidden
            name = style.get(f"{STYLE}parent-style-name") if style is not None else None
        return None


def said_by(style: etree._Element | None) -> bool | None:
    properties = style.find(f"{STYLE}text-properties") if style is not None else None
    display = properties.get(f"{TEXT}display") if properties is not None else None
    return None if display is None else display != "true"
