"""What a bundle must prove on the machine it lands on: that every part it needs came with it, and works."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from desktop.errors import EscaleError
from desktop.resources import resource

BROKEN = (EscaleError, OSError, ValueError, ImportError, RuntimeError, LookupError, AttributeError)
RESOURCES = (
    ("contract", "openapi.yaml"),
    ("reference", "extrait.json"),
    ("themes", "light.json"),
    ("themes", "dark.json"),
)


def self_test(tell: Callable[[str], None]) -> int:
    """Run every check, one line each; 0 when all hold, 1 otherwise."""
    failed = 0
    for name, check in CHECKS:
        try:
            said = ", ".join(check())
        except BROKEN as error:
            failed += 1
            said = f"ÉCHEC : {type(error).__name__} : {error}"
        tell(f"{name} : {said}")
    tell("Tout est là." if not failed else f"{failed} vérification(s) en échec.")
    return 1 if failed else 0


def _resources() -> Iterator[str]:
    missing = ["/".join(parts) for parts in RESOURCES if not resource(*parts).is_file()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    yield f"{len(RESOURCES)} trouvées"


def _keyring() -> Iterator[str]:
    from desktop.vault.keychain import system_keychain

    keychain = system_keychain()
    yield keychain.name if keychain else "aucun trousseau autorisé : phrase de passe seule"


def _store() -> Iterator[str]:
    from desktop.models.store import Store
    from desktop.vault.derive import FLOOR
    from desktop.vault.vault import Vault

    with tempfile.TemporaryDirectory(prefix="escale-") as folder:
        passphrase = "Sept mots 12 pour Ouvrir"  # noqa: S105 (of a store that lives a second)
        vault = Vault(Path(folder), None, FLOOR)
        vault.create(passphrase)
        opened = vault.unlock(passphrase)
        store = Store(Path(folder) / "escale.db", opened.database_key, opened.seals)
        try:
            store.state.put({"essai": "chiffré"})
            if store.state.get("essai") != "chiffré":
                raise ValueError("unread")
            inside = store.versions()
        finally:
            store.close()
        if b"SQLite format 3" in (Path(folder) / "escale.db").read_bytes()[:100]:
            raise ValueError("not encrypted")
    yield from (f"{name} {value}" for name, value in inside.items())


def _chart() -> Iterator[str]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure((2, 1))
    FigureCanvasAgg(figure)
    figure.add_subplot().barh(["à explorer"], [1], hatch="//")
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    yield f"matplotlib {version('matplotlib')}, image de {len(drawn.getvalue())} octets"


def _french() -> Iterator[str]:
    from PySide6.QtCore import QCoreApplication, QLocale, qVersion

    from desktop.views.french import french_translator

    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    translator = french_translator(application)
    said = translator.translate("QPlatformTheme", "Cancel")
    if said != "Annuler":
        raise ValueError(f"Cancel is {said!r}")
    yield f"Qt {qVersion()} dit « {said} », dates {QLocale('fr_FR').name()}"


def _reference() -> Iterator[str]:
    from desktop.library import Library

    with tempfile.TemporaryDirectory(prefix="escale-") as folder:
        library = Library(Path(folder))
        edition = library().edition()
        library.close()
    yield f"ROME {edition.version}, {edition.occupations} métiers"


def _python() -> Iterator[str]:
    yield f"Python {sys.version.split()[0]}"
    yield "application empaquetée" if getattr(sys, "frozen", False) else "depuis les sources"


CHECKS = (
    ("Version", _python),
    ("Ressources", _resources),
    ("Trousseau", _keyring),
    ("Coffre chiffré", _store),
    ("Référentiel", _reference),
    ("Graphique", _chart),
    ("Français", _french),
)
