"""What cameras write in pictures reaches nobody: readers, lists of the admin, nor the storage."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import ExifTags, ImageCms
from PIL import Image as Drawing
from PIL.PngImagePlugin import PngInfo
from wagtail.models import Collection, UploadedFile

from cms.media.drawing import delete_replaced_files, draw_pending_pictures
from cms.media.models import Image, PictureFile
from cms.media.renditions import RENDITIONS
from cms.pages.models import ContentVersion
from tests.factories import add_image

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
    drawing = Drawing.new("RGB", (640, 400), "red")
    drawing.paste("blue", (320, 0, 640, 400))
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
    assert (image.width, image.height) == (400, 640)
    assert image.file_size == len(held_by(image.file)[0])


def test_the_credit_is_kept_in_the_stored_file_alone(
    admin_client: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(admin_client, "kuva.jpeg", photograph("JPEG"), keeps_credit="on")
    image = Image.objects.get()
    content, drawing = held_by(image.file)
    assert dict(drawing.getexif()) == {
        ExifTags.Base.Artist: "Salainen Kuvaaja",
        ExifTags.Base.Copyright: "Salainen Oikeus",
    }
    assert not [secret for secret in (b"Puhelin", b"ns.adobe", b"sana") if secret in content]
    admin_client.get(reverse("wagtailimages:edit", args=[image.pk]))
    for rendition in image.renditions.all():
        assert b"Salainen" not in held_by(rendition.file)[0]


def test_a_picture_completed_after_it_was_sent_is_stored_without_metadata(
    admin_client: Any,
) -> None:
    file = SimpleUploadedFile("kuva.jpeg", photograph("JPEG"))
    data = {"title": "Kuva", "collection": 1, "files[]": file}
    sent = admin_client.post(reverse("wagtailimages:add_multiple"), data).json()
    upload = UploadedFile.objects.get()
    prefix = f"uploaded-image-{upload.pk}"
    form = {f"{prefix}-title": "Kuva", f"{prefix}-description": "Ranta", f"{prefix}-collection": 1}
    done = admin_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk]), form
    )
    assert (sent["success"], done.json()["success"]) == (True, True)
    image = Image.objects.get()
    assert b"Salainen" not in held_by(image.file)[0]
    (replaced,) = PictureFile.objects.exclude(name=image.file.name)
    assert b"Salainen" in default_storage.open(replaced.name).read()
    later(delete_replaced_files)
    assert not default_storage.exists(replaced.name)
    assert not UploadedFile.objects.exists()


def later(work: Any) -> None:
    PictureFile.objects.filter(replaced_at__isnull=False).update(
        replaced_at=timezone.now() - timedelta(hours=1, seconds=1)
    )
    work()


@pytest.fixture
def old(db: None) -> Any:
    """As it was stored before metadata was taken off."""
    image = add_image("Vanha")
    content = photograph("JPEG")
    name = default_storage.save("original_images/vanha.jpg", ContentFile(content))
    Image.objects.update(file=name, width=640, height=400)
    PictureFile.objects.all().delete()
    for spec in (RENDITIONS["wide_jpeg"], "max-165x165"):
        image.renditions.create(filter_spec=spec, file=ContentFile(content, name=f"{spec}.jpg"))
    return Image.objects.get()


def test_the_worker_draws_old_pictures_anew(
    client: Any, old: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = {old.file.name, *old.renditions.values_list("file", flat=True)}
    leaking = old.renditions.get(filter_spec=RENDITIONS["wide_jpeg"]).url
    version = ContentVersion.current()
    with django_capture_on_commit_callbacks(execute=True):
        assert draw_pending_pictures(10) == 1
    assert ContentVersion.current() > version
    assert client.get(leaking).status_code == 404
    image = Image.objects.get()
    made = {one.filter_spec: one.file for one in image.renditions.all()}
    assert set(made) == set(RENDITIONS.values())
    for file in (image.file, *made.values()):
        assert file.name not in before
        assert b"Puhelin" not in held_by(file)[0]
    assert (image.width, image.height) == (400, 640)
    assert image.file_size == len(held_by(image.file)[0])
    assert draw_pending_pictures(10) == 0
    later(delete_replaced_files)
    assert not [name for name in before if default_storage.exists(name)]
    assert default_storage.exists(image.file.name)


def test_a_save_that_began_before_the_worker_came_by_loses_no_picture(
    old: Any, django_capture_on_commit_callbacks: Any
) -> None:
    draw_pending_pictures(10)
    old.title = "Uusi nimi"
    old.save()
    later(delete_replaced_files)
    assert b"Puhelin" in held_by(Image.objects.get().file)[0]
    assert draw_pending_pictures(10) == 1
    image = Image.objects.get()
    assert (image.title, image.renditions.count()) == ("Uusi nimi", len(RENDITIONS))
    assert b"Puhelin" not in held_by(image.file)[0]


def test_a_picture_that_cannot_be_drawn_any_more_leaks_nothing(old: Any) -> None:
    with default_storage.open(old.file.name, "wb") as file:
        file.write(photograph("JPEG")[:3000])
    assert draw_pending_pictures(10) == 1
    assert old.renditions.count() == 0
    assert draw_pending_pictures(10) == 0
