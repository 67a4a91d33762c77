"""Runs beside the tests of the suite on the installed wheel."""

from importlib.util import find_spec

import pytest


@pytest.mark.parametrize("room", ["cms", "search", "themes", "participation_api"])
def test_our_folders_are_out_of_reach(room):
    assert find_spec(room) is None
    assert "site-packages" in find_spec(f"kumppanuus.{room}").origin
