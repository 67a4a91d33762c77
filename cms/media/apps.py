from django.apps import AppConfig
from django.core.checks import register


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "kumppanuus_media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.media import signals
        from cms.media.checks import check_models_of_files

        signals.connect()
        register(check_models_of_files)
