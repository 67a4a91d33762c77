"""Builds the values of a page's rows from its shape."""

import re
from collections.abc import Iterable, Iterator

from search.analysis.tokens import words
from search.declarations import AttachedFile, SearchShape

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""Characters that no database keeps, as a broken file may hold."""


def row_values(shape: SearchShape) -> Iterator[dict[str, object]]:
    """The values of the page's own row, then of one for each page of its files."""
    body, items = _body_and_items(shape)
    common: dict[str, object] = {
        "uuid": shape.uuid,
        "kind": shape.kind,
        "site": shape.site,
        "language": shape.language,
        "title": _text(shape.title),
        "title_key": title_key(_text(shape.title)),
        "path": shape.path,
        "regions": list(dict.fromkeys(shape.regions)),
        "topics": list(dict.fromkeys(shape.topics)),
        "date": shape.date,
        "year": shape.date and shape.date.year,
        "state": shape.state,
        "visible_until": shape.visible_until,
    }
    yield common | {
        "file_key": "",
        "file_page": 0,
        "body": body,
        "items": items,
        "extra": _text("\n".join([*shape.extra_terms, *_titles_of_unread(shape.files)])),
    }
    for file in _each_once(shape.files):
        for number, text in enumerate(file.pages, start=1):
            yield common | {
                "file_key": file.key,
                "file_page": number,
                "file_title": _text(file.title),
                "file_path": file.path,
                "body": _text(text),
                "extra": _text(file.title),
            }


def title_key(text: str) -> str:
    """A normalised form of a title or a query, to tell whether they are the same words."""
    return " ".join(word for word, _start, _end in words(text))


def _titles_of_unread(files: Iterable[AttachedFile]) -> Iterable[str]:
    """Of the files that have no rows of their own, such as scanned ones."""
    return dict.fromkeys(file.title for file in files if not file.pages)


def _each_once(files: Iterable[AttachedFile]) -> Iterable[AttachedFile]:
    """A page may name the same file twice: the first name stays."""
    return {file.key: file for file in reversed(list(files))}.values()


def _text(text: str) -> str:
    return _UNSTORABLE.sub("", text)


def _body_and_items(shape: SearchShape) -> tuple[str, list[dict[str, object]]]:
    """The page's text around that of its parts, and where in it each part is."""
    body = _text(shape.body)
    items: list[dict[str, object]] = []
    for part in shape.parts:
        start = len(body) + 1 if body else 0
        text = "\n".join(filter(None, (_text(part.title), _text(part.text))))
        body = f"{body}\n{text}" if body else text
        items.append(
            {
                "kind": part.kind,
                "title": _text(part.title),
                "anchor": part.anchor,
                "start": start,
                "end": len(body),
            }
        )
    return "\n".join(filter(None, (body, _text(shape.ending)))), items
