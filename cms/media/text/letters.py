"""Letters as the search and the database know them."""

import unicodedata

LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Two letters or three that fonts draw as one, such as ﬁ."""
UNSEEN = dict.fromkeys(map(ord, "\0\u00ad\u200b\u2060\ufeff"))
"""NUL, which no database stores, and what only says where a line may end, or may not."""


def storable(text: str) -> str:
    """Without what nobody sees, halves of surrogate pairs, and letters with their dots apart."""
    whole = text.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", whole.translate(LIGATURES | UNSEEN)).strip()
