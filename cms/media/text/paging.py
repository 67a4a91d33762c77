"""Pages of a text whose format has none."""

from collections.abc import Iterable

WORDS_A_PAGE = 500


def pages_of(paragraphs: Iterable[str]) -> list[str]:
    """Pages of at most about 500 words, cut between paragraphs where that is possible."""
    pages: list[list[str]] = []
    count = WORDS_A_PAGE
    for paragraph in paragraphs:
        words = paragraph.split()
        for start in range(0, len(words), WORDS_A_PAGE):
            chunk = words[start : start + WORDS_A_PAGE]
            if count + len(chunk) > WORDS_A_PAGE:
                pages.append([])
                count = 0
            pages[-1].append(" ".join(chunk))
            count += len(chunk)
    return ["\n".join(page) for page in pages]
