"""The residents' search page."""

from datetime import UTC, date, datetime
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from cms.media.models import FileText
from cms.media.text import VERSION
from cms.pages.publishing.recording import record_pages
from tests.configured import configured
from tests.factories import (
    add_document,
    add_event,
    add_meeting,
    add_news,
    add_publication,
    add_statement,
    add_topic,
    hide,
)


def ask(client, **asked) -> BeautifulSoup:
    response = client.get("/haku/?" + urlencode(asked, doseq=True))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def texts(html, selector: str) -> list[str]:
    return [" ".join(found.get_text(" ").split()) for found in html.select(selector)]


def total(html) -> str:
    return texts(html, "main h2")[0]


def facet(html, name: str) -> dict[str, str]:
    """Values of a facet with their counts."""
    return {
        box["value"]: box.find_parent("label").select_one(".kp-count").contents[0]
        for box in html.select(f"input[name={name}]")
    }


def test_inflected_word_is_found_marked_and_led_to_its_item(client, pohjoinen) -> None:
    meeting = add_meeting(
        pohjoinen,
        "Kokous 1.3.2023",
        "Avattiin kokous.",
        "Puhuttiin leikkipuistojen keinuista.",
        starts_at=datetime(2023, 3, 1, 15, tzinfo=UTC),
        state="moved",
    )
    add_meeting(pohjoinen, "Toinen kokous", "Puhuttiin busseista.")
    html = ask(client, q="leikkipuistot")
    assert total(html) == "1 sivu löytyi"
    (hit,) = html.select(".kp-hit")
    assert hit.h3.a["href"] == meeting.site_path
    assert hit.h3.get_text() == "Kokous 1.3.2023"
    assert texts(hit, "mark") == ["leikkipuistojen"]
    assert texts(hit, ".kp-meta") == ["Kokous · Pohjoinen · 1.3.2023 siirretty"]
    item = meeting.agenda_items.get(number=2)
    assert hit.select_one(".kp-match a")["href"] == f"{meeting.site_path}#{item.anchor}"
    assert texts(hit, ".kp-match") == ["Asiakohta: 2. Asia 2"]
    assert html.select_one("#question")["value"] == "leikkipuistot"
    assert html.select_one("#site-search")["value"] == "leikkipuistot"


def test_words_and_choices_are_asked_by_one_plain_form(client, pohjoinen) -> None:
    add_news(pohjoinen, "Puistouutinen")
    html = ask(client, q="puisto", kind="news")
    form = html.main.form
    assert form["action"] == "/haku/"
    assert form.get("method", "get") == "get"
    names = {field["name"] for field in form.select("input, select")}
    assert names == {"q", "order", "kind", "region", "year", "since", "until"}
    assert texts(form, "button") == ["Hae", "Rajaa", "Järjestä"]
    assert form.select_one("a.kp-button")["href"] == "?q=puisto"
    assert not form.select("script")


def test_what_is_being_typed_is_completed(client, pohjoinen, itainen) -> None:
    add_news(pohjoinen, "Leikkipuistot uusiksi")
    hide(add_news(itainen, "Leikkikenttä kätketään"), "draft")
    response = client.get("/haku/ehdotukset/?q=uusi+leikki")
    assert response.json() == {"suggestions": ["uusi leikkipuisto"]}
    # No text in Swedish has it.
    assert client.get("/sv/haku/ehdotukset/?q=leikki").json() == {"suggestions": []}
    for odd in ODD_WORDS:
        query = odd.encode("utf-8", "surrogatepass")
        assert client.get("/haku/ehdotukset/", {"q": query}).status_code == 200, odd
    assert client.get("/haku/ehdotukset/").json() == {"suggestions": []}
    assert client.post("/haku/ehdotukset/", {"q": "leikki"}).status_code == 405
    html = ask(client)
    for field in ("#question", "#site-search"):
        assert html.select_one(field)["data-suggestions"] == "/haku/ehdotukset/"


def test_text_of_a_page_is_shown_as_text(client, pohjoinen) -> None:
    add_news(pohjoinen, "Uutinen", lead="Penkki <script>alert(1)</script> & puu")
    html = ask(client, q="penkki")
    assert texts(html, ".kp-hit p mark") == ["Penkki"]
    assert "<script>alert(1)</script> & puu" in html.select_one(".kp-hit").get_text()
    assert not html.select(".kp-hit script")


def test_word_in_a_file_leads_to_the_page_of_the_file(client, pohjoinen) -> None:
    document = add_document("Selvitys")
    FileText.objects.create(
        file_hash=document.file_hash,
        pages=["Johdanto.", "Uimarannan vesi."],
        reader_version=VERSION,
    )
    publication = add_publication(pohjoinen, "Raportti", file=document)
    record_pages([publication])
    (hit,) = ask(client, q="uimaranta").select(".kp-hit")
    assert hit.h3.a["href"] == publication.site_path
    link = hit.select_one(".kp-match a")
    assert link["href"] == f"{document.url}#page=2"
    assert link.get_text() == "Selvitys, sivu 2"


def test_level_of_a_heading_is_not_among_its_words(client, pohjoinen) -> None:
    heading = {"number": "1", "text": "Uimaranta", "level": "2"}
    add_publication(pohjoinen, "Raportti", body=[("heading", heading)])
    html = ask(client, q="uimaranta")
    assert texts(html, ".kp-hit > p:not(.kp-meta)") == ["1 Uimaranta"]
    assert total(ask(client, q="pääluku")) == "0 sivua löytyi"


def test_choices_narrow_the_results_and_count_pages(client, pohjoinen, itainen) -> None:
    add_topic("Liikenne")
    topic = add_topic("Puistot")
    add_meeting(pohjoinen, "Kokous", "Puisto.", starts_at=datetime(2022, 1, 5, tzinfo=UTC))
    add_statement(pohjoinen, "Lausunto puistosta", topics=[topic])
    add_event(itainen, "Puistotapahtuma", topics=[topic])
    add_news(itainen, "Puistouutinen")
    html = ask(client, q="puisto")
    assert total(html) == "4 sivua löytyi"
    assert facet(html, "kind") == {"meeting": "1", "statement": "1", "event": "1", "news": "1"}
    assert facet(html, "region") == {"pohjoinen": "2", "itainen": "2"}
    assert facet(html, "topic") == {"puistot": "2"}
    assert facet(html, "year") == {"2097": "1", "2023": "2", "2022": "1"}
    html = ask(client, q="puisto", region="itainen", kind=["event", "statement"])
    assert texts(html, ".kp-hit h3") == ["Puistotapahtuma"]
    assert facet(html, "kind") == {"statement": "0", "event": "1", "news": "1"}
    checked = [(box["name"], box["value"]) for box in html.select("input[checked]")]
    assert set(checked) == {("kind", "statement"), ("kind", "event"), ("region", "itainen")}
    assert texts(ask(client, topic="puistot"), "main h2") == ["2 sivua, uusin ensin"]
    assert texts(ask(client, q="puisto", year="2022"), ".kp-hit h3") == ["Kokous"]


def test_results_are_put_in_the_order_that_is_chosen(client, pohjoinen) -> None:
    add_news(pohjoinen, "Puisto", lead="Puisto", date=date(2020, 1, 1))
    add_news(pohjoinen, "Uutinen", lead="Puisto mainitaan.", date=date(2023, 1, 1))
    for order, titles in (
        ("relevance", ["Puisto", "Uutinen"]),
        ("date", ["Uutinen", "Puisto"]),
        ("-date; --", ["Puisto", "Uutinen"]),
    ):
        html = ask(client, q="puisto", order=order)
        assert texts(html, ".kp-hit h3") == titles
        chosen = [option["value"] for option in html.select("#order option[selected]")]
        assert chosen == (["date"] if order == "date" else [])
    assert texts(html, "label[for=order]") == ["Järjestys"]
    assert texts(html, "#order option") == ["Osuvimmat ensin", "Uusimmat ensin"]
    assert not ask(client, order="date").select("#order")


def test_days_narrow_the_results(client, pohjoinen) -> None:
    for day in (13, 14, 15):
        add_news(pohjoinen, f"Puisto {day}", date=date(2023, 2, day))
    html = ask(client, q="puisto", since="2023-02-14", until="2023-02-14", page=1)
    assert texts(html, ".kp-hit h3") == ["Puisto 14"]
    days = {field["name"]: field["value"] for field in html.select("input[type=date]")}
    assert days == {"since": "2023-02-14", "until": "2023-02-14"}
    assert html.select_one("a.kp-button")["href"] == "?q=puisto"
    html = ask(client, q="puisto", since="2023-02-14")
    assert sorted(texts(html, ".kp-hit h3")) == ["Puisto 14", "Puisto 15"]
    html = ask(client, q="puisto", until="1999-01-01")
    assert (total(html), len(html.select("input[type=date]"))) == ("0 sivua löytyi", 2)
    assert texts(html, ".kp-panel a.kp-button") == ["Poista rajaukset"]
    assert texts(ask(client, q="puisto 14.2.2023"), ".kp-hit h3") == ["Puisto 14"]


def test_pages_of_results_reach_the_last_exactly(client, pohjoinen) -> None:
    for number in range(1, 22):
        add_news(pohjoinen, f"Penkki {number}")
    titles = []
    for page in (1, 2):
        html = ask(client, q="penkki", kind="news", page=page)
        assert total(html) == "21 sivua löytyi"
        titles += texts(html, ".kp-hit h3")
        links = {link["href"] for link in html.select(".kp-pagination a")}
        assert all("q=penkki" in link and "kind=news" in link for link in links)
    assert sorted(titles) == sorted(f"Penkki {number}" for number in range(1, 22))
    assert len(titles[20:]) == 1
    assert texts(ask(client, q="penkki", page=99999), ".kp-hit h3") == titles[20:]
    assert texts(ask(client, q="penkki", page="abc"), ".kp-hit h3") == titles[:20]


def test_misspelt_word_offers_what_was_meant(client, pohjoinen) -> None:
    add_news(pohjoinen, "Kirjastouutinen", lead="Kirjasto aukeaa.")
    html = ask(client, q="kirajsto")
    link = html.select_one(".kp-suggestion a")
    assert link.get_text() == "kirjasto"
    assert link["href"] == "?q=kirjasto"
    assert texts(html, ".kp-hit h3") == ["Kirjastouutinen"]


ODD_WORDS = [
    *('a"b', '"', "*", "(", ")", "-", "'", "\\", "%", "^", "a OR", "puisto AND NOT", "NEAR("),
    *("x" * 5000, "puisto " * 700, "🌳", "🌳 puisto", "a\0b", "\0", "ﬀ", "\ud83c"),
    *("<script>", "{{ q }}", "col:puisto"),
]
ODD_CHOICES = [
    *("page=abc", "page=0", "page=-1", "page=99999", "page=%00", "page=" + "9" * 5000),
    *("kind=nonsense", "region=%00", "topic=ei-ole", "year=abc", "year=0", "year=999999999"),
    *("since=abc", "until=2023-02-30", "since=%00", "until=99999-01-01", "order=%00", "order=rank"),
]


def test_odd_words_are_answered_by_a_page(client, pohjoinen) -> None:
    add_news(pohjoinen, "Puistouutinen", lead="Puisto")
    for query in [*(word.encode("utf-8", "surrogatepass") for word in ODD_WORDS), b"\xff\xfe"]:
        response = client.get("/haku/", {"q": query})
        assert response.status_code == 200, query
        html = BeautifulSoup(response.content, "html.parser")
        assert len(html.select("h1")) == 1
        assert html.select(".kp-hit") or html.select(".kp-empty")


def test_odd_choices_are_as_good_as_none(client, pohjoinen) -> None:
    add_news(pohjoinen, "Puistouutinen", lead="Puisto")
    for asked in ODD_CHOICES:
        response = client.get(f"/haku/?{asked}")
        assert response.status_code == 200, asked
        assert b"Puistouutinen" in response.content, asked


def test_nothing_found_gives_help(client, pohjoinen) -> None:
    html = ask(client, q="qwzxqwzx")
    assert total(html) == "0 sivua löytyi"
    assert len(html.select(".kp-empty li")) == 3
    assert html.select_one(".kp-empty a")["href"] == "/haku/"


def test_search_is_of_the_language_of_its_address(client, pohjoinen) -> None:
    add_news(pohjoinen, "Puistouutinen", lead="Puisto")
    assert b"Puistouutinen" in client.get("/haku/?q=puisto").content
    response = client.get("/sv/haku/?q=puisto")
    assert response.status_code == 200
    assert b"Puistouutinen" not in response.content


def test_caches_keep_no_search(client, pohjoinen) -> None:
    for address in ("/haku/", "/haku/?q=puisto", "/haku/ehdotukset/?q=pui", "/sv/haku/"):
        assert client.get(address)["Cache-Control"] == "no-store", address


def test_search_page_is_not_changed_by_post(client, pohjoinen) -> None:
    assert client.post("/haku/", {"q": "puisto"}).status_code == 405


def test_what_is_left_out_is_said_and_can_be_had(client, pohjoinen) -> None:
    add_news(pohjoinen, "Penkki", lead="Puiston penkit.")
    add_news(pohjoinen, "Roska", lead="Puiston roskat.")
    html = ask(client, q="puisto -roskat", order="date")
    assert total(html) == "1 sivu löytyi"
    [link] = html.select(".kp-suggestion a")
    assert (link.get_text(), link["href"]) == ("puisto roskat", "?q=puisto+roskat&order=date")
    assert ask(client, q="puisto roskat").select(".kp-suggestion") == []


def test_what_is_left_out_is_told(client, pohjoinen) -> None:
    add_news(pohjoinen, "Puisto", lead="Ranta ja koulu.")
    html = ask(client, q="pu* k* ra* ko* pui*")
    assert total(html) == "1 sivu löytyi"
    assert texts(html, ".kp-suggestion") == [
        "”k*” jäi pois: kirjoita ennen *-merkkiä vähintään 2 kirjainta.",
        "”pui*” jäi pois: enintään 3 sanaa saa päättyä *-merkkiin.",
    ]
    html = ask(client, q="puisto " * 32 + "koulu" * 20)
    assert total(html) == "1 sivu löytyi"
    assert texts(html, ".kp-suggestion") == [
        f"”{('koulu' * 20)[:59]}…” jäi pois: enintään 32 sanaa haetaan."
    ]
    html = ask(client, q="k*")
    assert total(html) == "0 sivua löytyi"
    assert len(texts(html, ".kp-suggestion")) == 1
    frame = client.get("/embed/pohjoinen/search/?q=puisto+k*").content.decode()
    assert "jäi pois: kirjoita" in frame
    assert "1 sivu löytyi" in frame


def test_a_search_that_takes_too_long_says_so(client, pohjoinen, settings) -> None:
    add_news(pohjoinen, "Puisto")
    settings.KUMPPANUUS = configured(SEARCH_MILLISECONDS=0)
    html = ask(client, q="puisto")
    [said] = texts(html, "[role=alert]")
    assert said == (
        "Haku kesti liian kauan, ja se keskeytettiin. Kirjoita vähemmän sanoja tai enemmän"
        " kirjaimia ennen *-merkkiä."
    )
    assert not html.select(".kp-hit, .kp-empty, main h2")
    assert html.select_one("#question")["value"] == "puisto"
    assert said in client.get("/embed/pohjoinen/search/?q=puisto").content.decode()
    assert client.get("/haku/ehdotukset/?q=puis").json() == {"suggestions": []}


def test_days_that_cannot_be_are_told_at_their_fields(client, pohjoinen) -> None:
    add_event(pohjoinen, "Retki")
    html = ask(client, since="2023-02-31", until="2023-13-01")
    assert [field["name"] for field in html.select("[aria-invalid=true]")] == ["since", "until"]
    assert texts(html, "#wrong-since") == ["Tällaista päivää ei ole. Valitse päivä kalenterista."]
    html = ask(client, since="2023-03-02", until="2023-03-01")
    [field] = html.select("[aria-invalid=true]")
    assert (field["name"], field["aria-describedby"]) == ("until", "wrong-until")
    assert texts(html, "#wrong-until") == [
        "Viimeinen päivä on ennen ensimmäistä: muuta jompaakumpaa."
    ]
    assert ask(client, since="2023-03-01", until="2023-03-01").select(".kp-error") == []
