from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "tests.media.hosts.pages"
    label = "host_pages"
    default_auto_field = "django.db.models.BigAutoField"
