"""What goes into the bundle and what stays out; ``escale.spec`` reads it, the tests read it too."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final, TypeVar

ROOT: Final = Path(__file__).resolve().parent.parent
MIGRATIONS: Final = "desktop/models/store/migrations"  # beside the frozen ``migrate``: Alembic reads the scripts there
BACKENDS: Final = ("agg", "qtagg", "svg", "pdf")

# Imported by name only, by the self-test or by a library, where no import statement can be followed.
HIDDEN: Final = (
    "alembic.op",
    "desktop.sync.account",
    "desktop.sync.exchange",
    "desktop.views.canvas",
    "desktop.views.window",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_qtagg",
    "matplotlib.backends.backend_svg",
    "sqlalchemy.dialects.sqlite",
    "tzdata",
)
HIDDEN_BY_SYSTEM: Final = (
    ("win32", "keyring.backends.Windows"),
    ("darwin", "keyring.backends.macOS"),
    ("linux", "keyring.backends.SecretService"),
    ("linux", "keyring.backends.libsecret"),
    ("linux", "keyring.backends.kwallet"),
    ("linux", "secretstorage"),
)

EXCLUDED: Final = (
    *("gateway", "flask", "authlib", "waitress", "werkzeug", "jinja2", "click", "blinker", "itsdangerous"),
    *("pytest", "_pytest", "pytestqt", "hypothesis", "mypy", "ruff", "jsonschema", "openapi_spec_validator", "yaml"),
    *("pydantic", "pygments", "IPython", "PyInstaller", "setuptools", "pkg_resources", "pip", "wheel", "mypyc"),
    *("tkinter", "_tkinter", "idlelib", "turtle", "lib2to3", "ensurepip", "pydoc_data", "test"),
    *("PyQt5", "PyQt6", "PySide2", "gi", "wx", "cairo", "tornado"),
    *("PIL.ImageTk", "PIL.ImageQt", "PIL._imagingtk", "PIL.AvifImagePlugin", "PIL._avif", "PIL._webp"),
    *("numpy.f2py", "numpy.distutils", "numpy.testing", "matplotlib.tests", "matplotlib.testing"),
    *("sqlalchemy.testing", "alembic.testing"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtSql"),
    *("PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtTest", "PySide6.QtOpenGLWidgets"),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.Qt3DCore", "PySide6.QtMultimedia"),
)

# Files that PyInstaller's hooks bring along: places in the bundle, with forward slashes.
KEPT: Final = ("*/translations/qtbase_fr.qm",)
UNWANTED: Final = (
    "*/translations/*.qm",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    *("*/plugins/platformthemes/*gtk3*", "libatk*", "libcairo*", "libpango*", "libgdk_pixbuf*", "libpixman*"),
    *("libfribidi*", "libthai*", "libdatrie*"),  # of GTK: mixed with the machine's own GTK they could crash
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/qmltooling/*",
    "*/plugins/sqldrivers/*",
    "*/plugins/wayland-graphics-integration-server/*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6Labs*",
    "*Qt6EglF*",
    "*Qt6Sql*",
    "*Qt6VirtualKeyboard*",
    "*Qt6WaylandCompositor*",
    "*Qt6WaylandEglCompositor*",
    "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/images/*",
    "numpy/*.pyi",
)

Entry = TypeVar("Entry", bound=tuple[str, ...])


def hidden_imports(system: str = sys.platform) -> list[str]:
    """What PyInstaller cannot find by following imports, on ``system``."""
    return [*HIDDEN, *(name for only, name in HIDDEN_BY_SYSTEM if only == system)]


def wanted(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a PyInstaller list (place in the bundle first) that the program has a use for."""
    for entry in entries:
        place = entry[0].replace("\\", "/")
        if any(fnmatch(place, kept) for kept in KEPT) or not any(fnmatch(place, pattern) for pattern in UNWANTED):
            yield entry


def shipped(root: Path = ROOT) -> list[tuple[str, str]]:
    """Our own files that are not modules, as PyInstaller's pairs (file, folder in the bundle)."""
    folders = (root / "resources", root / MIGRATIONS)
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    ours = [path for path in files if "__pycache__" not in path.parts]
    return [(str(path), path.relative_to(root).parent.as_posix()) for path in (*ours, root / "LICENSE")]
