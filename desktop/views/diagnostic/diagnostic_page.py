"""The tab Diagnostic: what was explored at the left, strengths first; one entry and its answers at the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.clock import now as this_instant
from desktop.models.correction import said_of
from desktop.models.diagnostic import About, Entry, Grid, Value, entry_content, explored, told
from desktop.models.diagnostic_plan import about_entry, in_plan
from desktop.models.diagnostic_words import (
    WORDS,
    Section,
    said_exploration,
    said_grid,
    said_inside,
    said_value,
    sections,
)
from desktop.models.note import Delivery, Item, Kind
from desktop.models.notebook import said_state
from desktop.models.plan import action_content, actions, added
from desktop.models.text import begun
from desktop.views.desk import Desk
from desktop.views.diagnostic.entry_card import EntryCard
from desktop.views.diagnostic.grid_rows import GridRow, GridRows
from desktop.views.file_tab import FileTab
from desktop.views.pieces import Card, held_together, label
from desktop.views.rows import Row
from desktop.views.two_columns import TwoColumns
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store

HINT: Final = "À remplir ensemble, dans l’ordre que la personne choisit. Rien n’est obligatoire."
KEYS_HINT: Final = (
    "Sur une ligne : F point fort, B besoin, O oui, N non, S ne sait pas, X pas encore exploré."
    " Entrée va à droite, où tout se précise."
)


class DiagnosticPage(FileTab):
    """Every answer is written at once and can be undone."""

    title, code = "Diagnostic", "diagnostic"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self._items: tuple[Item, ...] = ()  # as the store holds them, or is about to
        self._counsellor = ""
        self._shown = ""  # key of the entry at the right
        self._writes = 0  # an answer that was asked before the last one is old already
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.list = Card(self.tr("Diagnostic"))
        self.rows = GridRows(desk.theme, self.tr("Ce qui est exploré et à explorer"))
        self.card = EntryCard(desk)
        self._build()
        self._connect()

    @property
    def grid(self) -> Grid:
        """What is told now."""
        return told(self._items)

    def forget(self) -> None:
        """Nothing of the person shown before stays, nor can be undone."""
        self._items, self._shown = (), ""
        self.undo.clear()
        self.rows.show_rows(())
        self.card.show_entry(None, None, planned=False)

    def load(self) -> None:
        """Read what was written about the person."""
        asked = self._writes

        def arrived(found: tuple[tuple[Item, ...], str]) -> None:
            if asked == self._writes:
                self._items, self._counsellor = found
                self._list()

        self.read("diagnostic", _known, arrived)

    def say(self, key: str, value: Value) -> None:
        """What was just said of an entry; a constraint takes back that there is none."""
        grid, entry = self.grid, self.grid.find(key)
        if entry is None or entry.value is value or _torn(entry):
            return
        said = [explored(entry, value, self._counsellor, self.desk.today())]
        if entry.about is About.CONSTRAINT and value is Value.YES and grid.unconstrained.explored:
            said.append(explored(grid.unconstrained, Value.NOTHING, "", self.desk.today()))
        following = self._following(key) if value is not Value.YES or entry.about is not About.CONSTRAINT else ""
        self._record(f"« {entry.label} » : {WORDS[entry.about, value]}.", *said)
        if key in self._keys():
            self.show_entry(following or key)
        elif self._shown:
            self.show_entry(self._shown)

    def show_entry(self, key: str) -> None:
        """Bring an entry to the right, and its line in sight."""
        grid = self.grid
        entry = grid.find(key)
        self._shown = entry.key if entry else ""
        inside = grid.constraint(entry.code) if entry and entry.about is About.CONSTRAINT else None
        planned = entry is not None and in_plan(actions(self._items), entry)
        self.card.show_entry(entry, inside, planned=planned)
        keys = self._keys()
        if entry and entry.key in keys:
            self.rows.setCurrentIndex(self.rows.model_of_rows.index(keys.index(entry.key)))

    def _keys(self) -> list[str]:
        return [row.key for row in self.rows.model_of_rows.rows]

    def _following(self, key: str) -> str:
        """What to go on with once an entry under "to explore" was said: the next one under such a heading."""
        left = [one.key for section in sections(self.grid) if section.open for one in section.entries]
        after = left[left.index(key) + 1 :] if key in left else []
        return next(iter(after), "")

    def _weigh(self, entry: Entry) -> None:
        former = self.grid.find(entry.key)
        if former and (former.impact, former.priority) != (entry.impact, entry.priority) and not _torn(former):
            now = replace(entry, by=self._counsellor, day=self.desk.today())
            self._record(f"« {entry.label} » : {said_value(entry)}.", now)
            self.show_entry(entry.key)

    def _record(self, sentence: str, *entries: Entry) -> None:
        """Write, told and undone as one gesture; the page shows it at once."""
        contents = tuple(entry_content(entry) for entry in entries)
        self._writes += 1
        self.undo.record_all(self.person, (), Kind.DIAGNOSTIC, contents, sentence)
        for content in contents:
            self._hold(content)
        self._list()

    def _hold(self, content: Mapping[str, str]) -> None:
        """Show what is being written as if it already were."""
        former = said_of(self._items, content)
        new = Item(str(uuid4()), self.person, Kind.DIAGNOSTIC, content, this_instant(), Delivery.WAITING)
        held = replace(former, content=content) if former else new
        self._items = (*(item for item in self._items if item is not former), held)

    def _plan(self, entry: Entry) -> None:
        every = actions(self._items)
        if in_plan(every, entry):
            return
        new = added(every, about_entry(str(uuid4()), entry))
        self._writes += 1
        sentence = self.tr("Ajoutée au plan d’action : « %s ».") % new.what
        self.undo.record(self.person, self._items, Kind.PLAN, action_content(new), sentence)

    def _resolve(self, identifier: str, content: Mapping[str, str]) -> None:
        self._writes += 1
        self.desk.background.write(
            lambda store: store.items.resolve(identifier, content), self, lambda _: self.refresh()
        )

    def _list(self) -> None:
        grid = self.grid
        self.list.set_title(said_grid(grid))
        self.rows.show_rows(row for section in sections(grid) for row in _rows(section, grid))
        self.show_entry(self._shown)

    def _chosen(self, row: Row) -> None:
        self.show_entry(row.key)
        entry = self.grid.find(row.key)
        if entry and (choices := self.card.values.get(entry.about)) and choices.isVisible():
            choices.chips[entry.value].setFocus()

    def _current(self, index: QModelIndex) -> None:
        if index.isValid() and (key := self.rows.model_of_rows.rows[index.row()].key) != self._shown:
            self.show_entry(key)

    def _connect(self) -> None:
        self.rows.said.connect(self.say)
        self.rows.chosen.connect(self._chosen)
        self.rows.selectionModel().currentChanged.connect(lambda current, _: self._current(current))
        self.card.said.connect(self._say_here)
        self.card.weighed.connect(self._weigh)
        self.card.plan_asked.connect(self._plan)
        self.card.resolved.connect(self._resolve)
        self.undo.lost.connect(lambda *_: self.refresh())

    def _say_here(self, key: str, value: Value) -> None:
        """Said at the right: the same entry stays there."""
        stays = self._shown
        self.say(key, value)
        self.show_entry(stays)

    def _build(self) -> None:
        columns = TwoColumns(3, 2)
        for piece in (label(HINT, "small"), self.rows, label(KEYS_HINT, "small")):
            self.list.add(piece)
        columns.add_left(self.list)
        columns.add_right(self.card)
        columns.follow(self.rows)
        whole: QWidget = self.undo.above(columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(whole)


def _known(store: Store, person: str) -> tuple[tuple[Item, ...], str]:
    """On the store's thread: what was written, and who works at this desk."""
    return store.items.of(person), store.state.get("counsellor")


def _torn(entry: Entry) -> bool:
    """Whether two answers wait for a choice."""
    return entry.item is not None and entry.item.delivery is Delivery.CONFLICT


def _rows(section: Section, grid: Grid) -> list[GridRow]:
    rows = [GridRow("", f"{section.title} · {len(section.entries)}", heading=True)]
    return [*rows, *(_row(entry, grid, asks=section.open) for entry in section.entries)]


def _row(entry: Entry, grid: Grid, *, asks: bool) -> GridRow:
    constraint = grid.constraint(entry.code) if entry.about is About.CONSTRAINT else None
    weight = said_value(entry).partition(", ")[2]
    inside = said_inside(constraint) if constraint and entry.explored else ""
    said = held_together(". ".join(part for part in (begun(weight), inside) if part))
    who = said_exploration(entry)
    around = [who] if who else []
    if entry.item and entry.item.delivery in (Delivery.CONFLICT, Delivery.REFUSED):
        around.append(said_state(entry.item))
    return GridRow(entry.key, entry.label, said, " · ".join(around), entry=entry, asks=asks and not _torn(entry))
