#!/usr/bin/env python
"""Django's command line; the embedded default settings unless the environment names others."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.embedded")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
