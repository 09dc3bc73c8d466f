"""Qt's own words, dates and numbers are French."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.views.french import speak_french


@pytest.fixture
def french(qapp: QApplication) -> Iterator[bool]:
    before, known = QLocale(), set(qapp.findChildren(QTranslator))
    yield speak_french(qapp)
    for translator in set(qapp.findChildren(QTranslator)) - known:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_buttons_speak_french(french: bool, qtbot: QtBot) -> None:
    assert french
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Cancel | kinds.Close)
    qtbot.addWidget(box)
    assert [box.button(kind).text().replace("&", "") for kind in (kinds.Cancel, kinds.Close)] == ["Annuler", "Fermer"]
    assert QLocale().toString(1234.5, "f", 1)[-2:] == ",5"
