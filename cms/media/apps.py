from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "kumppanuus_media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.media import signals

        signals.connect()
