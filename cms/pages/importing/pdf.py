"""The lines of a PDF's pages, laid out as a plain text file has them.

A PDF says nothing of paragraphs or of headings. Blank lines are put where a line ends early, page
numbers and running heads are left out, and the rules of plain text do the rest. Notes are known
only where their marks are superscript letters.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

PAGE_NUMBER = re.compile(r"(?:sivu\s+)?\d{1,4}(?:\s*[(/]\s*\d{1,4}\)?)?", re.I)
FULL_LINE = 0.8
"""Part of the longest line's length from which a line is taken to be full."""


def lines_of_pages(pages: Sequence[str]) -> Iterator[str]:
    lines_by_page = [[line.rstrip() for line in page.splitlines()] for page in pages]
    longest = max((len(line) for lines in lines_by_page for line in lines), default=0)
    running = running_lines(lines_by_page, FULL_LINE * longest)
    for lines in lines_by_page:
        for line in lines:
            if line.strip() in running or is_page_number(line):
                continue
            yield line
            if len(line) < FULL_LINE * longest:
                yield ""
        yield ""


def running_lines(lines_by_page: Sequence[Sequence[str]], full: float) -> set[str]:
    """The lines of a letterhead or a footer."""
    shown = [
        [line.strip() for line in lines if line.strip() and not is_page_number(line)]
        for lines in lines_by_page
    ]
    return {*common_lines(shown, full), *common_lines([lines[::-1] for lines in shown], full)}


def common_lines(lines_by_page: Sequence[Sequence[str]], full: float) -> list[str]:
    """The lines with which most pages begin alike, three or more of them, or two with more than one
    such line. A full line is text, even where pages have the same words."""
    common: list[str] = []
    least = min(3, len(lines_by_page))
    for lines in zip_longest(*lines_by_page):
        line, count = Counter(line for line in lines if line).most_common(1)[0]
        if count < max(least, len(lines_by_page) / 2) or len(line) >= full:
            break
        common.append(line)
    return common if least > 2 or (least == 2 and len(common) > 1) else []


def is_page_number(line: str) -> bool:
    return PAGE_NUMBER.fullmatch(line.strip()) is not None
