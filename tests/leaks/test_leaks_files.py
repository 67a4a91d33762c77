"""Files in private collections, tried by their addresses and by what tells of them elsewhere."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Collection, CollectionViewRestriction

from cms.media.models import FileText
from cms.media.renditions import make_renditions
from cms.media.text import VERSION
from cms.users.models import User
from tests.factories import add_document, add_image, add_news, add_region, add_theme


@pytest.fixture
def private(db) -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Suljettu")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_rendition_of_a_private_image_has_no_address(client, pohjoinen, private) -> None:
    shown, hidden = add_image("Avoin"), add_image("Salainen", collection=private)
    for image in (shown, hidden):
        add_news(pohjoinen, f"Uutinen {image.title}", image=image)
        make_renditions(image)
        image.get_rendition("max-165x165")  # as lists of the admin make them
    for rendition in shown.renditions.all():
        assert client.get(rendition.url).status_code == 200
    for rendition in hidden.renditions.all():
        assert client.get(rendition.url).status_code == 404
        assert client.head(rendition.url, HTTP_IF_NONE_MATCH="*").status_code == 404
    client.force_login(User.objects.create_user("lukija"))
    assert client.get(rendition.url).status_code == 404
    client.force_login(User.objects.create_superuser("paakayttaja"))
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert "Cookie" in response["Vary"]


def test_a_picture_is_given_while_a_published_page_shows_it(client, admin_client, pohjoinen):
    image = add_image("Ranta")
    make_renditions(image)
    page = add_news(pohjoinen, "Luonnos", live=False, body=[("picture", {"image": image})])
    rendition = image.renditions.first()
    assert re.fullmatch(r"/media/images/[\w-]{16}\.ranta\.[\w.-]+", rendition.url)
    assert client.get(rendition.url).status_code == 404
    editors = admin_client.get(rendition.url)
    assert (editors.status_code, editors["Cache-Control"]) == (200, "private, no-store")

    page.save_revision().publish()
    readers = client.get(rendition.url)
    assert (readers.status_code, readers["Cache-Control"]) == (200, "public, max-age=60")
    known = {"If-None-Match": readers["ETag"]}
    assert client.get(rendition.url, headers=known).status_code == 304

    type(page).objects.get().unpublish()
    for headers in ({}, known):
        assert client.get(rendition.url, headers=headers).status_code == 404


def test_a_logo_is_given_and_a_picture_that_nothing_shows_is_not(client, home) -> None:
    logo, other = add_image("Tunnus"), add_image("Muu")
    for image in (logo, other):
        make_renditions(image)
    add_region(home, "uusi", theme=add_theme("uusi", logo=logo))
    assert client.get(logo.renditions.first().url).status_code == 200
    assert client.get(other.renditions.first().url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/original_images/salainen.png",
        "/media/images/../original_images/salainen.png",
        "/media/images/%2e%2e/original_images/salainen.png",
        "/media/images/..%2foriginal_images%2fsalainen.png",
        "/media/documents/salainen.txt",
        "/media/images/",
        "/media/",
    ],
)
def test_originals_and_folders_have_no_address(client, db, path) -> None:
    add_image("Salainen"), add_document("Salainen")
    assert client.get(path).status_code == 404


def test_private_logo_is_not_shown(client, home, private) -> None:
    for slug, collection, count in (("avoin", None, 1), ("suljettu", private, 0)):
        logo = add_image(f"Tunnus {slug}", collection=collection)
        make_renditions(logo)
        region = add_region(home, slug, theme=add_theme(slug, logo=logo))
        html = BeautifulSoup(client.get(region.url).content, "html.parser")
        assert len(html.select("img")) == count


def attach(region, title: str, document, words: str):
    FileText.objects.create(file_hash=document.file_hash, pages=[words], reader_version=VERSION)
    body = [("attachment", {"document": document, "title": f"otsake {words}"})]
    return add_news(region, title, body=body)


def test_file_is_not_found_once_its_collection_moves_into_a_private_one(
    client, pohjoinen, private
) -> None:
    root = Collection.get_first_root_node()
    shown, hidden = root.add_child(name="Avoin"), root.add_child(name="Siirtyvä")
    attach(pohjoinen, "Ensimmäinen", add_document("A", "a", shown), "koivikko")
    attach(pohjoinen, "Toinen", add_document("B", "b", hidden), "männikkö")
    for word in ("koivikko", "männikkö"):
        assert "<mark>" in client.get("/haku/", {"q": word}).text
    client.force_login(User.objects.create_superuser("paakayttaja"))
    private = Collection.objects.get(pk=private.pk)  # sorting has given it another place
    response = client.post(
        f"/admin/collections/{hidden.pk}/", {"name": "Siirtyvä", "parent": private.pk}
    )
    assert response.status_code == 302
    assert Collection.objects.get(pk=hidden.pk).is_child_of(private)
    client.logout()
    assert "<mark>" in client.get("/haku/", {"q": "koivikko"}).text
    assert "<mark>" not in client.get("/haku/", {"q": "männikkö"}).text


def test_title_given_to_a_private_file_or_picture_is_told_nowhere(
    client, pohjoinen, private
) -> None:
    for word, collection in (("koivikko", None), ("männikkö", private)):
        add_news(
            pohjoinen,
            f"Uutinen {len(word)}",
            body=[
                ("attachment", {"document": add_document(word, word, collection), "title": word}),
                ("picture", {"image": add_image(word, collection), "caption": f"kuvan {word}"}),
            ],
        )
    assert "koivikko</mark>" in client.get("/haku/", {"q": "koivikko"}).text
    assert "männikkö</mark>" not in client.get("/haku/", {"q": "männikkö"}).text
    query = """{ news { nodes { body {
        ... on AttachmentBlock { title } ... on PictureBlock { caption } } } } }"""
    answer = client.post("/graphql/", {"query": query}, content_type="application/json").json()
    told = str(answer["data"])
    assert "koivikko" in told
    assert "männikkö" not in told
