"""What a server runs on: a Java, the published jars and our launcher, compiled once a version."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
SOURCES = sorted((HERE / "java").rglob("*.java"))
ASSEMBLED = Path(os.environ.get("VAR_DIR", HERE.parents[2] / "var")).resolve() / "servers"
OLDEST_JAVA = {"8": 17, "9": 21}


class AssemblyError(Exception):
    """Says what is missing on this machine, and how to get it."""


@dataclass(frozen=True)
class Assembly:
    java: Path
    class_path: str


def assemble(version: str) -> Assembly:
    """The parts of this version of Elasticsearch; the second time they are at hand."""
    java = _java_for(version)
    recipe = b"".join(path.read_bytes() for path in [POM, *SOURCES]) + bytes(java)
    folder = ASSEMBLED / f"elasticsearch-{version}-{hashlib.sha256(recipe).hexdigest()[:12]}"
    with _one_at_a_time():
        if not _is_whole(folder):
            _build(version, java, folder)
    return Assembly(java / "bin/java", f"{folder / 'classes'}:{_jars(folder)}")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Tests in several processes build the same thing."""
    ASSEMBLED.mkdir(parents=True, exist_ok=True)
    with (ASSEMBLED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _java_for(version: str) -> Path:
    """The oldest Java here that this version takes, as a later one may be too new for it."""
    oldest = OLDEST_JAVA[version.partition(".")[0]]
    fitting = [(release, home) for release, home in _javas() if release >= oldest]
    if not fitting:
        raise AssemblyError(
            f"Elasticsearch {version} needs a JDK of Java {oldest} or later: install one, such as "
            f"openjdk-{oldest}-jdk-headless, or set JAVA_HOME to one, or ELASTICSEARCH_URL"
        )
    return min(fitting)[1]


def _javas() -> Iterator[tuple[int, Path]]:
    homes = {path.resolve() for path in Path("/usr/lib/jvm").glob("*")}
    if "JAVA_HOME" in os.environ:
        homes.add(Path(os.environ["JAVA_HOME"]).resolve())
    for home in homes:
        if (home / "bin/javac").exists() and (home / "release").exists():
            release = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
            if release:
                yield int(release[1]), home


def _is_whole(folder: Path) -> bool:
    return folder.is_dir() and all(Path(jar).exists() for jar in _jars(folder).split(":"))


def _jars(folder: Path) -> str:
    return (folder / "class-path.txt").read_text().strip()


def _build(version: str, java: Path, folder: Path) -> None:
    maven = shutil.which("mvn")
    if not maven:
        raise AssemblyError(
            f"Elasticsearch {version} is put together by Maven: apt-get install maven "
            "openjdk-17-jdk-headless, or set ELASTICSEARCH_URL"
        )
    # What is broken off in the middle leaves nothing that looks whole.
    with tempfile.TemporaryDirectory(dir=ASSEMBLED) as workshop:
        building = Path(workshop) / "new"
        building.mkdir()
        _run(
            [
                *(maven, "--quiet", "--batch-mode", "--file", str(POM)),
                "dependency:build-classpath",
                f"-Delasticsearch.version={version}",
                f"-Dmdep.outputFile={building / 'class-path.txt'}",
            ],
            {**os.environ, "JAVA_HOME": str(java)},
        )
        compiler = [str(java / "bin/javac"), "-nowarn", "-cp", _jars(building)]
        _run([*compiler, "-d", str(building / "classes"), *map(str, SOURCES)])
        if folder.exists():  # its jars have gone
            folder.rename(Path(workshop) / "old")
        building.rename(folder)


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise AssemblyError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
