from django.apps import AppConfig
from django.core.checks import register


class ParticipationApiConfig(AppConfig):
    name = "participation_api"
    label = "kumppanuus_participation_api"

    def ready(self) -> None:
        from participation_api.joining.checks import check_grapple

        register(check_grapple)
