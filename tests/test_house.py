"""The habits of the house (house.md, sections 5 to 8): sizes, words, docstrings, and what no file may hold."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.sources import ROOT, Source, files, nodes, sources, targets

SHIPPED = ("desktop", "gateway", "benchmarks", "installers")
MUTABLE_NODES = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MUTABLE_CALLS = frozenset({"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"})
READ_ONLY = re.compile(r"(?:Final\[)?(?:Mapping|Sequence|Collection|AbstractSet)\[")
UNWELCOME = frozenset(
    "manager managers controller controllers handler handlers helper helpers util utils data process".split()  # noqa: SIM905
)
QT_OVERRIDES = frozenset({"data", "flags", "sort", "index", "parent", "event", "paint"})
Rule = Callable[[Source], Iterator[str]]


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def long_file(source: Source) -> Iterator[str]:
    """400 lines are the end of the road, migrations excepted."""
    if (count := len(source.text.splitlines())) > 400 and "migrations" not in source.path.parts:
        yield f"{count} lines"


def long_function(source: Source) -> Iterator[str]:
    """No function is over 40 lines, migrations excepted."""
    for node in functions(source):
        if (count := (node.end_lineno or 0) - node.lineno + 1) > 40 and "migrations" not in source.path.parts:
            yield f"{node.lineno}: {node.name} has {count} lines"


def broad_except(source: Source) -> Iterator[str]:
    """Nobody catches ``Exception``: not bare, by name or with ``suppress``; to undo and raise again is not to catch."""
    for node in ast.walk(source.tree):
        caught: list[ast.expr] = []
        if isinstance(node, ast.ExceptHandler) and ast.unparse(node.body[-1]) != "raise":
            caught = [node.type] if node.type else [ast.Name("BaseException")]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "suppress":
            caught = node.args
        names = {part.id for kind in caught for part in ast.walk(kind) if isinstance(part, ast.Name)}
        if names & {"Exception", "BaseException"}:
            yield f"{getattr(node, 'lineno', 0)}: catches everything"


def sleep(source: Source) -> Iterator[str]:
    """Nothing waits on time."""
    for node in ast.walk(source.tree):
        called = isinstance(node, ast.Attribute) and ast.unparse(node) == "time.sleep"
        if called or "time.sleep" in targets(node):
            yield f"{getattr(node, 'lineno', 0)}: time.sleep"


def global_registry(source: Source) -> Iterator[str]:
    """No singleton: neither ``get_instance`` nor a ``global`` statement."""
    for node in ast.walk(source.tree):
        names = {getattr(node, attribute, None) for attribute in ("id", "attr", "name")}
        if "get_instance" in names or isinstance(node, ast.Global):
            yield f"{getattr(node, 'lineno', 0)}: global state"


def module_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, those of its ``if``, ``try`` and ``with`` blocks too."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If | ast.Try | ast.With):
            inner = [child for child in ast.iter_child_nodes(statement) if isinstance(child, ast.stmt)]
            yield from module_statements(inner)


def mutable_state(source: Source) -> Iterator[str]:
    """A module keeps constants only; a literal passes when its declared type has no way to change it (``Mapping``)."""
    for statement in module_statements(source.tree.body):
        if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign) or statement.value is None:
            continue
        assigned = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        value = statement.value
        called = ast.unparse(value.func).split(".")[-1] if isinstance(value, ast.Call) else ""
        declared = ast.unparse(statement.annotation) if isinstance(statement, ast.AnnAssign) else ""
        mutable = isinstance(value, MUTABLE_NODES) or called in MUTABLE_CALLS
        if mutable and not READ_ONLY.match(declared) and [ast.unparse(name) for name in assigned] != ["__all__"]:
            yield f"{statement.lineno}: {ast.unparse(assigned[0])} can change"


def described(body: list[ast.stmt], owner: str = "", bases: bool = False) -> Iterator[str]:
    """Every public class, function and method without a docstring; what overrides Qt or ``@overload``s is excused."""
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        marks = {ast.unparse(mark).split(".")[-1] for mark in node.decorator_list}
        inherited = bases and (node.name in QT_OVERRIDES or node.name != node.name.lower())
        if not (ast.get_docstring(node) or inherited or marks & {"overload", "override", "setter"}):
            yield f"{node.lineno}: {owner}{node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            yield from described(node.body, f"{node.name}.", bool(node.bases))


def undescribed(source: Source) -> Iterator[str]:
    """Every module, public class and public function of what is shipped says what a caller can rely on."""
    if not ast.get_docstring(source.tree):
        yield "1: the module has no docstring"
    yield from described(source.tree.body)


def unwelcome_name(source: Source) -> Iterator[str]:
    """A file is named after what it holds, not after a role."""
    if found := UNWELCOME & set(source.path.stem.lower().split("_")):
        yield f"named {sorted(found)}"


EVERYWHERE: tuple[Rule, ...] = (long_file, long_function, broad_except, sleep, global_registry, unwelcome_name)
IN_WHAT_IS_SHIPPED: tuple[Rule, ...] = (mutable_state, undescribed)
BREACHES: Mapping[Rule, tuple[str, ...]] = {
    long_file: ("x = 1\n" * 401,),
    long_function: ("def f():\n" + "    x = 1\n" * 40,),
    broad_except: (
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept (OSError, Exception):\n    pass",
        "with contextlib.suppress(BaseException):\n    f()",
    ),
    sleep: ("import time\ntime.sleep(1)", "from time import sleep"),
    global_registry: (
        "class A:\n    def get_instance(self): ...",
        "A.get_instance()",
        "def f():\n    global x\n    x = 1",
    ),
    mutable_state: ("x = []", "X: Final[dict[str, int]] = {}", "if a:\n    X = set()", "x = collections.deque()"),
    undescribed: ("x = 1", '"""A."""\ndef f(): ...', '"""A."""\nclass A:\n    """B."""\n    def f(self): ...'),
}


def parsed(text: str, path: str = "desktop/planted.py") -> Source:
    """A file that exists only here."""
    return Source(Path(path), "desktop.planted", text, ast.parse(text))


@pytest.fixture(scope="module")
def every_source() -> list[Source]:
    """Every Python file of the project."""
    found = sources(ROOT, *SHIPPED, "tests").values()
    text = (ROOT / "dev.py").read_text(encoding="utf-8")
    return [*found, Source(Path("dev.py"), "dev", text, ast.parse(text))]


@pytest.mark.parametrize("rule", [*EVERYWHERE, *IN_WHAT_IS_SHIPPED], ids=lambda rule: rule.__name__)
def test_rule_holds(rule: Rule, every_source: list[Source]) -> None:
    judged = [one for one in every_source if rule in EVERYWHERE or one.path.parts[0] != "tests"]
    assert len(judged) > 5
    found = [f"{one.path}:{breach}" for one in judged for breach in rule(one)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BREACHES.items() for text in texts])
def test_rule_notices_a_breach(rule: Rule, text: str) -> None:
    assert list(rule(parsed(text)))


@pytest.mark.parametrize("name", ["file_manager.py", "helpers.py", "data.py"])
def test_unwelcome_names_are_noticed(name: str) -> None:
    assert list(unwelcome_name(parsed("", f"desktop/{name}")))


def test_rules_let_constants_overrides_and_migrations_pass() -> None:
    constants = '__all__ = ["A"]\nX = (1,)\nY = MappingProxyType({})\nZ: Final[Mapping[str, int]] = {}\n'
    assert not list(broad_except(parsed("try:\n    f()\nexcept BaseException:\n    undo()\n    raise")))
    text = f'"""A."""\n{constants}class A(B):\n    """C."""\n    def rowCount(self): ...'
    assert not [breach for rule in (mutable_state, undescribed) for breach in rule(parsed(text))]
    assert not list(long_file(parsed("x = 1\n" * 401, "desktop/models/store/migrations/one.py")))


def test_tests_say_what_they_are_about(every_source: list[Source]) -> None:
    silent = [str(one.path) for one in every_source if one.text.strip() and not ast.get_docstring(one.tree)]
    assert silent == []


# Written in two halves, so that this file does not hold what it looks for.
BANNED = re.compile(
    "|".join(
        (
            "OAUTHLIB_INSECURE" + "_TRANSPORT",
            "pypi" + r"\.org",
            "python" + "hosted",
            "pkg" + r"\.dev",
            "j" + "frog",
            "arti" + "factory",
            "registry" + r"\.npmjs",
            "(?:extra-)?index" + "-url",
            r"(?<![\w.])/(?:root|work/main|work/shared|home/\w+|Users/\w+)/",
            r"[A-Z]:\\+Users\\+\w",
        )
    )
)


def test_no_file_names_a_registry_or_a_machine() -> None:
    looked, found = 0, []
    for path in files(ROOT):
        raw = (ROOT / path).read_bytes()
        if b"\0" in raw[:8192]:
            continue
        looked += 1
        lines = raw.decode("utf-8", errors="replace").splitlines()
        found += [f"{path}:{number}" for number, line in enumerate(lines, 1) if BANNED.search(line)]
    assert looked > 20
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "https://pypi" + ".org/simple",
        "--index" + "-url x",
        "see /root" + "/x",
        "C:" + "\\Users\\anne",
        "'/home" + "/a/b'",
    ],
)
def test_a_registry_or_a_machine_is_noticed(line: str) -> None:
    assert BANNED.search(line)
    assert not BANNED.search("https://example.org/home/page and ~/.fonts")


def unpinned(lock: str) -> list[str]:
    """The lines of a lock file that are no requirement pinned to a version and a SHA-256."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n?", "", lock))
    pinned = re.compile(r"[\w.\-\[\]]+==[\w.+!]+(?: ; [^#]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*")
    return [line for line in joined.splitlines() if line.strip() and not pinned.fullmatch(line)]


def test_the_lock_pins_and_hashes_every_requirement() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert lock.count("==") > 50
    assert "://" not in lock
    assert unpinned(lock) == []


@pytest.mark.parametrize("line", ["flask==3.1.0", "flask>=3 --hash=sha256:" + "0" * 64, "--find-links x"])
def test_an_unpinned_requirement_is_noticed(line: str) -> None:
    assert unpinned(line) == [line]


def test_every_json_resource_can_be_read() -> None:
    found = [ROOT / "resources" / path for path in files(ROOT / "resources", "*.json")]
    assert found
    for path in found:
        assert json.loads(path.read_text(encoding="utf-8")), path


def test_type_checking_blocks_are_seen_by_the_walk() -> None:
    seen = {typing_only for _, typing_only in nodes(ast.parse("if TYPE_CHECKING:\n    import a\nimport b"))}
    assert seen == {True, False}
