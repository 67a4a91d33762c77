"""Settings of the tests: the embedded default with a fixed address, quick passwords and
throw-away media. TEST_DATABASE names a database file to reuse between runs."""

import os
import tempfile
from pathlib import Path

os.environ |= {
    "SECRET_KEY": "it signs what the tests alone sign, so it is no secret",
    "PUBLIC_URL": "https://kumppanuus.test",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
}

from cms.settings.embedded import *  # noqa: F403
from cms.settings.production import DATABASES, KUMPPANUUS, LOGGING, RATES

# No thread of a server keeps the tests' database open.
DATABASES["default"] |= {
    "CONN_MAX_AGE": 0,
    "TEST": {"NAME": os.environ.get("TEST_DATABASE")},
}
KUMPPANUUS = KUMPPANUUS | {"ELASTICSEARCH": {}}  # its tests set a server of their own
LOGGING["handlers"]["audit"] = {"class": "logging.NullHandler"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="kumppanuus-test-media-"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_PROXY_SSL_HEADER = None
SECURE_SSL_REDIRECT = False
TRUSTED_PROXIES = 0
RATES = dict.fromkeys(RATES, "off")  # its tests set rates of their own
