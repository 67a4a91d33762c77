"""Cities that share an installation: who asks one finds and is offered nothing of the others."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from search import indexing
from search.asking import corrections
from search.asking.corrections import nearest
from search.counting import counter as counting
from search.counting.counter import Counter
from search.declarations import AttachedFile, Part
from search.models import SearchDocument, VocabularyWord
from search.queries import Query, search, suggest
from search.query_counts import QueryCount, forget_old
from search.rows import vocabulary

PutPage = Callable[..., UUID]
Pages = dict[str, dict[str, UUID]]
"""By city and title."""
NOW = datetime(2024, 5, 1, 6, tzinfo=UTC)
YEARS = {"north": 2022, "south": 2023}
"""Of each city's pages."""


@pytest.fixture
def pages(put_page: PutPage) -> Pages:
    """The same titles and words in both cities, in other regions, topics and years."""
    return {
        city: {
            "Leikkipuisto": put_page(
                "Leikkipuisto",
                "Keinu ja liukumäki.",
                site=city,
                regions=[city],
                topics=[f"{city}-play"],
                date=date(year, 1, 1),
            ),
            "Kokous": put_page(
                "Kokous",
                "Kokouksen asiat.",
                site=city,
                kind="news",
                regions=[city, "shore"],
                date=date(year, 2, 1),
                parts=[Part("agenda_item", "Leikkipuiston keinu", "Keinu uusitaan.", "1")],
                files=[AttachedFile("a", "Liite", "/liite.pdf", ["Sivu.", "Rannan kuva."])],
            ),
        }
        for city, year in YEARS.items()
    }


def found(text: str, site: str) -> list[UUID]:
    results = search(Query(text, site=site), at=NOW)
    assert (results.total, results.did_you_mean) == (len(results.hits), None)
    return [hit.uuid for hit in results.hits]


def facets(text: str, site: str) -> dict[str, list[tuple[str, int]]]:
    counted = search(Query(text, site=site), limit=0, at=NOW).facets
    return {name: [(each.value, each.count) for each in values] for name, values in counted.items()}


def instead(typed: str, site: str) -> tuple[str | None, list[str]]:
    """What was meant, and the titles that it finds."""
    results = search(Query(typed, site=site), at=NOW)
    assert results.total == len(results.hits)
    return results.did_you_mean, [hit.title for hit in results.hits]


def completed(beginning: str, site: str) -> list[str]:
    return suggest(Query(beginning, site=site), at=NOW)


# --- what is found ------------------------------------------------------------------------------


@pytest.mark.every_engine
@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("leikkipuisto", ["Leikkipuisto", "Kokous"]),
        ("leikkipuistojen keinut", ["Leikkipuisto", "Kokous"]),
        ('"leikkipuiston keinu"', ["Kokous"]),
        ("leikkip*", ["Leikkipuisto", "Kokous"]),
        ("kuva", ["Kokous"]),
        ("keinu -kokous", ["Leikkipuisto"]),
        ("-koulu", ["Kokous", "Leikkipuisto"]),
        ("", ["Kokous", "Leikkipuisto"]),
    ],
)
def test_a_site_finds_its_own_pages(pages: Pages, text: str, titles: list[str]) -> None:
    for city, own in pages.items():
        assert set(found(text, city)) == {own[title] for title in titles}
    assert len(found(text, "")) == 2 * len(titles)
    assert found(text, "east") == []


@pytest.mark.every_engine
def test_a_sites_own_pages_stand_in_their_order(pages: Pages) -> None:
    own = pages["north"]
    assert found("", "north") == [own["Kokous"], own["Leikkipuisto"]]
    assert found("leikkipuisto", "north") == [own["Leikkipuisto"], own["Kokous"]]
    assert found("leikkipuisto 1.2.2022", "north") == [own["Kokous"]]
    assert found("1.2.2022", "south") == []


@pytest.mark.every_engine
def test_a_site_counts_its_own_pages(pages: Pages) -> None:
    for text in ("leikkipuisto", ""):
        assert facets(text, "north") == {
            "kind": [("meeting", 1), ("news", 1)],
            "region": [("north", 2), ("shore", 1)],
            "year": [("2022", 2)],
            "topic": [("north-play", 1)],
        }
        assert facets(text, "") == {
            "kind": [("meeting", 2), ("news", 2)],
            "region": [("north", 2), ("shore", 2), ("south", 2)],
            "year": [("2022", 2), ("2023", 2)],
            "topic": [("north-play", 1), ("south-play", 1)],
        }
        chosen = search(Query(text, site="north", regions=["south", "shore"]), at=NOW)
        assert [hit.uuid for hit in chosen.hits] == [pages["north"]["Kokous"]]


@pytest.mark.every_engine
def test_a_page_that_moves_to_another_site_is_found_there_alone(put_page: PutPage) -> None:
    page = put_page("Laituri", "Uimaranta.", site="north")
    stays = put_page("Koulu", "Uimaranta.", site="north")
    put_page("Laituri", "Uimaranta.", site="south", uuid=page)
    assert (found("uimaranta", "north"), found("uimaranta", "south")) == ([stays], [page])
    assert (completed("lait", "north"), completed("lait", "south")) == ([], ["laituri"])
    assert (completed("uima", "north"), completed("uima", "south")) == (["uimaranta"],) * 2
    words = VocabularyWord.objects.exclude(term="")  # without parts of compounds
    assert set(words.values_list("form", "site", "rows")) == {
        ("laituri", "south", 1),
        ("koulu", "north", 1),
        ("uimaranta", "north", 1),
        ("uimaranta", "south", 1),
    }
    indexing.remove([page])
    assert (completed("lait", "south"), completed("uima", "south")) == ([], [])
    assert nearest("uimarnata", "north") == ["uimaranta"]


# --- what is asked instead ----------------------------------------------------------------------


@pytest.mark.every_engine
def test_a_word_is_put_right_by_what_the_site_has(pages: Pages, put_page: PutPage) -> None:
    put_page("Laituri", "Kissa nukkuu.", site="north")
    put_page("Kahvila", "Kassa on kiinni.", site="south")
    assert instead("latiuri", "north") == ("laituri", ["Laituri"])
    assert instead("latiuri", "south") == (None, [])
    assert instead("kissa", "north") == (None, ["Laituri"])
    assert instead("kissa", "south") == ("kassa", ["Kahvila"])
    assert instead("kissa", "") == (None, ["Laituri"])
    assert instead("liukumaki", "south") == ("liukumäki", ["Leikkipuisto"])


@pytest.mark.every_engine
def test_words_of_others_leave_room_for_the_sites_own(
    put_page: PutPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "MAX_CANDIDATES", 1)
    monkeypatch.setattr(corrections, "MAX_SUGGESTIONS", 1)
    put_page("Kahvila", "Kassa on kiinni.", site="north")
    put_page("Uutinen", "Kissa nukkuu.", site="south")
    assert instead("kyssa", "north") == ("kassa", ["Kahvila"])
    assert instead("kyssa", "south") == ("kissa", ["Uutinen"])


@pytest.mark.every_engine
def test_a_query_is_relaxed_to_what_the_site_has(put_page: PutPage) -> None:
    put_page("Kerro Pois! -kahvihetki", "Tule mukaan.", site="north")
    put_page("Ahtialan koulu", "Väylä.", site="north")
    put_page("Koulu", "Kerro.", site="south")
    for typed, meant, title in (
        ("kerro pois -kahvihetki", "kerro pois kahvihetki", "Kerro Pois! -kahvihetki"),
        ("ahtialan-koulu", "ahtialan koulu", "Ahtialan koulu"),
    ):
        assert instead(typed, "north") == (meant, [title])
        assert instead(typed, "south") == (None, [])


# --- what is offered ----------------------------------------------------------------------------


def test_a_beginning_is_completed_by_the_sites_words_its_commonest_first(
    put_page: PutPage,
) -> None:
    for number in range(3):
        put_page(f"Sivu {number}", "Kelkkamäki ja kelluva laituri.", site="north")
    put_page("Yksi", "Keltainen kelkka. Kelkkamäki.", site="south")
    put_page("Kaksi", "Keltainen talo. Kelkkamäki. Kelluva lautta.", site="south")
    assert completed("kel", "north") == ["kelkkamäki", "kelluva"]
    assert completed("kel", "south") == ["kelkkamäki", "keltainen", "kelkka", "kelluva"]
    assert completed("lai", "south") == []
    # Of all sites each is offered once, as common as where it is commonest.
    assert completed("kel", "") == ["kelkkamäki", "kelluva", "keltainen", "kelkka"]
    assert suggest(Query("kel"), 3, at=NOW) == ["kelkkamäki", "kelluva", "keltainen"]


@pytest.mark.every_engine
def test_other_forms_of_a_word_are_the_sites_own_too(put_page: PutPage) -> None:
    put_page("Yksi", "Pöydissä on tilaa.", site="north")
    put_page("Kaksi", "Uusi pöytä.", site="south")
    assert (completed("pöydi", "north"), completed("pöydi", "south")) == (["pöytä"], [])
    assert instead("pöydi*", "north") == (None, ["Yksi"])
    assert instead("pöydi*", "south") == (None, [])


def test_a_word_that_has_expired_in_the_site_is_not_offered_as_another_has_it(
    put_page: PutPage,
) -> None:
    put_page("Sivu", "Yliaika.", site="north")
    put_page("Sivu", "Yliaika.", site="south", visible_until=NOW)
    assert (completed("yli", "north"), completed("yli", "south")) == (["yliaika"], [])
    assert instead("ylaika", "south") == (None, [])


def test_a_word_of_another_site_is_not_offered_in_the_language_of_this(put_page: PutPage) -> None:
    put_page("Sida", "Lekplats.", site="north", language="sv")
    put_page("Sivu", "Lekplats.", site="south")
    asked = [suggest(Query("lekp", site=city, languages=["sv"]), at=NOW) for city in YEARS]
    assert asked == [["lekplats"], []]


def test_a_new_count_of_all_words_comes_to_the_same(pages: Pages) -> None:
    def words() -> set[tuple[str, str, str, int]]:
        return set(VocabularyWord.objects.values_list("form", "term", "site", "rows"))

    before = words()
    assert {site for _form, _term, site, _rows in before} == set(YEARS)
    vocabulary.recount()
    assert words() == before
    SearchDocument.objects.update(analysis_version="0")
    indexing.reanalyse_stale()
    assert words() == before


# --- what is counted ----------------------------------------------------------------------------


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    counter = Counter(write_after=3600)
    monkeypatch.setattr(counting, "_counter", counter)
    yield counter
    counter._counts.clear()
    counter.close()


def test_searches_are_counted_by_site(put_page: PutPage, counter: Counter) -> None:
    put_page("Laituri", site="north")
    for city, times in (("north", 4), ("south", 3), ("", 2)):
        for _ in range(times):
            search(Query("laituri", site=city))
    counter.write()
    popular = QueryCount.objects.of_days(1).popular()
    assert [(row["site"], row["text"], row["total"], row["last_pages"]) for row in popular] == [
        ("north", "laituri", 4, 1),
        ("south", "laituri", 3, 0),
    ]


def test_what_is_rare_in_a_site_is_forgotten_though_common_in_another(db: None) -> None:
    for city, searches in (("north", 3), ("south", 2)):
        QueryCount.objects.create(
            day=date(2024, 1, 1), site=city, text="laituri", searches=searches
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: datetime(2024, 3, 1, tzinfo=UTC))
        forget_old()
    assert list(QueryCount.objects.values_list("site", flat=True)) == ["north"]
