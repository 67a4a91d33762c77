"""Words completed from the vocabulary of the rows, whatever engine answers.

While there are rows that have expired, the full text is asked about a word before it is shown: what
only they have is never given away, before the worker comes by too.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet

from search.batching import batches
from search.engines import database
from search.engines.time_limit import TimeLimit
from search.models import SearchDocument, VocabularyWord

MAX_PREFIX_WORDS = 400
"""Words that are looked at for one completion, in case many have expired."""


def completions(
    beginning: str,
    limit: int,
    at: datetime,
    time: TimeLimit,
    site: str = "",
    languages: Sequence[str] = (),
) -> list[str]:
    """Lemmas of visible texts of the site in the languages that have the prefix, commonest first;
    then those of inflected forms that have it. Of any site, if none is given. Looks for more only
    as long as there is plenty of time."""
    visible: list[str] = []
    for forms in batches(_candidates(beginning, site), limit):
        visible += _visible(forms, at, site, languages)
        if len(visible) >= limit or not time.is_plenty:
            break
    return visible[:limit]


def _candidates(beginning: str, site: str) -> Iterator[str]:
    words = _words(site).filter(form=F("term")).order_by("-rows", "form")
    base_forms = words.values_list("form", flat=True)
    # Several sites may have the same.
    yield from dict.fromkeys(base_forms.filter(_begins(beginning))[:MAX_PREFIX_WORDS])
    yield from dict.fromkeys(base_forms.filter(form__in=inflected(beginning, site)))


def inflected(beginning: str, site: str = "") -> list[str]:
    """Lemmas without the prefix of which an inflected form has it, as kaupunki has by kaupungissa;
    at most MAX_PREFIX_WORDS."""
    words = _words(site).filter(_begins(beginning)).exclude(term="")
    others = words.exclude(term__startswith=beginning).order_by("term").distinct()
    return list(others.values_list("term", flat=True)[:MAX_PREFIX_WORDS])


def _words(site: str) -> QuerySet[VocabularyWord]:
    """Of the site's rows, or of any site's if none is asked."""
    return VocabularyWord.objects.filter(**({"site": site} if site else {}))


def _begins(beginning: str) -> Q:
    return Q(form__gte=beginning, form__lt=beginning + chr(0x10FFFF))


def _visible(forms: list[str], at: datetime, site: str, languages: Sequence[str]) -> list[str]:
    """Those that may be shown."""
    rows = SearchDocument.objects
    if not (languages or rows.filter(visible_until__lte=at).exists()):
        return forms
    visible = database().visible_terms(forms, at, site, languages)
    return [form for form in forms if form in visible]
