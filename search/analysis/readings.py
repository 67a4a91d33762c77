"""What an output of Voikko's transducer says of a word.

An output is the word in pieces with tags between: `[Ln][Xp]leikki[X]leikk[Sn][Ny]i[Bh][Bc]
[Ln][Xp]puisto[X]puisto[Sine][Ny]ssa` is *leikkipuistossa*. `[L…]` is the word class, `[Xp]…[X]`
the base form of what follows, `[Xj]…[X]` the end of the base form of a derived word, `[Bc]` a
compound border, `[Bm]` one inside a word of the dictionary, `[S…]` the case, `[O…]` a possessive
suffix, `[T…]` the mood or infinitive, `[R…]` a participle. Other tags are of no use here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_PIECE = re.compile(r"\[([^\]]*)\]|([^\[]+)")
_CLOSED_CLASSES = {"r", "c", "d", "s"}
"""Pronoun, conjunction, adposition, adverb."""
_SHOWN_BEHIND = {"t", "ep"}
"""Verb and place name: *tekeminen* is found by *tehdä*, *lahtelainen* by *Lahti*."""
_RARE_CASES = {"ko", "in", "ab"}
"""Comitative, instructive, abessive."""
_BORDER = "="
"""Between the parts of what is one word in the dictionary: maahan=muuttaja."""
_VOWELS = "aeiouyäöå"


@dataclass
class Piece:
    """One compound part of a word."""

    surface: str = ""
    base: str = ""
    word_class: str = ""
    base_class: str = ""
    """The word class of the base form so far."""
    behind: list[str] = field(default_factory=list)
    """Base forms of the verbs and place names that it is derived from."""
    is_inflected: bool = False
    """Whether it stands in a case; a beginning such as *kansallis|kirjasto* does not."""

    @property
    def text(self) -> str:
        return self.surface.replace(_BORDER, "").lower()

    def start_base(self, ending: str = "") -> None:
        if self.base and self.base_class in _SHOWN_BEHIND:
            self.behind.append(self.base)
        self.base = self.surface + ending
        self.base_class = self.word_class


@dataclass(frozen=True)
class Reading:
    lemma: str
    parts: tuple[str, ...]
    pieces: int
    """The number of compound parts."""
    written: tuple[str, ...]
    """The compound parts as they are written, in small letters."""
    word_class: str
    case: str
    is_possessive: bool
    is_imperative: bool
    is_modifier: bool
    """Whether it can begin a compound: a nominative, a genitive or a prefix."""
    is_base_form: bool
    is_misjoined: bool
    """Whether two parts meet in the same vowel, which takes a hyphen: *ohja|ajalla* is no word."""

    @property
    def is_closed(self) -> bool:
        return self.word_class in _CLOSED_CLASSES

    @property
    def is_rare(self) -> bool:
        return self.is_possessive or self.is_imperative or self.case in _RARE_CASES


def read(output: str) -> Reading:
    pieces = [Piece()]
    block = case = mood = ""
    is_possessive = False
    for tag, text in _PIECE.findall(output):
        piece = pieces[-1]
        if text:
            if not block:
                piece.surface += text
            elif block == "base":
                piece.base += text
        elif tag in ("Xp", "Xj"):
            piece.start_base()
            block = "base"
        elif tag in ("Xr", "Xs"):
            block = "other"
        elif tag == "X":
            block = ""
        elif tag == "Bc":
            pieces.append(Piece())
            case = mood = ""
        elif tag == "Bm":
            piece.surface += _BORDER
        elif tag == "Tn4":
            piece.start_base("minen")
        elif tag.startswith("L"):
            piece.word_class = tag[1:]
        elif tag.startswith("S"):
            case = tag[1:]
            piece.is_inflected = True
            piece.base = piece.base or piece.surface  # 20:n has its base form before the ending
        elif tag.startswith("T"):
            mood = tag[1:]
        elif tag.startswith("O"):
            is_possessive = True
    lemma = _lemma(pieces)
    return Reading(
        lemma=lemma,
        parts=tuple(_parts(pieces)),
        pieces=len(pieces),
        written=tuple(part for piece in pieces for part in piece.surface.lower().split(_BORDER)),
        word_class=pieces[-1].word_class,
        case=case,
        is_possessive=is_possessive,
        is_imperative=mood == "k",
        is_modifier=case in ("n", "g") or pieces[-1].word_class == "p",
        is_base_form=lemma == "".join(piece.text for piece in pieces),
        is_misjoined=any(
            left.surface[-1:] == right.surface[:1] != "" and right.surface[0] in _VOWELS
            for left, right in pairwise(pieces)
        ),
    )


def _base(piece: Piece) -> str:
    return (piece.base or piece.surface).strip("-").replace(_BORDER, "").lower()


def _lemma(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces[:-1]) + _base(pieces[-1])


def _parts(pieces: Sequence[Piece]) -> list[str]:
    """Base forms of each part, of the spans of parts, and of what a part is derived from."""
    parts = []
    for piece in pieces:
        if len(pieces) > 1:
            parts.append(_base(piece))
            if not piece.is_inflected:
                parts.append(piece.text.strip("-"))
        parts += [behind.replace(_BORDER, "").lower() for behind in piece.behind]
        if _BORDER in piece.base:
            parts += [part.strip("-") for part in piece.base.lower().split(_BORDER)]
    count = len(pieces)
    spans = [
        pieces[start:end]
        for start in range(count)
        for end in range(start + 2, count + 1)
        if end - start < count
    ]
    return [*parts, *(_lemma(span) for span in spans)]


def plausible(readings: Iterable[Reading]) -> list[Reading]:
    """The readings to keep, the likeliest first: those that only a rare form gives are dropped
    when there is another; beside a word of a closed class stays only what the word is the base form
    of, as *kulta* is beside a form of *kuka*; and fewer compound parts win."""
    joined = [reading for reading in readings if not reading.is_misjoined]
    kept = [reading for reading in joined if not reading.is_rare] or joined
    if any(reading.is_closed for reading in kept):
        kept = [reading for reading in kept if reading.is_closed or reading.is_base_form]
    fewest = min((reading.pieces for reading in kept), default=0)
    lemmas = {reading.lemma for reading in kept if reading.pieces == fewest}
    kept = [reading for reading in kept if reading.lemma in lemmas]
    return sorted(kept, key=lambda reading: (reading.pieces, reading.lemma, reading.parts))
