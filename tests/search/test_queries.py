"""What residents find, and in which order."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from search.declarations import AttachedFile, Part
from search.queries import FacetCount, Match, Query, Results, search, suggest

PutPage = Callable[..., UUID]
pytestmark = pytest.mark.every_engine
NOW = datetime(2024, 5, 1, 6, tzinfo=UTC)


def titles(results: Results) -> list[str]:
    return [hit.title for hit in results.hits]


def test_an_inflected_word_finds_another_form_of_it(put_page: PutPage) -> None:
    uuid = put_page(
        "Kokous 3/2023",
        "Käsiteltiin leikkipuistojen kuntoa.",
        path="/pohjoinen/kokoukset/3-2023/",
        date=date(2023, 5, 1),
        regions=["pohjoinen"],
        topics=["leikkipaikat"],
        state="moved",
    )
    put_page("Muu kokous", "Käsiteltiin katuvaloja.")
    results = search(Query("leikkipuistot"))
    [hit] = results.hits
    assert results.total == 1
    assert results.did_you_mean is None
    assert (hit.uuid, hit.kind, hit.language, hit.title, hit.path) == (
        uuid,
        "meeting",
        "fi",
        "Kokous 3/2023",
        "/pohjoinen/kokoukset/3-2023/",
    )
    assert (hit.regions, hit.topics, hit.date, hit.state) == (
        ["pohjoinen"],
        ["leikkipaikat"],
        date(2023, 5, 1),
        "moved",
    )
    assert [fragment.segments for fragment in hit.fragments] == [
        [("Käsiteltiin ", False), ("leikkipuistojen", True), (" kuntoa.", False)]
    ]
    assert hit.match is None


def test_a_compound_part_is_found_below_the_whole_word(put_page: PutPage) -> None:
    put_page("Ensimmäinen", "Leikkipuistossa, leikkipuiston luona, oli lapsia.")
    put_page("Toinen", "Puistossa oli lapsia.")
    results = search(Query("puisto"))
    assert titles(results) == ["Toinen", "Ensimmäinen"]
    assert results.hits[1].fragments[0].segments[0] == ("Leikkipuistossa", True)


def test_a_compound_is_not_found_by_a_text_that_has_only_a_part_of_it(put_page: PutPage) -> None:
    put_page("Puisto", "Leikki ja puisto ovat eri asioita.")
    assert search(Query("leikkipuisto")).total == 0


def test_the_title_weighs_more_than_the_text(put_page: PutPage) -> None:
    put_page("Kadut", "Valaistus on huono.")
    put_page("Valaistus", "Kadut ovat pimeitä.")
    assert titles(search(Query("valaistus"))) == ["Valaistus", "Kadut"]


def test_letters_with_and_without_dots_differ(put_page: PutPage) -> None:
    put_page("Sää", "Sää on kaunis.")
    put_page("Luvat", "Luvan saa kaupungilta.")
    assert titles(search(Query("sää"))) == ["Sää"]
    assert titles(search(Query("saa"))) == ["Luvat"]


def test_every_word_must_stand_in_the_page(put_page: PutPage) -> None:
    put_page("Uimaranta", "Laituri korjataan.")
    put_page("Laituri", "Vene tuli.")
    assert titles(search(Query("uimarannat laiturit"))) == ["Uimaranta"]


def test_words_of_all_items_count_together_and_the_best_item_is_told(put_page: PutPage) -> None:
    put_page(
        "Kokous",
        "Läsnä kahdeksan jäsentä.",
        path="/kokous/",
        parts=[
            Part("agenda_item", "Avaus", "Puheenjohtaja avasi kokouksen.", "asia-1"),
            Part("agenda_item", "Katuvalot", "Valot rikki, hakemus tehdään.", "asia-2"),
        ],
    )
    [hit] = search(Query("katuvalojen hakemukset")).hits
    assert hit.match == Match("agenda_item", "Katuvalot", "/kokous/#asia-2")
    assert search(Query("avaus hakemus")).total == 1
    assert search(Query("jäsen")).hits[0].match is None
    assert search(Query("jäsenen läsnä avaus")).hits[0].match is None
    [hit] = search(Query("jäsenen avaus")).hits  # as much stands in the item as outside
    assert hit.match == Match("agenda_item", "Avaus", "/kokous/#asia-1")


def test_a_page_is_one_hit_with_the_best_page_of_its_file(put_page: PutPage) -> None:
    file = AttachedFile(
        "a1", "Raportti.pdf", "/documents/1/raportti.pdf", ["Johdanto.", "Koulun piha.", "Pihat."]
    )
    uuid = put_page("Arviointi", "Liitteenä raportti.", files=[file])
    results = search(Query("pihoilla koulu"))
    assert [(hit.uuid, hit.match) for hit in results.hits] == [
        (uuid, Match("file", "Raportti.pdf", "/documents/1/raportti.pdf#page=2"))
    ]
    assert results.hits[0].path == "/arviointi/"
    assert results.hits[0].fragments[0].segments == [
        ("Koulun", True),
        (" ", False),
        ("piha", True),
        (".", False),
    ]
    assert search(Query("piha")).total == 1
    assert search(Query("piha")).facets["kind"] == [FacetCount("meeting", 1)]


def test_words_may_stand_in_the_title_and_one_page_of_a_file_but_not_in_two(
    put_page: PutPage,
) -> None:
    file = AttachedFile(
        "a1", "Liite", "/documents/1/", ["Budjetti on pieni.", "Kirjasto suljetaan."]
    )
    put_page("Lausunto", "Katso liite.", files=[file])
    assert search(Query("lausunnot budjetista")).total == 1
    assert search(Query("budjetti kirjasto")).total == 0


def test_the_page_itself_stands_for_its_files_when_its_own_text_matches(put_page: PutPage) -> None:
    file = AttachedFile("a1", "Liite", "/documents/1/", ["Jäähalli, jäähalli.", "Muuta."])
    put_page("Hanke", "Pitkä alku ennen asiaa. Jäähalli rakennetaan keväällä.", files=[file])
    [hit] = search(Query("jäähalli")).hits
    assert hit.match is None
    assert hit.fragments[0].text == "Jäähalli rakennetaan keväällä."


def test_a_hyphen_after_a_space_may_begin_the_last_part_of_a_compound(put_page: PutPage) -> None:
    put_page("Kerro Pois! -kahvihetki torilla", "Tule mukaan.")
    results = search(Query("Kerro Pois -kahvihetki torilla"))
    assert titles(results) == ["Kerro Pois! -kahvihetki torilla"]
    assert results.did_you_mean == "Kerro Pois kahvihetki torilla"

    put_page("Kerro Pois! torilla", "Ilman pullaa.")
    results = search(Query("Kerro Pois -kahvihetki torilla"))
    assert (titles(results), results.did_you_mean) == (["Kerro Pois! torilla"], None)


@pytest.mark.every_engine
def test_a_hyphen_after_the_mark_of_a_name_begins_the_last_part_of_a_compound(
    put_page: PutPage,
) -> None:
    put_page("Kerro Pois! -kahvihetki torilla", "Tule mukaan.")
    put_page("Kerro Pois! torilla", "Ilman pullaa.")
    query = Query("Kerro Pois! -kahvihetket")
    assert titles(search(query)) == ["Kerro Pois! -kahvihetki torilla"]
    assert query.with_all_words is None


def test_words_joined_by_a_hyphen_are_found_apart_when_not_together(put_page: PutPage) -> None:
    put_page("Ahtialan koulu", "Kevyen liikenteen väylä 2024.")
    for typed, meant in {
        "ahtialan-koulu": "ahtialan koulu",
        "kevyen–liikenteen väylä-2024": "kevyen liikenteen väylä 2024",
    }.items():
        results = search(Query(typed))
        assert (titles(results), results.did_you_mean) == (["Ahtialan koulu"], meant)
    put_page("Kirje", "Ahtialan-koulun väki.")
    results = search(Query("ahtialan-koulu"))
    assert (titles(results), results.did_you_mean) == (["Kirje"], None)


def test_an_excluded_word_leaves_a_page_out_wherever_it_stands(put_page: PutPage) -> None:
    put_page("Ensin", "Puistossa on penkki.")
    put_page("Sitten", "Puistossa on roskia.")
    put_page("Liite", "Puisto.", files=[AttachedFile("a", "Kuva", "/d/", ["Roskat."])])
    assert titles(search(Query("puisto -roskat"))) == ["Ensin"]
    assert titles(search(Query("-puisto"))) == []


@pytest.mark.every_engine
def test_a_phrase_finds_any_reading_of_its_words(put_page: PutPage) -> None:
    put_page("Yksi", "Lapset voi hyvin.")  # which may be butter, too
    assert titles(search(Query('"voida hyvin"'))) == ["Yksi"]
    assert titles(search(Query('"hyvin voida"'))) == []


@pytest.mark.parametrize(
    "typed",
    [f"{mark}laituri uimaranta{end}" for mark, end in ("“”", "””", "„“", "»»", "«»")],
)
def test_quotation_marks_of_any_keyboard_make_a_phrase(put_page: PutPage, typed: str) -> None:
    put_page("Yksi", "Laituri uimarannalla.")
    put_page("Kaksi", "Uimarannan laituri.")
    assert titles(search(Query(typed))) == ["Yksi"]


@pytest.mark.every_engine
def test_a_phrase_is_found_however_often_its_words_stand_before(put_page: PutPage) -> None:
    put_page("Pitkä", "Kaupunki kehittyy ja " * 300 + "harava seisoo.")
    assert titles(search(Query('"ja harava"'))) == ["Pitkä"]
    assert titles(search(Query('"kehittyä harava"'))) == []


@pytest.mark.parametrize(
    "typed", ['kuntoilu -"hyvä kunto"', "kuntoilu -kunn*", "kuntoilu -14.2.2023"]
)
def test_only_a_plain_word_may_have_been_no_exclusion(put_page: PutPage, typed: str) -> None:
    put_page("Kuntoilu", "Hyvä kunto, kunnon jakso 14.2.2023.")
    results = search(Query(typed))
    assert (titles(results), results.did_you_mean) == ([], None)


def test_a_phrase_finds_inflected_words_in_order(put_page: PutPage) -> None:
    put_page("Yksi", "Tehtiin lausunnot kaupunginhallituksille.")
    put_page("Kaksi", "Kaupunginhallituksen lausunnosta puhuttiin.")
    put_page("Kolme", "Lausunto meni kaupunginhallitukselle.")
    assert titles(search(Query('"lausunto kaupunginhallitukselle"'))) == ["Yksi"]
    assert titles(search(Query('"kaupunginhallitus lausunto"'))) == ["Kaksi"]
    assert sorted(titles(search(Query('-"kaupunginhallituksen lausunto"')))) == ["Kolme", "Yksi"]


def test_a_star_finds_words_that_begin_so(put_page: PutPage) -> None:
    put_page("Yksi", "Kirjastoautot kulkevat.")
    put_page("Kaksi", "Kirja on hyvä.")
    [hit] = search(Query("kirjast*")).hits
    assert hit.title == "Yksi"
    assert hit.fragments[0].segments[0] == ("Kirjastoautot", True)


@pytest.mark.every_engine
def test_a_star_finds_forms_that_begin_so_where_the_base_form_does_not(put_page: PutPage) -> None:
    put_page("Yksi", "Kaupungissa puhuttiin kumppanuuspöydistä ja määrärahoista.")
    put_page("Kaksi", "Kaupunki kehittyy.")
    put_page("Möte", "Lekplatser i svansen.", language="sv")
    assert sorted(titles(search(Query("kaupung*")))) == ["Kaksi", "Yksi"]
    assert titles(search(Query("kumppanuuspöyd* määrärahoi*"))) == ["Yksi"]
    assert titles(search(Query("kehitt* -määrärahoi*"))) == ["Kaksi"]
    # The language of a stem is no part of its beginning.
    assert titles(search(Query("sv*"))) == ["Möte"]
    [hit] = search(Query("sv*")).hits
    assert hit.fragments[0].segments == [("Lekplatser i ", False), ("svansen", True), (".", False)]


def test_words_with_marks_are_found_whole(put_page: PutPage) -> None:
    put_page("Yksi", "Päätös § 91, EU:n linja-auto ja oma_sana 14.2.2023.")
    put_page("Kaksi", "Päätös 92, oma auto ja sana.")
    for text in ("§ 91", "§91", "eu", "linja-autot", "linjaauto", "oma_sana", "14.2.2023", "2023"):
        assert titles(search(Query(text))) == ["Yksi"], text
    assert titles(search(Query("sana"))) == ["Kaksi"]


def test_other_names_of_a_page_are_found(put_page: PutPage) -> None:
    put_page("Lausunto", "Teksti.", extra_terms=["Kaupunginvaltuusto 9.11.2020 § 91"])
    [hit] = search(Query("kaupunginvaltuuston 9.11.2020")).hits
    assert hit.fragments[0].segments == [("Teksti.", False)]


def test_pages_in_other_languages_are_found_by_their_stems(put_page: PutPage) -> None:
    put_page("Möte", "Lekplatserna i norr.", language="sv")
    put_page("Meeting", "Playgrounds in the north.", language="en")
    assert titles(search(Query("lekplats lekplatser", languages=["fi"]))) == []
    for words, title in {"lekplatser": "Möte", "playground": "Meeting"}.items():
        results = search(Query(words))
        assert (titles(results), results.did_you_mean) == ([title], None)
    assert titles(search(Query("", languages=["sv", "fi"]))) == ["Möte"]


def test_what_has_expired_is_hidden_when_asked(put_page: PutPage) -> None:
    put_page("Vanha", "Tapahtuma torilla.", visible_until=NOW, regions=["itainen"])
    put_page("Voimassa", "Tapahtuma torilla.", visible_until=NOW + timedelta(seconds=1))
    results = search(Query("tapahtumat"), at=NOW)
    assert (results.total, titles(results)) == (1, ["Voimassa"])
    assert results.facets["region"] == []
    assert search(Query("tapahtumat"), at=NOW - timedelta(seconds=1)).total == 2
    assert titles(search(Query(""), at=NOW)) == ["Voimassa"]


def test_words_of_what_has_expired_are_not_suggested(put_page: PutPage) -> None:
    put_page("Vanha", "Salaisuus.", visible_until=NOW)
    put_page("Uusi", "Kirjasto ja kirjastot, kirjastoauto.")
    assert suggest(Query("salai"), at=NOW - timedelta(days=1)) == ["salaisuus"]
    assert suggest(Query("salai"), at=NOW) == []
    assert search(Query("salaisuuus"), at=NOW).did_you_mean is None
    assert suggest(Query("uusi kirjas"), at=NOW) == ["uusi kirjasto", "uusi kirjastoauto"]
    assert suggest(Query("kirjas"), limit=1, at=NOW) == ["kirjasto"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("leikkipuitso", "leikkipuisto"),
        ("leikipuisto", "leikkipuisto"),
        ("poyta", "pöytä"),
        ("uusi poyta", "uusi pöytä"),
        ("kumppanuuspoydan", "kumppanuuspöydän"),
        ("hyokkays", None),
    ],
)
def test_a_word_that_no_page_has_is_corrected_openly(
    put_page: PutPage, typed: str, meant: str | None
) -> None:
    put_page("Pöytä", "Uusi leikkipuisto, uusi pöytä, kumppanuuspöydän kokous.")
    results = search(Query(typed))
    assert results.did_you_mean == meant
    assert titles(results) == (["Pöytä"] if meant else [])


def test_no_words_browse_the_newest_first(put_page: PutPage) -> None:
    put_page("Vanha", "Yksi.", date=date(2021, 1, 1))
    put_page("Päivätön", "Kaksi.")
    put_page("Uusi", "Kolme.", date=date(2024, 1, 1))
    results = search(Query("  "))
    assert titles(results) == ["Uusi", "Vanha", "Päivätön"]
    assert [hit.fragments[0].text for hit in results.hits] == ["Kolme.", "Yksi.", "Kaksi."]


def test_choices_narrow_and_each_facet_is_counted_without_its_own(put_page: PutPage) -> None:
    put_page("A", "Piha.", regions=["itainen"], date=date(2023, 1, 1), topics=["pihat"])
    put_page("B", "Piha.", regions=["itainen", "pohjoinen"], date=date(2024, 1, 1))
    put_page("C", "Piha.", kind="news", regions=["pohjoinen"], date=date(2024, 1, 1))
    put_page("D", "Muu.", regions=["keskusta"])
    results = search(Query("piha", regions=["pohjoinen"]))
    assert sorted(titles(results)) == ["B", "C"]
    assert results.total == 2
    assert results.facets == {
        "kind": [FacetCount("meeting", 1), FacetCount("news", 1)],
        "region": [FacetCount("itainen", 2), FacetCount("pohjoinen", 2)],
        "year": [FacetCount("2024", 2)],
        "topic": [],
    }
    assert titles(search(Query("piha", regions=["pohjoinen"], kinds=["news"]))) == ["C"]
    assert titles(search(Query("piha", years=[2023]))) == ["A"]
    assert titles(search(Query("piha", topics=["pihat"], years=[2023, 2024]))) == ["A"]
    assert search(Query("piha", years=[0, 10**30])).total == 0
    assert titles(search(Query("", regions=["keskusta"]))) == ["D"]


def test_a_list_is_read_in_slices(put_page: PutPage) -> None:
    for day in range(1, 6):
        put_page(f"Päivä {day}", "Piha.", date=date(2024, 1, day))
    assert titles(search(Query("piha"), offset=1, limit=2)) == ["Päivä 4", "Päivä 3"]
    assert [search(Query("piha"), offset=offset).total for offset in (-1, 4, 10**30)] == [5, 5, 5]
    assert titles(search(Query("piha"), offset=10**30)) == []
    assert (search(Query("piha"), limit=0).total, titles(search(Query("piha"), limit=-5))) == (
        5,
        [],
    )


@pytest.mark.parametrize(
    "typed",
    ['"', '""', "*", "(", ")", "😀", "\0", "-", "--", '-"', "' OR 1=1", "^", "{title} :", "%s %"],
)
def test_nothing_but_marks_finds_nothing(put_page: PutPage, typed: str) -> None:
    put_page("Kokous", "Pöytä.")
    assert (search(Query(typed)).total, suggest(Query(typed))) == (0, [])


@pytest.mark.parametrize(
    "typed",
    [
        'pöytä"',
        '"pöytä',
        "pöytä*",
        "(pöytä)",
        "pöytä 😀",
        "pöytä\0",
        "pöytä " * 1000,
        "pöytä, kokous; pöydät!",
        '-"" pöytä',
        "pöytä - kokous",
    ],
)
def test_marks_beside_words_do_no_harm(put_page: PutPage, typed: str) -> None:
    put_page("Kokous", "Pöytä.")
    assert titles(search(Query(typed))) == ["Kokous"]


@pytest.mark.parametrize(
    "typed", ["a" * 5000, "ö-" * 2500, "NEAR(a b)", "a AND", "NOT", "aku ja 1." * 600, "ä\ud800x"]
)
def test_long_and_strange_texts_are_answered(put_page: PutPage, typed: str) -> None:
    put_page("Kokous", "Pöytä.")
    assert search(Query(typed)).total == 0
    assert suggest(Query(typed)) == []
