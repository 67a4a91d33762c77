"""Runs tests of the suite against the installed wheel: python -m tests.plugin.suite [of pytest].

The tests are copied with the names of the wheel, as its modules are, into a folder where none of
ours can be found but what the wheel installs.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hatch_build
from tests.plugin.wheel import FOLDER, ROOT, installed

MODULES = sorted((ROOT / "tests").glob("*.py"))
TESTS = ("tests/leaks", "tests/pages", "tests/search", "tests/graphql_api")
NEEDED = ("tests/factories", "tests/servers", *(f"tests/{file.name}" for file in MODULES))
OF_THE_REPOSITORY = shutil.ignore_patterns(
    "__pycache__", "test_schema_contract.py", "test_breaking_changes.py"
)
"""These two ask the commands that look after the schema, which the wheel leaves out."""
HERE = "not elasticsearch and not index"
"""Elasticsearch is asked by runs of its own."""
SETTINGS = ("embedded", "test")
"""Those of the tests, which it leaves out as well."""


def names() -> hatch_build.Names:
    modules = {
        name: file
        for room, folder in hatch_build.ROOMS.items()
        for name, file in hatch_build.modules_in(ROOT / folder, room)
        if not hatch_build.is_left_out(file.relative_to(ROOT).as_posix()) or file.stem in SETTINGS
    }
    own = {f"cms.settings.{name}": f"suite_settings.{name}" for name in SETTINGS}
    return hatch_build.Names(modules, hatch_build.PREFIXES | own)


def copied_to(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.joinpath("suite_settings").mkdir(parents=True)
    for name in (*TESTS, *NEEDED):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        options = {"ignore": OF_THE_REPOSITORY} if (ROOT / name).is_dir() else {}
        (folder / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name, **options)
    for name in SETTINGS:
        shutil.copy(ROOT / "cms" / "settings" / f"{name}.py", folder / "suite_settings")
    shutil.copy(ROOT / "tests" / "plugin" / "reach.py", folder / "tests" / "test_reach.py")
    renamed = names()
    for file in folder.rglob("*.py"):
        hatch_build.rename(file, renamed)


def main(arguments: list[str]) -> int:
    suite = FOLDER.with_name("wheel-suite")
    copied_to(suite)
    command = [installed(), "-m", "pytest", "-c", ROOT / "pyproject.toml", "--rootdir", suite]
    command += ["-o", f"pythonpath={suite}", "-o", "django_find_project=false"]
    command += ["--ds", "suite_settings.test", "tests/test_reach.py"]
    environment = os.environ | {"VAR_DIR": str(suite / "var")}
    environment.setdefault("SHARED_DIR", str(ROOT.parent / "shared"))
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command += arguments or ["-n", "auto", "--dist", "load", "-m", HERE, *TESTS]
    return subprocess.run(command, cwd=suite, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
