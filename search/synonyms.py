"""Words that mean the same to those who search, as the city's communications writes them.

A query is widened when it is asked: a new group works at once, in every process, and nothing is
indexed anew. Several sites of one installation share the groups.
"""

import re
from collections.abc import Sequence
from itertools import chain

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.analysis import analyze
from search.analysis.snowball import ALGORITHMS

MAX_GROUP_LENGTH = 500
"""Characters of a group; each of its words makes queries longer."""
_BETWEEN_WORDS = re.compile(r"\s*[,;\n~]\s*")


class SynonymGroup(models.Model):
    """Words that mean the same: whoever asks for one of them finds the others too."""

    words = models.CharField(gettext_lazy("words"), max_length=MAX_GROUP_LENGTH)
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
            theirs = set(chain(*map(_in_main_language, split(other.words))))
            for word in words:
                if not theirs.isdisjoint(_in_main_language(word)):
                    return _(
                        "“%(word)s” is already in the synonyms “%(others)s”: add the other words"
                        " there, or take it away from there first."
                    ) % {"word": word, "others": other}
        return None


def split(text: str) -> list[str]:
    """The words of a group, each once however it is written."""
    words = filter(None, _BETWEEN_WORDS.split(text.strip()))
    return list({word.lower(): word for word in words}.values())


def lemmas_of(word: str) -> list[str]:
    """Its base forms in every language, as nobody says in which one they ask."""
    return [lemma for language in ALGORITHMS for lemma in _lemmas(word, language)]


def _in_main_language(word: str) -> list[str]:
    return _lemmas(word, settings.LANGUAGE_CODE)


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
        found = analyze(word, settings.LANGUAGE_CODE)
        if [(token.start, token.end) for token in found] != [(0, len(word))]:
            return _("“%(word)s” has marks that no word has: leave them out.") % {"word": word}
    if len(words) < 2:
        return _("Write at least two words, with a comma between them.")
    first, *others = map(_in_main_language, words)
    if all(set(lemmas) == set(first) for lemmas in others):
        return _("These are forms of one word, which are found anyway: add another word.")
    return None
