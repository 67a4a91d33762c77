"""Sites with models of their own, each in a process of its own: models cannot be swapped in one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

STORY = Path(__file__).parent / "hosts" / "story.py"


ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    # Of this run: they would have the other one use the same database.
    if not name.startswith("PYTEST_") and name not in ("DATABASE_URL", "TEST_DATABASE")
}


@pytest.mark.parametrize("host", ["stock", "derived", "own"])
def test_a_site_keeps_its_own_models(host: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", STORY, f"--ds=tests.media.hosts.{host}"],
        cwd=settings.BASE_DIR,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-5000:]
