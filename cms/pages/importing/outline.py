"""What a publication is made of, whichever file it was read from."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    text: str
    bold: bool = False


@dataclass(frozen=True)
class NoteMark:
    """The place in a text that a note is about."""

    number: int


Text = tuple[Span | NoteMark, ...]


def plain(text: Text) -> str:
    """The words alone, without marks."""
    return "".join(part.text for part in text if isinstance(part, Span))


@dataclass
class Paragraph:
    text: Text


@dataclass
class Heading:
    """A heading without a number inside a section."""

    title: str


@dataclass
class Item:
    text: Text
    inner: "ItemList | None" = None


@dataclass
class ItemList:
    ordered: bool
    items: list[Item] = field(default_factory=list)


Block = Paragraph | Heading | ItemList


@dataclass
class Section:
    number: str
    """As printed, such as 2.3; empty for an introduction or an appendix."""
    title: str
    """Empty for text that stands before the first heading."""
    level: int
    """1 for a chapter, 2 for its subsection, and so on."""
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Note:
    number: int
    text: str


@dataclass
class Outline:
    title: str
    publisher: list[str] = field(default_factory=list)
    """Lines of the cover besides the title: who publishes."""
    sections: list[Section] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class UnreadableFileError(Exception):
    """The file gives no outline; the message says what to do about it."""
