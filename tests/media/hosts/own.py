"""A site with models of its own, users among them, that know nothing of ours."""

from tests.media.hosts.stock import *  # noqa: F403
from tests.media.hosts.stock import INSTALLED_APPS, VAR_DIR

VAR_DIR = VAR_DIR.parent / "own"
VAR_DIR.mkdir(exist_ok=True)
INSTALLED_APPS = ["tests.media.hosts.people", "tests.media.hosts.files", *INSTALLED_APPS]
AUTH_USER_MODEL = "host_people.Person"
WAGTAILIMAGES_IMAGE_MODEL = "host_files.Photo"
WAGTAILDOCS_DOCUMENT_MODEL = "host_files.Sheet"
