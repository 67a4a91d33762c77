"""Taking a text out of a page for good: nothing of it is left in the database, nor is it public."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Comment, PageLogEntry

from cms.media.reading import read_pending_files
from cms.pages.models import ContentVersion, NewsPage
from search import queries
from tests.admin.world import World, state, watching
from tests.factories import add_document
from tests.factories.personal import identity_code

NAME = "Mäntysaari Keksitty"


def remove(world: World, page: NewsPage, role: str, text: str = NAME) -> Any:
    address = reverse("remove-for-good", args=[page.pk])
    return world.clients[role].post(address, {"text": text})


def written(world: World) -> NewsPage:
    """A page on which the text stands in every way, now and earlier."""
    document = add_document("Liite", f"Puistossa {NAME}", world.resources["own"].collection)
    page: NewsPage = world.page("own news")
    page.title, page.slug = f"Juttu: {NAME}", "mantysaari-keksitty"
    page.lead = f"Soitti {NAME.upper()}."
    page.body = [
        ("text", f"<p>Sanoi <b>{NAME}</b>.</p>"),
        ("quote", {"text": NAME, "source": ""}),
        ("attachment", {"document": document, "title": NAME}),
    ]
    page.save_revision().publish()
    page = world.page("own news")
    page.title, page.slug, page.social_text = "Juttu", "juttu", NAME
    page.save_revision(log_action=True).publish()
    Comment.objects.create(
        page=page, user=world.users["coordinator"], text=f"Kuka on {NAME}?", contentpath="lead"
    )
    read_pending_files(limit=10)
    return world.page("own news")


def test_nothing_of_the_text_is_left(world: World) -> None:
    page = written(world)
    assert queries.search(queries.Query("mäntysaari")).total == 1
    address = reverse("remove-for-good", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert f'href="{address}"' in world.clients["coordinator"].get(edit).text
    assert "Poistettava teksti" in world.clients["coordinator"].get(address).text
    version = ContentVersion.current()
    response = remove(world, page, "coordinator")
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    # In any case, as addresses spell it, and as JSON writes it inside of JSON.
    left = {name for name, rows in state().items() if "ntysaari" in rows.casefold()}
    assert left == set()
    assert queries.search(queries.Query("mäntysaari")).total == 0
    assert ContentVersion.current() > version
    page = world.page("own news")
    assert (page.lead, page.social_text) == ("Soitti […].", "[…]")
    assert page.body[0].value.source == "<p>Sanoi <b>[…]</b>.</p>"
    first, *_others = page.revisions.order_by("pk").filter(content__slug="x")
    assert first.as_object().title == "Juttu: […]"
    entry = PageLogEntry.objects.get(action="kumppanuus.remove_text")
    assert (entry.page_id, entry.user) == (page.pk, world.users["coordinator"])
    assert entry.data == {"versions": 2}


def test_a_code_that_marks_of_rich_text_break_is_found_and_taken_out(world: World) -> None:
    page = world.page("own news")
    code = identity_code()
    day, number, check = code[:6], code[7:10], code[10]
    marked = f"<b>{day}</b>-<i>{number}</i>{check}"
    page.body = [("text", f"<p>Henkilö {marked} ja {day}–{number}{check} muutti.</p>")]
    page.save_revision()
    with pytest.raises(ValidationError, match="henkilötunnus"):
        page.get_latest_revision().publish()
    assert remove(world, page, "coordinator", code).status_code == 302
    body = world.page("own news").get_latest_revision_as_object().body
    assert body[0].value.source == "<p>Henkilö <b>[…]</b><i></i> ja […] muutti.</p>"
    assert number not in str(body.raw_data)


def test_only_who_may_publish_the_page_removes_a_text(world: World) -> None:
    page = world.page("own news")
    for role in ("reviewer",):
        with watching() as watch:
            assert remove(world, page, role, "pohjoinen").status_code in (302, 403)
        assert watch.changed() == set()
    with watching() as watch:
        assert remove(world, world.page("other news"), "coordinator", "itainen").status_code == 302
    assert watch.changed() == set()
    with watching() as watch:
        assert "vähintään 4 merkki" in remove(world, page, "coordinator", "poh").text
    assert watch.changed() == set()
