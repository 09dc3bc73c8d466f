"""The self-test, run for real from the sources; and that it fails when it should."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.__main__ import main
from desktop.resources import resource
from desktop.selftest import RESOURCES, self_test


@pytest.fixture(autouse=True)
def tongue(qapp: QApplication) -> Iterator[None]:
    """Give the other tests back the language that the self-test changes."""
    before = QLocale()
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


def told(wanted: tuple[str, ...] = RESOURCES) -> tuple[int, dict[str, str]]:
    """The exit code, and what each line says by its name; the last line has the empty name."""
    lines: list[str] = []
    code = self_test(lines.append, wanted)
    pairs = [(name, said) for name, _, said in (line.partition(" : ") for line in lines[:-1])]
    return code, dict(pairs) | {"": lines[-1]}


def test_everything_holds_and_names_what_is_inside() -> None:
    code, said = told()
    assert code == 0, said
    assert said[""] == "Tout est là."
    assert "fichier à modifier" in said["Documents"]
    assert "agenda de" in said["Documents"]
    assert f"Python {sys.version.split()[0]}" in said["Version"]
    assert "SQLCipher 4" in said["Coffre chiffré"]
    assert "OpenSSL" in said["Coffre chiffré"]
    assert "keyring.backends" in said["Trousseau"] or "phrase de passe seule" in said["Trousseau"]
    assert all(f"{kind} de " in said["Graphique"] for kind in ("png", "svg", "pdf"))
    assert "« Annuler »" in said["Français"]
    assert "fr_FR" in said["Français"]
    assert "48 métiers" in said["Référentiel"]
    assert "certifications" in said["Référentiel"]
    assert "rapidfuzz" in said["Référentiel"]


def test_a_missing_resource_is_a_failure_that_is_named_and_stops_nothing() -> None:
    code, said = told((*RESOURCES, "themes/absent.json"))
    assert code == 1
    assert said["Ressources"].startswith("ÉCHEC")
    assert "themes/absent.json" in said["Ressources"]
    assert "light.json" not in said["Ressources"]
    assert said["Français"].startswith("Qt ")
    assert said[""] == "1 vérification(s) en échec."


def test_a_qt_that_does_not_speak_french_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTranslator, "load", lambda *_: False)
    code, said = told()
    assert code == 1
    assert said["Français"] == "ÉCHEC : ValueError : Qt says 'Cancel' for Cancel"


def test_every_resource_of_the_self_test_is_a_drawing_or_a_text_that_ships() -> None:
    shipped = resource()
    drawings = {path.relative_to(shipped).as_posix() for path in shipped.glob("themes/**/*") if path.is_file()}
    assert drawings <= set(RESOURCES)


def test_the_verb_answers_through_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["self-test"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Tout est là."
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
