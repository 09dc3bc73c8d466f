"""What the build says of a bundle, on small folders; the bundle itself is tried by ``dev.py build``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from installers.build import bare, forgotten, parses, program, weighed
from installers.contents import MIGRATIONS


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one resource, one migration and a cache that is nobody's business."""
    root = tmp_path / "project"
    for name in ("resources/themes/light.json", f"{MIGRATIONS}/env.py", f"{MIGRATIONS}/__pycache__/env.pyc"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")
    return root


def test_a_folder_is_weighed_once_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "a.so").write_bytes(b"x" * 10)
    (tmp_path / "b").write_bytes(b"y" * 5)
    (tmp_path / "a.so").symlink_to(tmp_path / "lib" / "a.so")
    assert weighed(tmp_path) == (15, 2)


def test_what_was_not_packed_or_was_changed_is_named(project: Path, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    assert forgotten(project, inside) == ["resources/themes/light.json", f"{MIGRATIONS}/env.py"]
    for name in forgotten(project, inside):
        (inside / name).parent.mkdir(parents=True)
        (inside / name).write_bytes((project / name).read_bytes())
    assert forgotten(project, inside) == []
    (inside / MIGRATIONS / "env.py").write_text("other", encoding="utf-8")
    assert forgotten(project, inside) == [f"{MIGRATIONS}/env.py"]


def test_the_environment_holds_nothing_of_the_build_machine(tmp_path: Path) -> None:
    around = {"PYTHONPATH": "x", "VIRTUAL_ENV": "x", "HOME": "x", "DISPLAY": ":0", "SystemRoot": "C:\\Windows"}
    made = bare(tmp_path, around)
    assert made["HOME"] == made["TEMP"] == str(tmp_path)
    assert made["QT_QPA_PLATFORM"] == "offscreen"
    assert made["SystemRoot"] == "C:\\Windows"
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "DISPLAY"} & made.keys()


@pytest.mark.parametrize(("text", "good"), [(json.dumps({"a": 1}), True), ("{}", False), ("Référentiel : …", False)])
def test_an_answer_in_json_is_told_from_a_sentence(text: str, good: bool) -> None:
    assert parses(text) is good


def test_the_program_is_named_as_its_system_names_programs() -> None:
    assert [program(Path("b"), system).name for system in ("linux", "darwin", "win32")] == [
        "escale",
        "escale",
        "escale.exe",
    ]
