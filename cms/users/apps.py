from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from wagtail.users.apps import WagtailUsersAppConfig

from cms.users import sessions


class UsersConfig(AppConfig):
    default = True
    name = "cms.users"
    label = "kumppanuus_users"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        user_logged_in.connect(sessions.begin)


class AdminOfUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users, with our forms in it."""

    user_viewset = "cms.users.views.UserViewSet"
