"""Production settings, and the base of all others: each value that a city must choose comes from
the environment, and a missing secret stops the start. docs/settings.md lists the variables.
"""

import os
import re
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cms.plugin import APPS

BASE_DIR = Path(__file__).resolve().parents[2]
# participation_api lives under graphql/, which is no package: it would shadow graphql-core.
if str(BASE_DIR / "graphql") not in sys.path:
    sys.path.append(str(BASE_DIR / "graphql"))

env = environ.Env()

if not os.environ.get("SECRET_KEY"):
    raise ImproperlyConfigured("Set the SECRET_KEY environment variable")
# Not by env: it takes a value that begins with $ for the name of another variable.
SECRET_KEY = os.environ["SECRET_KEY"]
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured(
        "SECRET_KEY is weak: it signs log-ins. Give 50 random characters or more, such as those of"
        " `python3 -c 'import secrets; print(secrets.token_urlsafe(50))'`"
    )
PUBLIC_URL: str = env.str("PUBLIC_URL").rstrip("/")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(PUBLIC_URL).hostname])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_COOKIES = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=SECURE_COOKIES)
# Those who watch over a server ask it from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if SECURE_COOKIES else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
# Whether browsers are shipped with the name is for the owner of the whole domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"  # Wagtail frees its previews, and we what is made for frames
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("https://", "mailto:", "tel:")):
    raise ImproperlyConfigured(
        "SECURITY_CONTACT: write an address whole, such as mailto:security@city.example"
    )
PERMISSIONS_POLICY = ", ".join(
    f"{power}=()"
    for power in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
# Where there is TLS, a proxy ends it.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if SECURE_COOKIES else 0)
SHARED_ADDRESSES = env.list("SHARED_ADDRESSES", default=[])
for network in SHARED_ADDRESSES:
    try:
        ip_network(network)
    except ValueError as error:
        raise ImproperlyConfigured(
            "SHARED_ADDRESSES: write addresses and networks, such as 192.0.2.0/24,2001:db8::/48"
            f" ({error})"
        ) from error

RATES = {
    "graphql": env.str("RATE_GRAPHQL", default="300/m"),
    "search": env.str("RATE_SEARCH", default="60/m"),
    "suggestions": env.str("RATE_SUGGESTIONS", default="240/m"),
    "login": env.str("RATE_LOGIN", default="20/m"),
    "alerts": env.str("RATE_ALERTS", default="20/h"),
}
"""How often one address may ask, as cms.rates has it."""
for door, rate in RATES.items():
    if not re.fullmatch(r"[1-9]\d*/[smhd]|off", rate):
        raise ImproperlyConfigured(
            f"RATE_{door.upper()}: write how often in a second, minute, hour or day, such as 60/m,"
            " or off"
        )
RATELIMIT_FAIL_OPEN = True

INSTALLED_APPS = [
    "cms",
    "cms.users",
    *APPS,
    "axes",
    "corsheaders",
    "grapple",
    "graphene_django",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.users.apps.AdminOfUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.rates.RefusedAtLoginMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "participation_api.door.answers.KeptAnswersMiddleware",
    "cms.headers.HeadersMiddleware",
    "cms.users.sessions.CookielessMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.ReaderLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.users.sessions.IdleSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.audit.AuditMiddleware",
    "cms.rates.RateMiddleware",
    "cms.middleware.SiteMiddleware",
    "cms.middleware.CraftedAddressMiddleware",
    "cms.middleware.AdminTransactionMiddleware",
    "cms.middleware.PublicRedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

# To open a connection takes SQLite longer than most questions: it reads the whole schema then.
DATABASES = {"default": env.db("DATABASE_URL") | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue at the start of their transaction instead of failing in the middle of it;
    # readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Room for all that we keep, each part of which is bounded: else what is kept pushes out itself.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://?max_entries=3000")}
DJANGO_REDIS_IGNORE_EXCEPTIONS = DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

AUTH_USER_MODEL = "kumppanuus_users.User"
AUTHENTICATION_BACKENDS = [
    "cms.users.pauses.Backend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_HANDLER = "cms.users.pauses.Pauses"
AXES_LOCKOUT_CALLABLE = "cms.users.pauses.refuse"
AXES_CLIENT_IP_CALLABLE = "cms.addresses.address_of"
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = reverse_lazy("wagtailadmin_login")
AUDIT_DAYS = env.int("AUDIT_DAYS", default=0)
AUDIT_LOG = env.str("AUDIT_LOG", default="")
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=120)

LANGUAGE_CODE = "fi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale_wagtail"]
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Helsinki")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if bucket := env.str("MEDIA_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("MEDIA_ENDPOINT", default=None),
            "default_acl": "private",
            "file_overwrite": False,
            # Readers get files from our own addresses, where it is asked who may see them; a
            # signed address of the bucket would end while answers with it are still kept.
            "custom_domain": f"{urlsplit(PUBLIC_URL).netloc}{MEDIA_URL}".rstrip("/"),
            "url_protocol": f"{urlsplit(PUBLIC_URL).scheme}:",
        },
    }

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
globals().update(**EMAIL_CONFIG)
EMAIL_TIMEOUT = 10  # no reader waits longer for a mail server that does not answer
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=f"noreply@{urlsplit(PUBLIC_URL).hostname}"
)

WAGTAIL_SITE_NAME = "Kumppanuus"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
# As dates are written in Finnish: the date picker reads no other order.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H.%M"
WAGTAIL_TIME_FORMAT = "%H.%M"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "cms.pages.editing.widgets.RichTextArea"}}
WAGTAILADMIN_USER_LOGIN_FORM = "cms.users.forms.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.users.forms.PasswordResetForm"  # noqa: S105
WAGTAILIMAGES_IMAGE_MODEL = "kumppanuus_media.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # a file of 16 kB may have 128 million, and take 2 GB
WAGTAILDOCS_DOCUMENT_MODEL = "kumppanuus_media.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt", "xlsx", "ods", "csv"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.admin_search"}}
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.pages.publishing.workflows.publish_approved"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

KUMPPANUUS: dict[str, Any] = {
    "PUBLIC_URL": PUBLIC_URL,
    "SHARED_SECONDS": env.int("SHARED_SECONDS", default=60),
    "RELEASE": env.str("RELEASE", default=""),
    "HEADLESS_PREVIEW_URL": env.str("HEADLESS_PREVIEW_URL", default=""),
    "PREVIEW_TOKEN_MINUTES": env.int("PREVIEW_TOKEN_MINUTES", default=30),
    "SEARCH_MILLISECONDS": env.int("SEARCH_MILLISECONDS", default=1_000),
    "ALERT_SENDER": env.str("ALERT_SENDER", default=""),
    "ALERT_KEYS": tuple(env.list("ALERT_KEYS", default=[])),
    "ALERT_WEBHOOK_SECRET": os.environ.get("ALERT_WEBHOOK_SECRET", ""),
    "ELASTICSEARCH": {
        "urls": tuple(env.list("ELASTICSEARCH_URL", default=[])),
        "user": env.str("ELASTICSEARCH_USER", default=""),
        "password": os.environ.get("ELASTICSEARCH_PASSWORD", ""),
        "api_key": os.environ.get("ELASTICSEARCH_API_KEY", ""),
        "ca": env.str("ELASTICSEARCH_CA", default=""),
        "index": env.str("ELASTICSEARCH_INDEX", default="kumppanuus"),
        "timeout": env.float("ELASTICSEARCH_TIMEOUT", default=0.8),
        "feed_timeout": env.float("ELASTICSEARCH_FEED_TIMEOUT", default=10),
        "most_failures": env.int("ELASTICSEARCH_MOST_FAILURES", default=1),
        "pause": env.float("ELASTICSEARCH_PAUSE", default=15),
        "most_lag": env.float("ELASTICSEARCH_MOST_LAG", default=60),
    },
}
"""See cms.conf; what is given wrongly there stops the start, as each search would fail of it."""
for address in KUMPPANUUS["ELASTICSEARCH"]["urls"]:
    if not address.startswith(("http://", "https://")) or not urlsplit(address).hostname:
        raise ImproperlyConfigured(
            "ELASTICSEARCH_URL: write each address whole, such as https://search.example:9200"
        )
if (ca := KUMPPANUUS["ELASTICSEARCH"]["ca"]) and not Path(ca).is_file():
    raise ImproperlyConfigured(f"ELASTICSEARCH_CA: there is no file “{ca}”")
address = KUMPPANUUS["HEADLESS_PREVIEW_URL"]
if address and not address.startswith(("http://", "https://")):
    raise ImproperlyConfigured(
        "HEADLESS_PREVIEW_URL: write the address whole, such as https://www.city.example/preview/"
    )

FOR_OTHER_SITES = rf"^/(({'|'.join(dict(LANGUAGES))})/)?(graphql|embed|themes|seuraa(?=/.))/"
"""Paths of what other sites fetch: the same for every reader."""
CORS_URLS_REGEX = FOR_OTHER_SITES
CORS_ALLOWED_ORIGINS = env.list("CORS_ORIGINS", default=[])
"""Addresses of the sites whose pages may fetch it, such as https://www.example.org; none: of all
sites, as it is public and takes no cookies."""
CORS_ALLOW_ALL_ORIGINS = not CORS_ALLOWED_ORIGINS
CORS_ALLOW_METHODS = ["GET", "POST"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]
GRAPPLE: dict[str, list[str]] = {"APPS": []}
GRAPHENE = {"SCHEMA": "participation_api.schema.schema"}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "cms.log_lines.MarkedLines",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        "audit": {"class": "logging.handlers.WatchedFileHandler", "filename": AUDIT_LOG}
        if AUDIT_LOG
        else {"class": "logging.StreamHandler"},
    },
    "loggers": {
        # Lines of JSON, whole as they are.
        "kumppanuus.audit": {"handlers": ["audit"], "level": "INFO", "propagate": False},
        # Each save runs a few tasks at once, and each tells when it begins and ends.
        "django_tasks": {"level": "WARNING"},
        # It tells of each request; what fails, the search tells.
        "elastic_transport": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
