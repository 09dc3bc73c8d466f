"""Prêt à partir: until when one is away, what to see to before, and which files are on board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.models.agenda_today import MOST_READ
from desktop.models.file import Card as FileCard
from desktop.models.leaving import Aboard, Check, Ground, Leaving, leaving
from desktop.models.meeting import Meeting, meetings
from desktop.models.note import Kind
from desktop.models.plan_day import read_day, typed_day
from desktop.models.text import begun
from desktop.models.today import Leads
from desktop.views.announce import announce
from desktop.views.desk import Desk
from desktop.views.page import Columns, Page, SideBySide, stacked
from desktop.views.pieces import label, link_button
from desktop.views.rows import Row, RowsCard
from desktop.views.settings.sections import COPIES, GENERAL, VAULT

if TYPE_CHECKING:
    from desktop.models.store import Store

Read = tuple[tuple[FileCard, ...], tuple[Meeting, ...], Ground]
TITLE: Final = "Prêt à partir"
PAST: Final = "Le retour ne peut pas être avant aujourd’hui."
MOST: Final = 20  # files listed at first
ACTIONS: Final[Mapping[Leads, str]] = {
    Leads.EXCHANGE: "Synchroniser", Leads.VAULT: "Voir", Leads.COPIES: "Voir", Leads.REFERENCE: "Voir",
    Leads.PRINTERS: "Chercher",
}  # fmt: skip
PARTS: Final[Mapping[Leads, str]] = {Leads.VAULT: VAULT, Leads.COPIES: COPIES, Leads.REFERENCE: GENERAL}


class LeavingPage(Page):
    """A page reached from the day's; nothing on it waits for the network."""

    closed = Signal()
    open_file = Signal(str)
    sync_asked = Signal()
    settings_asked = Signal(str)  # the title of the part

    def __init__(self, desk: Desk) -> None:
        """Reads when it is shown; ``ground`` tells how this computer stands, on the store's thread."""
        super().__init__(desk, self.tr(TITLE), " ")
        self.ground: Callable[[Store], Ground] = lambda _: Ground()
        self.back = desk.today() + timedelta(days=1)
        self.found = Leaving("", (), ())
        self._read: Read = ((), (), Ground())
        self._printers: int | None = None
        self._most = MOST
        self.field = QLineEdit()
        self.trouble = label("", "alarm")
        self.checks = RowsCard(desk.theme, self.tr("Avant de partir"))
        self.aboard = RowsCard(desk.theme, self.tr("À bord"))
        self.more = link_button("", self._show_all)
        self._build()

    def load(self) -> None:
        """Read the files, the meetings and the ground."""
        ground = self.ground

        def work(store: Store) -> Read:
            return store.passports.cards(), meetings(store.items.of_kind(Kind.MEETING, MOST_READ)), ground(store)

        self.desk.background.read(self, "leaving", work, self._arrived)

    def _arrived(self, read: Read) -> None:
        self._read = read
        self._show()

    def _show(self) -> None:
        cards, met, ground = self._read
        ground = replace(ground, printers=self._printers)
        self.found = found = leaving(cards, met, ground, self.desk.today(), self.back)
        self.sentence.setText(found.said)
        self.checks.rows.show_rows(_check(one) for one in found.checks)
        self.aboard.rows.show_rows(_file(one) for one in found.aboard[: self._most])
        self.aboard.rows.setVisible(bool(found.aboard))
        self.more.setText(f"Voir les {len(found.aboard)} dossiers")
        self.more.setVisible(len(found.aboard) > self._most)

    def _show_all(self) -> None:
        self._most = max(MOST, len(self.found.aboard))
        self._show()
        self.aboard.rows.setFocus()

    def _take_day(self) -> None:
        """A day that cannot be read leaves the one before in use."""
        try:
            day = read_day(self.field.text(), self.desk.today())
            if day is not None and day < self.desk.today():
                raise Refused(PAST)
        except Refused as refused:
            self._refuse(refused)
            return
        self.trouble.hide()
        self.back = day or self.back
        self.field.setText(typed_day(self.back))
        self._show()

    def _refuse(self, refused: Refused) -> None:
        self.trouble.setText(str(refused))
        self.trouble.show()
        announce(self, str(refused))

    def _follow(self, row: Row) -> None:
        leads = next((one.leads for one in self.found.checks if one.name == row.key), None)
        if leads is Leads.EXCHANGE:
            self.sync_asked.emit()
        elif leads is Leads.PRINTERS:
            self._printers = len(QPrinterInfo.availablePrinterNames())  # asked for: the system may take its time
            self._show()
        elif leads is not None and leads in PARTS:
            self.settings_asked.emit(PARTS[leads])

    def _build(self) -> None:
        self.add_head(SideBySide(link_button(self.tr("‹ Aujourd’hui"), self.closed.emit)))
        asked = label(self.tr("Je reviens le"), "strong")
        asked.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Jour du retour : demain, 4/12, 4 décembre ou dans 3 jours"))
        self.field.setText(typed_day(self.back))
        self.field.setMaximumWidth(self.desk.theme.px(260))
        self.field.editingFinished.connect(self._take_day)
        when = QWidget()
        column = QVBoxLayout(when)
        column.setContentsMargins(2, 0, 0, 0)
        for piece in (asked, self.field, self.trouble):
            column.addWidget(piece)
        self.trouble.hide()
        self.more.hide()
        self.checks.rows.chosen.connect(self._follow)
        self.aboard.rows.chosen.connect(lambda row: self.open_file.emit(row.key))
        self.aboard.add(self.more)
        self.body.addWidget(when)
        self.body.addWidget(Columns(stacked(self.checks), stacked(self.aboard), self.desk.theme.px(860)))
        self.body.addStretch(1)


def _check(one: Check) -> Row:
    return Row(one.name, f"{one.name} · {one.mark}", one.said, one.advice, ACTIONS[one.leads] if one.leads else "")


def _file(one: Aboard) -> Row:
    return Row(one.person, f"{one.who} · {one.mark}", one.met, begun(one.said))
