from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "kumppanuus_media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.images import get_image_model

        from cms.media import filters, signals
        from cms.media.checks import check_models_of_files
        from cms.media.models import AbstractImage
        from cms.media.reading import take_out_private_texts_on_upgrade

        signals.connect()
        post_migrate.connect(take_out_private_texts_on_upgrade, sender=self)
        if issubclass(get_image_model(), AbstractImage):
            filters.read_sizes_from_headers()
        register(check_models_of_files)
