"""Tout est rentré: after some days away, each writing and what the gateway said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from desktop.models import clock
from desktop.models.note import Delivery, Kind
from desktop.models.returned import Group, Returned, returned
from desktop.views.desk import Desk
from desktop.views.diagnostic.diagnostic_page import DiagnosticPage
from desktop.views.meetings.meetings_page import MeetingsPage
from desktop.views.notes.notes_page import NotesPage
from desktop.views.page import Page, SideBySide
from desktop.views.pieces import label, link_button, secondary_button
from desktop.views.plan.choices import Choices
from desktop.views.plan.plan_page import PlanPage
from desktop.views.rows import Row, RowsCard

if TYPE_CHECKING:
    from desktop.models.store import Store

TITLE: Final = "Tout est rentré ?"
SPANS: Final = (("1", "Depuis hier"), ("7", "Depuis 7 jours"), ("30", "Depuis 30 jours"))
MOST_READ: Final = 500
TABS: Final[Mapping[Kind, str]] = {
    Kind.NOTE: NotesPage.title, Kind.WORKING: NotesPage.title, Kind.PLAN: PlanPage.title,
    Kind.MEETING: MeetingsPage.title, Kind.DIAGNOSTIC: DiagnosticPage.title,
}  # fmt: skip


class ReturnedPage(Page):
    """A page reached from that of exchanges; what asks for something comes first."""

    closed = Signal()
    open_file = Signal(str, str)  # the person, and the title of the tab
    sync_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        """Reads when it is shown."""
        super().__init__(desk, self.tr(TITLE), " ")
        self.spans = Choices(self.tr("Écrits"), SPANS)
        self.card = RowsCard(desk.theme, self.tr("Vos écrits et leurs accusés de réception"))
        self.limit = label(f"Seuls les {MOST_READ} écrits les plus récents sont listés.", "muted")
        self.sync = secondary_button(self.tr("Synchroniser"), self.sync_asked.emit)
        self.found = Returned("", {})
        self._build()

    def load(self) -> None:
        """Read what was written since, and everything that is not in, however old."""
        day, days = self.desk.today(), int(self.spans.value)
        start = datetime.combine(day - timedelta(days=days), time()).astimezone(UTC)

        def work(store: Store) -> tuple[Returned, bool]:
            recent, out = store.items.since(start, MOST_READ), store.items.undelivered()
            every = {item.id: item for item in (*out, *recent)}
            queued = sum(1 for item in out if item.delivery is Delivery.WAITING)
            sealed, sent = max(0, store.post.waiting() - queued), store.state.get("sent_until")
            known = clock.read(sent) if sent else None
            cards, drafts = store.passports.cards(), store.post.drafts()
            return returned(every.values(), cards, day, known, sealed, drafts), len(recent) == MOST_READ

        self.desk.background.read(self, "returned", work, self._arrived)

    def _arrived(self, read: tuple[Returned, bool]) -> None:
        self.found, cut = read
        self.sentence.setText(self.found.said)
        self.limit.setVisible(cut)
        self.card.rows.show_rows(_rows(self.found))
        self.card.setVisible(any(self.found.groups.values()))

    def _choose(self, row: Row) -> None:
        every = (one for came in self.found.groups.values() for one in came)
        if one := next((one for one in every if one.item == row.key), None):
            self.open_file.emit(one.person, TABS.get(one.kind, ""))

    def _build(self) -> None:
        self.add_head(SideBySide(link_button(self.tr("‹ Synchronisation"), self.closed.emit), self.sync))
        self.spans.check("7")
        self.spans.chosen.connect(lambda _: self.load())
        self.card.words.addWidget(self.limit)
        self.limit.hide()
        self.card.rows.chosen.connect(self._choose)
        self.body.addWidget(self.spans)
        self.body.addWidget(self.card)
        self.body.addStretch(1)


def _rows(found: Returned) -> list[Row]:
    rows = []
    for group in Group:
        if came := found.groups.get(group, ()):
            rows.append(Row(group, f"{group} · {len(came)}", heading=True))
            rows += [Row(one.item, one.title, one.said, one.around) for one in came]
    return rows
