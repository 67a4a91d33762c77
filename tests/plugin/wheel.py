"""The wheel of the sources as they are, and an environment with it: made once, and kept between
runs until a source changes. `python -m tests.plugin.wheel` builds it and tells of it.

What the wheel needs, the environment has of the one that runs, so that no index is asked.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import hatch_build

ROOT = Path(hatch_build.__file__).parent
FOLDER = Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve() / "tests" / "wheel"
OF_THE_WHEEL = (*hatch_build.ROOMS.values(), *hatch_build.BESIDE, "hatch_build.py", "README.md")
OF_THE_WHEEL += ("LICENSE", "pyproject.toml")


def sources() -> Iterator[Path]:
    """All that the wheel is made of."""
    for name in OF_THE_WHEEL:
        place = ROOT / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix not in (".pyc", ".mo"):
                yield file


def built() -> Path:
    """The wheel."""
    with _kept() as folder:
        return next(folder.glob("*.whl"))


def installed() -> Path:
    """The Python of an environment with the wheel."""
    with _kept() as folder:
        python = folder / "environment" / "bin" / "python"
        if not python.exists():
            make_environment(folder / "environment", next(folder.glob("*.whl")))
        return python


@contextmanager
def _kept() -> Iterator[Path]:
    """The folder of these sources, with their wheel. Of the processes of a run the first one
    builds, and the others wait."""
    digest = hashlib.sha256(f"{sys.prefix} {sys.version}".encode())
    for source in sources():
        digest.update(f"{source.relative_to(ROOT)}\n".encode())
        digest.update(source.read_bytes())
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = FOLDER / digest.hexdigest()[:16]
        if not folder.exists():
            for old in FOLDER.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            build(ROOT, "wheel", FOLDER / "new")
            (FOLDER / "new").rename(folder)
        yield folder


def build(root: Path, target: str, folder: Path) -> Path:
    """A wheel or an sdist of a folder of sources, by what this environment has to build it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


def make_environment(folder: Path, wheel: Path) -> None:
    new = folder.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(new)], check=True)
    (packages,) = new.glob("lib/python*/site-packages")
    dependencies = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "dependencies.pth").write_text("\n".join(dependencies))
    install = ["install", "-q", "--no-deps", "--no-index", "--ignore-installed", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(new), *install], check=True)
    new.rename(folder)


def files_of(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def metadata_of(wheel: Path) -> Message:
    (metadata,) = (
        content for name, content in files_of(wheel).items() if name.endswith(".dist-info/METADATA")
    )
    return Parser().parsestr(metadata.decode())


def main() -> None:
    wheel = built()
    metadata, files = metadata_of(wheel), files_of(wheel)
    unpacked = sum(map(len, files.values()))
    print(wheel)
    print(f"{wheel.stat().st_size / 1e6:.2f} MB, unpacked {unpacked / 1e6:.2f} MB in", end=" ")
    print(f"{len(files)} files, for Python {metadata['Requires-Python']}")
    print(*metadata.get_all("Requires-Dist", []), sep="\n")


if __name__ == "__main__":
    main()
