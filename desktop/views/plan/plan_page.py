"""The action plan of one person, whole on one page: a line to type, the list at the left, one action at the right."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import EscaleError
from desktop.models.changes import Changes
from desktop.models.clock import now as this_instant
from desktop.models.note import Delivery, Item, Kind
from desktop.models.notebook import said_state
from desktop.models.plan import (
    ABOUT,
    Action,
    Status,
    action_content,
    actions,
    added,
    drafts,
    moved,
    removed_content,
)
from desktop.models.plan_groups import (
    STATUS_WORDS,
    Grouping,
    grouped,
    said_action,
    said_due,
    said_plan,
    titled,
)
from desktop.models.plan_links import offered_links
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.notes.pace import Pace
from desktop.views.pieces import Card, label
from desktop.views.plan.action_card import ActionCard
from desktop.views.plan.choices import Choices
from desktop.views.plan.conflict_card import ConflictCard
from desktop.views.plan.entry import Entry
from desktop.views.plan.plan_rows import PlanRow, PlanRows
from desktop.views.rows import Row
from desktop.views.shortcuts import said_keys
from desktop.views.two_columns import TwoColumns
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store

NEW: Final = "Ctrl+Shift+N"
HINT: Final = "Avec les mots de la personne : « J’appelle… ». Elle lira tout : ni santé, ni jugement."
KEYS_HINT: Final = (
    "Sur une ligne : F à faire, C en cours, R réalisée, A annulée, Suppr la retire, Alt et une flèche la déplacent."
)


class PlanPage(FileTab):
    """Every write can be undone; what is half typed is kept when the file is left."""

    title, code = "Plan d’action", "plan"
    begins = True

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self._items: tuple[Item, ...] = ()  # as the store holds them, or is about to
        self._shown = ""  # id of the action at the right
        self._wanted = ""  # id of the one to show as soon as it is read
        self._writes = 0  # an answer that was asked before the last one is old already
        self._unkept = False  # the last write failed: what was typed stays in the fields
        self._last: Action | None = None  # the last one that was added
        self._pace = Pace(self)
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.list = Card(self.tr("Plan d’action"))
        self.entry = Entry()
        self.by = Choices(self.tr("Ranger"), ((one, str(one)) for one in Grouping))
        self.by.check(Grouping.DATE)
        self.rows = PlanRows(desk.theme, self.tr("Actions du plan"))
        self.hint = label(KEYS_HINT, "small")
        self.card = ActionCard(desk)
        self.conflict = ConflictCard(desk)
        self._build()
        self._connect()

    @property
    def plan(self) -> tuple[Action, ...]:
        """The plan, in its order."""
        return actions(self._items)

    def forget(self) -> None:
        """Nothing of the person shown before stays, nor can be undone."""
        self.drop()
        self.undo.clear()
        self._items, self._last, self._unkept = (), None, False
        self._list_actions()

    def drop(self) -> None:
        """Forget what is being typed: its person's file is gone."""
        self._shown = self._wanted = ""
        self._pace.stop()
        self.entry.forget()
        self.card.drop()
        self.conflict.show_action(None)

    def flush(self) -> Future[Changes]:
        """Keep now what is being typed: a line not given yet as a draft, the fields of an action as they are."""
        person, entry, now = self.person, self.entry, self.card.pending()
        line = (entry.id, entry.words) if entry.pending and person else None
        if line is None and now is None:
            nothing: Future[Changes] = Future()
            nothing.set_result(Changes())
            return nothing
        content = action_content(now) if now else None
        self._writes += 1
        if line:
            entry.kept = line[1]
        if now and content:
            self.card.base = now
            self._hold(content)
        return self.desk.background.write(
            lambda store: _kept(store, person, line, content),
            self,
            lambda _: self.refresh(),
            lambda trouble: self._failed(person, trouble),
        )

    def show_action(self, identifier: str) -> None:
        """Bring that action to the right, now or as soon as it is read."""
        self.card.take()
        self._wanted = identifier
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._wanted and self._find(self._wanted):
            self._show(self._wanted)
            self._wanted = ""

    def _keep_line(self) -> None:
        """Keep the line being typed as a draft, at a pause; the fields of an action are kept when they are left."""
        self._pace.kept()
        person, entry = self.person, self.entry
        if not (person and entry.pending):
            return
        line = entry.id, entry.words
        entry.kept = entry.words
        self._writes += 1
        self.desk.background.write(
            lambda store: _kept(store, person, line, None), self, None, lambda trouble: self._failed(person, trouble)
        )

    def load(self) -> None:
        """Read what was written about the person."""
        asked = self._writes
        self.read("plan", lambda store, person: store.items.of(person), lambda found: self._arrived(found, asked))

    def _arrived(self, found: tuple[Item, ...], asked: int) -> None:
        if asked != self._writes:
            return
        self._items = found
        if self._unkept:
            self._unkept = False
            self._give_back()
        if lines := drafts(found):
            self.entry.take_up(lines[0])
        self._list_actions()
        self._show(self._shown)
        self._choose_wanted()

    def _give_back(self) -> None:
        """What could not be written goes back to where it was typed."""
        self.card.keep_typed(self._find(self._shown))
        if self._last and self._find(self._last.id) is None:
            self.entry.give_back(self._last)

    def _failed(self, person: str, trouble: EscaleError) -> None:
        self.desk.background.troubled.emit(trouble)
        if person == self.person:
            self.entry.kept = ""
            self._lost()

    def _lost(self) -> None:
        self._unkept = True
        self.refresh()

    def _find(self, identifier: str) -> Action | None:
        return next((one for one in self.plan if one.id == identifier), None)

    def _settled(self) -> Action | None:
        """The action shown, unless two versions of it wait for a choice."""
        action = self._find(self._shown)
        return action if action and action.item and action.item.delivery is not Delivery.CONFLICT else None

    def _record(self, sentence: str, *contents: Mapping[str, str]) -> None:
        """Write, told and undone as one gesture; the page shows it at once."""
        known = tuple(item for item in self._items if item.delivery is not Delivery.DRAFT)
        self._writes += 1
        self.undo.record_all(self.person, known, Kind.PLAN, contents, sentence)
        for content in contents:
            self._hold(content)

    def _hold(self, content: Mapping[str, str]) -> None:
        """Show what is being written as if it already were."""
        former = next((item for item in self._items if item.id == content["id"]), None)
        if former is None:
            former = Item(content["id"], self.person, Kind.PLAN, content, this_instant(), Delivery.WAITING)
            self._items = (*self._items, former)
        delivery = Delivery.WAITING if former.delivery is Delivery.DRAFT else former.delivery
        held = replace(former, content=content, delivery=delivery)
        self._items = tuple(held if item.id == held.id else item for item in self._items)
        self._list_actions()
        self._show(self._shown)

    def _add(self, new: Action) -> None:
        self._last = placed = added(self.plan, new)
        self.card.take()
        self._shown = placed.id
        self._record(self.tr("Ajoutée au plan : « %s ».") % _short(placed), action_content(placed))

    def _edit(self, action: Action) -> None:
        before = self._find(action.id)
        words = self.tr("modifiée")
        if before and before.status is not action.status:
            words = STATUS_WORDS[action.status]
        self._record(f"« {_short(action)} » : {words}.", action_content(action))

    def _say_status(self, status: Status) -> None:
        self.card.take()
        if (action := self._settled()) and action.status is not status:
            self._edit(replace(action, status=status))

    def _resolve(self, identifier: str, content: Mapping[str, str]) -> None:
        self._writes += 1
        self.desk.background.write(
            lambda store: store.items.resolve(identifier, content), self, lambda _: self.refresh()
        )

    def _remove(self) -> None:
        self.card.take()
        if action := self._settled():
            at = self.rows.currentIndex().row()
            self._shown = self._beside(at)
            self._record(f"« {_short(action)} » : {self.tr('retirée du plan')}.", removed_content(action.id))
            self.rows.setFocus()

    def _beside(self, at: int) -> str:
        """The id of the action that stands where another one was taken out."""
        rows = self.rows.model_of_rows.rows
        near = [row.key for row in (*rows[at + 1 :], *reversed(rows[: max(at, 0)])) if not row.heading]
        return near[0] if near else ""

    def _move(self, step: int) -> None:
        """One place up or down, under the same heading; a plan by date is in the order of its dates."""
        if self.by.value is Grouping.DATE:
            return
        self.card.take()
        for group in grouped(self.plan, self.by.value, self.desk.today()):
            ids = [one.id for one in group.actions]
            at = ids.index(self._shown) + step if self._shown in ids else -1
            if 0 <= at < len(ids):
                action, other = group.actions[at - step], group.actions[at]
                placed = moved(self.plan, action, other)
                if not any(one.item and one.item.delivery is Delivery.CONFLICT for one in placed):
                    self._record(f"« {_short(action)} » : {self.tr('déplacée')}.", *map(action_content, placed))

    def _chosen(self, row: Row) -> None:
        self._show(row.key)
        self.card.what.setFocus()

    def _current(self, index: QModelIndex) -> None:
        if index.isValid() and (row := self.rows.model_of_rows.rows[index.row()]).key != self._shown:
            self.card.take()
            self._show(row.key)

    def _show(self, identifier: str) -> None:
        action = self._find(identifier)
        self._shown = identifier
        links = offered_links(self._items, action.link if action else None)
        if action and self._settled() is None and self.card.is_typing(action):
            self.card.show_action(action, links)
            self.card.take()  # what is being typed is kept before a choice is asked for
            return
        conflict = self.conflict.show_action(action)
        self.card.show_action(None if conflict else action, links)
        keys = [row.key for row in self.rows.model_of_rows.rows]
        if action and action.id in keys:
            self.rows.setCurrentIndex(self.rows.model_of_rows.index(keys.index(action.id)))

    def _list_actions(self) -> None:
        every, day = self.plan, self.desk.today()
        self.list.set_title(said_plan(every, day))
        rows = list[PlanRow]()
        for group in grouped(every, self.by.value, day):
            rows.append(PlanRow("", f"{group.title} · {len(group.actions)}", heading=True))
            for one in group.actions:
                late = said_due(one, day).capitalize() if one.late(day) else ""
                around = said_action(replace(one, due=None) if late else one, day)
                if one.item and one.item.delivery in (Delivery.CONFLICT, Delivery.REFUSED):
                    around = f"{around} · {said_state(one.item)}"
                rows.append(PlanRow(one.id, titled(one), late, around, status=one.status))
        self.rows.show_rows(rows)
        for piece in (self.rows, self.by, self.hint):
            piece.setVisible(bool(every))

    def _regroup(self) -> None:
        self._list_actions()
        self._show(self._shown)

    def _connect(self) -> None:
        self.entry.given.connect(self._add)
        self.entry.textEdited.connect(lambda _: self._pace.typed())
        self._pace.due.connect(self._keep_line)
        self.by.chosen.connect(lambda _: self._regroup())
        self.rows.chosen.connect(self._chosen)
        self.rows.selectionModel().currentChanged.connect(lambda current, _: self._current(current))
        self.rows.status_asked.connect(self._say_status)
        self.rows.removal_asked.connect(self._remove)
        self.rows.move_asked.connect(self._move)
        self.card.edited.connect(self._edit)
        self.card.removal_asked.connect(self._remove)
        self.conflict.resolved.connect(self._resolve)
        self.undo.lost.connect(self._lost)
        shortcut = QShortcut(QKeySequence(NEW), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.entry.setFocus)
        self.entry.setToolTip(said_keys(NEW))

    def _build(self) -> None:
        columns = TwoColumns(3, 2)
        for piece in (self.entry, label(HINT, "small"), self.by, self.rows, self.hint):
            self.list.add(piece)
        columns.add_left(self.list)
        columns.add_right(self.conflict, self.card)
        columns.follow(self.rows)
        head = QVBoxLayout()
        head.setContentsMargins(28, 8, 28, 0)
        head.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(columns, 1)


def _short(action: Action) -> str:
    words = titled(action)
    return words if len(words) <= 60 else f"{words[:58].rstrip()}…"


def _kept(store: Store, person: str, line: tuple[str, str] | None, content: Mapping[str, str] | None) -> Changes:
    """On the store's thread: a line as a draft (none when it was emptied), an action as it is."""
    changes = Changes()
    if line and line[1]:
        words = {"about": ABOUT, "id": line[0], "what": line[1]}
        changes |= store.items.record(person, Kind.PLAN, words, item=line[0], draft=True)
    elif line:
        changes |= store.items.discard(line[0])
    if content:
        changes |= store.items.record(person, Kind.PLAN, content, item=content["id"])
    return changes
