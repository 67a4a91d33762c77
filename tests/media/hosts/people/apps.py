from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tests.media.hosts.people"
    label = "host_people"
    default_auto_field = "django.db.models.BigAutoField"
