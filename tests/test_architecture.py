"""Which way the arrows point (house.md, section 2): read from the syntax trees, transitively among our own modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sources import ROOT, Source, reached, sources, within

Known = Mapping[str, Source]
STORE = "desktop.models.store"
QT_WIDGETS = "PySide6.QtWidgets"


@dataclass(frozen=True, slots=True)
class Boundary:
    """One row of the table: a package (less ``apart``), what it never reaches, what it may name for types alone."""

    package: str
    never: tuple[str, ...]
    types: tuple[str, ...] = ()
    apart: str = ""
    only: tuple[str, ...] = ()

    def crossed_by(self, target: str) -> bool:
        """Whether reaching ``target`` crosses the boundary."""
        foreign = bool(self.only) and within(target, "desktop") and not self.allows(target)
        return foreign or any(within(target, name) for name in self.never)

    def allows(self, target: str) -> bool:
        """Whether ``target`` is one of the few modules of ours that this package may reach, or a parent of one."""
        return target == "desktop" or any(within(target, name) for name in self.only)


def siblings(package: str, *allowed: str) -> tuple[str, ...]:
    """What vault, reference, proofs, documents and charts never reach: the outer layers and each other."""
    quiet = ("vault", "reference", "proofs", "documents", "charts")
    others = tuple(f"desktop.{name}" for name in quiet if name not in (package, *allowed))
    return ("PySide6", "desktop.views", "desktop.sync", STORE, *others)


BOUNDARIES = (
    Boundary(
        "desktop.models",
        ("PySide6", "sqlalchemy", "requests", "keyring", "matplotlib", STORE),
        apart=STORE,
        only=("desktop.models", "desktop.errors"),
    ),
    Boundary(STORE, ("PySide6", "requests", "keyring", "desktop.sync", "desktop.views")),
    Boundary("desktop.sync", ("PySide6", "sqlalchemy", "matplotlib", "desktop.views", STORE), types=(STORE,)),
    Boundary("desktop.vault", siblings("vault")),
    Boundary("desktop.reference", siblings("reference")),
    Boundary("desktop.proofs", siblings("proofs")),
    Boundary("desktop.documents", siblings("documents", "charts")),
    Boundary("desktop.charts", siblings("charts")),
    Boundary("desktop.custody", ("PySide6", "desktop.views", "desktop.sync")),
    Boundary(
        "desktop.views",
        ("sqlalchemy", "requests", "keyring", "desktop.sync", "desktop.vault", STORE),
        types=(STORE,),
    ),
    Boundary("gateway", ("desktop",)),
    Boundary("desktop", ("gateway",)),
)


def crossings(boundary: Boundary, known: Known) -> list[str]:
    """Each import that crosses the boundary, with the chain that leads to it; type-only imports are judged directly."""
    found = []
    for name, source in known.items():
        if not within(name, boundary.package) or (boundary.apart and within(name, boundary.apart)):
            continue
        for target, chain in sorted(reached(name, known).items()):
            if boundary.crossed_by(target):
                found.append(f"{' -> '.join((*chain, target))}")
        for named in source.imports:
            free = any(within(named.target, allowed) for allowed in boundary.types)
            if named.typing_only and not free and boundary.crossed_by(named.target):
                found.append(f"{source.path}:{named.line} names {named.target}")
    return found


def directly(known: Known, forbidden: Callable[[str, str], bool]) -> list[str]:
    """Each import, for types or not, that ``forbidden(module, target)`` refuses."""
    return [
        f"{source.path}:{found.line} imports {found.target}"
        for name, source in known.items()
        for found in source.imports
        if forbidden(name, found.target)
    ]


def reserved(names: tuple[str, ...], *owners: str, inside: str = "") -> Callable[[str, str], bool]:
    """A rule: only ``owners`` import ``names``; it concerns the modules of the package ``inside``, or all of them."""

    def forbidden(module: str, target: str) -> bool:
        concerned = not inside or within(module, inside)
        owned = any(within(module, owner) for owner in owners)
        return concerned and not owned and any(within(target, name) for name in names)

    return forbidden


# Each rule: what it refuses, then a module and a line of it that break the rule.
RESERVED: Mapping[str, tuple[Callable[[str, str], bool], str, str]] = {
    "no relative import": (lambda _, target: target.startswith("."), "desktop/views/a.py", "from . import b"),
    "no pyplot": (reserved(("matplotlib.pyplot",)), "gateway/a.py", "from matplotlib import pyplot"),
    "widgets in views": (
        reserved((QT_WIDGETS,), "desktop.views", "desktop.app"),
        "desktop/a.py",
        f"import {QT_WIDGETS}",
    ),
    "one canvas": (
        reserved(("matplotlib.backends.backend_qtagg", "matplotlib.backends.backend_qt"), "desktop.views.canvas"),
        "desktop/views/a.py",
        "from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg",
    ),
    "SQL in the store": (
        reserved(("sqlalchemy", "alembic", "sqlcipher3"), STORE, inside="desktop"),
        "desktop/cli.py",
        "import sqlcipher3.dbapi2",
    ),
    "keys in the vault": (
        reserved(("keyring", "argon2"), "desktop.vault", inside="desktop"),
        "desktop/app.py",
        "import importlib\nimportlib.import_module('keyring')",
    ),
    "word files in one place": (
        reserved(("docx", "lxml"), "desktop.documents.wordfile", inside="desktop"),
        "desktop/views/a.py",
        "from docx import Document",
    ),
    "calendars in one place": (
        reserved(("icalendar",), "desktop.documents.calendar", inside="desktop"),
        "desktop/papers.py",
        "import icalendar",
    ),
    "the top is imported by __main__ alone": (
        reserved(("desktop.app", "desktop.cli"), "desktop.__main__", inside="desktop"),
        "desktop/views/a.py",
        "from desktop import app",
    ),
}


@pytest.fixture(scope="module")
def known() -> Known:
    """Our two packages as they stand."""
    return sources(ROOT, "desktop", "gateway")


def plant(root: Path, written: Mapping[str, str]) -> Known:
    """A small tree with the given files, and an empty ``__init__`` in every folder of it."""
    for path, text in written.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for folder in [path for path in root.rglob("*") if path.is_dir()]:
        (folder / "__init__.py").touch()
    return sources(root, "desktop", "gateway")


def test_the_walk_finds_the_application(known: Known) -> None:
    assert {"desktop", "desktop.errors", "desktop.models"} <= known.keys()
    assert any(found.target.startswith("desktop.") for source in known.values() for found in source.imports)


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=lambda boundary: boundary.package)
def test_boundary_holds(boundary: Boundary, known: Known) -> None:
    found = crossings(boundary, known)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", RESERVED)
def test_reserved_import_stays_where_it_belongs(rule: str, known: Known) -> None:
    found = directly(known, RESERVED[rule][0])
    assert not found, "\n".join(found)


EVERY_NO = [(boundary, target) for boundary in BOUNDARIES for target in boundary.never]


@pytest.mark.parametrize(("boundary", "target"), EVERY_NO, ids=lambda part: getattr(part, "package", part))
def test_each_boundary_notices_a_detour(boundary: Boundary, target: str, tmp_path: Path) -> None:
    inside = boundary.package.replace(".", "/")
    stop = f"{target.replace('.', '/')}/deep.py"
    files = {
        f"{inside}/a.py": f"import {boundary.package}.b",
        f"{inside}/b.py": f"def late():\n    import {target}.deep",
    }
    planted = plant(tmp_path, files | ({stop: ""} if target.startswith(("desktop", "gateway")) else {}))
    found = crossings(boundary, planted)
    assert any(line.startswith(f"{boundary.package}.a -> {boundary.package}.b -> ") for line in found), found


@pytest.mark.parametrize("rule", RESERVED)
def test_each_reserved_import_is_noticed(rule: str, tmp_path: Path) -> None:
    forbidden, path, line = RESERVED[rule]
    found = directly(
        plant(tmp_path, {path: line, "desktop/app.py": "" if path != "desktop/app.py" else line}), forbidden
    )
    assert [text.split(":")[0] for text in found] == [path]


def test_models_reach_no_other_package_of_ours(tmp_path: Path) -> None:
    models = BOUNDARIES[0]
    planted = plant(tmp_path, {"desktop/models/gap.py": "from desktop.config import Config", "desktop/config.py": ""})
    assert crossings(models, planted) != []
    planted = plant(tmp_path, {"desktop/models/gap.py": "from desktop.errors import Refused", "desktop/errors.py": ""})
    assert crossings(models, planted) == []


@pytest.mark.parametrize(("package", "welcome"), [("views", True), ("sync", True), ("documents", False)])
def test_store_types_are_welcome_only_where_the_table_says(package: str, welcome: bool, tmp_path: Path) -> None:
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from desktop.models.store.notes import Notes\n"
    planted = plant(tmp_path, {f"desktop/{package}/a.py": text, "desktop/models/store/notes.py": "import sqlalchemy"})
    (boundary,) = (row for row in BOUNDARIES if row.package == f"desktop.{package}")
    assert (crossings(boundary, planted) == []) is welcome


def test_the_else_of_type_checking_runs(tmp_path: Path) -> None:
    text = "if TYPE_CHECKING:\n    pass\nelse:\n    import requests\n"
    (views,) = (row for row in BOUNDARIES if row.package == "desktop.views")
    assert crossings(views, plant(tmp_path, {"desktop/views/a.py": text})) == ["desktop.views.a -> requests"]
