"""Words that mean the same to those who search, as the city's communications writes them.

A query is widened when it is asked, so a new group works at once and nothing is indexed anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.analysis import analyze
from search.analysis.snowball import ALGORITHMS

if TYPE_CHECKING:  # the engines read the models, of which these are some
    from search.engines.base import Clause

LONGEST_GROUP = 500
"""Characters of a group; each of its words makes queries longer."""
_BETWEEN_WORDS = re.compile(r"\s*[,;\n~]\s*")


class SynonymGroup(models.Model):
    """Words that mean the same: whoever asks for one of them finds the others too."""

    words = models.CharField(gettext_lazy("words"), max_length=LONGEST_GROUP)
    """With commas between them."""

    class Meta:
        verbose_name = gettext_lazy("group of synonyms")
        verbose_name_plural = gettext_lazy("groups of synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.terms.all().delete()
        SynonymTerm.objects.bulk_create(
            SynonymTerm(group=self, language=language, term=term)
            for language in ALGORITHMS
            for term in _terms(split(self.words), language)
        )

    def clean(self) -> None:
        """Writes the words in order with commas. Raises ValidationError on `words`."""
        if not self.words:  # of which the field itself complains
            return
        words = list(split(self.words))
        if problem := _problem(words) or self._taken(words):
            raise ValidationError({"words": problem})
        self.words = ", ".join(words)

    def _taken(self, words: Iterable[str]) -> str | None:
        """What is wrong when another group has a form of one of the words."""
        for word in words:
            others = SynonymGroup.objects.exclude(pk=self.pk).filter(
                terms__language="fi", terms__term__in=_terms([word], "fi")
            )
            if other := others.first():
                return _(
                    "“%(word)s” is already in the synonyms “%(others)s”: add the other words there,"
                    " or take it away from there first."
                ) % {"word": word, "others": other}
        return None


class SynonymTerm(models.Model):
    """A base form of a word of the group, as the texts of one language have it."""

    group = models.ForeignKey(SynonymGroup, models.CASCADE, related_name="terms")
    language = models.CharField(gettext_lazy("language"), max_length=8)
    term = models.CharField(gettext_lazy("term"), max_length=255)

    class Meta:
        verbose_name = gettext_lazy("base form of a synonym")
        verbose_name_plural = gettext_lazy("base forms of synonyms")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "language", "term"], name="search_one_synonym_each"
            )
        ]
        indexes = [models.Index(fields=["term", "language"])]

    def __str__(self) -> str:
        return self.term


def split(text: str) -> Iterator[str]:
    """The words of a group, each once however it is written."""
    words = filter(None, _BETWEEN_WORDS.split(text.strip()))
    yield from {word.lower(): word for word in words}.values()


def widened(clauses: Sequence["Clause"], languages: Sequence[str] = ()) -> list["Clause"]:
    """The clauses, with what means the same added to each word that is asked for as such: not to
    one that is excluded, in quotation marks or only begun. Asks the database once."""
    widenable = [clause for clause in clauses if _is_widened(clause)]
    synonyms = _synonyms({term for clause in widenable for term in clause.places[0]}, languages)
    if not synonyms:
        return list(clauses)
    return [
        replace(clause, places=(_with(clause.places[0], synonyms),))
        if _is_widened(clause)
        else clause
        for clause in clauses
    ]


def _is_widened(clause: "Clause") -> bool:
    return not (clause.is_phrase or clause.is_quoted or clause.is_prefix or clause.is_excluded)


def _with(place: tuple[str, ...], synonyms: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(place, *(synonyms.get(term, ()) for term in place))))


def _synonyms(terms: set[str], languages: Sequence[str]) -> dict[str, list[str]]:
    """By term, all base forms of its groups in the same language."""
    synonyms: dict[str, list[str]] = defaultdict(list)
    if not terms:
        return synonyms
    pairs = SynonymTerm.objects.filter(
        language__in=languages or ALGORITHMS,
        group__terms__language=F("language"),
        group__terms__term__in=terms,
    ).order_by("pk")
    for asked, term in pairs.values_list("group__terms__term", "term"):
        synonyms[asked].append(term)
    return synonyms


def _terms(words: Iterable[str], language: str) -> list[str]:
    """The base forms of all readings of the words, each once."""
    tokens = chain.from_iterable(analyze(word, language) for word in words)
    return list(dict.fromkeys(lemma for token in tokens for lemma in token.lemmas))


def _problem(words: Sequence[str]) -> str | None:
    """What is wrong with the words of a group, and what to do about it."""
    for word in words:
        if any(sign.isspace() for sign in word):
            return _(
                "“%(word)s” is several words: only single words can be synonyms. Write commas"
                " between the words, or leave it out."
            ) % {"word": word}
        if [(token.start, token.end) for token in analyze(word, "fi")] != [(0, len(word))]:
            return _("“%(word)s” has marks that no word has: leave them out.") % {"word": word}
    if len(words) < 2:
        return _("Write at least two words, with a comma between them.")
    first, *others = (set(_terms([word], "fi")) for word in words)
    if all(terms == first for terms in others):
        return _("These are forms of one word, which are found anyway: add another word.")
    return None
