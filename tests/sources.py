"""The project's own Python files, read as syntax trees: what each one imports, and what that reaches in turn.

Nothing is executed: a rule about imports must also hold for a module that cannot be imported here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = frozenset({".git", "__pycache__", "build", "dist", "node_modules"})


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the dotted name it asks for, its line, whether only type checkers see it."""

    target: str
    line: int
    typing_only: bool


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its dotted name, its text and its tree."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Everything the file imports, wherever in it, read once."""
        return tuple(
            Import(target, getattr(node, "lineno", 0), typing_only)
            for node, typing_only in nodes(self.tree)
            for target in targets(node)
        )


def files(root: Path, pattern: str = "*") -> Iterator[Path]:
    """Every file under ``root`` that is ours, relative to it: no environment, no cache, nothing built."""
    for path in sorted(root.rglob(pattern)):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if path.is_file() and not hidden and not SKIPPED & set(parts) and path.suffix != ".pyc":
            yield path.relative_to(root)


def sources(root: Path, *folders: str) -> dict[str, Source]:
    """The Python files under the given folders of ``root`` (those that exist), by dotted name."""
    found = {}
    for path in (folder / inner for folder in map(Path, folders) for inner in files(root / folder, "*.py")):
        parts = path.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = (root / path).read_text(encoding="utf-8")
        found[name] = Source(path, name, text, ast.parse(text))
    return found


def is_type_checking(node: ast.AST) -> bool:
    """Whether this is ``if TYPE_CHECKING:``."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def nodes(tree: ast.AST, typing_only: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Every node of a tree, with whether it stands under ``TYPE_CHECKING`` (its ``else`` does not)."""
    yield tree, typing_only
    for field, value in ast.iter_fields(tree):
        inside = typing_only or (is_type_checking(tree) and field == "body")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from nodes(child, inside)


def targets(node: ast.AST) -> list[str]:
    """The dotted names a node imports, ``import_module("...")`` included; a relative import starts with a dot."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = "." * node.level + (node.module or "")
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}:
        return [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return []


def owners(target: str, known: Mapping[str, Source]) -> list[str]:
    """Our modules that importing ``target`` executes: itself, or the one that defines it, and every parent package."""
    parts = target.split(".")
    return [name for end in range(1, len(parts) + 1) if (name := ".".join(parts[:end])) in known]


def within(name: str, package: str) -> bool:
    """Whether a dotted name is the package or something inside it."""
    return name == package or name.startswith(package + ".")


def reached(start: str, known: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """Every name that importing ``start`` asks for when it runs, with the chain of our modules that leads there."""
    chains: dict[str, tuple[str, ...]] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    seen = set(owners(start, known))
    waiting += [(parent, (start, parent)) for parent in seen - {start}]
    while waiting:
        name, chain = waiting.pop()
        for found in known[name].imports:
            if found.typing_only:
                continue
            chains.setdefault(found.target, chain)
            for owner in owners(found.target, known):
                chains.setdefault(owner, chain)
                if owner not in seen:
                    seen.add(owner)
                    waiting.append((owner, (*chain, owner)))
    return chains
