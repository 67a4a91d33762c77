from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tests.media.hosts.files"
    label = "host_files"
    default_auto_field = "django.db.models.BigAutoField"
