from django.apps import AppConfig


class SnippetsConfig(AppConfig):
    name = "cms.snippets"
    label = "kumppanuus_snippets"
    default_auto_field = "django.db.models.BigAutoField"
