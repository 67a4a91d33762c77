"""A site whose models of images and documents are derived from our abstract ones."""

from tests.media.hosts.stock import *  # noqa: F403
from tests.media.hosts.stock import INSTALLED_APPS, VAR_DIR

VAR_DIR = VAR_DIR.parent / "derived"
VAR_DIR.mkdir(exist_ok=True)
INSTALLED_APPS = ["tests.media.hosts.files", *INSTALLED_APPS]
WAGTAILIMAGES_IMAGE_MODEL = "host_files.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "host_files.Paper"
