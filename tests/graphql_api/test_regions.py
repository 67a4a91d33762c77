"""Regions and the lists that they give."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    add_event,
    add_meeting,
    add_news,
    add_statement,
    add_term,
    add_theme,
)


def soon(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_region_by_slug(ask, pohjoinen, itainen):
    data = ask(
        '{ region(slug: "pohjoinen") { id slug title url path language region: __typename } }'
    )
    assert data["region"] == {
        "id": str(pohjoinen.uuid),
        "slug": "pohjoinen",
        "title": "Pohjoinen",
        "url": "https://kumppanuus.test/pohjoinen/",
        "path": "/pohjoinen/",
        "language": "FI",
        "region": "RegionPage",
    }


def test_regions_are_a_plain_list_in_their_order(ask, pohjoinen, itainen):
    assert ask("{ regions { slug } }") == {"regions": [{"slug": "pohjoinen"}, {"slug": "itainen"}]}


def test_theme_of_a_region(ask, pohjoinen):
    pohjoinen.theme = add_theme("pohjoinen", primary="#004080")
    pohjoinen.save_revision().publish()
    theme = ask(
        '{ region(slug: "pohjoinen") { theme { code typeface pattern cssUrl tokensUrl'
        " headingFonts colours { primary onPrimary focus } } } }"
    )["region"]["theme"]
    assert theme["colours"]["primary"] == "#004080"
    assert theme["colours"]["onPrimary"] == "#ffffff"
    assert theme["cssUrl"].startswith("https://kumppanuus.test/themes/pohjoinen.")
    assert theme["tokensUrl"] == "https://kumppanuus.test/themes/pohjoinen.tokens.json"
    assert (theme["typeface"], theme["pattern"]) == ("SYSTEM", "NONE")
    assert theme["headingFonts"] == ["system-ui", "sans-serif"]


def test_lists_of_several_regions_are_each_their_own(ask, home, pohjoinen, itainen):
    for region in (pohjoinen, itainen):
        add_event(region, f"Myöhempi {region.slug}", starts_at=soon(9))
        add_event(region, f"Seuraava {region.slug}", starts_at=soon(2))
        add_event(region, f"Mennyt {region.slug}", starts_at=soon(-2))
        add_meeting(region, f"Vanha {region.slug}", starts_at=soon(-90))
        add_meeting(region, f"Uusi {region.slug}", starts_at=soon(-9))
        add_statement(region, f"Valmisteltava {region.slug}", given_on=None)
        add_statement(region, f"Vanha {region.slug}", given_on=date(2021, 1, 1))
        add_statement(region, f"Uusi {region.slug}", given_on=date(2023, 1, 1))
    regions = ask(
        "{ regions { slug upcomingEvents { title } latestMeetings(first: 1) { title }"
        " latestStatements { title } } }"
    )["regions"]
    assert [region["slug"] for region in regions] == ["pohjoinen", "itainen"]
    for region in regions:
        slug = region["slug"]
        assert titles(region["upcomingEvents"]) == [f"Seuraava {slug}", f"Myöhempi {slug}"]
        assert titles(region["latestMeetings"]) == [f"Uusi {slug}"]
        assert titles(region["latestStatements"]) == [
            f"Valmisteltava {slug}",
            f"Uusi {slug}",
            f"Vanha {slug}",
        ]


def test_latest_news_are_own_and_city_wide_that_concern_the_region(ask, home, pohjoinen, itainen):
    add_news(pohjoinen, "Oma", date=date(2024, 1, 1))
    add_news(itainen, "Muiden", date=date(2024, 1, 2))
    add_news(home, "Kaikille", date=date(2024, 1, 3))
    add_news(home, "Vain itäiselle", date=date(2024, 1, 4), regions=[itainen])
    add_news(home, "Molemmille", date=date(2024, 1, 5), regions=[itainen, pohjoinen])
    one = ask('{ region(slug: "pohjoinen") { latestNews { title } } }')["region"]
    assert titles(one["latestNews"]) == ["Molemmille", "Kaikille", "Oma"]
    pohjoisen, itaisen = ask("{ regions { latestNews(first: 2) { title } } }")["regions"]
    assert titles(pohjoisen["latestNews"]) == ["Molemmille", "Kaikille"]
    assert titles(itaisen["latestNews"]) == ["Molemmille", "Vain itäiselle"]


def test_meetings_of_a_region_by_stage(ask, pohjoinen):
    add_meeting(pohjoinen, "Muistio", "Asia", stage="minutes_published")
    add_meeting(pohjoinen, "Tuleva", starts_at=soon(5))
    data = ask(
        '{ region(slug: "pohjoinen") { latestMeetings(stage: MINUTES_PUBLISHED) { title stage } } }'
    )
    assert data["region"]["latestMeetings"] == [{"title": "Muistio", "stage": "MINUTES_PUBLISHED"}]


@pytest.mark.parametrize("days", [(0, 700), (-700, 0)], ids=["first day", "last day"])
def test_terms_and_the_one_that_goes_on(ask, pohjoinen, days):
    starts_on, ends_on = (timezone.localdate() + timedelta(days=number) for number in days)
    add_term(pohjoinen, "Nykyinen", starts_on=starts_on, ends_on=ends_on)
    add_term(pohjoinen, "Entinen", starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31))
    region = ask('{ region(slug: "pohjoinen") { terms { title } currentTerm { title } } }')[
        "region"
    ]
    assert titles(region["terms"]) == ["Nykyinen", "Entinen"]
    assert region["currentTerm"] == {"title": "Nykyinen"}


def test_times_are_in_helsinki(ask, pohjoinen):
    add_event(pohjoinen, "Talvi", starts_at=datetime(2098, 1, 15, 7, tzinfo=UTC))
    add_event(pohjoinen, "Kesä", starts_at=datetime(2098, 7, 15, 6, tzinfo=UTC))
    events = ask('{ region(slug: "pohjoinen") { upcomingEvents { startsAt } } }')["region"]
    assert [event["startsAt"] for event in events["upcomingEvents"]] == [
        "2098-01-15T09:00:00+02:00",
        "2098-07-15T09:00:00+03:00",
    ]


def titles(rows):
    return [row["title"] for row in rows]
