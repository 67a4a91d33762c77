from django.apps import AppConfig


class ParticipationApiConfig(AppConfig):
    name = "participation_api"
    label = "kumppanuus_participation_api"
