"""The first tab of a file: strengths first, then what is new and what comes next; each line leads to its tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.file import Card as FileCard
from desktop.models.file import File
from desktop.models.handout import offered
from desktop.models.note import Item
from desktop.models.shareable import shareable
from desktop.models.synthesis import Group, Line, Synthesis, synthesis
from desktop.views.desk import Desk
from desktop.views.file.handout_card import HandoutCard
from desktop.views.file_tab import FileTab
from desktop.views.marked_rows import MarkedDelegate, MarkedRow
from desktop.views.marks import ORIGIN_WORDS, origin_standing
from desktop.views.page import scrolling, stacked
from desktop.views.rows import Row, RowsCard

if TYPE_CHECKING:
    from desktop.models.store import Store


class SynthesisPage(FileTab):
    """What is worth knowing before the interview."""

    title, code = "Synthèse", "synthese"
    asked = Signal(str)  # the title of the tab that says more

    def __init__(self, desk: Desk) -> None:
        """Two columns of sentences."""
        super().__init__(desk)
        self._before: FileCard | None = None
        self.shared = RowsCard(desk.theme, self.tr("Ce que la personne a partagé"))
        self._side = RowsCard(desk.theme, self.tr("À savoir avant l’entretien"))
        self.handouts = HandoutCard(desk)
        self.strengths, self.next_steps = self.shared.rows, self._side.rows
        self.strengths.setItemDelegate(MarkedDelegate(desk.theme, self.strengths))
        self._build()

    def welcome(self, before: FileCard) -> None:
        """The card as it was before this opening: it tells what is new since."""
        self._before = before
        self.refresh()

    def forget(self) -> None:
        """What was new about somebody else is forgotten, nothing can be made of them."""
        self._before = None
        self.handouts.forget()

    def load(self) -> None:
        """Read the file and what was written about it."""

        def work(store: Store, person: str) -> tuple[File | None, tuple[Item, ...]]:
            return store.passports.file(person), store.items.of(person)

        self.read("file", work, self._arrived)

    def _arrived(self, answer: tuple[File | None, tuple[Item, ...]]) -> None:
        file, items = answer
        if file is not None:
            self._show(synthesis(file, items, self.desk.today(), self._before))
            self.handouts.show_person(file.card.person, offered(shareable(file, items).texts))

    def _show(self, told: Synthesis) -> None:
        self.shared.set_title(told.shared)
        self.strengths.show_rows(_marked(told.strengths))
        self.next_steps.show_rows(_rows(told.next_steps))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.shared, 7, Qt.AlignmentFlag.AlignTop)
        row.addWidget(stacked(self._side, self.handouts), 4, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setProperty("page", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 20, 28, 24)
        column.addLayout(row)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))
        for rows in (self.strengths, self.next_steps):
            rows.chosen.connect(lambda row: self.asked.emit(row.key.partition("/")[0]))


def _rows(groups: tuple[Group, ...]) -> list[Row]:
    rows = []
    for group in groups:
        rows.append(Row(group.heading, group.heading, heading=True))
        rows += [Row(f"{line.tab}/{group.heading}/{number}", line.text, around=line.detail)
                 for number, line in enumerate(group.lines)]  # fmt: skip
    return rows


def _marked(groups: tuple[Group, ...]) -> list[MarkedRow]:
    """As ``_rows``, each fact with the mark and the word of its provenance."""
    plain = iter(_rows(groups))
    rows = []
    for group in groups:
        rows.append(_with_mark(next(plain), None))
        rows += [_with_mark(next(plain), line) for line in group.lines]
    return rows


def _with_mark(row: Row, line: Line | None) -> MarkedRow:
    origin = line.origin if line else None
    standing, word = (origin_standing(origin), ORIGIN_WORDS[origin]) if origin else (None, "")
    return MarkedRow(row.key, row.title, row.said, row.around, row.action, row.heading, standing, word)
