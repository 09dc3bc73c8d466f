"""What goes into the bundle and what stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.models.store.migrate import migrate
from installers.contents import EXCLUDED, HIDDEN, MIGRATIONS, ROOT, hidden_imports, shipped, wanted


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
        ("PySide6\\translations\\qtbase_fr.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6\\translations\\qt_fr.qm", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6/Qt6Qml.dll", False),
        ("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf", True),
        ("matplotlib/mpl-data/sample_data/grace_hopper.jpg", False),
    ],
)
def test_only_what_is_used_stays(place: str, stays: bool) -> None:
    assert bool(list(wanted([(place, "where it was", "BINARY")]))) is stays


def test_alembic_finds_the_migrations_beside_the_frozen_module() -> None:
    beside = Path(migrate.__code__.co_filename).parent / "migrations"
    assert beside.relative_to(ROOT).as_posix() == MIGRATIONS
    scripts = [(file, folder) for file, folder in shipped() if "/versions" in folder]
    assert scripts
    assert all(file.endswith(".py") and folder == f"{MIGRATIONS}/versions" for file, folder in scripts)


def test_every_resource_is_shipped_in_its_folder() -> None:
    pairs = dict(shipped())
    assert pairs[str(ROOT / "resources" / "themes" / "light.json")] == "resources/themes"
    assert pairs[str(ROOT / "LICENSE")] == "."
    assert not [file for file in pairs if "__pycache__" in file]


def test_each_system_speaks_to_its_own_keyring() -> None:
    assert "keyring.backends.Windows" in hidden_imports("win32")
    assert "keyring.backends.macOS" in hidden_imports("darwin")
    assert {"keyring.backends.SecretService", "secretstorage"} <= set(hidden_imports("linux"))
    assert not [name for name in hidden_imports("win32") if "SecretService" in name]


def test_nothing_is_both_needed_and_excluded() -> None:
    everywhere = {name for system in ("linux", "darwin", "win32") for name in hidden_imports(system)}
    excluded = [name for name in everywhere if any(name == out or name.startswith(f"{out}.") for out in EXCLUDED)]
    assert excluded == []
    assert "gateway" in EXCLUDED
    assert everywhere > set(HIDDEN)
