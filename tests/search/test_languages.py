"""Content in languages of which the analysis knows nothing is found as it is written."""

import pytest
from django.core.exceptions import ValidationError

from search.models import SynonymGroup
from search.queries import Query, search
from tests.search.conftest import PutPage


def titles(text: str, *languages: str) -> list[str]:
    return [hit.title for hit in search(Query(text, languages=languages)).hits]


@pytest.mark.parametrize("language", ["et", "se", "zh-hans", "pt-br"])
@pytest.mark.parametrize("asked", [True, False], ids=["in its language", "in any"])
def test_words_are_found_as_they_are_written(put_page: PutPage, language: str, asked: bool) -> None:
    put_page("Tänavad", "Linna pargid ja mänguväljakud", language=language)
    languages = [language] if asked else []
    assert titles("PARGID tänavad", *languages) == ["Tänavad"]
    assert titles('"linna pargid"', *languages) == ["Tänavad"]
    assert titles("mänguväl*", *languages) == ["Tänavad"]
    assert titles("väljak", *languages) == []


@pytest.mark.parametrize(
    ("language", "body", "asked"),
    [("en-gb", "playgrounds", "playground"), ("sv-fi", "lekplatser", "lekplats")],
)
def test_a_languages_variant_is_analysed_as_the_language(
    put_page: PutPage, language: str, body: str, asked: str
) -> None:
    put_page("Otsikko", body, language=language)
    assert titles(asked, language) == titles(asked) == ["Otsikko"]


def test_synonyms_are_compared_in_the_main_language(db: None, settings) -> None:
    settings.LANGUAGE_CODE = "en-gb"
    SynonymGroup.objects.create(words="playground, yard")
    with pytest.raises(ValidationError):
        SynonymGroup(words="playgrounds, court").clean()
    settings.LANGUAGE_CODE = "et"
    SynonymGroup(words="playgrounds, court").clean()
