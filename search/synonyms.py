"""Words that mean the same to those who search, as the city's communications writes them.

A query is widened when it is asked: a new group works at once, in every process, and nothing is
indexed anew.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.analysis import analyze
from search.analysis.snowball import ALGORITHMS

if TYPE_CHECKING:  # the engines read the models, of which this is one
    from search.engines.base import Clause

LONGEST_GROUP = 500
"""Characters of a group; each of its words makes queries longer."""
_BETWEEN_WORDS = re.compile(r"\s*[,;\n~]\s*")


class SynonymGroup(models.Model):
    """Words that mean the same: whoever asks for one of them finds the others too."""

    words = models.CharField(gettext_lazy("words"), max_length=LONGEST_GROUP)
    """In any form, with commas between them."""

    class Meta:
        verbose_name = gettext_lazy("group of synonyms")
        verbose_name_plural = gettext_lazy("groups of synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Writes the words with commas, each once. Raises ValidationError on `words`."""
        if not self.words:  # of which the field itself complains
            return
        words = split(self.words)
        if problem := _problem(words) or self._taken(words):
            raise ValidationError({"words": problem})
        self.words = ", ".join(words)

    def _taken(self, words: Sequence[str]) -> str | None:
        """What is wrong when another group has a form of one of the words."""
        for other in SynonymGroup.objects.exclude(pk=self.pk):
            theirs = set(chain(*map(_finnish, split(other.words))))
            for word in words:
                if not theirs.isdisjoint(_finnish(word)):
                    return _(
                        "“%(word)s” is already in the synonyms “%(others)s”: add the other words"
                        " there, or take it away from there first."
                    ) % {"word": word, "others": other}
        return None


def split(text: str) -> list[str]:
    """The words of a group, each once however it is written."""
    words = filter(None, _BETWEEN_WORDS.split(text.strip()))
    return list({word.lower(): word for word in words}.values())


def widened(clauses: Sequence["Clause"]) -> list["Clause"]:
    """The clauses, with what means the same added to each word that is asked for as such: not to
    one that is excluded, in quotation marks or only begun. Asks the database once."""
    if not any(map(_is_widened, clauses)):
        return list(clauses)
    synonyms = _synonyms(*_groups())
    return [
        replace(clause, places=(_with_synonyms(clause.places[0], synonyms),))
        if _is_widened(clause)
        else clause
        for clause in clauses
    ]


def _groups() -> list[str]:
    """At each query, so in SQL: the ORM would take longer to write it than all else of this."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM search_synonymgroup ORDER BY words")
        return [words for (words,) in cursor.fetchall()]


def _is_widened(clause: "Clause") -> bool:
    return clause.is_word and not clause.is_excluded


def _with_synonyms(place: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(place, *(synonyms.get(term, ()) for term in place))))


@lru_cache(maxsize=2)
def _synonyms(*groups: str) -> Mapping[str, Sequence[str]]:
    """For each base form of a word, those of all the words in its groups. The groups themselves
    are the key of the cache: what another process changes is seen at once."""
    synonyms: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        terms = list(chain(*map(_terms, split(group))))
        for term in terms:
            synonyms[term] += terms
    return synonyms


def _terms(word: str) -> list[str]:
    """Its base forms in every language, as nobody says in which one they ask."""
    return [lemma for language in ALGORITHMS for lemma in _lemmas(word, language)]


def _finnish(word: str) -> list[str]:
    return _lemmas(word, "fi")


def _lemmas(word: str, language: str) -> list[str]:
    return [lemma for token in analyze(word, language) for lemma in token.lemmas]


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
    first, *others = map(_finnish, words)
    if all(set(lemmas) == set(first) for lemmas in others):
        return _("These are forms of one word, which are found anyway: add another word.")
    return None
