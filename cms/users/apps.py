from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "cms.users"
    label = "kumppanuus_users"
    default_auto_field = "django.db.models.BigAutoField"
