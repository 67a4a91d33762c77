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
