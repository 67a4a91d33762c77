"""Builds the wheel: all our rooms under the one package `kumppanuus`, as nothing of a site that
installs it may be shadowed. The repository keeps its own names, which readers and tools take as
they stand; here imports and dotted names get the prefix. See docs/decisions/0020.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import libcst as cst
import libcst.matchers as m
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from libcst.helpers import get_full_name_for_node_or_raise

PACKAGE = "kumppanuus"
ROOMS = {
    "cms": "cms",
    "search": "search",
    "themes": "themes",
    "participation_api": "graphql/participation_api",
}
"""Folders by the names of their packages."""
PREFIXES = {room: f"{PACKAGE}.{room}" for room in ROOMS}
BESIDE = ("graphql/operations", "graphql/schema.graphql", "graphql/released.graphql")
"""Read by the API, from the folder where its package stands."""
LEFT_OUT = (
    "cms/demo",
    "cms/embedded_server.py",
    "cms/management/commands/load_demo.py",
    "cms/management/commands/load_scale.py",
    "cms/management/commands/serve.py",
    "cms/settings/embedded.py",
    "cms/settings/test.py",
    "graphql/participation_api/contract.py",
    "graphql/participation_api/management",
    "themes/demo_brands.json",
)
"""What only the repository uses: to try the product out, and to look after the schema."""
ELSEWHERE = {"cms/locale": "cms/pages/locale"}
"""The catalogue of all of cms stands in a room that every site installs, for Django to find it."""
NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)
"""Of catalogues, which tell none: Babel would write the moment, and no two wheels were equal."""
NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.po", "*.mo")
INIT = """\
from kumppanuus.cms.plugin import APPS, MIDDLEWARE

__all__ = ["APPS", "MIDDLEWARE"]
__version__ = "{version}"
"""

FILE_ENDINGS = ("css", "graphql", "html", "js", "json", "svg", "toml", "txt")

LIST_OF_APPS = m.Assign(
    targets=[m.AssignTarget(m.Name("APPS") | m.Name("INSTALLED_APPS"))], value=m.List()
)
APP_CONFIG = m.ClassDef(bases=[m.Arg(m.Name("AppConfig"))])
"""Where a room's name alone, without a dot, is one of a module."""


class UnknownNameError(Exception):
    """A name begins as ours do, and is of nothing that can be renamed."""


class Names:
    """Our dotted names, and what each becomes."""

    def __init__(self, modules: Mapping[str, Path], prefixes: Mapping[str, str]) -> None:
        self.modules = modules
        self.prefixes = prefixes

    def renamed(self, name: str) -> str | None:
        """None for the name of another package. Raises UnknownNameError."""
        if name.partition(".")[0] not in ROOMS:
            return None
        if not self._is_there(name):
            raise UnknownNameError(name)
        prefix = max((p for p in self.prefixes if f"{name}.".startswith(f"{p}.")), key=len)
        return self.prefixes[prefix] + name.removeprefix(prefix)

    def _is_there(self, name: str) -> bool:
        if name in self.modules:
            return True
        module, _, attribute = name.rpartition(".")
        while module and module not in self.modules:
            module, _, attribute = module.rpartition(".")
        return bool(module) and attribute in _words_of(self.modules[module])


@cache
def _words_of(file: Path) -> set[str]:
    return set(re.findall(r"\w+", file.read_text(encoding="utf-8")))


class Renamer(cst.CSTTransformer):
    """Gives imports, and strings that are dotted names, their new names."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.names = names
        self.names_of_apps: set[cst.CSTNode] = set()

    def visit_Assign(self, node: cst.Assign) -> None:
        if m.matches(node, LIST_OF_APPS):
            self.names_of_apps |= {element.value for element in node.value.elements}

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        if m.matches(node, APP_CONFIG):
            names = m.findall(node, m.Assign(targets=[m.AssignTarget(m.Name("name"))]))
            self.names_of_apps |= {assignment.value for assignment in names}

    def leave_Import(
        self, original_node: cst.Import, updated_node: cst.Import
    ) -> cst.Import | cst.FlattenSentinel[cst.BaseSmallStatement]:
        names = [get_full_name_for_node_or_raise(alias.name) for alias in updated_node.names]
        renamed_names = [new for name in names if (new := self.names.renamed(name))]
        if not renamed_names:
            return updated_node
        if len(names) > 1:
            raise UnknownNameError(f"{', '.join(names)} (import one module a line)")
        (alias,), (name,), (new,) = updated_node.names, names, renamed_names
        renamed = cst.Import([alias.with_changes(name=_dotted(new))])
        if alias.asname:
            return renamed
        # It binds the room alone, by which what follows refers to it.
        room = name.partition(".")[0]
        parent, _, _room = self.names.prefixes[room].rpartition(".")
        binding = cst.ImportFrom(_dotted(parent), [cst.ImportAlias(cst.Name(room))])
        return cst.FlattenSentinel([renamed, binding])

    def leave_ImportFrom(
        self, original_node: cst.ImportFrom, updated_node: cst.ImportFrom
    ) -> cst.ImportFrom:
        if updated_node.relative or updated_node.module is None:
            return updated_node
        module = get_full_name_for_node_or_raise(updated_node.module)
        if module in self.names.modules and not isinstance(updated_node.names, cst.ImportStar):
            for alias in updated_node.names:
                self.names.renamed(f"{module}.{alias.evaluated_name}")
        new = self.names.renamed(module)
        return updated_node.with_changes(module=_dotted(new)) if new else updated_node

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        name = updated_node.evaluated_value
        if not isinstance(name, str) or not re.fullmatch(r"\w+(\.\w+)*", name):
            return updated_node
        if "." not in name and original_node not in self.names_of_apps:
            return updated_node
        if name.rpartition(".")[2] in FILE_ENDINGS or not (new := self.names.renamed(name)):
            return updated_node
        return updated_node.with_changes(value=updated_node.value.replace(name, new, 1))

    def visit_FormattedStringText(self, node: cst.FormattedStringText) -> None:
        if re.match(rf"({'|'.join(ROOMS)})\.\w*$", node.value):
            raise UnknownNameError(f"{node.value} (write names whole, not in a formatted string)")


def _dotted(name: str) -> cst.Name | cst.Attribute:
    parent, _, last = name.rpartition(".")
    return cst.Attribute(_dotted(parent), cst.Name(last)) if parent else cst.Name(last)


def rename(file: Path, names: Names) -> None:
    source = file.read_text(encoding="utf-8")
    if not any(room in source for room in ROOMS):
        return
    try:
        renamed = cst.parse_module(source).visit(Renamer(names)).code
    except UnknownNameError as error:
        raise UnknownNameError(f"{file}: {error} is no module of ours that is shipped") from None
    file.write_text(renamed, encoding="utf-8")


def modules_in(folder: Path, package: str) -> Iterator[tuple[str, Path]]:
    """The modules of a package by their dotted names."""
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        yield ".".join((package, *parts)).removesuffix(".__init__"), file


def shipped_names(package: Path) -> Names:
    modules = {name: file for room in ROOMS for name, file in modules_in(package / room, room)}
    return Names(modules, PREFIXES)


def fill(package: Path, root: Path, version: str) -> None:
    """Make the package of what the repository has."""
    for room, folder in ROOMS.items():
        shutil.copytree(root / folder, package / room, ignore=_left_out(root))
        compile_catalogues(root, folder, package / room)
    for name in BESIDE:
        copy = shutil.copytree if (root / name).is_dir() else shutil.copy
        copy(root / name, package / Path(name).name)
    names = shipped_names(package)
    for file in names.modules.values():
        rename(file, names)
    (package / "__init__.py").write_text(INIT.format(version=version), encoding="utf-8")


def is_left_out(path: str) -> bool:
    return any(path == left or path.startswith(f"{left}/") for left in LEFT_OUT)


def _left_out(root: Path) -> Any:
    def left_out(folder: str, entries: list[str]) -> set[str]:
        ours = Path(folder).relative_to(root).as_posix()
        return set(NOT_COPIED(folder, entries)) | {
            entry for entry in entries if is_left_out(f"{ours}/{entry}")
        }

    return left_out


def compile_catalogues(root: Path, folder: str, room: Path) -> None:
    for source in sorted((root / folder).glob("locale*/*/LC_MESSAGES/*.po")):
        place = source.relative_to(root / folder).with_suffix(".mo")
        moved = ELSEWHERE.get(f"{folder}/{place.parts[0]}")
        compiled = (room.parent / moved).joinpath(*place.parts[1:]) if moved else room / place
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as text, compiled.open("wb") as binary:
            catalogue = read_po(text)
            catalogue.creation_date = NO_DAY
            write_mo(binary, catalogue)


class PackageBuildHook(BuildHookInterface):
    """An editable installation has the folders of the repository, by their own names."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PACKAGE}-wheel-"))
        package = self.folder / PACKAGE
        package.mkdir()
        fill(package, Path(self.root), self.metadata.version)
        build_data["force_include"][str(package)] = PACKAGE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self.folder)
