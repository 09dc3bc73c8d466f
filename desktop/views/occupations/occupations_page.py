"""« Métiers »: the referential, found by typing and read sheet by sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QTextBrowser, QVBoxLayout, QWidget

from desktop.models.occupation import Edition, Found, Node, Occupation
from desktop.models.text import counted
from desktop.views.desk import Desk
from desktop.views.occupations.sheet import SCHEME, said_edition, sheet
from desktop.views.packs import Packs
from desktop.views.pieces import Card, label, link_button, secondary_button
from desktop.views.rows import Row, RowsView
from desktop.views.window_buttons import FindRoom

if TYPE_CHECKING:
    from desktop.reference.opened import Reference

FOUND: Final = 60
PAUSE: Final = 2  # letters from which a search begins


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Everything the list shows when nothing is searched."""

    edition: Edition
    domains: tuple[tuple[Node, tuple[Node, ...]], ...]
    notice: str
    several: bool  # versions on this computer


class OccupationsPage(QWidget):
    """Search and list at the left, the sheet at the right."""

    import_asked = Signal()
    changes_asked = Signal()  # what the version in use changed is wanted

    def __init__(self, desk: Desk) -> None:
        """Reads the referential when it is first shown."""
        super().__init__()
        self.setProperty("page", True)
        self._desk = desk
        self._stale = True
        self._shelf: _Shelf | None = None
        self._code = ""
        self.search = _SearchField()
        self.rows = RowsView(desk.theme, self.tr("Métiers"), scrolls=True)
        self.count = label("", "small")
        self.sheet = QTextBrowser()
        self.edition = QLabel(wordWrap=True)
        self.import_button = secondary_button(self.tr("Importer le ROME complet"), self.import_asked.emit)
        self.changed = link_button(self.tr("Ce que change cette version"), self.changes_asked.emit)
        self._build()

    def show_occupation(self, code: str) -> None:
        """Show that sheet; an unknown code says so."""
        self._code = code
        reference = self._desk.reference
        self._desk.background.run(self, lambda: reference().occupation(code), lambda one: self._show_sheet(code, one))

    def refresh(self) -> None:
        """Read the referential again: another edition is in use."""
        self._stale = not self.isVisible()
        if not self._stale:
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._load()
        self.search.setFocus()

    def _load(self) -> None:
        reference = self._desk.reference
        self._desk.background.run(self, lambda: _read_shelf(reference(), self._desk.packs), self._show_shelf)
        if self._code:
            self.show_occupation(self._code)

    def _show_shelf(self, shelf: _Shelf) -> None:
        self._shelf = shelf
        self.edition.setText("\n".join(filter(None, (said_edition(shelf.edition), shelf.notice))))
        self.import_button.setVisible(shelf.edition.extract)
        self.changed.setVisible(shelf.several)
        self._search(self.search.text())
        if not self._code and shelf.domains and shelf.domains[0][1]:
            self.show_occupation(shelf.domains[0][1][0].code)

    def _search(self, typed: str) -> None:
        if len(typed.strip()) < PAUSE:
            self._show_all()
            return
        reference = self._desk.reference
        self._desk.background.run(
            self, lambda: reference().search(typed, FOUND), lambda found: self._show_found(typed, found)
        )

    def _show_all(self) -> None:
        if self._shelf is None:
            return
        rows = []
        for domain, occupations in self._shelf.domains:
            if occupations:
                rows.append(Row(domain.code, domain.label, heading=True))
                rows += [Row(node.code, node.label, around=node.code) for node in occupations]
        self.count.setText(counted(self._shelf.edition.occupations, "métier"))
        self._show_rows(rows)

    def _show_found(self, typed: str, found: tuple[Found, ...]) -> None:
        if typed != self.search.text():
            return
        self.count.setText(self._said_count(typed.strip(), found))
        self._show_rows([
            Row(one.code, one.label, around=f"{one.code} · {one.through}" if one.through else one.code) for one in found
        ])  # fmt: skip

    def _said_count(self, typed: str, found: tuple[Found, ...]) -> str:
        if not found:
            return self.tr("Aucun métier trouvé. Essayez un mot plus court.")
        some = counted(len(found), "métier trouvé", "métiers trouvés")
        more = self.tr("les %d premiers") % FOUND if len(found) == FOUND else some
        read = found[-1].corrected
        return self.tr("Rien pour « %s » ; voici pour « %s » : %s.") % (typed, read, more) if read else more

    def _show_rows(self, rows: list[Row]) -> None:
        self.rows.show_rows(rows)
        for number, row in enumerate(rows):
            if row.key == self._code:
                self.rows.setCurrentIndex(self.rows.model_of_rows.index(number))

    def _show_sheet(self, code: str, occupation: Occupation | None) -> None:
        if code != self._code:
            return
        if occupation is None:
            self.sheet.setPlainText(self.tr("Ce métier (%s) n’est pas dans le référentiel en usage.") % code)
            return
        self.sheet.setHtml(sheet(occupation, self._desk.theme.colours))
        self._show_rows(list(self.rows.model_of_rows.rows))

    def _follow(self, url: QUrl) -> None:
        text = url.toString()
        if text.startswith(SCHEME):
            self.show_occupation(text.removeprefix(SCHEME))

    def _build(self) -> None:
        self.search.setPlaceholderText(self.tr("Chercher un métier, un code…"))
        self.search.setAccessibleName(self.tr("Chercher un métier"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.stepped.connect(self.rows.step)
        self.search.returnPressed.connect(self.rows.choose_current)
        self.rows.setLayoutMode(QListView.LayoutMode.Batched)
        self.rows.chosen.connect(lambda row: self.show_occupation(row.key))
        self.sheet.setOpenLinks(False)
        self.sheet.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.sheet.setStyleSheet("QTextBrowser, QTextBrowser:focus { border: none; padding: 0px; border-radius: 0px; }")
        self.sheet.document().setIndentWidth(self._desk.theme.px(20))
        self.sheet.setAccessibleName(self.tr("Fiche du métier"))
        self.sheet.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(14)
        column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(18)
        left, right = Card(), Card()
        for part in (self.search, self.count):
            left.add(part)
        left.add(self.rows, 1)
        right.add(self.sheet, 1)
        row.addWidget(left, 4)
        row.addWidget(right, 7)
        column.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Métiers"), "title"))
        self.edition.setProperty("look", "small")
        words.addWidget(self.edition)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        for button in (self.changed, self.import_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            button.hide()
        head.addWidget(FindRoom(self._desk.theme))
        return head


class _SearchField(QLineEdit):
    """A field whose arrows walk the list below it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _read_shelf(reference: Reference, packs: Packs | None) -> _Shelf:
    domains = tuple((domain, reference.occupations(domain.code)) for domain in reference.domains())
    several = packs is not None and len(packs.editions()) > 1
    return _Shelf(reference.edition(), domains, reference.notice, several)
