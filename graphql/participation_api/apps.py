from django.apps import AppConfig
from django.core.checks import register

from participation_api.joining.checks import check_grapple


class ParticipationApiConfig(AppConfig):
    name = "participation_api"
    label = "kumppanuus_participation_api"

    def ready(self) -> None:
        register(check_grapple)
