"""Words that are put right and completed, and what must never be given away by them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from search import indexing
from search.asking.corrections import nearest
from search.declarations import AttachedFile
from search.models import SearchDocument, VocabularyKey, VocabularyWord
from search.queries import Query, search, suggest
from search.rows import vocabulary
from tests.statements import OF_THE_TIME_LIMIT

PutPage = Callable[..., UUID]
NOW = datetime(2024, 5, 1, 6, tzinfo=UTC)


def words() -> dict[tuple[str, str], int]:
    """Rows by form and base form."""
    rows = VocabularyWord.objects.values_list("form", "term", "rows")
    return {(form, term): number for form, term, number in rows}


def meant(typed: str, at: datetime = NOW) -> str | None:
    return search(Query(typed), at=at).did_you_mean


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("leikkipuitso", "leikkipuisto"),  # swapped
        ("leikipuisto", "leikkipuisto"),  # left out
        ("leikkkipuisto", "leikkipuisto"),  # doubled
        ("leikkipuistp", "leikkipuisto"),  # changed
        ("eikkipuisto", "leikkipuisto"),  # the first left out
        ("lekkipuosto", "leikkipuisto"),  # two wrong in a long word
        ("karjaste", "kirjasto"),  # two wrong in eight letters, which is long
        ("leikkipuistojne", "leikkipuistojen"),  # an inflected form
        ("tri", "tori"),  # four letters or more may have one wrong
        ("poyta", "pöytä"),  # dots cost little
        ("yö", None),  # three letters have only dots wrong
        ("kisat", None),  # two wrong in a short word
        ("tuolkiu", None),
    ],
)
def test_what_is_mistyped_is_put_right(put_page: PutPage, typed: str, right: str | None) -> None:
    put_page("Sivu", "Leikkipuisto, leikkipuistojen. Kirjasto, tori, pöytä, työ, kiista, tuoli.")
    assert meant(typed) == right


def test_a_word_is_completed_whatever_letter_follows(put_page: PutPage) -> None:
    put_page("Sivu", "Pyörätie.")
    assert suggest(Query("py"), at=NOW) == ["pyörätie"]


def test_a_word_that_only_stands_in_compounds_is_put_right_too(put_page: PutPage) -> None:
    put_page("Sivu", "Talouskriisistä puhuttiin.")
    assert meant("krisi") == "kriisi"
    assert suggest(Query("krii"), at=NOW) == []


def test_what_happens_easily_is_the_likelier_then_what_more_rows_have(put_page: PutPage) -> None:
    for number in range(3):
        put_page(f"Sivu {number}", "Kaunis ilta ja hyvä ruoka.")
    put_page("Yksi", "Kuiva silta ja luokka.")
    assert meant("luoka") == "luokka"  # a letter left out, though more rows have ruoka
    assert meant("rilta") == "ilta"  # another letter or one too many are alike


def test_a_correction_is_asked_again_until_it_finds_something(put_page: PutPage) -> None:
    for number in range(3):
        put_page(f"Sivu {number}", "Kissa nukkuu.")
    put_page("Yksi", "Kassa on kiinni.")
    assert meant("kyssa") == "kissa"
    assert meant("kyssa kiinni") == "kassa kiinni"
    assert meant("kyssa kiini") == "kassa kiinni"
    assert meant("kassa nukkuu") is None
    assert search(Query("kyssa nukkuu", kinds=["news"])).did_you_mean is None


def test_several_words_are_put_right_where_they_stand(put_page: PutPage) -> None:
    put_page("Sivu", "Leikkipuiston uusi laituri korjataan.")
    assert meant('Uusi  lekkipuisto, ("laituri korjataan") latiuri!') == (
        'Uusi  leikkipuisto, ("laituri korjataan") laituri'
    )


def test_the_words_of_a_phrase_are_put_right_within_its_marks(put_page: PutPage) -> None:
    put_page(body="Kumppanuuspöytä puhui määrärahasta.")
    for typed, right in {
        '"kumppanuuspoyta puhua"': '"kumppanuuspöytä puhua"',
        '"maararaha"': '"määräraha"',
    }.items():
        results = search(Query(typed))
        assert (results.total, results.did_you_mean) == (1, right)


def test_words_of_hidden_and_expired_pages_are_never_shown(put_page: PutPage) -> None:
    put_page("Vanha", "Salaisuuksien yliaika.", visible_until=NOW)
    hidden = put_page("Piilossa", "Kätkössä", files=[AttachedFile("a", "Liite", "/", ["Aarre."])])
    put_page("Auki", "Aarni ja sana.")
    for typed in ("kätko", "kätkösä", "aare", "liitte", "piilosa"):
        assert meant(typed), typed
    assert suggest(Query("aar"), at=NOW) == ["aarni", "aarre"]
    indexing.remove([hidden])
    for typed in ("kätko", "kätkösä", "aare", "liitte", "piilosa"):
        assert meant(typed) is None, typed
    for beginning, shown in (("aar", ["aarni"]), ("kätk", []), ("liit", []), ("piil", [])):
        assert suggest(Query(beginning), at=NOW) == shown
    before = NOW - timedelta(seconds=1)
    for typed, right in (("slaaisuuksien", "salaisuuksien"), ("ylaika", "yliaika")):
        assert (meant(typed, before), meant(typed)) == (right, None)
    assert (suggest(Query("yli"), at=before), suggest(Query("yli"), at=NOW)) == (["yliaika"], [])


def test_words_that_many_expired_pages_have_do_not_keep_others_away(put_page: PutPage) -> None:
    for number in range(20):
        put_page("Sivu", f"Koira{chr(ord('a') + number)}x", visible_until=NOW)
    for number in range(10):
        put_page("Sivu", f"koirax{chr(ord('a') + number)}z")
    assert suggest(Query("koira"), limit=3, at=NOW) == ["koiraxaz", "koiraxbz", "koiraxcz"]
    assert len(suggest(Query("koira"), limit=10, at=NOW)) == 10


def test_the_numbers_follow_what_is_written_changed_and_removed(put_page: PutPage) -> None:
    first = put_page("Tori", "Puiston penkki.", files=[AttachedFile("a", "Puisto", "/", ["Tori."])])
    assert words() == {
        ("tori", "tori"): 2,
        ("puiston", "puisto"): 1,
        ("puisto", "puisto"): 2,
        ("penkki", "penkki"): 1,
    }
    second = put_page("Tori", "Penkit.")
    assert words()["tori", "tori"] == 3
    assert words()["penkki", "penkki"] == 2
    put_page("Tori", "Puistossa.", uuid=first)
    assert words() == {
        ("tori", "tori"): 2,
        ("puistossa", "puisto"): 1,
        ("puisto", "puisto"): 1,
        ("penkit", "penkki"): 1,
        ("penkki", "penkki"): 1,
    }
    put_page("Tori", "Puistossa.", uuid=first, path="/uusi/")
    assert words()["puistossa", "puisto"] == 1
    indexing.remove([first, second])
    assert words() == {}
    assert not VocabularyKey.objects.exists()


def test_a_form_of_two_words_keeps_its_keys_while_either_stands(put_page: PutPage) -> None:
    put_page("Kuusi", "Talouskriisi.")
    uuid = put_page("Kuusi", "Kriisi.")
    assert ("kriisi", "") in words()
    indexing.remove([uuid])
    assert meant("krisi") == "kriisi"


def test_words_are_written_with_the_transaction_or_not_at_all(put_page: PutPage) -> None:
    put_page("Sivu", "Leikkipuisto.")
    before = words()
    with pytest.raises(RuntimeError), transaction.atomic():
        put_page("Toinen", "Uimaranta.")
        assert meant("uimarnata") == "uimaranta"
        raise RuntimeError
    assert words() == before
    assert meant("uimarnata") is None


def test_another_analysis_and_a_new_count_come_to_the_same(put_page: PutPage) -> None:
    put_page("Sivu", "Leikkipuistojen kunto.")
    put_page("Toinen", "Leikkipuistot.")
    right, keys = words(), set(VocabularyKey.objects.values_list("key", "form"))
    SearchDocument.objects.update(analysis_version="0")
    assert indexing.reanalyse_stale() == 2
    assert words() == right
    VocabularyWord.objects.filter(form="sivu").delete()
    VocabularyWord.objects.update(rows=7)
    VocabularyKey.objects.all().delete()
    vocabulary.recount()
    assert words() == right
    assert set(VocabularyKey.objects.values_list("key", "form")) == keys


def test_beginnings_are_completed_to_base_forms_the_commonest_first(put_page: PutPage) -> None:
    put_page("Yksi", "Äänestys ja äänestyksen tulos, äänitys. Linja-auto 2023.")
    put_page("Kaksi", "Äänitykset, linja-autot.")
    assert suggest(Query("ää"), at=NOW) == ["äänitys", "äänestys"]
    assert suggest(Query("Uusi ÄÄNES"), at=NOW) == ["Uusi äänestys"]
    assert suggest(Query("linja-a"), at=NOW) == ["linja-auto"]
    assert suggest(Query("ääni "), at=NOW) == []
    assert suggest(Query("ö"), at=NOW) == []


def test_beginnings_of_other_forms_are_completed_to_their_base_forms(put_page: PutPage) -> None:
    put_page(body="Kaupungissa on kumppanuuspöydistä kaksi. Kaupungit kasvavat.")
    put_page(body="Kaupunginosa ja kaupunki.")
    put_page(body="Kaupungin kalastajat.", visible_until=datetime(2024, 1, 1, tzinfo=UTC))
    assert suggest(Query("kaupung")) == ["kaupunginosa", "kaupunki"]
    assert suggest(Query("kumppanuuspöyd")) == ["kumppanuuspöytä"]
    assert suggest(Query("kalastaji")) == []


def test_words_of_other_languages_than_those_asked_for_are_not_offered(put_page: PutPage) -> None:
    put_page(body="Leikkipuisto.")
    put_page(body="Lekplats vid leikkimökki.", language="sv")
    assert suggest(Query("le", languages=["fi"])) == ["leikkipuisto"]
    assert suggest(Query("le", languages=["sv"])) == ["leikkimökki", "lekplats"]
    assert suggest(Query("le")) == ["leikkimökki", "leikkipuisto", "lekplats"]
    # Nor is a word of theirs left as it is when none of those asked for has it.
    put_page(body="Lukkari ja lekplatsi.")
    assert search(Query("lekplats", languages=["fi"])).did_you_mean == "lekplatsi"
    assert search(Query("lekplats")).did_you_mean is None


def test_lookups_cost_a_fixed_number_of_statements(
    put_page: PutPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put_page("Sivu", "Leikkipuisto leikkipuistot leikkipuistossa leikkikalu leikkikenttä.")
    with django_assert_num_queries(2 + OF_THE_TIME_LIMIT):
        assert len(suggest(Query("leikki"), 3, at=NOW)) == 3
    # Other forms are looked at when there are too few.
    with django_assert_num_queries(3 + OF_THE_TIME_LIMIT):
        assert len(suggest(Query("leikki"), at=NOW)) == 3
    with django_assert_num_queries(1):
        assert nearest("leikkipuitso") == ["leikkipuisto", "leikkipuistot"]
