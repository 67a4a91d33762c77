"""Named renditions follow the picture's focal point."""

from cms.media.renditions import make_renditions, named_renditions
from tests.factories import add_image


def test_a_changed_focal_point_shows_no_old_crop(db):
    image = add_image("Puisto")
    make_renditions(image)
    before = named_renditions(image)["card"].file.name

    image = type(image).objects.get(pk=image.pk)
    image.focal_point_x, image.focal_point_y = 100, 100
    image.focal_point_width = image.focal_point_height = 50
    image.save()
    assert "card" not in named_renditions(type(image).objects.get(pk=image.pk))
    make_renditions(image)
    assert named_renditions(type(image).objects.get(pk=image.pk))["card"].file.name != before
