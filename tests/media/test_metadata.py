"""What cameras write in pictures reaches nobody: readers, lists of the admin, nor the storage."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, ImageCms
from PIL import Image as Drawing
from PIL.PngImagePlugin import PngInfo
from wagtail.models import Collection

from cms.media.models import Image
from cms.media.renditions import RENDITIONS

SECRETS = (b"Salainen", b"Puhelin", b"ns.adobe")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Salainen ns.adobe</x:xmpmeta>'


def photograph(format: str) -> bytes:
    """Red at the left and blue at the right as it is stored, and on its side: red is at the top as
    it is seen."""
    exif = Drawing.Exif()
    exif[ExifTags.Base.Make] = "Puhelin"
    exif[ExifTags.Base.Artist] = "Salainen Kuvaaja"
    exif[ExifTags.Base.Copyright] = "Salainen Oikeus"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (60.0, 59.0, 0.0)})
    drawing = Drawing.new("RGB", (1600, 1000), "red")
    drawing.paste("blue", (800, 0, 1600, 1000))
    beside: dict[str, Any] = {"exif": exif, "comment": b"Salainen sana", "xmp": XMP}
    if format == "PNG":
        beside["pnginfo"] = PngInfo()
        beside["pnginfo"].add_text("Author", "Salainen")
    file = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    drawing.save(file, format, icc_profile=profile, **beside)
    assert b"Salainen" in file.getvalue()
    return file.getvalue()


def send(client: Any, name: str, content: bytes, **fields: Any) -> str:
    data = {
        "title": "Kuva",
        "file": SimpleUploadedFile(name, content, "image/x"),
        "description": "Ranta",
        "collection": Collection.get_first_root_node().pk,
    }
    answer: str = client.post(reverse("wagtailimages:add"), data | fields, follow=True).text
    return answer


def held_by(file: Any) -> tuple[bytes, Any]:
    with file.open() as opened:
        content = opened.read()
    return content, Drawing.open(io.BytesIO(content))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_file_tells_what_the_camera_wrote(
    admin_client: Any, django_capture_on_commit_callbacks: Any, format: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, f"kuva.{format.lower()}", photograph(format))
    image = Image.objects.get()
    admin_client.get(reverse("wagtailimages:index"))
    admin_client.get(reverse("wagtailimages:edit", args=[image.pk]))
    renditions = image.renditions.all()
    specs = set(renditions.values_list("filter_spec", flat=True))
    assert specs == {*RENDITIONS.values(), "max-165x165", "max-800x600", "original"}
    for file in (image.file, *(one.file for one in renditions)):
        content, drawing = held_by(file)
        assert not [secret for secret in SECRETS if secret in content]
        assert dict(drawing.getexif()) == {}
        assert drawing.info["icc_profile"]
        drawing = drawing.convert("RGB")
        above, below = drawing.getpixel((9, 9)), drawing.getpixel((9, drawing.height - 9))
        assert above[0] > 200 > 50 > above[2], above
        assert below[2] > 200 > 50 > below[0], below
    assert (image.width, image.height) == (1000, 1600)
    assert image.file_size == len(held_by(image.file)[0])
