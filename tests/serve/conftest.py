import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serve.serving import first_started

FIRST_SAID = "first-said.txt"


@pytest.fixture(scope="session")
def demo_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first start of `make run` leaves, in a folder that was empty, with what it said in a
    file. It takes more than a minute, so that all processes of a run share it: the first one makes
    it and the others wait."""
    of_the_run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_the_run = of_the_run.parent
    demo = of_the_run / "demo"
    with (of_the_run / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (demo / FIRST_SAID).exists():
            shutil.rmtree(demo, ignore_errors=True)
            demo.mkdir()
            said = first_started(demo)
            (demo / FIRST_SAID).write_text("\n".join(said))
    return demo


@pytest.fixture(scope="session")
def first_said(demo_dir: Path) -> list[str]:
    """The lines of the first start, until it was ready."""
    return (demo_dir / FIRST_SAID).read_text().splitlines()


@pytest.fixture(scope="session")
def copy_demo(demo_dir: Path) -> Callable[[Path], Path]:
    """Puts a copy of all that the first start left into a folder."""
    return lambda folder: Path(shutil.copytree(demo_dir, folder, dirs_exist_ok=True))
