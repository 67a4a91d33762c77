"""Forms of the files that editors send."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

MAX_SIDE = 16_383
"""Pixels that a picture in WebP may have on a side."""


class ImageForm(BaseImageForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        longest = max(file.image.get_size()) if "file" in self.changed_data else 0
        if longest > MAX_SIDE:
            raise ValidationError(
                _(
                    "A side of the picture has %(side)d pixels, at most %(most)d are allowed: make"
                    " the picture smaller."
                ),
                params={"side": longest, "most": MAX_SIDE},
            )
        return file
