"""A site with Wagtail's and Django's own models of images, documents and users."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import INSTALLED_APPS, MIDDLEWARE, VAR_DIR

VAR_DIR = VAR_DIR / "hosts" / __name__.rpartition(".")[2]
VAR_DIR.mkdir(parents=True, exist_ok=True)
INSTALLED_APPS = [
    "tests.media.hosts.pages",
    "wagtail.users",
    *(
        app
        for app in INSTALLED_APPS
        if app not in ("axes", "cms") and not app.startswith("cms.users")
    ),
]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith(("axes.", "cms.users."))]
ROOT_URLCONF = "tests.media.hosts.urls"
AUTH_USER_MODEL = "auth.User"
for name in (
    "AUTHENTICATION_BACKENDS",
    "WAGTAILADMIN_USER_LOGIN_FORM",
    "WAGTAILADMIN_USER_PASSWORD_RESET_FORM",
    "WAGTAILDOCS_DOCUMENT_MODEL",
    "WAGTAILDOCS_SERVE_METHOD",
    "WAGTAILIMAGES_IMAGE_FORM_BASE",
    "WAGTAILIMAGES_IMAGE_MODEL",
):
    del globals()[name]
