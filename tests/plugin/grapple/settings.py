"""The host with ours installed as docs/grapple.md says."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import INSTALLED_APPS

INSTALLED_APPS = ["tests.plugin.grapple.host.apps.HostConfig", *INSTALLED_APPS]
ROOT_URLCONF = "tests.plugin.grapple.urls"
GRAPPLE = {"APPS": ["host"]}
GRAPHENE = {
    "SCHEMA": "grapple.schema.schema",
    "MIDDLEWARE": [
        "grapple.middleware.GrappleMiddleware",
        "participation_api.joining.keeping_out.OursStayOut",
    ],
}
