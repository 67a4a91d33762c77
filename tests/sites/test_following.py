"""Each city has feeds and calendars of its own, as at each address the pages of one are asked."""

from tests.sites.world import World


def test_two_cities_have_feeds_of_their_own(world: World) -> None:
    for city, other in ((world.ahola, world.bergo), (world.bergo, world.ahola)):
        for door in ("kalenteri.ics", "atom.xml", "feed.json", "?region=pohjoinen"):
            text = city.client.get(f"/seuraa/{door}").text
            assert city.word in text, door
            assert other.word not in text, door
            assert other.site.hostname not in text, door
