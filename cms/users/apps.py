from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(AppConfig):
    default = True
    name = "cms.users"
    label = "kumppanuus_users"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.users import sessions  # noqa: F401 - it hears who signs in


class AdminOfUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users, with our forms in it."""

    user_viewset = "cms.users.views.UserViewSet"
