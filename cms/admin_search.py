"""Wagtail's own database search for the admin, made to answer any words.

As it comes, a quotation mark or a NUL ends its query in SQLite in the middle, and a long text
makes a query of a word each that neither Python nor a database can follow.
"""

import re
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.search.backends import database
from wagtail.search.query import MATCH_ALL, And, Or, Phrase, PlainText

MAX_WORDS = 32
_BREAKS_A_QUERY = re.compile(r'["\x00]')


def of_any_words(params: dict[str, Any]) -> Any:
    """The backend of the database in use."""
    plain: Any = type(database.SearchBackend(dict(params)))

    class AnyWords(plain):
        def _search(self, compiler: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
            words = cleaned(query)
            if query and not words:
                # Nothing is found; the empty string would make results without a model, which the
                # lists of registers cannot show.
                words, model_or_queryset = MATCH_ALL, _none_of(model_or_queryset)
            return super()._search(compiler, words, model_or_queryset, **kwargs)

    return AnyWords(params)


SearchBackend = of_any_words
"""The name that Wagtail asks for."""


def _none_of(model_or_queryset: QuerySet[Any] | type[Model]) -> QuerySet[Any]:
    if isinstance(model_or_queryset, QuerySet):
        return model_or_queryset.none()
    return model_or_queryset._default_manager.none()


def cleaned(query: Any) -> Any:
    """The query without what would break it; None when no word is left."""
    if isinstance(query, str):
        return " ".join(_BREAKS_A_QUERY.sub(" ", query).split()[:MAX_WORDS])
    if isinstance(query, PlainText):
        words = cleaned(query.query_string)
        return PlainText(words, operator=query.operator) if words else None
    if isinstance(query, Phrase):
        words = cleaned(query.query_string)
        return Phrase(words) if words else None
    if isinstance(query, And | Or):
        parts = [part for subquery in query.subqueries if (part := cleaned(subquery))]
        return type(query)(parts[:MAX_WORDS]) if parts else None
    return query
