"""The wheel: all of ours under one package, with all that it needs, and no name of the repository
left in it."""

import ast
import json
import re
import shutil
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import hatch_build
from tests.plugin.asking import run
from tests.plugin.wheel import ROOT, build, files_of, metadata_of

A_NAME = re.compile(rf"({'|'.join(hatch_build.ROOMS)})\.\S*")
BROUGHT_BY = ("wagtail", "graphene-django", "elasticsearch")
"""Requirements that bring what we import besides."""
OF_EXTRAS = {
    "kumppanuus/cms/headers.py": "site",
    "kumppanuus/cms/rates.py": "site",
    "kumppanuus/cms/settings/": "site",
    "kumppanuus/cms/users/": "site",
    "kumppanuus/search/engines/elasticsearch/": "elasticsearch",
}
"""Folders and files that are imported only where the extra is in use."""

EVERY_MODULE = """
import importlib, json, pkgutil, sys
import django, kumppanuus
django.setup()
for module in pkgutil.walk_packages(kumppanuus.__path__, "kumppanuus."):
    importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture(scope="module")
def files(wheel):
    return files_of(wheel)


@pytest.fixture(scope="module")
def code(files):
    return {name: ast.parse(text) for name, text in files.items() if name.endswith(".py")}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def in_the_wheel(source):
    """The name that a file of the repository has in the wheel; none for what stays here."""
    path = source.relative_to(ROOT).as_posix()
    if hatch_build.is_left_out(path):
        return None
    path = path.removeprefix("graphql/").removesuffix(".po") + ".mo" * (source.suffix == ".po")
    return f"kumppanuus/{path.replace('cms/locale/', 'cms/pages/locale/')}"


def of_the_repository():
    folders = [ROOT / folder for folder in (*hatch_build.ROOMS.values(), "graphql/operations")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    files += [ROOT / "graphql/schema.graphql", ROOT / "graphql/released.graphql"]
    return [file for file in files if file.suffix not in (".pyc", ".mo")]


def test_all_stands_in_one_package(files):
    tops = {name.partition("/")[0] for name in files}
    assert tops == {"kumppanuus", f"kumppanuus-{hatch_version(files)}.dist-info"}


def hatch_version(files):
    return re.search(r'__version__ = "(.+)"', files["kumppanuus/__init__.py"].decode())[1]


def test_it_has_every_file_of_the_rooms_and_no_other(files):
    wanted = {name for file in of_the_repository() if (name := in_the_wheel(file))}
    ours = {name for name in files if name.startswith("kumppanuus/")}
    assert ours == wanted | {"kumppanuus/__init__.py"}
    for kind in (".html", ".css", ".js", ".mo", ".graphql"):
        assert any(name.endswith(kind) for name in ours), kind


def test_what_is_no_code_is_as_it_was(files):
    for file in of_the_repository():
        if file.suffix not in (".py", ".po") and (name := in_the_wheel(file)):
            assert files[name] == file.read_bytes(), name


def test_no_old_name_is_left(code):
    left = [
        (name, found)
        for name, tree in code.items()
        for found in imported(tree)
        if found.partition(".")[0] in hatch_build.ROOMS
    ]
    left += [
        (name, node.value)
        for name, tree in code.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if A_NAME.fullmatch(node.value) and not node.value.endswith(hatch_build.FILE_ENDINGS)
    ]
    assert left == []


def test_every_module_imports_and_takes_no_name_of_a_site(installed, tmp_path, code):
    loaded = json.loads(run(installed, tmp_path, "-c", EVERY_MODULE).splitlines()[-1])
    names = {name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in code}
    assert names - set(loaded) == set()
    assert set(loaded) & set(hatch_build.ROOMS) == set()


def test_its_migrations_are_those_of_its_models(installed, tmp_path):
    said = run(installed, tmp_path, "-m", "django", "makemigrations", "--check", "--dry-run")
    assert said == "No changes detected\n"


def test_what_is_imported_at_the_start_comes_with_it(wheel, code):
    brought = requirements(metadata_of(wheel))
    for name, tree in code.items():
        extras = [extra for folder, extra in OF_EXTRAS.items() if name.startswith(folder)]
        had = {"kumppanuus", *sys.stdlib_module_names}.union(
            *(brought[extra] for extra in ("", *extras))
        )
        assert {found.partition(".")[0] for found in imported_at_the_start(tree)} - had == set(), (
            name
        )


def test_what_is_imported_later_comes_with_an_extra(wheel, code):
    brought = {"kumppanuus", *sys.stdlib_module_names}.union(
        *requirements(metadata_of(wheel)).values()
    )
    for name, tree in code.items():
        had = brought | ({"django_stubs_ext"} if has_types_only(tree) else set())
        assert tops(imported(tree)) - had == set(), name


def tops(names):
    return {name.partition(".")[0] for name in names}


def imported_at_the_start(tree):
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imported(ast.Module([node], []))


def has_types_only(tree):
    return any(isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node) for node in tree.body)


def requirements(metadata):
    """The importable names that each extra brings; "" is what comes without one."""
    importable = {}
    for name, distributions in packages_distributions().items():
        for distribution in distributions:
            importable.setdefault(canonicalize_name(distribution), set()).add(name)
    brought = {}
    for line in metadata.get_all("Requires-Dist"):
        requirement = Requirement(line)
        extra = re.search(r"extra == '(\w+)'", line)
        names = [requirement.name]
        if requirement.name in BROUGHT_BY:
            names += [Requirement(each).name for each in requires(requirement.name)]
        for name in names:
            brought.setdefault(extra[1] if extra else "", set()).update(
                importable.get(canonicalize_name(name), set())
            )
    return brought


def test_a_site_without_settings_for_it_has_our_finnish(installed, tmp_path):
    (tmp_path / "host.py").write_text(
        "from kumppanuus.cms.settings.production import *\nLOCALE_PATHS = []\n"
    )
    code = """
import sys; sys.path.insert(0, "")
import django; django.setup()
from django.utils.translation import gettext, override
for language in ("fi", "sv"):
    with override(language):
        print(gettext("Statements"))
"""
    said = run(installed, tmp_path, "-c", code, settings="host")
    assert said == "Lausunnot\nUtlåtanden\n"


def test_files_are_read_by_a_child_of_the_wheel(installed, tmp_path):
    (tmp_path / "memo.txt").write_text("Puistonpenkki korjataan.")
    code = """
from pathlib import Path
from kumppanuus.cms.media.text import read_file
print(read_file(Path("memo.txt")).pages)
"""
    assert run(installed, tmp_path, "-c", code) == "['Puistonpenkki korjataan.']\n"


def test_the_sdist_builds_the_same_wheel(wheel, tmp_path):
    sdist = build(ROOT, "sdist", tmp_path / "sdist")
    shutil.unpack_archive(sdist, tmp_path / "sources")
    (folder,) = (tmp_path / "sources").iterdir()
    assert files_of(build(folder, "wheel", tmp_path / "wheel")) == files_of(wheel)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('NAME = f"cms.{1}"\n', "cms. (write names whole"),
        ('NAME = "cms.pages.nothing"\n', "cms.pages.nothing"),
        ("from cms.demo import loading\n", "cms.demo"),
        ("from cms.pages import nothing\n", "cms.pages.nothing"),
        ("import os, search.models\n", "one module a line"),
    ],
)
def test_a_name_that_cannot_be_renamed_stops_the_build(tmp_path, source, said):
    names = renaming(tmp_path, source)
    with pytest.raises(hatch_build.UnknownNameError, match=re.escape(said)):
        hatch_build.rename(tmp_path / "cms" / "pages" / "code.py", names)


def test_names_are_told_from_words(tmp_path):
    source = """\
import search.models
import search.models as rows
from search.models import Row
from django.apps import AppConfig
KIND = "search"
FILE = "search.html"
MODEL = "search.models.Row"
INSTALLED_APPS = ["search", "kumppanuus_search"]
class PagesConfig(AppConfig):
    name = "search"
    label = "search"
"""
    names = renaming(tmp_path, source)
    file = tmp_path / "cms" / "pages" / "code.py"
    hatch_build.rename(file, names)
    assert (
        file.read_text()
        == """\
import kumppanuus.search.models; from kumppanuus import search
import kumppanuus.search.models as rows
from kumppanuus.search.models import Row
from django.apps import AppConfig
KIND = "search"
FILE = "search.html"
MODEL = "kumppanuus.search.models.Row"
INSTALLED_APPS = ["kumppanuus.search", "kumppanuus_search"]
class PagesConfig(AppConfig):
    name = "kumppanuus.search"
    label = "search"
"""
    )


def renaming(folder: Path, source: str) -> hatch_build.Names:
    """The names of a small package that has this source among others."""
    contents = {"cms/__init__.py": "", "cms/pages/__init__.py": "", "cms/pages/code.py": source}
    contents |= {"search/__init__.py": "", "search/models.py": "class Row: ...\n"}
    for name, text in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return hatch_build.shipped_names(folder)
