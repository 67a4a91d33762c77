"""Where sentences of a text begin and end, looked for only near a place in it."""

import re

from search.analysis.tokens import LONGEST_TERM

REACH = 240
"""Characters that are looked at on each side; a longer sentence is cut there, between words."""

_BORDER = re.compile(r'\s*\n\s*|[.!?…]["”’»)\]]*\s+')
_OPENING = '"”’»«([–- '
_ABBREVIATIONS = {
    *("ao", "em", "ent", "esim", "k", "klo", "ks", "lk", "mm", "mrd", "milj", "n", "nk", "nro"),
    *("ns", "os", "po", "prof", "puh", "s", "tri", "ts", "v", "vrt"),
    *("bl", "ca", "dvs", "jfr", "kl", "dr", "e.g", "i.e", "mr", "mrs", "no", "st"),
}
"""Those that a name may follow; after others a capital letter begins a sentence."""
_LAST_SPACE = re.compile(r"\s(?=\S*\Z)")
_DAY = re.compile(r"\d{1,2}\.\d{1,2}")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of the sentence in which a word stands."""
    before = reversed(list(_BORDER.finditer(text, max(start - REACH, 0), start)))
    after = _BORDER.finditer(text, end, end + REACH)
    first = next((border for border in before if _parts_sentences(text, border)), None)
    last = next((border for border in after if _parts_sentences(text, border)), None)
    return (
        first.end() if first else word_border(text, start - REACH),
        last.start() + len(last[0].rstrip()) if last else word_border(text, end + REACH),
    )


def word_border(text: str, place: int) -> int:
    """The place, or that end of the text which it is beyond; where it would cut a word, the word's
    beginning, unless that is farther than any word is long."""
    place = min(max(place, 0), len(text))
    if place == len(text) or text[place].isspace():
        return place
    space = _LAST_SPACE.search(text, max(place - LONGEST_TERM, 0), place)
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
