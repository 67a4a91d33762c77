"""The search of a city finds, counts, corrects and completes by its own pages alone."""

from wagtail.models import Site

from tests.sites.world import World


def hits(client, **asked: str) -> str:
    response = client.get("/haku/", asked)
    assert response.status_code == 200
    return response.text


def test_the_search_page_finds_and_offers_the_citys_own(cities) -> None:
    city, other = cities
    text = hits(city.client, q="leikkipuisto")
    assert f"{city.word} kokous" in text
    assert other.word.lower() not in text.lower()
    assert other.word.lower() not in hits(city.client).lower()


def test_words_of_the_other_city_alone_are_neither_found_nor_completed(cities) -> None:
    city, other = cities
    assert "Mitään ei löytynyt. Kokeile näin:" in hits(city.client, q=other.word)
    for asked, found in ((city, [city.word.lower()]), (other, [])):
        answer = city.client.get("/haku/ehdotukset/", {"q": asked.word[:4].lower()})
        assert answer.json() == {"suggestions": found}


def test_a_search_frame(cities) -> None:
    city, other = cities
    text = city.client.get("/embed/pohjoinen/search/", {"q": "leikkipuisto"}).text
    assert f"{city.word} kokous" in text
    assert other.word.lower() not in text.lower()


def test_rows_follow_their_site(world: World) -> None:
    site = Site.objects.get(pk=world.bergo.site.pk)
    site.delete()
    assert "Bergo" not in hits(world.ahola.client, q="leikkipuisto")
    Site.objects.create(hostname=site.hostname, root_page=site.root_page)
    text = hits(world.bergo.client, q="leikkipuisto")
    assert "Bergo kokous" in text
    assert "Ahola" not in text
