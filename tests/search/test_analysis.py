"""The terms of words, the same by both ways of asking Voikko."""

import threading
from unittest.mock import patch

import pytest

from search.analysis import active_backend, analyze, voikko
from search.analysis.packing import by_word, pack
from search.analysis.terms import Terms, WordAnalyzer
from search.analysis.voikko import Libvoikko, Pyvoikko, Voikko

EXPECTED = {  # word: base forms of the whole, of what it is made of
    "leikkipuistojen": ("leikkipuisto", "leikki puisto"),
    "leikkipuistossa": ("leikkipuisto", "leikki puisto"),
    "puistossa": ("puisto", ""),
    "kumppanuuspöydän": ("kumppanuuspöytä", "kumppanuus pöytä"),
    "kumppanuuspöydissä": ("kumppanuuspöytä", "kumppanuus pöytä"),
    "kaupunginhallitukselle": ("kaupunginhallitus", "kaupunki hallitus"),
    "määrärahojen": ("määräraha", "määrä raha"),
    "asukasraadin": ("asukasraati", "asukas raati"),
    "uimarannoille": ("uimaranta", "uima ranta"),
    "suuralueella": ("suuralue", "suur alue"),
    "toimikausien": ("toimikausi", "toimi kausi"),
    "varajäsenet": ("varajäsen", "vara jäsen"),
    "nuorisovaltuuston": ("nuorisovaltuusto", "nuoriso valtuusto"),
    "talousarviossa": ("talousarvio", "talous arvio"),
    "kokousten": ("kokous", ""),
    "budjetin": ("budjetti", ""),
    "tilaisuuksia": ("tilaisuus", ""),
    "mäen": ("mäki", ""),
    # Spans of parts, a border inside a base form of the dictionary, words behind derivations.
    "lentokenttäbussi": (
        "lentokenttäbussi",
        "lento lentää kenttä bussi lentokenttä kenttäbussi",
    ),
    "kansalliskirjastosta": ("kansalliskirjasto", "kansa kansallis kirjasto"),
    "maahanmuuttajien": ("maahanmuuttaja", "maahan muuttaja"),
    "yhteenkuuluvuuden": ("yhteenkuuluvuus", "yhteen kuuluvuus"),
    "kunnossapitoa": ("kunnossapito", "kunnossa pito"),
    "kävelyteiden": ("kävelytie", "kävely kävellä tie"),
    "rakentamisen": ("rakentaminen", "rakentaa"),
    "osallistuvan": ("osallistuva", "osallistua"),
    "hyväksytyt": ("hyväksytty", "hyväksyä"),
    "esitystä": ("esitys", "esittää"),
    "taloudellisesti": ("taloudellinen", ""),
    "lahtelaisten": ("lahtelainen", "lahti"),
    "asteittain": ("asteittain", ""),
    # Endings, readings that stay and readings that are dropped.
    "talonsa": ("talo", ""),
    "talossakin": ("talo", ""),
    "tehtiin": ("tehdä", ""),
    "minun": ("minä", ""),
    "jälkeen": ("jälkeen", ""),
    "uuden": ("uusi", ""),
    "isompi": ("iso", ""),
    "voi": ("voi voida", ""),
    "lausunnoissa": ("lausunta lausunto", "lausua"),
    "alusta": ("alku alunen alus alusta", ""),
    # Like vowels meet only with a hyphen: no ohja|aika, materia|ale, kuolema|ansa.
    "ohjaajalla": ("ohjaaja", "ohjata"),
    "materiaaleista": ("materiaali", ""),
    "kuolemaansa": ("kuolema", "kuolla"),
    # Readings of rare forms are dropped: abessive, comitative, instructive and possessive.
    "täyttä": ("täysi", ""),
    "uusine": ("uusia", ""),
    "jatkoin": ("jatkaa", ""),
    "keräsi": ("kerätä", ""),
    "sää": ("sää", ""),
    "saa": ("saada", ""),
    # A word of a closed class wins, but not over what the word is the base form of.
    "tuolla": ("tuo", ""),
    "kulta": ("kuka kulta", ""),
    # Marks inside words, numbers, unknown words.
    "eu:n": ("eu", ""),
    "§:n": ("§", ""),
    "luvn:n": ("luv luvn", ""),
    "20:n": ("20", ""),
    "14.2.2023": ("14.2.2023", "14 2 2023"),
    "18.30": ("18.30", "18 30"),
    "1,5": ("1,5", ""),
    "vaa'an": ("vaaka", ""),
    "linja-autossa": ("linja-auto linjaauto linja-autto linjaautto", "linja auto autto"),
    "pohjois-lahden": ("pohjois-lahti pohjoislahti", "pohjoinen pohjois lahti"),
    "12-vuotiaiden": ("12-vuotias 12vuotias", "12 vuotias"),
    "40-49-vuotiaille": (
        "40-49-vuotias 4049vuotias",
        "40 49-vuotias 49vuotias 49 vuotias",
    ),
    "ison-britannian": (
        "ison-britannia isonbritannia iso-britannia isobritannia",
        "iso britannia",
    ),
    "2020-2023": ("2020-2023 20202023", "2020 2023"),
    "laitok-sen": ("laitos laitok-se laitokse", "laitok se"),
    "osallistuvabudjetoinnin": (
        "osallistuvabudjetointi osallistuvabudjetoin osallistuvabudjetoinnin",
        "osallistuva osallistua budjetointi budjetoida",
    ),
    # But nothing is in the partitive before the end of a compound.
    "vihreääbudjetointia": ("vihreääbudjetoint vihreääbudjetointia", ""),
    "liipolassa": ("liipol liipolassa", ""),
    "liipolalaisten": ("liipolalainen liipolalaist liipolalaisten", "liipol liipola"),
    "kilpiäisissä": ("kilpiäinen kilpiäis kilpiäisissä", ""),
    "mytäjäisten": ("mytäjäinen mytäjäist mytäjäisten", ""),
    "kalymnoksella": ("kalymnoks kalymnoksella kalymnos", ""),
    "oma_sana": ("oma_s oma_sana", ""),
    "§": ("§", ""),
}


@pytest.fixture(params=[Libvoikko, Pyvoikko], ids=["libvoikko", "pyvoikko"])
def finnish(request: pytest.FixtureRequest) -> WordAnalyzer:
    try:
        return WordAnalyzer("fi", request.param())
    except Exception as reason:
        if request.param is Pyvoikko:
            raise
        pytest.skip(f"libvoikko is not installed (apt-get install libvoikko1 voikko-fi): {reason}")


@pytest.mark.parametrize("word", EXPECTED)
def test_a_word_has_these_terms(finnish: WordAnalyzer, word: str) -> None:
    terms = finnish.terms(word)
    assert (" ".join(terms.lemmas), " ".join(terms.parts)) == EXPECTED[word]


def test_the_words_that_are_kept_in_memory_are_bounded(finnish: WordAnalyzer) -> None:
    assert finnish.terms.cache_info().maxsize == 30_000


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_word_of_many_pieces_has_no_more_terms_than_a_few_for_each(language: str) -> None:
    [token] = analyze("-".join("abcdefghijklmnopqrstuvwxyzåäö"), language)
    assert len(token.lemmas) <= 4
    assert len(token.parts) <= 6 * 29


def test_tokens_tell_their_place_in_the_text() -> None:
    text = "§ 91: Leikki\u00adpuistojen kunto,\nEU:n tuki (oma_sana)."
    assert [(token.surface, text[token.start : token.end]) for token in analyze(text, "fi")] == [
        ("§", "§"),
        ("91", "91"),
        ("leikkipuistojen", "Leikki\u00adpuistojen"),
        ("kunto", "kunto"),
        ("eu:n", "EU:n"),
        ("tuki", "tuki"),
        ("oma_sana", "oma_sana"),
    ]


@pytest.mark.parametrize("text", ["_-_", "\u00ad-\u00ad", "\u0308", "_", "–", "%"])
def test_marks_alone_are_no_word(text: str) -> None:
    assert analyze(text, "fi") == []


def test_letters_written_as_two_characters_are_the_same_word() -> None:
    [token] = analyze("sa\u0308a\u0308", "fi")
    assert (token.start, token.end, token.lemmas) == (0, 5, ("sää",))


@pytest.mark.parametrize(
    ("language", "word", "lemmas"),
    [
        ("sv", "mötena", ("möten~sv", "mötena")),
        ("en", "Playgrounds", ("playground~en", "playgrounds")),
        ("de", "Spielplätze", ("spielplätze",)),
    ],
)
def test_other_languages_are_found_by_stem_and_as_written(
    language: str, word: str, lemmas: tuple[str, ...]
) -> None:
    assert [token.lemmas for token in analyze(word, language)] == [lemmas]


def test_the_analysis_is_stored_with_the_place_of_each_word() -> None:
    assert pack(analyze("Leikkipuistossa, voi\n puuta.", "fi")) == {
        "words": "leikkipuistossa|voi|puuta",
        "gaps": [0, 2, 2],
        "lengths": [15, 3, 5],
        "lemmas": "leikkipuisto|voi voida|puu",
        "parts": "leikki puisto||",
    }
    nothing = pack([])
    assert set(nothing) == {"words", "gaps", "lengths", "lemmas", "parts"}
    assert by_word(nothing, "lemmas") == []


def test_threads_analyse_at_the_same_time() -> None:
    words = [f"{word}{ending}" for word in EXPECTED for ending in ("", "kin", "kaan", "x")]
    results: list[list[Terms]] = []

    def analyse(backend: Voikko) -> None:
        finnish = WordAnalyzer("fi", backend)
        results.append([finnish.terms(word) for word in words])

    backends: list[Voikko] = [*[Pyvoikko()] * 2, *_libvoikko() * 4]
    threads = [threading.Thread(target=analyse, args=[backend]) for backend in backends]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [results[0]] * len(backends)


def _libvoikko() -> list[Libvoikko]:
    try:
        return [Libvoikko()]
    except Exception:
        return []


@pytest.mark.filterwarnings("error")
def test_where_the_library_is_not_installed_its_dictionary_from_pip_is_used() -> None:
    with patch("libvoikko.VoikkoLibrary.__init__", side_effect=OSError("no libvoikko.so.1")):
        backend = voikko.active.__wrapped__()
    assert backend.name == "pyvoikko"
    assert WordAnalyzer("fi", backend).terms("puistoille").lemmas == ("puisto",)


def test_the_backend_in_use_tells_its_name_and_version() -> None:
    name, version = active_backend()
    assert name in ("libvoikko", "pyvoikko")
    assert version[0].isdigit() and version.endswith("/4")
