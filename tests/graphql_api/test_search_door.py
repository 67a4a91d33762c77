"""The search through GraphQL."""

from datetime import date
from uuid import uuid4

import pytest

from search import indexing
from search.declarations import SearchShape
from tests.factories import add_event, add_meeting, add_news, add_topic


def test_a_memo_is_found_by_another_form_of_the_word(ask, pohjoinen):
    meeting = add_meeting(
        pohjoinen, "Kokous", "Muuta", "Kunta korjaa leikkipuistojen keinut keväällä."
    )
    found = ask(
        '{ search(query: "leikkipuistot") { totalCount didYouMean edges { node { id } }'
        " nodes { id kind language title url path region regions date state"
        " fragments { text segments { text isMarked } } match { kind title url } }"
        " facets { kind { value count } region { value count } year { value count } } } }"
    )["search"]
    (hit,) = found["nodes"]
    item = meeting.agenda_items.get(number=2)
    path = "/pohjoinen/kokoukset/kokous/"
    fragment = hit.pop("fragments")[0]
    assert hit == {
        "id": str(meeting.uuid),
        "kind": "MEETING",
        "language": "FI",
        "title": "Kokous",
        "url": f"https://kumppanuus.test{path}",
        "path": path,
        "region": "pohjoinen",
        "regions": ["pohjoinen"],
        "date": "2023-03-01",
        "state": "AS_PLANNED",
        "match": {
            "kind": "AGENDA_ITEM",
            "title": "2. Asia 2",
            "url": f"https://kumppanuus.test{path}#{item.anchor}",
        },
    }
    assert {"text": "leikkipuistojen", "isMarked": True} in fragment["segments"]
    assert "".join(piece["text"] for piece in fragment["segments"]) == fragment["text"]
    assert found["totalCount"] == 1
    assert found["didYouMean"] is None
    assert found["edges"] == [{"node": {"id": str(meeting.uuid)}}]
    assert found["facets"] == {
        "kind": [{"value": "MEETING", "count": 1}],
        "region": [{"value": "pohjoinen", "count": 1}],
        "year": [{"value": 2023, "count": 1}],
    }


def test_choices_narrow_the_search(ask, pohjoinen, itainen):
    add_event(pohjoinen, "Puistoilta", topics=[add_topic("Puistot")])
    add_news(itainen, "Puisto avattiin")

    def titles(arguments: str) -> list[str]:
        rows = ask(f'{{ search(query: "puisto", {arguments}) {{ nodes {{ title }} }} }}')["search"]
        return [row["title"] for row in rows["nodes"]]

    assert titles("kind: [NEWS]") == ["Puisto avattiin"]
    assert titles('region: "itainen"') == ["Puisto avattiin"]
    assert titles("year: [2023, 2024]") == ["Puisto avattiin"]
    assert titles('kind: EVENT, topic: "puistot"') == ["Puistoilta"]
    assert titles('kind: NEWS, topic: "puistot"') == []
    assert titles("language: SV") == []
    assert ask('{ search(query: "", topic: "puistot") { nodes { title } } }') == {
        "search": {"nodes": [{"title": "Puistoilta"}]}
    }


def test_order_and_days(ask, pohjoinen):
    add_news(pohjoinen, "Puisto", lead="Puisto", date=date(2020, 1, 1))
    add_news(pohjoinen, "Uutinen", lead="Puisto mainitaan.", date=date(2023, 2, 14))
    add_news(pohjoinen, "Tiedote", lead="Puisto mainitaan.", date=date(2023, 2, 15))

    def titles(arguments: str, declared: str = "", **variables: str) -> list[str]:
        rows = ask(
            f"query {declared} {{ search(query: {arguments}) {{ nodes {{ title }} }} }}",
            **variables,
        )["search"]
        return [row["title"] for row in rows["nodes"]]

    assert titles('"puisto"') == ["Puisto", "Tiedote", "Uutinen"]
    assert titles('"puisto", order: RELEVANCE') == ["Puisto", "Tiedote", "Uutinen"]
    assert titles('"puisto", order: DATE_DESC') == ["Tiedote", "Uutinen", "Puisto"]
    chosen = ('"puisto", order: $order', "($order: SearchOrder)")
    assert titles(*chosen) == ["Puisto", "Tiedote", "Uutinen"]
    assert titles(*chosen, order="DATE_DESC") == ["Tiedote", "Uutinen", "Puisto"]
    assert titles('"puisto", from: "2023-02-14", to: "2023-02-14"') == ["Uutinen"]
    assert titles('"puisto", to: "2023-02-13"') == ["Puisto"]
    assert titles('"puisto", from: "2023-02-16"') == []
    assert titles('"puisto 14.2.2023"') == ["Uutinen"]
    assert titles('"puisto helmikuu 2023"') == ["Tiedote", "Uutinen"]


def test_pages_of_hits(ask, pohjoinen):
    for number in range(3):
        add_news(pohjoinen, f"Uutinen {number}")
    query = (
        'query ($after: String) { search(query: "uutinen", first: 2, after: $after) {'
        " totalCount pageInfo { hasNextPage endCursor } nodes { title } } }"
    )
    first = ask(query)["search"]
    second = ask(query, after=first["pageInfo"]["endCursor"])["search"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    assert second["pageInfo"]["hasNextPage"] is False
    titles = [row["title"] for row in first["nodes"] + second["nodes"]]
    assert sorted(titles) == ["Uutinen 0", "Uutinen 1", "Uutinen 2"]


def test_every_hit_of_a_long_list_is_reached(ask, home):
    indexing.put(
        SearchShape(uuid4(), "news", "fi", f"Uutinen {number}", "Laituri.", f"/{number}/")
        for number in range(103)
    )
    query = (
        'query ($after: String) { search(query: "laituri", first: 25, after: $after) {'
        " totalCount pageInfo { hasNextPage endCursor } nodes { title } } }"
    )
    titles, after = [], None
    for place in range(5):
        found = ask(query, after=after)["search"]
        assert found["totalCount"] == 103
        assert found["pageInfo"]["hasNextPage"] is (place < 4)
        after = found["pageInfo"]["endCursor"]
        titles += [row["title"] for row in found["nodes"]]
    assert len(titles) == 103
    assert set(titles) == {f"Uutinen {number}" for number in range(103)}
    assert ask(query, after=after)["search"]["nodes"] == []


@pytest.mark.parametrize("words", ['a"b', "*", "(", "🌳", "sana " * 1000, "\x00", "'; --"])
def test_odd_words_are_answered(ask, home, words):
    found = ask(
        "query ($q: String!) { search(query: $q) { totalCount } suggest(prefix: $q) }", q=words
    )
    assert found == {"search": {"totalCount": 0}, "suggest": []}


def test_suggestions(ask, pohjoinen):
    add_news(pohjoinen, "Leikkipuisto")
    assert ask('{ suggest(prefix: "leikkip", first: 1) }') == {"suggest": ["leikkipuisto"]}
