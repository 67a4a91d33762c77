"""What stands in place of Wagtail's own views of the same addresses."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.users.views import AccountView, LoginView

urlpatterns = [
    path("login/", never_cache(LoginView.as_view()), name="wagtailadmin_login"),
    path(
        "account/",
        never_cache(require_admin_access(AccountView.as_view())),
        name="wagtailadmin_account",
    ),
]
