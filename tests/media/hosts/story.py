"""What a site has of us with its own models of files and users. tests/media/test_hosts.py runs this
for each of the sites beside it."""

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.management import call_command
from django.template import Context, Template
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page

from cms.media.drawing import draw_pending_pictures
from cms.media.models import AbstractDocument, AbstractImage, PictureFile
from cms.media.reading import read_pending_files
from cms.media.renditions import RENDITIONS, named_renditions
from cms.pages.furnishing import furnish
from cms.pages.models import RegionResources
from cms.pages.publishing.jobs import documents_to_read
from tests.factories import add_document, add_event, add_image, add_news
from tests.media.hosts.pages.models import HostPage, Notice

SITE = "https://kumppanuus.test"
KNOWS_OUR_RULES = issubclass(get_document_model(), AbstractDocument)
QUERY = """{ news { nodes { body {
  ... on PictureBlock {
    caption image { id alt isDecorative card { url width contentType } srcset } }
  ... on AttachmentBlock { document { id title url filename size contentType } }
} } } }"""


@pytest.fixture
def ask(client, db):
    def ask(query: str) -> dict[str, Any]:
        answer = client.post("/graphql/", {"query": query}, content_type="application/json").json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return ask


@pytest.fixture
def files(pohjoinen, django_capture_on_commit_callbacks) -> SimpleNamespace:
    """A picture and a document in a collection of their own, and the news that shows them."""
    collection = Collection.get_first_root_node().add_child(name="Avoin")
    alt = {"alt": "Kuva: Ranta"} if hasattr(get_image_model(), "alt") else {}
    with django_capture_on_commit_callbacks(execute=True):
        image = add_image("Ranta", collection, **alt)
    document = add_document("Liite", "koivikko", collection)
    body = [
        ("picture", {"image": image, "caption": "Kuvateksti"}),
        ("attachment", {"document": document, "title": ""}),
    ]
    page = add_news(pohjoinen, "Uutinen", image=image, body=body)
    return SimpleNamespace(image=image, document=document, page=page, collection=collection)


def test_the_page_shows_them(client, files) -> None:
    made = named_renditions(files.image)
    assert set(made) == set(RENDITIONS)
    html = BeautifulSoup(client.get(files.page.url).content, "html.parser")
    pictures = html.article.select("img")
    assert [(one["alt"], one["src"]) for one in pictures] == [
        ("Kuva: Ranta", made["wide_jpeg"].url)
    ] * 2
    assert html.select_one(".kp-files a")["href"] == files.document.url
    response = client.get(files.document.url)
    assert (response.status_code, b"".join(response)) == (200, b"koivikko")


def test_the_api_gives_them(ask, files) -> None:
    picture, attachment = ask(QUERY)["news"]["nodes"][0]["body"]
    made = {name: f"{SITE}{one.url}" for name, one in named_renditions(files.image).items()}
    assert picture["image"].pop("id") == ask(QUERY)["news"]["nodes"][0]["body"][0]["image"]["id"]
    assert picture["image"] == {
        "alt": "Kuva: Ranta",
        "isDecorative": False,
        "card": {"url": made["card"], "width": 640, "contentType": "image/webp"},
        "srcset": f"{made['medium']} 640w, {made['wide']} 1280w",
    }
    identifier = attachment["document"].pop("id")
    assert attachment["document"] == {
        "title": "Liite",
        "url": f"{SITE}{files.document.url}",
        "filename": files.document.filename,
        "size": files.document.file_size,
        "contentType": "text/plain",
    }
    other = add_document("Toinen")
    files.page.body = [("attachment", {"document": other, "title": ""})]
    files.page.save_revision().publish()
    ((shown,),) = (node["body"] for node in ask(QUERY)["news"]["nodes"])
    assert shown["document"]["title"] == "Toinen"
    assert shown["document"]["id"] != identifier


def test_the_search_finds_the_words_and_the_new_title_of_the_document(client, files) -> None:
    add_document("Muiden", "männikkö")
    assert read_pending_files(10, documents_to_read()) == (2 if KNOWS_OUR_RULES else 1)
    assert "koivikko</mark>" in client.get("/haku/", {"q": "koivikko"}).text
    assert "Uutinen" not in client.get("/haku/", {"q": "lepikko"}).text
    document = get_document_model().objects.get(pk=files.document.pk)
    document.title = "Lepikko"
    document.save()
    assert "Uutinen" in client.get("/haku/", {"q": "lepikko"}).text


def test_a_restricted_collection_hides_them(client, ask, files) -> None:
    read_pending_files(10, documents_to_read())
    login = CollectionViewRestriction.LOGIN
    CollectionViewRestriction.objects.create(collection=files.collection, restriction_type=login)
    html = client.get(files.page.url).text
    assert "<img" not in html
    assert files.document.url not in html
    assert ask(QUERY)["news"]["nodes"][0]["body"] == [
        {"caption": None, "image": None},
        {"document": None},
    ]
    assert "koivikko</mark>" not in client.get("/haku/", {"q": "koivikko"}).text
    assert client.get(files.document.url).status_code == 404


def test_an_unrelated_document_is_served_as_before(client, pohjoinen) -> None:
    document = add_document("Sivuston")
    before = 404 if KNOWS_OUR_RULES else 200
    assert client.get(document.url).status_code == before
    page = HostPage(title="Sivuston oma", slug="oma", paper=document, live=False)
    pohjoinen.get_parent().add_child(instance=page)
    assert client.get(document.url).status_code == before
    page.save_revision().publish()
    assert client.get(document.url).status_code == 200
    collection = Collection.get_first_root_node().add_child(name="Suljettu")
    login = CollectionViewRestriction.LOGIN
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=login)
    document.collection = collection
    document.save()
    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/_util/login/")


def test_a_document_of_a_hidden_page_is_served_only_for_what_else_uses_it(client, files) -> None:
    files.page.unpublish()
    assert client.get(files.document.url).status_code == 404
    notice = Notice.objects.create(paper=files.document)
    assert client.get(files.document.url).status_code == 200
    notice.delete()
    assert client.get(files.document.url).status_code == 404
    client.force_login(person(is_superuser=True))
    response = client.get(files.document.url)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_a_document_of_a_page_that_was_never_published_is_not_served(client, pohjoinen) -> None:
    document = add_document("Luonnoksen")
    body = [("attachment", {"document": document, "title": ""})]
    page = add_news(pohjoinen, "Luonnos", live=False, body=body)
    assert client.get(document.url).status_code == 404
    page.save_revision().publish()
    assert client.get(document.url).status_code == 200


def test_links_of_the_site_keep_the_address_that_ours_lose(client, files) -> None:
    link = f'<p><a linktype="document" id="{files.document.pk}">liite</a></p>'
    page = add_news(files.page.get_parent().get_parent(), "Linkki", body=[("text", link)])
    address = f'<a href="{files.document.url}">liite</a>'
    assert address in client.get(page.url).text
    login = CollectionViewRestriction.LOGIN
    CollectionViewRestriction.objects.create(collection=files.collection, restriction_type=login)
    assert "<a>liite</a>" in client.get(page.url).text
    template = Template("{% load wagtailcore_tags %}{{ text|richtext }}")
    assert address in template.render(Context({"text": link}))


def test_a_picture_that_was_there_before_us_gets_its_sizes_when_a_page_shows_it(
    client, pohjoinen, django_capture_on_commit_callbacks
) -> None:
    image = add_image("Vanha")
    assert image.renditions.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        page = add_event(pohjoinen, "Tapahtuma", image=image)
    assert len(named_renditions(get_image_model().objects.get(pk=image.pk))) == len(RENDITIONS)
    assert "<img" in client.get(page.url).text


def test_older_renditions_of_ours_are_drawn_anew(files, django_capture_on_commit_callbacks) -> None:
    others = [add_image("Muiden"), files.image]
    for image in others:
        image.get_rendition("max-165x165")
    before = {one.filter_spec: one.file.name for one in files.image.renditions.all()}
    PictureFile.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert draw_pending_pictures(10) == (2 if KNOWS_OUR_RULES else 1)
    image = get_image_model().objects.get(pk=files.image.pk)
    after = {one.filter_spec: one.file.name for one in image.renditions.all()}
    assert not {*before.values()} & {after[spec] for spec in RENDITIONS.values()}
    if KNOWS_OUR_RULES:
        assert image.file.name != files.image.file.name
        assert set(after) == set(RENDITIONS.values())
    else:
        assert image.file.name == files.image.file.name
        assert after["max-165x165"] == before["max-165x165"]
    assert draw_pending_pictures(10) == 0


def test_coordinators_use_the_files_of_their_region(client, pohjoinen) -> None:
    furnish(Page.objects.get(pk=pohjoinen.pk).specific)
    resources = RegionResources.objects.get(translation_key=pohjoinen.translation_key)
    own, other = add_document("Oma", "a", resources.collection), add_document("Muiden")
    user = person()
    user.groups.add(resources.coordinators)
    client.force_login(user)
    assert client.get(reverse("wagtaildocs:edit", args=[own.pk])).status_code == 200
    assert client.get(reverse("wagtaildocs:edit", args=[other.pk])).status_code == 302
    assert client.get(reverse("wagtailimages:add")).status_code == 200
    chosen = client.get(reverse("wagtaildocs_chooser:choose")).json()["html"]
    assert "Oma" in chosen
    assert "Muiden" not in chosen


def test_the_checks_tell_what_the_models_lack() -> None:
    lacking = {one.id: one.hint for one in checks.run_checks() if "kumppanuus" in str(one.id)}
    if issubclass(get_image_model(), AbstractImage):
        assert lacking == {}
    else:
        assert sorted(lacking) == ["kumppanuus_media.W001", "kumppanuus_media.W002"]
        line = 'WAGTAILIMAGES_IMAGE_MODEL = "kumppanuus_media.Image"'
        assert line in lacking["kumppanuus_media.W001"]


def test_no_migration_is_missing(db) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def person(**fields: Any) -> Any:
    model = get_user_model()
    fields |= {"email": "matti@sivusto.test"}
    if model.USERNAME_FIELD == "username":
        fields |= {"username": "matti"}
    return model.objects.create_user(**fields)
