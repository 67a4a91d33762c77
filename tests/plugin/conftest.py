import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugin import wheel as made


@pytest.fixture(scope="session")
def wheel() -> Path:
    """The wheel of the sources as they are."""
    return made.built()


@pytest.fixture(scope="session")
def installed() -> Path:
    """The Python of an environment with the wheel and all that it may need, and not our folders."""
    return made.installed()


@pytest.fixture(scope="session")
def index(tmp_path_factory) -> None:
    """An index of packages that pip reaches."""
    asking = ["download", "-q", "--no-deps", "--retries", "3", "--timeout", "30", "circuitbreaker"]
    folder = tmp_path_factory.mktemp("index")
    asked = subprocess.run([sys.executable, "-m", "pip", *asking, "-d", folder], check=False)
    if asked.returncode:
        pytest.skip("needs an index of packages that pip reaches")
