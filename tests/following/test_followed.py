"""What somebody follows, as one value: written in an address, read back, named, and looked up."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.utils import translation

from cms.following.followed import Followed, FollowedError
from cms.pages.models import Reply
from tests.factories import (
    HIDING,
    add_event,
    add_meeting,
    add_news,
    add_publication,
    add_region,
    add_statement,
    add_topic,
    hide,
)


def titles(query: str) -> list[str]:
    return [str(thing) for thing in Followed.read(query).pages(None, "fi")]


def test_it_is_the_same_however_it_was_asked() -> None:
    asked = Followed.read(
        "kind=meeting&region=pohjoinen&region=itainen&kind=event.kerro-pois&page=3"
    )
    assert asked == Followed(("itainen", "pohjoinen"), ("event.kerro-pois", "meeting"))
    again = "region=itainen&region=pohjoinen&kind=event.kerro-pois&kind=meeting"
    assert asked.query == again
    assert Followed.read(QueryDict(again)) == asked
    uuid = uuid4()
    for query in ("q=leikki+puisto&topic=nuoret", f"statement={uuid}", ""):
        assert Followed.read(query).query == sorted_query(query)
    assert Followed.read(f"statement={uuid}").statement == uuid
    assert Followed.read("q=%20leikki%20%20puisto%00") == Followed(words="leikki puisto")


def sorted_query(query: str) -> str:
    return "&".join(reversed(query.split("&")))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "kind=lausunto",
            "kind: Ei ole arvoa ”lausunto”: valitse näistä: event, event.kerro-pois,",
        ),
        ("statement=1", "statement: ”1” ei ole tunniste: ota osoite lausunnon sivulta."),
        (
            "statement=0f2b9a4e-6a0e-4c35-9d0c-2f1e5a7b8c9d&kind=event",
            "statement: Lausuntoa seurataan yksin: jätä muut parametrit pois.",
        ),
        ("q=" + 201 * "a", "q: Haetaan enintään 200 merkillä: käytä vähemmän sanoja."),
        (
            "&".join(f"topic=aihe-{n}" for n in range(11)),
            "topic: Enintään 10 voi antaa: seuraa muita erikseen.",
        ),
    ],
)
def test_what_cannot_be_followed_is_told_with_the_remedy(query, told) -> None:
    with translation.override("fi"), pytest.raises(FollowedError) as raised:
        Followed.read(query)
    assert str(raised.value).startswith(told)
    assert raised.value.parameter == told.partition(":")[0]


def test_it_has_a_name(pohjoinen, itainen) -> None:
    statement = add_statement(pohjoinen, "Lausunto puistosta", topics=[add_topic("Nuoret")])
    names = {
        "region=pohjoinen&kind=meeting": "Pohjoinen: kokoukset",
        "region=pohjoinen&region=itainen": "Itainen, Pohjoinen",
        "kind=event.kerro-pois&topic=nuoret&q=puisto": (
            "Kaikki kumppanuuspöydät: Kerro Pois! · Nuoret · ”puisto”"
        ),
        "": "Kaikki kumppanuuspöydät",
        f"statement={statement.uuid}": "Lausunto puistosta: mitä siitä seuraa",
    }
    assert {query: Followed.read(query).title("fi") for query in names} == names
    assert Followed.read("kind=meeting").title("sv") == "Alla partnerskapsbord: möten"


def test_it_finds_what_it_names(home, pohjoinen, itainen) -> None:
    topic = add_topic("Nuoret")
    meeting = add_meeting(pohjoinen, "Kokous", "leikkipuiston kunnostus")
    meeting.agenda_items.get().topics.add(topic)
    item = meeting.agenda_items.get()
    item.topics.add(topic)
    item.save()
    reply = Reply(date=date(2023, 5, 2), outcome="accepted", text="<p>Kyllä.</p>")
    statement = add_statement(pohjoinen, "Lausunto", agenda_item=item, replies=[reply])
    add_event(pohjoinen, "Kahvit", kind="coffee", topics=[topic])
    add_event(itainen, "Kerro", kind="kerro_pois")
    add_news(home, "Kaupungin uutinen")
    add_news(itainen, "Itäinen uutinen", lead="Leikkipuistossa rakennetaan.", regions=[pohjoinen])
    add_publication(itainen, "Suunnitelma", topics=[topic])
    for query, found in {
        "": [
            "Suunnitelma",
            "Itäinen uutinen",
            "Kaupungin uutinen",
            "Kerro",
            "Kahvit",
            "Lausunto",
            "Kokous",
        ],
        "region=pohjoinen": [
            "Itäinen uutinen",
            "Kaupungin uutinen",
            "Kahvit",
            "Lausunto",
            "Kokous",
        ],
        "region=itainen&kind=event&kind=publication.action-plan": ["Suunnitelma", "Kerro"],
        "kind=event.kerro-pois&kind=event.forum": ["Kerro"],
        "topic=nuoret": ["Suunnitelma", "Kahvit", "Kokous"],
        "topic=nuoret&region=pohjoinen&kind=meeting": ["Kokous"],
        "q=leikkipuistot": ["Itäinen uutinen", "Kokous"],
        "q=leikkipuistot&kind=meeting.regular": ["Kokous"],
        "q=leikkipuitsot": [],
        "region=ei-ole": [],
        f"statement={statement.uuid}": [str(reply), "Lausunto", "Kokous"],
        f"statement={uuid4()}": [],
    }.items():
        assert titles(query) == found, query
    first = Followed.read("region=pohjoinen&kind=event").pages(None, "fi")[0]
    assert first.region == pohjoinen
    assert Followed.read("").pages(None, "sv") == []
    assert Followed.read("").pages(None, "fi", since=datetime(2090, 1, 1, tzinfo=UTC)) == []


def test_nothing_hidden_is_followed_named_or_told_apart(pohjoinen, home) -> None:
    visible = add_statement(pohjoinen, "Avoin lausunto", summary="puisto")
    for number, way in enumerate(HIDING):
        region = add_region(home, f"alue-{number}", title="Kätketty alue")
        hidden = add_statement(region, "Kätketty", summary="puisto")
        assert titles(f"statement={hidden.uuid}") == ["Kätketty"]
        hide(hidden, way)
        gone = Followed.read(f"statement={hidden.uuid}")
        assert gone.pages(None, "fi") == []
        assert gone.title("fi") == "Lausunto: mitä siitä seuraa"
        with (
            translation.override("en"),
            pytest.raises(FollowedError, match="There is no such statement"),
        ):
            gone.check("fi")
        hide(region, "draft")
        never = "region: There is no “x”: choose of pohjoinen."
        for slug in ("x", region.slug):
            with pytest.raises(FollowedError) as raised, translation.override("en"):
                Followed((slug,)).check("fi")
            assert str(raised.value) == never.replace("x", slug, 1)
    for query in ("", "q=puisto", "kind=statement.statement"):
        assert titles(query) == ["Avoin lausunto"]
    assert titles(f"statement={visible.uuid}") == ["Avoin lausunto"]
    Followed.read("region=pohjoinen&q=x&kind=event").check("fi")
