"""The WSGI application; production settings unless the environment names others."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()

from search import query_counts  # noqa: E402 - its models need the settings

# Here, as commands, tests and the worker search too, but for nobody.
query_counts.begin()

# What is loaded stays as long as the process: the collector need not go through it again and again.
gc.collect()
gc.freeze()
