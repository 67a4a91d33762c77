"""Pictures that take too long to draw, or cannot be drawn, are refused when they are sent."""

import html
import io
import subprocess
import sys
from functools import partialmethod
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Drawing
from PIL.PngImagePlugin import PngImageFile
from wagtail.models import Collection, UploadedFile

from cms.media import pixels
from cms.media.models import Image
from cms.media.pixels import Limits
from cms.media.renditions import RENDITIONS


def png(width: int, height: int, mode: str = "1", colour: Any = 1) -> bytes:
    """A picture of one colour, so many pixels large."""
    file = io.BytesIO()
    Drawing.new(mode, (width, height), colour).save(file, "PNG")
    return file.getvalue()


def sent(client, content: bytes) -> str:
    """The page that answers a picture."""
    data = {
        "title": "Kuva",
        "file": SimpleUploadedFile("kuva.png", content, "image/png"),
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
def test_a_picture_too_large_is_refused_before_it_is_decoded(
    admin_client, monkeypatch, width: int, height: int, error: str
) -> None:
    file = png(width, height)
    monkeypatch.setattr(PngImageFile, "load", None)
    monkeypatch.setattr(pixels, "run", None)
    assert error in sent(admin_client, file)
    assert not Image.objects.exists()


@pytest.mark.parametrize("size", [(8_000, 5_000), (16_383, 1)])
def test_a_picture_as_large_as_allowed_is_taken(admin_client, size: tuple[int, int]) -> None:
    sent(admin_client, png(*size))
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


def test_a_picture_in_sixteen_bits_is_drawn(
    admin_client, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent(admin_client, png(700, 500, "I;16", 30_000))
    made = {one.filter_spec: one for one in Image.objects.get().renditions.all()}
    assert set(RENDITIONS.values()) <= set(made)
    with made[RENDITIONS["card_jpeg"]].file.open() as file:
        assert Drawing.open(file).convert("L").getpixel((9, 9)) == 30_000 // 257


MEASURE = """
import resource, sys
from cms.media import pixels
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
content = sys.stdin.buffer.read()
(clean,) = pixels.run(pixels.Clean(), content)
(drawn,) = pixels.run(pixels.Draw((pixels.Cut((0, 0, 7940, 5000), (640, 400)),)), content)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_large_picture_takes_its_memory_in_a_child(settings) -> None:
    content = png(7_940, 5_000)
    assert len(content) < 20_000
    run = subprocess.run(
        [sys.executable, "-c", MEASURE],
        cwd=settings.BASE_DIR,
        input=content,
        capture_output=True,
        check=True,
    )
    unit = 1024 if sys.platform == "darwin" else 1  # bytes there, kilobytes elsewhere
    assert int(run.stdout) / unit < 5_000


def test_a_picture_that_takes_more_than_its_share_is_a_form_error(
    admin_client, monkeypatch
) -> None:
    small = partialmethod(Limits.__init__, memory_bytes=150 * 2**20)
    monkeypatch.setattr(Limits, "__init__", small)
    answer = sent(admin_client, png(7_900, 5_000, "LA", (1, 1)))
    assert "Kuvan piirtäminen vie liikaa muistia: pienennä kuvaa." in answer
    assert not Image.objects.exists()


def broken(how: str) -> bytes:
    file = io.BytesIO()
    Drawing.effect_noise((600, 400), 50).save(file, "JPEG")
    content = file.getvalue()
    if how == "no header":
        return content[:20]
    if how == "no pixels":
        return content[: content.index(b"\xff\xda")]
    return content[: len(content) // 2]
