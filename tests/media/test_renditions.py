"""Named renditions follow the picture's focal point."""

from tests.factories import add_image


def test_a_changed_focal_point_shows_no_old_crop(db):
    image = add_image("Puisto")
    image.make_renditions()
    before = image.named_renditions()["card"].file.name

    image = type(image).objects.get(pk=image.pk)
    image.focal_point_x, image.focal_point_y = 100, 100
    image.focal_point_width = image.focal_point_height = 50
    image.save()
    assert "card" not in type(image).objects.get(pk=image.pk).named_renditions()
    image.make_renditions()
    assert type(image).objects.get(pk=image.pk).named_renditions()["card"].file.name != before
