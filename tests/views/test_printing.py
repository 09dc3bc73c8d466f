"""Pages go to the printer from memory; here the printer is a PDF file, whose pages are counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.views.printing import JOB, ask_and_print, chosen, paint
from tests.views.paper import page


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    """Prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    return printer


def test_every_page_is_painted(printer: QPrinter, tmp_path: Path) -> None:
    paint(printer, (page(), page("white"), page()))
    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        assert len(printed.pages) == 3
        assert all(one.get_images() for one in printed.pages)


def test_a_range_is_respected(printer: QPrinter) -> None:
    pages = (page(), page("white"), page("red"))
    assert chosen(pages, printer) == pages
    printer.setFromTo(2, 3)
    assert chosen(pages, printer) == pages[1:]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(qapp: QApplication, tmp_path: Path) -> None:
    silent = QPrinter()
    silent.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    silent.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(Refused, match="imprimante"):
        paint(silent, (page(),))
    with pytest.raises(Refused):
        paint(silent, ())


def test_giving_up_prints_nothing(qtbot: QtBot, shown: Callable[[QWidget], None]) -> None:
    parent, told = QWidget(), list[object]()
    shown(parent)
    dialog = ask_and_print(parent, (page(),), lambda: told.append("printed"), told.append)
    assert dialog.printer().docName() == JOB
    assert not dialog.testOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    dialog.reject()
    assert told == []
