"""The lines of a PDF's pages, laid out as a plain text file has them.

A PDF says nothing of paragraphs or of headings. Blank lines are put where a line ends early, page
numbers and running heads are left out, and the rules of plain text do the rest. Notes are known
only where their marks are superscript letters.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

PAGE_NUMBER = re.compile(r"(?:sivu\s+)?\d{1,4}(?:\s*[(/]\s*\d{1,4}\)?)?", re.I)
FULL_LINE = 0.8
"""Part of the longest line's length from which a line is taken to be full."""


def lines_of_pages(pages: Sequence[str]) -> Iterator[str]:
    lines_by_page = [[line.rstrip() for line in page.splitlines()] for page in pages]
    running = running_lines(lines_by_page)
    longest = max((len(line) for lines in lines_by_page for line in lines), default=0)
    for lines in lines_by_page:
        for line in lines:
            if line.strip() in running or PAGE_NUMBER.fullmatch(line.strip()):
                continue
            yield line
            if len(line) < FULL_LINE * longest:
                yield ""
        yield ""


def running_lines(lines_by_page: Sequence[Sequence[str]]) -> set[str]:
    """First and last lines that stand on three pages or more, and on most of them."""
    edges: Counter[str] = Counter()
    for lines in lines_by_page:
        shown = [line.strip() for line in lines if line.strip()]
        edges.update({*shown[:1], *shown[-1:]})
    return {line for line, count in edges.items() if count >= max(3, len(lines_by_page) / 2)}
