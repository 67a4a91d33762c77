"""Where sentences of a text begin and end: found when it is analysed, and stored with its row."""

import re
from bisect import bisect_left, bisect_right
from typing import TypedDict

from search.analysis.tokens import MAX_TERM_LENGTH

REACH = 240
"""Characters that are shown on each side at most; a longer sentence is cut there, between words."""

_BORDER = re.compile(r'(?<!\s)\s*\n\s*|[.!?…]["”’»)\]]*\s+')
_OPENING = '"”’»«([–- '
_ABBREVIATIONS = {
    *("ao", "em", "ent", "esim", "k", "klo", "ks", "lk", "mm", "mrd", "milj", "n", "nk", "nro"),
    *("ns", "os", "po", "prof", "puh", "s", "tri", "ts", "v", "vrt"),
    *("bl", "ca", "dvs", "jfr", "kl", "dr", "e.g", "i.e", "mr", "mrs", "no", "st"),
}
"""Those that a name may follow; after others a capital letter begins a sentence."""
_LAST_SPACE = re.compile(r"\s(?=\S*\Z)")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}")


class Sentences(TypedDict):
    """Offsets of sentences in the order of the text."""

    starts: list[int]
    ends: list[int]


def sentences(text: str) -> Sentences:
    """Of the whole text; a line of its own counts as one."""
    borders = [each for each in _BORDER.finditer(text) if _parts_sentences(text, each)]
    return Sentences(
        starts=[0, *(border.end() for border in borders)],
        ends=[*(border.start() + len(border[0].rstrip()) for border in borders), len(text)],
    )


def sentence_around(text: str, among: Sentences, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence in which a word stands."""
    first = among["starts"][bisect_right(among["starts"], start) - 1]
    last = among["ends"][bisect_left(among["ends"], end)]
    return (
        first if start - first <= REACH else word_border(text, start - REACH),
        last if last - end <= REACH else word_border(text, end + REACH),
    )


def word_border(text: str, place: int) -> int:
    """The place, or that end of the text which it is beyond; where it would cut a word, the word's
    beginning, unless that is farther than any word is long."""
    place = min(max(place, 0), len(text))
    if place == len(text) or text[place].isspace():
        return place
    space = _LAST_SPACE.search(text, max(place - MAX_TERM_LENGTH, 0), place)
    return space.end() if space else place


def _parts_sentences(text: str, border: re.Match[str]) -> bool:
    """Whether a new sentence or line begins after the border; lines of a file that go on in small
    letters are one."""
    after = text[border.end() : border.end() + 4].lstrip(_OPENING)[:1]
    if "\n" in border[0]:
        return not after.islower()
    return after.isupper() and not (border[0][0] == "." and _is_abbreviated(text, border.start()))


def _is_abbreviated(text: str, stop: int) -> bool:
    """Whether a full stop is not that of a sentence: esim. Lahti, J. Virtanen, 14.2. Lahdessa, and
    1. Avaus where a line begins."""
    line = text[max(text.rfind("\n", 0, stop) + 1, stop - REACH) : stop].split()
    word = line[-1].lstrip(_OPENING) if line else ""
    if word.isdecimal():
        return len(line) == 1
    return len(word) == 1 or word.lower() in _ABBREVIATIONS or _DAY.fullmatch(word) is not None
