"""Words that mean the same find each other's pages, and nothing else changes."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.queries import Query, search
from search.synonyms import SynonymGroup

PutPage = Callable[..., UUID]


def titles(text: str, **choices: object) -> set[str]:
    return {hit.title for hit in search(Query(text, **choices)).hits}


def add_group(words: str) -> SynonymGroup:
    """As a form does: checked, then saved."""
    group = SynonymGroup(words=words)
    group.full_clean()
    group.save()
    return group


@pytest.fixture
def pages(put_page: PutPage) -> None:
    put_page("Pöytä", "Kumppanuuspöydät kokoontuivat maanantaina.")
    put_page("Kunta", "Toimikunnan jäsenet valittiin.")
    put_page("Muu", "Lautakunta kokoontui.")


@pytest.mark.every_engine
def test_a_word_finds_what_means_the_same_in_any_form(pages: None) -> None:
    assert titles("kumppanuuspöytä") == {"Pöytä"}
    add_group("kumppanuuspöytä, toimikunta")
    assert titles("kumppanuuspöytä") == {"Pöytä", "Kunta"}
    assert titles("toimikuntien") == {"Pöytä", "Kunta"}
    assert titles("lautakunta") == {"Muu"}


def test_the_words_may_be_entered_in_any_form(pages: None) -> None:
    add_group("toimikunnat, Kumppanuuspöydille")
    assert titles("toimikunta") == {"Pöytä", "Kunta"}


def test_each_of_three_words_finds_the_two_others(pages: None) -> None:
    add_group("kumppanuuspöytä, toimikunta, lautakunta")
    for word in ("kumppanuuspöytä", "toimikunta", "lautakunta"):
        assert titles(word) == {"Pöytä", "Kunta", "Muu"}


@pytest.mark.every_engine
def test_a_changed_or_deleted_group_works_at_once(pages: None) -> None:
    group = add_group("kumppanuuspöytä, toimikunta")
    group.words = "kumppanuuspöytä, lautakunta"
    group.full_clean()
    group.save()
    assert titles("kumppanuuspöytä") == {"Pöytä", "Muu"}
    assert titles("toimikunta") == {"Kunta"}
    group.delete()
    assert titles("kumppanuuspöytä") == {"Pöytä"}


@pytest.mark.every_engine
def test_every_word_of_a_query_is_widened_on_its_own(pages: None) -> None:
    add_group("kumppanuuspöytä, toimikunta")
    assert titles("kumppanuuspöydän jäsen") == {"Kunta"}
    assert titles("toimikunnan jäsen maanantai") == set()


@pytest.mark.every_engine
def test_an_excluded_word_leaves_out_that_word_alone(pages: None) -> None:
    add_group("kumppanuuspöytä, toimikunta")
    assert titles("-toimikunta") == {"Pöytä", "Muu"}
    assert titles("kumppanuuspöytä -toimikunta") == {"Pöytä"}


@pytest.mark.every_engine
@pytest.mark.parametrize(
    "text", ['"toimikunta"', '"toimikunnan jäsenet"', "toimikun*", "toimikunta*"]
)
def test_a_quoted_or_begun_word_is_not_widened(pages: None, text: str) -> None:
    add_group("kumppanuuspöytä, toimikunta")
    add_group("jäsen, maanantai")
    assert titles(text) == {"Kunta"}


def test_a_date_stays_a_date(put_page: PutPage) -> None:
    put_page("Nyt", "Kokous on helmikuussa 2023.")
    put_page("Ennen", "Kokous oli helmikuussa 2022.")
    add_group("helmikuu, keskitalvi")
    assert titles("helmikuu 2023") == {"Nyt"}


def test_a_synonym_is_marked_as_found(pages: None) -> None:
    add_group("kumppanuuspöytä, toimikunta")
    [hit] = search(Query("kumppanuuspöytä jäsen")).hits
    assert hit.fragments[0].segments == [
        ("Toimikunnan", True),
        (" ", False),
        ("jäsenet", True),
        (" valittiin.", False),
    ]


def test_a_choice_narrows_synonyms_too(put_page: PutPage, pages: None) -> None:
    put_page("Uutinen", "Toimikunta valittiin.", kind="news")
    add_group("kumppanuuspöytä, toimikunta")
    assert titles("kumppanuuspöytä", kinds=["news"]) == {"Uutinen"}


def test_words_of_another_language_are_synonyms_there(put_page: PutPage) -> None:
    put_page("Bord", "Utskotten sammanträder.", language="sv")
    put_page("Nämnd", "Nämnderna sammanträder.", language="sv")
    add_group("utskott, nämnd")
    assert titles("nämnden", languages=["sv"]) == {"Bord", "Nämnd"}


def test_a_stem_of_another_language_is_no_synonym(put_page: PutPage) -> None:
    """In English the word katos, a shelter, would be kato, which is a crop failure in Finnish."""
    put_page("Suoja", "Suoja rakennettiin.")
    put_page("Sato", "Kato verotti satoa.")
    add_group("katos, suoja")
    assert titles("suoja", languages=["fi"]) == {"Suoja"}
    assert titles("kato", languages=["fi"]) == {"Sato"}


def test_one_statement_whatever_the_number_of_words_and_groups(pages: None) -> None:
    def asked(text: str) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as statements:
            search(Query(text))
        return [s["sql"] for s in statements if "synonym" in s["sql"]]

    add_group("kumppanuuspöytä, toimikunta")
    add_group("jäsen, edustaja")
    assert len(asked("kumppanuuspöytä jäsenet kokous maanantai")) == 1
    assert asked("") == asked('"toimikunta"') == asked("-toimikunta") == []


def test_words_are_kept_in_order_each_once_with_commas(db: None) -> None:
    group = add_group(" toimikunta ;kumppanuuspöytä~lautakunta,\nToimikunta, ")
    assert group.words == "Toimikunta, kumppanuuspöytä, lautakunta"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("toimikunta", "Kirjoita vähintään kaksi sanaa"),
        (" , ;", "Kirjoita vähintään kaksi sanaa"),
        ("toimikunta, toimikunnat", "yhden sanan muotoja"),
        ("toimikunta, Kerro Pois", "”Kerro Pois” on useampi sana"),
        ("toimikunta, lautakunta*", "”lautakunta*” sisältää merkkejä"),
        ('toimikunta, "lautakunta"', '”"lautakunta"” sisältää merkkejä'),
        ("toimikunta, !", "”!” sisältää merkkejä"),
        ("lautakunta, Kumppanuuspöydät", "”Kumppanuuspöydät” on jo synonyymeissä ”kumppanuuspöytä"),
    ],
)
def test_what_cannot_be_synonyms_is_said_on_the_field(db: None, words: str, problem: str) -> None:
    add_group("kumppanuuspöytä, elin")
    with pytest.raises(ValidationError) as refused:
        add_group(words)
    assert list(refused.value.message_dict) == ["words"]
    assert problem in refused.value.message_dict["words"][0]
    assert SynonymGroup.objects.count() == 1


def test_a_group_may_be_saved_again_as_it_is(db: None) -> None:
    group = add_group("kumppanuuspöytä, toimikunta")
    group.full_clean()
    group.save()
    assert SynonymGroup.objects.get().words == "kumppanuuspöytä, toimikunta"
