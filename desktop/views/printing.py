"""Printing pages that exist only in memory: no file is made, and the print job names nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.errors import Refused

JOB = "Escale"


def ask_and_print(
    parent: QWidget, pages: Sequence[bytes], then: Callable[[], object], failed: Callable[[Refused], object]
) -> QPrintDialog:
    """Show the print dialog; ``then`` once the pages (PNG) went to the printer, ``failed`` if they could not."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)  # saving is another button's: privately

    def accepted() -> None:
        try:
            paint(printer, chosen(pages, printer))
        except Refused as trouble:
            failed(trouble)
        else:
            then()

    dialog.accepted.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # its own takes a slot by name
    return dialog


def chosen(pages: Sequence[bytes], printer: QPrinter) -> Sequence[bytes]:
    """The pages of the range asked for; all of them unless one was."""
    first, last = printer.fromPage(), printer.toPage()
    return pages[first - 1 : last] if 0 < first <= last else pages


def paint(printer: QPrinter, pages: Sequence[bytes]) -> None:
    """Paint each picture over a whole page, kept in proportion. Raises Refused when the printer does not answer."""
    printer.setFullPage(True)
    painter = QPainter()
    if not pages or not painter.begin(printer):
        raise Refused("L’imprimante n’a pas répondu.", "Vérifiez qu’elle est allumée, ou enregistrez le document.")
    try:
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                raise Refused("L’impression s’est arrêtée avant la fin.", "Vérifiez l’imprimante, puis recommencez.")
            painter.drawImage(_fitted(painter.viewport(), image := QImage.fromData(QByteArray(page))), image)
    finally:
        painter.end()


def _fitted(place: QRect, image: QImage) -> QRect:
    """The largest rectangle of the picture's proportions in the middle of a place."""
    size = image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRect(place.topLeft(), size)
    fitted.moveCenter(place.center())
    return fitted
