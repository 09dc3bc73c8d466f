"""What a bundle must prove on the machine it lands on: that every part it needs came with it, and works."""

from __future__ import annotations

import ssl
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from desktop.errors import EscaleError
from desktop.resources import resource

Check = Callable[[], Iterator[str]]

BROKEN: Final = (EscaleError, OSError, ValueError, ImportError, RuntimeError, LookupError, AttributeError)
RESOURCES: Final = (
    "contract/openapi.yaml",
    "reference/extrait.json",
    "reference/tree.json",
    "reference/certifications.json",
    "reference/professions.json",
    *(f"templates/{name}.typ" for name in ("cv", "letter", "paper", "plan", "recovery", "sheet")),
    "themes/escale.qss",
    *(f"themes/{theme}.json" for theme in ("light", "dark")),
    *(f"themes/{theme}/{name}.svg" for theme in ("light", "dark") for name in ("down", "up", "tick", "dot")),
)
# The module each system's keyring speaks through: without it keyring would quietly offer nothing.
KEYRING_DRIVERS: Final = (
    ("linux", "secretstorage"),
    ("darwin", "keyring.backends.macOS.api"),
    ("win32", "win32ctypes.pywin32.win32cred"),
)
PLATFORM_PLUGINS: Final = (("linux", "libqxcb.so"), ("darwin", "libqcocoa.dylib"), ("win32", "qwindows.dll"))


def self_test(tell: Callable[[str], None], wanted: Iterable[str] = RESOURCES) -> int:
    """Run every check, one line each; 0 when all hold, 1 otherwise. ``wanted``: files that must be in resources/."""
    failed = 0
    for name, check in _checks(tuple(wanted)):
        try:
            said = ", ".join(check())
        except BROKEN as error:
            failed += 1
            said = f"ÉCHEC : {type(error).__name__} : {error}"
        tell(f"{name} : {said}")
    tell("Tout est là." if not failed else f"{failed} vérification(s) en échec.")
    return 1 if failed else 0


def _checks(wanted: tuple[str, ...]) -> tuple[tuple[str, Check], ...]:
    return (
        ("Version", _python),
        ("Ressources", partial(_resources, wanted)),
        ("Trousseau", _keyring),
        ("Coffre chiffré", _store),
        ("Documents", _document),
        ("Réseau", _network),
        ("Référentiel", _reference),
        ("Graphique", _chart),
        ("Fenêtre", _window),
        ("Français", _french),
    )


def _frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _python() -> Iterator[str]:
    yield f"Python {sys.version.split()[0]}"
    yield "application empaquetée" if _frozen() else "depuis les sources"


def _resources(wanted: tuple[str, ...]) -> Iterator[str]:
    missing = [path for path in wanted if not resource(*path.split("/")).is_file()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    yield f"{len(wanted)} fichiers trouvés"
    yield f"fuseau {ZoneInfo('Europe/Paris').key}"


def _keyring() -> Iterator[str]:
    from desktop.vault.keychain import system_keychain

    keychain = system_keychain()
    yield keychain.name if keychain else "aucun trousseau autorisé ici, phrase de passe seule"
    for driver in (module for system, module in KEYRING_DRIVERS if sys.platform == system):
        import_module(driver)
        yield f"pilote {driver} présent"


def _store() -> Iterator[str]:
    from desktop.models.passphrase import suggestion
    from desktop.models.store import Store
    from desktop.vault.derive import FLOOR
    from desktop.vault.vault import Vault

    with tempfile.TemporaryDirectory(prefix="escale-") as folder:
        passphrase = suggestion()
        vault = Vault(Path(folder), None, FLOOR)
        vault.create(passphrase)
        opened = vault.unlock(passphrase)
        store = Store(Path(folder) / "escale.db", opened.database_key, opened.seals)
        try:
            store.state.put({"essai": "chiffré"})
            if store.state.get("essai") != "chiffré":
                raise ValueError("unread")
            inside = store.inside()
        finally:
            store.close()
        if b"SQLite format 3" in (Path(folder) / "escale.db").read_bytes()[:100]:
            raise ValueError("not encrypted")
    yield from (f"{name} {value}" for name, value in inside.items())


def _document() -> Iterator[str]:
    """A recovery sheet is typeset, in memory, with the library's own letters; word file and calendar are written."""
    from desktop.documents.recovery_sheet import paper
    from desktop.models.recovery import grouped

    sheet = paper(grouped(bytes(20)), "essai", date(2026, 1, 1))
    size = len(sheet.files["pdf"])
    if not sheet.files["pdf"].startswith(b"%PDF-"):
        raise ValueError("ce n’est pas un PDF")
    yield f"fiche de secours de {size // 1000} ko"
    from desktop.documents.parts import text
    from desktop.documents.wordfile import docx

    made = docx("Essai", "", [text("essai")])
    if not made.startswith(b"PK"):
        raise ValueError("ce n’est pas un fichier DOCX")
    yield f"fichier à modifier de {len(made) // 1000} ko"
    from desktop.documents.calendar import calendar
    from desktop.models.meeting import Meeting
    from desktop.models.occasion import Occasion

    one = Meeting("essai", date(2026, 1, 5), time(9))
    written = calendar([Occasion(one, "essai")], one.begins)
    if b"DTSTART:20260105T080000Z" not in written:
        raise ValueError("ce n’est pas un agenda")
    yield f"agenda de {len(written)} octets"


def _network() -> Iterator[str]:
    from cryptography.hazmat.backends.openssl import backend

    import_module("desktop.sync.exchange")
    import_module("desktop.sync.account")
    trusted = ssl.create_default_context()
    if trusted.verify_mode is not ssl.CERT_REQUIRED:
        raise ValueError("certificates are not checked")
    yield f"requests {version('requests')}"
    yield f"{ssl.OPENSSL_VERSION} (Python)"
    yield f"{backend.openssl_version_text()} (cryptography)"


def _reference() -> Iterator[str]:
    from desktop.library import Library

    with tempfile.TemporaryDirectory(prefix="escale-") as folder:
        library = Library(Path(folder))
        try:
            edition, found = library().edition(), library().search("boulangge")
            sheets, professions = library.certifications().edition.sheets, len(library.crosswalk())
        finally:
            library.close()
    if not any("Boulanger" in one.label for one in found):
        raise ValueError("a misspelt word finds nothing")
    yield f"ROME {edition.version}, {edition.occupations} métiers"
    yield f"{sheets} certifications, {professions} professions"
    yield f"rapidfuzz {version('rapidfuzz')}"


def _chart() -> Iterator[str]:
    """The bar of standings, saved in each format a page can be saved in."""
    from desktop.charts import gap, paper
    from desktop.charts.colours import colours
    from desktop.models.gap import Gap
    from desktop.models.occupation import Importance, Skill, SkillKind
    from desktop.models.skill import Standing

    skill = Skill("1", "Pétrir la pâte", SkillKind.DETAILED)
    rows = [Gap(skill, Importance.CORE, "Essai", standing) for standing in Standing]
    yield f"matplotlib {version('matplotlib')}"
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        made = paper.exported(kind, gap, rows, colours("light"), "Écart", "Six lignes d’essai.")
        if not made.startswith(start):
            raise ValueError(f"what was drawn is no {kind}")
        yield f"{kind} de {len(made)} octets"


def _window() -> Iterator[str]:
    """What only a window asks for, without one: widgets, the canvas, SVG drawings, this system's platform plugin."""
    from PySide6.QtCore import QLibraryInfo, QPluginLoader
    from PySide6.QtGui import QImageReader

    import_module("desktop.views.window")
    import_module("desktop.views.canvas")
    if b"svg" not in [bytes(kind.data()) for kind in QImageReader.supportedImageFormats()]:
        raise ValueError("no plugin draws SVG")
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    for name in (plugin for system, plugin in PLATFORM_PLUGINS if sys.platform == system):
        loader = QPluginLoader(str(folder / name))
        if not loader.load() and _frozen():  # from sources, the system's libraries are the machine's own affair
            raise OSError(loader.errorString())
        yield f"{name} {'se charge' if loader.isLoaded() else 'ne se charge pas sur cette machine'}"


def _french() -> Iterator[str]:
    from PySide6.QtCore import QCoreApplication, QLocale, qVersion

    from desktop.views.french import speak_french

    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    spoken = speak_french(application)
    said = QCoreApplication.translate("QPlatformTheme", "Cancel")
    if not spoken or said != "Annuler":
        raise ValueError(f"Qt says {said!r} for Cancel")
    yield f"Qt {qVersion()} dit « {said} »"
    yield f"dates et nombres {QLocale().name()}"
