"""Finds personal data in a text. Pure: knows neither Django nor where the text stands.

A Finnish personal identity code is six digits of the day of birth (ddmmyy), the sign of the
century, an individual number from 002 (900–999 are temporary ones, such as hospitals give) and a
check character: the nine digits as one number, modulo 31. The signs are `+` for the 1800s, `-` and
since 2023 `Y X W V U` for the 1900s, `A` and since 2023 `B C D E F` for the 2000s. Source: the
Digital and Population Data Services Agency (dvv.fi, "The personal identity code"), the Act on the
Population Information System and the Certificate Services (661/2009, section 11) and the Government
Decree on the Population Information System (128/2010, section 2) as the reform of the identity code
amended them, in force from 1 January 2023.

An IBAN is verified by its own check digits (ISO 13616: modulo 97 is 1).

Each pattern has bounds on what it repeats, so that no text takes more than linear time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    IDENTITY_CODE = "identity_code"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    STREET_ADDRESS = "street_address"


@dataclass(frozen=True)
class Finding:
    kind: Kind
    written: str
    """As it stands in the text."""

    @property
    def value(self) -> str:
        """The same for all ways of writing it."""
        if self.kind is Kind.EMAIL:
            return re.sub(r" ?[(\[]at[)\]] ?", "@", self.written.casefold())
        shortened = re.sub(r"[\s()-]", "", self.written).casefold()
        if self.kind is Kind.PHONE:
            return re.sub(r"^(\+|00)3580?", "0", shortened)
        if self.kind is Kind.STREET_ADDRESS:
            return " ".join(self.written.casefold().split())
        return shortened


Judge = Callable[[re.Match[str]], str | None]
"""Gives as much of a match, from its beginning, as is what it looks like."""

CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
FIRST_INDIVIDUAL_NUMBER = 2

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
SPACES = "\u00a0\u2007\u2009\u202f"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_AS_TYPED = str.maketrans(
    dict.fromkeys(DASHES, "-") | dict.fromkeys(SPACES, " ") | dict.fromkeys(INVISIBLE)
)

_DASH, _SPACE = f"[{re.escape('-' + DASHES)}]", f"[ {SPACES}]"
_ENTITIES = {"&": "(?:&amp;|&)", "<": "(?:&lt;|<)", ">": "(?:&gt;|>)"}
_MARKUP_WITHIN = (
    r"(?:</?(?!(?:p|li|ul|ol|h[1-6]|blockquote|tr|td|th|div|hr)\b)[a-z][^<>]*>"
    f"|[{INVISIBLE}])*"
)


def as_written(text: str) -> re.Pattern[str]:
    """The text in any case, and as it is found here: whichever dashes and spaces it has, with what
    nobody sees and marks of rich text (bold, a link) in the middle of it."""
    ways = {"-": _DASH, " ": _SPACE} | _ENTITIES
    characters = (ways.get(one, re.escape(one)) for one in text.translate(_AS_TYPED))
    return re.compile(_MARKUP_WITHIN.join(characters), re.IGNORECASE)


# A letter before is let through where the sign is no letter, as in names of files.
_IDENTITY_CODE = re.compile(
    r"(?<![0-9])([0-9]{6})( ?[+-] ?|(?<![A-Z][0-9]{6})[A-FU-Y])([0-9]{3})([0-9A-FHJ-NPR-Y])"
    r"(?![0-9A-Z])",
    re.IGNORECASE | re.ASCII,
)
_IBAN = re.compile(
    r"(?<![0-9A-Z])[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?(?![0-9A-Z])",
    re.IGNORECASE | re.ASCII,
)
FINNISH_IBAN_LENGTH, SHORTEST_IBAN = 18, 15
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?: ?[(\[]at[)\]] ?|@)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_ADDRESS_ON_THE_WEB = re.compile(r"\b(?:https?://|www\.)[^\s\"<>]+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w+])(?<![0-9][./,:-])"
    r"(?:(?:\+|00)[1-9][0-9]{0,2}[ -]?(?:\(0\)[ -]?)?[1-9][0-9]{0,12}"
    r"|\(0[1-9][0-9]{0,3}\)|0[1-9][0-9]{0,12})"
    r"(?:[ -][0-9]{2,8}){0,5}(?![\w])(?![./:-][0-9])"
)
MIN_PHONE_DIGITS, MAX_PHONE_DIGITS = 7, 15
_DAY_BY_HYPHENS = re.compile(r"\b[0-9]{2}-[0-9]{2}-[0-9]{4}\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_STREET = (
    "katu|tie|kuja|polku|raitti|kaari|aukio|tori|väylä|penger|rinne|bulevardi|esplanadi|puistikko|"
    "gatan|vägen|gränd|gränden|stigen|torget|allén"
)
_ROAD = "valta|kanta|seutu|yhdys|maan|moottori|kehä|yksityis|ohitus"
_STREET_ADDRESS = re.compile(
    rf"(?<![\w-])(?!(?i:{_ROAD})tie )"
    rf"(?:[A-ZÅÄÖ][\w-]{{1,40}}?(?:{_STREET})|[A-ZÅÄÖ][\w-]{{1,40}}n (?:{_STREET}))"
    r" [1-9][0-9]{0,2}(?: ?- ?[0-9]{1,3})?(?: ?[A-Za-z](?![\w])(?: ?[0-9]{1,3})?)?"
    r"(?![0-9])(?![.:/][0-9])"
)


def identity_codes(text: str) -> list[Finding]:
    """Personal identity codes alone, which nobody may publish."""
    written, _rest = _take(_IDENTITY_CODE, _identity_code, text.translate(_AS_TYPED))
    return [Finding(Kind.IDENTITY_CODE, one) for one in dict.fromkeys(written)]


def personal_data(text: str) -> list[Finding]:
    """All that the text has, what is surest first. What is one is not looked at for another."""
    text = text.translate(_AS_TYPED)
    found: list[Finding] = []
    for kind, pattern, judge in _LOOKED_FOR:
        written, text = _take(pattern, judge, text)
        if kind:
            found += [Finding(kind, one) for one in dict.fromkeys(written)]
    return found


def _take(pattern: re.Pattern[str], judge: Judge, text: str) -> tuple[list[str], str]:
    """What the pattern finds and the judge takes for true, and the text without it."""
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        written = judge(match)
        if written is None:
            return match[0]
        found.append(written)
        return " " + match[0][len(written) :]

    rest = pattern.sub(take, text)
    return found, rest


def _identity_code(match: re.Match[str]) -> str | None:
    day, sign, number, check = (part.strip().upper() for part in match.groups())
    is_one = (
        int(number) >= FIRST_INDIVIDUAL_NUMBER
        and CHECK_CHARACTERS[int(day + number) % len(CHECK_CHARACTERS)] == check
        and _is_day(day, CENTURIES[sign])
    )
    return match[0] if is_one else None


def _is_day(ddmmyy: str, century: int) -> bool:
    try:
        date(century + int(ddmmyy[4:]), int(ddmmyy[2:4]), int(ddmmyy[:2]))
    except ValueError:
        return False
    return True


def _iban(match: re.Match[str]) -> str | None:
    # A word that follows may look like its last letters.
    written = match[0]
    while written and not _is_iban(written.replace(" ", "").upper()):
        written = written.rpartition(" ")[0]
    return written or None


def _is_iban(code: str) -> bool:
    if len(code) < SHORTEST_IBAN or (code[:2] == "FI" and len(code) != FINNISH_IBAN_LENGTH):
        return False
    # Letters count from 10, as in base 36.
    return int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4])) % 97 == 1


def _phone(match: re.Match[str]) -> str | None:
    written = match[0]
    digits = sum(sign.isdigit() for sign in written)
    if not MIN_PHONE_DIGITS <= digits <= MAX_PHONE_DIGITS or _DAY_BY_HYPHENS.search(written):
        return None
    return written


def _whatever(match: re.Match[str]) -> str:
    return match[0]


_LOOKED_FOR: list[tuple[Kind | None, re.Pattern[str], Judge]] = [
    (Kind.IDENTITY_CODE, _IDENTITY_CODE, _identity_code),
    (Kind.IBAN, _IBAN, _iban),
    (Kind.EMAIL, _EMAIL, _whatever),
    (None, _ADDRESS_ON_THE_WEB, _whatever),  # its digits are nobody's
    (Kind.PHONE, _PHONE, _phone),
    (Kind.STREET_ADDRESS, _STREET_ADDRESS, _whatever),
]
