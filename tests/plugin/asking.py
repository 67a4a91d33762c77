"""Runs code in an environment that has the wheel, as a site that is nothing but ours."""

import os
import subprocess
from pathlib import Path

SETTINGS = "kumppanuus.cms.settings.production"
NOT_HANDED_ON = ("DJANGO_SETTINGS_MODULE", "PYTHONPATH", "ELASTICSEARCH_URL", "VIRTUAL_ENV")


def run(python: Path, folder: Path, *arguments: str, settings: str = SETTINGS) -> str:
    """What a command says on its way out; whatever it writes is in the folder."""
    environment = {name: os.environ[name] for name in os.environ if name not in NOT_HANDED_ON}
    environment |= {
        "DJANGO_SETTINGS_MODULE": settings,
        "SECRET_KEY": "it signs what the tests of the wheel sign, so it is no secret",
        "SECURE_SSL_REDIRECT": "false",
        "TRUSTED_PROXIES": "0",
        "PUBLIC_URL": "https://kumppanuus.test",
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
    }
    done = subprocess.run(
        [python, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
