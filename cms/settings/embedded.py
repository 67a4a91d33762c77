"""The embedded default of `make run`: SQLite, local memory and files under var/, nothing else.

Every default here can be overridden by the environment variable of the same name.
"""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

VAR_DIR = Path(os.environ.get("VAR_DIR", Path(__file__).resolve().parents[2] / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("MEDIA_ROOT", str(VAR_DIR / "media"))
os.environ.setdefault("STATIC_ROOT", str(VAR_DIR / "static"))
os.environ.setdefault("AUDIT_LOG", str(VAR_DIR / "audit.jsonl"))


def _secret_key() -> str:
    """A key made at the first start and kept in var/, so that log-ins outlive a restart."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


if "SECRET_KEY" not in os.environ:
    os.environ["SECRET_KEY"] = _secret_key()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{VAR_DIR / 'kumppanuus.sqlite3'}")
PORT = int(os.environ.get("PORT", "8000"))
os.environ.setdefault("PUBLIC_URL", f"http://localhost:{PORT}")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
# Nobody but its owner asks it: whoever measures it asks as often as it answers.
for name in ("RATE_GRAPHQL", "RATE_SEARCH", "RATE_SUGGESTIONS"):
    os.environ.setdefault(name, "off")

from cms.settings.production import *  # noqa: E402, F403
from cms.settings.production import STATIC_ROOT, STORAGES  # noqa: E402

EMBEDDED = True
"""Marks the settings under which demo content may be loaded."""
# Static files are served from where they stand: nothing is collected.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
