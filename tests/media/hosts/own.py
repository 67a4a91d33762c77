"""A site with models of its own, users among them, that know nothing of ours."""

from tests.media.hosts.stock import *  # noqa: F403

VAR_DIR = VAR_DIR.parent / "own"  # noqa: F405
VAR_DIR.mkdir(exist_ok=True)
INSTALLED_APPS = ["tests.media.hosts.people", "tests.media.hosts.files", *INSTALLED_APPS]  # noqa: F405
AUTH_USER_MODEL = "host_people.Person"
WAGTAILIMAGES_IMAGE_MODEL = "host_files.Photo"
WAGTAILDOCS_DOCUMENT_MODEL = "host_files.Sheet"
