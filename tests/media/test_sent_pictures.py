"""Pictures that take too long to draw, or cannot be drawn, are refused when they are sent."""

import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.models import Collection, UploadedFile

from cms.media.models import Image


def sent(client, width: int, height: int) -> str:
    """The page that answers a white picture of so many pixels."""
    file = io.BytesIO()
    Drawing.new("1", (width, height), 1).save(file, "PNG")
    data = {
        "title": "Kuva",
        "file": SimpleUploadedFile("kuva.png", file.getvalue(), "image/png"),
        "description": "Valkoinen pinta",
        "collection": Collection.get_first_root_node().pk,
    }
    return client.post(reverse("wagtailimages:add"), data, follow=True).text


@pytest.mark.parametrize(
    ("width", "height", "error"),
    [
        (
            8_000,
            5_001,
            "Kuvassa on liikaa kuvapisteitä (40008000, enintään 40000000): pienennä kuvaa.",
        ),
        (
            16_384,
            1,
            "Kuvan sivulla on 16384 kuvapistettä, enintään 16383 sallitaan: pienennä kuvaa.",
        ),
        (
            1,
            16_384,
            "Kuvan sivulla on 16384 kuvapistettä, enintään 16383 sallitaan: pienennä kuvaa.",
        ),
    ],
)
def test_a_picture_too_large_is_refused(admin_client, width: int, height: int, error: str) -> None:
    assert error in sent(admin_client, width, height)
    assert not Image.objects.exists()


@pytest.mark.parametrize("size", [(8_000, 5_000), (16_383, 1)])
def test_a_picture_as_large_as_allowed_is_taken(admin_client, size: tuple[int, int]) -> None:
    sent(admin_client, *size)
    image = Image.objects.get()
    assert (image.width, image.height) == size
    # Its words can be changed without sending it again.
    form = {"title": "Pinta", "description": "Pinta", "collection": image.collection_id}
    admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), form)
    assert Image.objects.get().title == "Pinta"


@pytest.mark.parametrize("picture", ["truncated", "no header", "no pixels"])
@pytest.mark.parametrize("door", ["add", "many", "chooser"])
def test_a_broken_picture_is_a_form_error(admin_client, picture: str, door: str) -> None:
    content = broken(picture)
    file = SimpleUploadedFile("kuva.jpg", content, "image/jpeg")
    data = {"title": "Kuva", "description": "Pinta", "collection": 1}
    if door == "add":
        answer = admin_client.post(reverse("wagtailimages:add"), data | {"file": file})
    elif door == "many":
        answer = admin_client.post(reverse("wagtailimages:add_multiple"), data | {"files[]": file})
    else:
        data = {f"image-chooser-upload-{name}": value for name, value in data.items()}
        answer = admin_client.post(
            reverse("wagtailimages_chooser:create"), data | {"image-chooser-upload-file": file}
        )
    assert answer.status_code == 200
    assert "Kuva on rikki: tallenna se uudelleen tai lähetä toinen." in html.unescape(
        str(answer.json()) if "json" in answer["Content-Type"] else answer.text
    )
    assert not Image.objects.exists()
    assert not UploadedFile.objects.exists()


def broken(how: str) -> bytes:
    file = io.BytesIO()
    Drawing.effect_noise((600, 400), 50).save(file, "JPEG")
    content = file.getvalue()
    if how == "no header":
        return content[:20]
    if how == "no pixels":
        return content[: content.index(b"\xff\xda")]
    return content[: len(content) // 2]
