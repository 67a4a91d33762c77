"""The sentences that show where the words stand."""

from collections.abc import Callable
from uuid import UUID

import pytest

from search.declarations import AttachedFile
from search.queries import Fragment, Query, search

PutPage = Callable[..., UUID]


def fragments(text: str) -> list[Fragment]:
    [hit] = search(Query(text)).hits
    return hit.fragments


def marked(fragment: Fragment) -> list[str]:
    return [text for text, is_marked in fragment.segments if is_marked]


def test_the_sentence_with_the_word_is_shown_and_a_part_of_a_compound_is_marked(
    put_page: PutPage,
) -> None:
    put_page(body="Avattiin kokous. Leikkipuistossa on uusi keinu! Kokous päättyi.")
    [fragment] = fragments("puisto")
    assert fragment.text == "Leikkipuistossa on uusi keinu!"
    assert fragment.segments == [("Leikkipuistossa", True), (" on uusi keinu!", False)]


def test_the_sentence_with_the_most_words_is_shown_with_those_that_add_to_it(
    put_page: PutPage,
) -> None:
    put_page(
        body="Puisto, puisto ja puisto. Muuta asiaa. Laituri ja puisto ovat vanhat. Puisto on iso."
        " Laituri on lahonnut, laiturista luovutaan.\nUusi laituri. Muuta."
    )
    assert [(each.text, marked(each)) for each in fragments("puistot laiturit")] == [
        ("Puisto, puisto ja puisto.", ["Puisto", "puisto", "puisto"]),
        ("Laituri ja puisto ovat vanhat.", ["Laituri", "puisto"]),
        ("Laituri on lahonnut, laiturista luovutaan.", ["Laituri", "laiturista"]),
    ]


def test_a_word_that_only_one_sentence_has_is_shown_however_often_the_others_stand(
    put_page: PutPage,
) -> None:
    put_page(body="Puisto ja puisto. " * 5 + "Laituri.")
    assert [each.text for each in fragments("laituri puisto")] == [
        "Puisto ja puisto.",
        "Puisto ja puisto.",
        "Laituri.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kokous pidettiin 14.2. Lahdessa, ja laituri oli asialistalla.",
        "Laituri avataan 14. helmikuuta 2023 klo 18.00 Mukkulassa.",
        "Laituri kuuluu esim. Lahden ja mm. Hollolan rantoihin, ks. Liite 2.",
        "Laituri, n. 20 metriä (os. Rantatie 3), maksaa 1.500,50 euroa ym. kuluja.",
        "Puheenjohtaja J. Virtanen esitteli asian 14.2.2023: laituri uusitaan.",
        "Kerro Pois! -kahvihetkessä kysyttiin: onko laituri turvallinen?",
        "”Laituri on vaarallinen!”",
        "Kuka korjaa laiturin…",
    ],
)
def test_full_stops_within_a_sentence_do_not_part_it(put_page: PutPage, sentence: str) -> None:
    put_page(body=f"Edellinen asia oli vuodelta 2022. {sentence}\nSeuraava asia.")
    put_page("Toinen", f"Näin päättyi v. 2022 toiminta!\n{sentence} Lähde: kaupunki.", kind="news")
    for kind in ("meeting", "news"):
        [hit] = search(Query("laituri", kinds=[kind])).hits
        assert [fragment.text for fragment in hit.fragments] == [sentence]


def test_a_number_that_begins_a_line_belongs_to_it(put_page: PutPage) -> None:
    put_page(body="4. Avaus\n5. Laituri\nPäätettiin 7. Laituri korjataan.\n6. Muut asiat")
    assert [each.text for each in fragments("laituri")] == ["5. Laituri", "Laituri korjataan."]


def test_lines_of_a_file_that_go_on_are_one_sentence(put_page: PutPage) -> None:
    page = "RAPORTTI\nUimarannan laituri on\r\n  lahonnut ja\nse korjataan.\nSeuraava luku"
    put_page(files=[AttachedFile("a1", "Raportti", "/d/1/", [page])])
    assert [each.text for each in fragments("laituri")] == [
        "Uimarannan laituri on    lahonnut ja se korjataan."
    ]


def test_a_long_sentence_is_cut_between_words_around_the_most_of_those_asked_for(
    put_page: PutPage,
) -> None:
    filling = "täytettä " * 60
    put_page(body=f"Alku {filling}puisto {filling}laituri ja puistossa {filling}puisto loppu.")
    before, best, after = fragments("puisto laituri")
    assert [marked(each) for each in (before, best, after)] == [
        ["puisto"],
        ["laituri", "puistossa"],
        ["puisto"],
    ]
    assert best.text.startswith("… täytettä täytettä")
    assert best.text.endswith(" täytettä …")
    assert 200 < len(best.text) <= 244
    assert after.text.endswith("puisto loppu.")


def test_long_text_is_shown_in_three_sentences_at_most(put_page: PutPage) -> None:
    filling = "täytettä " * 60
    put_page(body=f"{filling}puisto {filling}laituri\n{filling}puistossa {filling}puisto.")
    found = fragments("puisto laituri")
    assert [marked(fragment) for fragment in found] == [["puisto"], ["laituri"], ["puistossa"]]
    for fragment in found:
        assert fragment.text.startswith("… täytettä ")
        assert len(fragment.text) <= 244
        assert "\n" not in fragment.text
        assert "".join(text for text, _ in fragment.segments) == fragment.text


def test_words_of_a_phrase_are_marked_where_they_stand_together(put_page: PutPage) -> None:
    put_page(body="Lausunto annettiin. Kaupunginhallitukselle lausunnot vietiin. Hallitus 2023.")
    [fragment] = fragments('"kaupunginhallituksen lausunto"')
    assert fragment.text == "Kaupunginhallitukselle lausunnot vietiin."
    assert marked(fragment) == ["Kaupunginhallitukselle", "lausunnot"]


def test_the_beginning_is_shown_where_no_word_stands_in_the_text(put_page: PutPage) -> None:
    put_page("Laituri", "Ensimmäinen virke. " + "Muita sanoja tässä. " * 40)
    put_page("Toinen laituri", "", kind="news")
    results = search(Query("laituri", kinds=["meeting"]))
    [fragment] = results.hits[0].fragments
    assert fragment.text.startswith("Ensimmäinen virke. Muita")
    assert fragment.text.endswith(" …")
    assert len(fragment.text) <= 244
    assert fragment.marks == ()
    assert search(Query("laituri", kinds=["news"])).hits[0].fragments == []


@pytest.mark.parametrize(
    "body", ["laituri" + "x" * 3000, "x" * 3000 + " laituri " + "x" * 3000, "§laituri" * 500]
)
def test_text_without_spaces_is_cut_where_it_must(put_page: PutPage, body: str) -> None:
    put_page(body=body)
    for fragment in fragments("laituri*"):
        assert len(fragment.text) <= 244
        assert "laituri" in fragment.text
