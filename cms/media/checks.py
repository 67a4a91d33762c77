"""What a site's own models of images and documents lack of what ours bring."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.media.models import AbstractDocument, AbstractImage


def check_models_of_files(**kwargs: object) -> list[CheckMessage]:
    return [
        *_derivation(
            get_image_model(),
            AbstractImage,
            "WAGTAILIMAGES_IMAGE_MODEL",
            "Pictures cannot be marked decorative, and may be left without a text alternative.",
            "W001",
        ),
        *_derivation(
            get_document_model(),
            AbstractDocument,
            "WAGTAILDOCS_DOCUMENT_MODEL",
            "A document that no page refers to yet is served to whoever guesses its address.",
            "W002",
        ),
        *_serving(),
    ]


def _derivation(
    model: Any, base: Any, setting: str, lacks: str, number: str
) -> Iterator[CheckMessage]:
    if not issubclass(model, base):
        yield Warning(
            f"{model._meta.label} is not derived from {base.__name__}. {lacks}",
            hint=f"In a site that has no files yet: {setting} ="
            f' "{base._meta.app_label}.{base.__name__.removeprefix("Abstract")}". In one that has,'
            f" derive its own model: from {base.__module__} import {base.__name__}. To keep it as"
            f' it is: SILENCED_SYSTEM_CHECKS = ["kumppanuus_media.{number}"].',
            obj=model,
            id=f"kumppanuus_media.{number}",
        )


def _serving() -> Iterator[CheckMessage]:
    if getattr(settings, "WAGTAILDOCS_SERVE_METHOD", None) == "direct":
        yield Warning(
            "Documents are fetched past the rule of who may have them.",
            hint='WAGTAILDOCS_SERVE_METHOD = "serve_view", or "redirect" for a remote storage.',
            id="kumppanuus_media.W003",
        )
