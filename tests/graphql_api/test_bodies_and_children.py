"""Bodies block by block, media, inline children: exactly what is stored and public."""

from datetime import date

from wagtail.rich_text import RichText

from cms.media.renditions import RENDITIONS, make_renditions, named_renditions
from cms.pages.models import (
    Attendance,
    EventFeedback,
    FocusArea,
    FoundingDecision,
    Note,
    PublicationDecision,
    RegionBudgetRow,
    RegionCoordinator,
    RegionLink,
    Reply,
    Seat,
)
from tests.factories import (
    add_document,
    add_event,
    add_image,
    add_meeting,
    add_news,
    add_organisation,
    add_publication,
    add_statement,
    add_term,
    add_topic,
)

SITE = "https://kumppanuus.test"


def test_blocks_of_a_body(ask, pohjoinen):
    image, file = add_image("Puisto"), add_document("Ohje", name="ohje.txt")
    make_renditions(image)
    event = add_event(pohjoinen, "Tapahtuma")
    link = f'<a linktype="page" id="{event.pk}">tapahtuma</a>'
    link += f'<a linktype="document" id="{file.pk}">ohje</a>'
    link += '<a href="https://lahti.test/">muu</a><a href="#note-1">1</a>'
    add_news(
        pohjoinen,
        "Uutinen",
        body=[
            ("heading", {"number": "2.3", "text": "Tavoitteet", "level": "3"}),
            ("text", RichText(f"<p>Katso {link}</p>")),
            ("quote", {"text": "Hyvä niin.", "source": ""}),
            ("picture", {"image": image, "caption": "Puisto keväällä"}),
            ("attachment", {"document": file, "title": ""}),
            ("page", event),
        ],
    )
    body = ask(
        "{ news { nodes { body { __typename"
        " ... on HeadingBlock { number text level }"
        " ... on RichTextBlock { html }"
        " ... on QuoteBlock { quoted: text source }"
        " ... on PictureBlock { caption image { alt card { url width height contentType } } }"
        " ... on AttachmentBlock { title document { title url filename size contentType } }"
        " ... on LinkedPageBlock { page { __typename title url } } } } } }"
    )["news"]["nodes"][0]["body"]
    card = named_renditions(image)["card"]
    address = f"{SITE}/pohjoinen/tapahtumat/tapahtuma/"
    assert body == [
        {
            "__typename": "HeadingBlock",
            "number": "2.3",
            "text": "Tavoitteet",
            "level": "3",
        },
        {
            "__typename": "RichTextBlock",
            "html": f'<p>Katso <a href="{address}">tapahtuma</a>'
            f'<a href="{SITE}/documents/{file.pk}/ohje.txt">ohje</a>'
            '<a href="https://lahti.test/">muu</a><a href="#note-1">1</a></p>',
        },
        {"__typename": "QuoteBlock", "quoted": "Hyvä niin.", "source": None},
        {
            "__typename": "PictureBlock",
            "caption": "Puisto keväällä",
            "image": {
                "alt": "Kuva: Puisto",
                "card": {
                    "url": SITE + card.url,
                    "width": 640,
                    "height": 400,
                    "contentType": "image/webp",
                },
            },
        },
        {
            "__typename": "AttachmentBlock",
            "title": None,
            "document": {
                "title": "Ohje",
                "url": f"{SITE}/documents/{file.pk}/ohje.txt",
                "filename": "ohje.txt",
                "size": 6,
                "contentType": "text/plain",
            },
        },
        {
            "__typename": "LinkedPageBlock",
            "page": {"__typename": "EventPage", "title": "Tapahtuma", "url": address},
        },
    ]


def test_the_mark_between_texts_in_a_text_leaves_all_others_as_they_are(ask, pohjoinen, itainen):
    for region, text in ((pohjoinen, "yksi\x1ekaksi"), (itainen, "kolme")):
        region.introduction = f"<p>{text}</p>"
        region.save_revision().publish()
    assert ask("{ regions { introduction } }")["regions"] == [
        {"introduction": "<p>yksikaksi</p>"},
        {"introduction": "<p>kolme</p>"},
    ]


def test_links_to_what_is_no_key_lose_their_address(ask, client, pohjoinen):
    link = f'<a linktype="page" id="{pohjoinen.pk}">pöytä</a>'
    for key in (10**18, 10**30, -1, "٣", "x", ""):
        link += "".join(f'<a linktype="{kind}" id="{key}">a</a>' for kind in ("page", "document"))
    news = add_news(pohjoinen, "Uutinen", body=[("text", RichText(f"<p>{link}</p>"))])
    shown = f'">pöytä</a>{"<a>a</a>" * 12}</p>'
    (body,) = ask("{ news { nodes { body { ... on RichTextBlock { html } } } } }")["news"]["nodes"]
    assert body == {"body": [{"html": f'<p><a href="{SITE}/pohjoinen/{shown}'}]}
    assert f'<p><a href="/pohjoinen/{shown}' in client.get(news.site_path).text


def test_picture_offers_what_a_browser_chooses_among(
    ask, refused, pohjoinen, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image("Puisto")
    add_event(pohjoinen, "Tapahtuma", image=image)
    data = ask(
        "{ events { nodes { image { srcset small: srcset(size: CARD, format: AVIF)"
        " wideAvif { url width height contentType } } } } }"
    )
    made = {name: SITE + each.url for name, each in named_renditions(image).items()}
    assert len(made) == len(RENDITIONS)
    assert data["events"]["nodes"][0]["image"] == {
        "srcset": f"{made['medium']} 640w, {made['wide']} 1280w",
        "small": f"{made['thumbnail_avif']} 320w, {made['card_avif']} 640w",
        "wideAvif": {
            "url": made["wide_avif"],
            "width": 1280,
            "height": 822,
            "contentType": "image/avif",
        },
    }
    assert refused("{ events { nodes { image { srcset(size: null) } } } }") == [
        "Expected value of type 'ImageSize!', found null."
    ]
    image.renditions.filter(filter_spec=RENDITIONS["wide"]).delete()
    assert ask("{ events { nodes { image { srcset } } } }")["events"]["nodes"][0]["image"] == {
        "srcset": f"{made['medium']} 640w"
    }


def test_a_query_makes_no_rendition(ask, pohjoinen):
    image = add_image("Puisto")
    image.renditions.all().delete()
    add_event(pohjoinen, "Tapahtuma", image=image)
    data = ask("{ events { nodes { image { alt thumbnail { url } wideJpeg { url } srcset } } } }")
    assert data["events"]["nodes"] == [
        {"image": {"alt": "Kuva: Puisto", "thumbnail": None, "wideJpeg": None, "srcset": None}}
    ]
    assert not image.renditions.exists()


def test_own_rows_of_a_region(ask, pohjoinen):
    pohjoinen.coordinators = [RegionCoordinator(name="Koordinaattori", phone="044 123 4567")]
    pohjoinen.links = [RegionLink(kind="feedback", label="Palaute", url="https://palaute.test/")]
    pohjoinen.focus_areas = [
        FocusArea(year=2022, text="Vanha"),
        FocusArea(year=2023, text="Uusi"),
        FocusArea(year=2023, text="Uudempi"),
    ]
    pohjoinen.budget_rows = [
        RegionBudgetRow(year=2023, purpose="Tapahtumat", allotted="45000.00", used="44999.50"),
        RegionBudgetRow(year=2024, purpose="Tapahtumat", allotted="40000.00"),
    ]
    pohjoinen.founding_decisions = [
        FoundingDecision(
            decision_body="Kaupunginvaltuusto",
            decision_date=date(2020, 11, 9),
            decision_section="91",
        )
    ]
    pohjoinen.area = {"type": "Polygon", "coordinates": [[[25.6, 61], [25.7, 61], [25.6, 61.1]]]}
    pohjoinen.save_revision().publish()
    region = ask(
        '{ region(slug: "pohjoinen") { area coordinators { name title phone email }'
        " links { kind label url } focusAreas { year text } of2023: focusAreas(year: 2023) { text }"
        " budget(year: 2023) { year purpose allotted used } all: budget { used }"
        " foundingDecisions { body date section url label } } }"
    )["region"]
    assert region == {
        "area": pohjoinen.area,
        "coordinators": [
            {"name": "Koordinaattori", "title": None, "phone": "044 123 4567", "email": None}
        ],
        "links": [{"kind": "FEEDBACK", "label": "Palaute", "url": "https://palaute.test/"}],
        "focusAreas": [
            {"year": 2023, "text": "Uusi"},
            {"year": 2023, "text": "Uudempi"},
            {"year": 2022, "text": "Vanha"},
        ],
        "of2023": [{"text": "Uusi"}, {"text": "Uudempi"}],
        "budget": [{"year": 2023, "purpose": "Tapahtumat", "allotted": 45000.0, "used": 44999.5}],
        "all": [{"used": None}, {"used": 44999.5}],
        "foundingDecisions": [
            {
                "body": "Kaupunginvaltuusto",
                "date": "2020-11-09",
                "section": "91",
                "url": None,
                "label": "Kaupunginvaltuusto 9.11.2020 § 91",
            }
        ],
    }


def test_seats_of_a_term_as_of_a_day(ask, pohjoinen):
    association = add_organisation("Mukkula-seura", kind="association", website="https://m.test/")
    seats = [
        Seat(person="Jäsen 1", represents="association", organisation=association, role="chair"),
        Seat(person="Jäsen 2", represents="resident", ends_on=date(2024, 6, 30)),
        Seat(person="Jäsen 3", represents="resident", starts_on=date(2024, 7, 1)),
    ]
    term = add_term(pohjoinen, "Kausi", seats=seats)
    data = ask(
        "query ($id: ID!) { term(id: $id) { startsOn endsOn hasDeputies"
        " appointingDecision { label } region { slug } seats { person represents role deputy"
        " organisation { name kind website } }"
        ' early: seats(on: "2023-06-01") { person } late: seats(on: "2024-07-01") { person }'
        ' after: seats(on: "2025-06-01") { person } } }',
        id=str(term.uuid),
    )["term"]
    assert data["seats"][0] == {
        "person": "Jäsen 1",
        "represents": "ASSOCIATION",
        "role": "CHAIR",
        "deputy": None,
        "organisation": {
            "name": "Mukkula-seura",
            "kind": "ASSOCIATION",
            "website": "https://m.test/",
        },
    }
    assert [seat["person"] for seat in data["early"]] == ["Jäsen 1", "Jäsen 2"]
    assert [seat["person"] for seat in data["late"]] == ["Jäsen 1", "Jäsen 3"]
    assert data["after"] == []
    assert (data["startsOn"], data["endsOn"]) == ("2023-06-01", "2025-05-31")
    assert (data["region"], data["appointingDecision"]) == ({"slug": "pohjoinen"}, None)


def test_children_of_meetings_events_statements_and_publications(ask, pohjoinen):
    topic = add_topic("Puistot")
    board = add_organisation("Tekninen lautakunta")
    add_meeting(pohjoinen, "Kokous", attendance=[Attendance(name="Asiantuntija", status="expert")])
    add_event(pohjoinen, "Ilta", feedback=[EventFeedback(topic=topic, text="Lisää penkkejä.")])
    add_statement(
        pohjoinen,
        "Lausunto",
        addressee=board,
        replies=[
            Reply(
                date=date(2023, 6, 1),
                outcome="accepted",
                text="<p>Kyllä.</p>",
                decision_body="Tekninen lautakunta",
                decision_section="12",
            )
        ],
    )
    add_publication(
        pohjoinen,
        "Suunnitelma",
        notes=[Note(number=1, text="Kuntalaki 410/2015.")],
        decisions=[PublicationDecision(decision_body="Kaupunginhallitus")],
    )
    data = ask(
        "{ meetings { nodes { attendance { name status seat { person } } } }"
        " events { nodes { feedback { text topic { slug } } } }"
        " statements { nodes { replies { date outcome text body { name } decision { label } } } }"
        " publications { nodes { kind version validFrom notes { number text }"
        " decisions { label } } } }"
    )
    assert {name: rows["nodes"][0] for name, rows in data.items()} == {
        "meetings": {"attendance": [{"name": "Asiantuntija", "status": "EXPERT", "seat": None}]},
        "events": {"feedback": [{"text": "Lisää penkkejä.", "topic": {"slug": "puistot"}}]},
        "statements": {
            "replies": [
                {
                    "date": "2023-06-01",
                    "outcome": "ACCEPTED",
                    "text": "<p>Kyllä.</p>",
                    "body": {"name": "Tekninen lautakunta"},
                    "decision": {"label": "Tekninen lautakunta § 12"},
                }
            ]
        },
        "publications": {
            "kind": "ACTION_PLAN",
            "version": 1,
            "validFrom": "2023-01-26",
            "notes": [{"number": 1, "text": "Kuntalaki 410/2015."}],
            "decisions": [{"label": "Kaupunginhallitus"}],
        },
    }
