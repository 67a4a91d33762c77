"""Editors talk to each other beside the fields of a page."""

from wagtail.models import Comment

from tests.admin.test_editing import edit, shown
from tests.admin.world import World


def test_comment_on_a_field_is_kept_with_its_author(world: World) -> None:
    form = shown(world, "own meeting")
    form.update(
        {
            "comments-TOTAL_FORMS": "1",
            "comments-0-contentpath": "title",
            "comments-0-text": "Onko nimi tämä?",
            "comments-0-position": "",
            "comments-0-resolved": "",
            "comments-0-id": "",
            "comments-0-DELETE": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
        }
    )
    world.clients["coordinator"].post(edit("own meeting", world), form)
    comment = Comment.objects.get()
    assert (comment.contentpath, comment.text) == ("title", "Onko nimi tämä?")
    assert comment.page_id == world.pages["own meeting"].pk
    assert comment.user == world.users["coordinator"]
