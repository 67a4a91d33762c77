"""A site of somebody else's that serves wagtail-grapple. Its registry is one for a process, so that
the tests in joined.py run in one of their own."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

HERE = Path(__file__).parent


def test_a_site_that_serves_grapple_has_ours_joined() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--ds=tests.plugin.grapple.settings", "joined.py"],
        cwd=HERE,
        # A migrated database of its own is kept there, beside that of the other tests.
        env=os.environ | {"VAR_DIR": str(settings.VAR_DIR / "grapple-host")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
