"""The action plan of one person, whole on one page: a line to type, the list at the left, one action at the right."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.models.changes import Changes
from desktop.models.clock import now as this_instant
from desktop.models.note import Delivery, Item, Kind, Unsaved
from desktop.models.plan import (
    Action,
    Status,
    action_content,
    action_of,
    actions,
    added,
    drafts,
    moved,
    removed_content,
)
from desktop.models.plan_groups import STATUS_WORDS, Grouping, grouped, titled
from desktop.models.plan_links import offered_links
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.held import Held
from desktop.views.lost_words import LostNotice
from desktop.views.plan.action_card import ActionCard
from desktop.views.plan.conflict_card import ConflictCard
from desktop.views.plan.plan_list import PlanList
from desktop.views.plan.plan_words import PlanWords
from desktop.views.rows import Row
from desktop.views.two_columns import TwoColumns
from desktop.views.undo import UndoBar


class PlanPage(FileTab):
    """Every write can be undone; what is half typed is kept when the file is left."""

    title, code = "Plan d’action", "plan"
    begins = True

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self._held = Held(Kind.PLAN, lambda: self.person)
        self._shown = ""  # id of the action at the right
        self._wanted = ""  # id of the one to show as soon as it is read
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.list, self.card, self.conflict = PlanList(desk.theme), ActionCard(desk), ConflictCard(desk)
        self.entry, self.by, self.rows = self.list.entry, self.list.by, self.list.rows
        self.words = PlanWords(desk, self._held, self.entry, self.card)
        self.lost = self.words.lost
        self.lost_notice = LostNotice(self.lost, lambda: self.person, self._take_up)
        self._build()
        self._connect()

    @property
    def plan(self) -> tuple[Action, ...]:
        """The plan, in its order."""
        return actions(self._held.items)

    def forget(self) -> None:
        """What was being typed is kept first; nothing of the person shown before stays, nor can be undone."""
        self.flush()
        self.drop()
        self.undo.clear()
        self._held.forget()
        self._list_actions()

    def drop(self) -> None:
        """Forget what is being typed: its person's file is gone."""
        self._shown = self._wanted = ""
        self.words.drop()
        self.lost_notice.hide()
        self.conflict.show_action(None)

    def flush(self) -> Future[Changes]:
        """Keep now what is being typed: a line not given yet as a draft, the fields of an action as they are."""
        return self.words.flush()

    def show_action(self, identifier: str) -> None:
        """Bring that action to the right, now or as soon as it is read."""
        self.card.take()
        self._wanted = identifier
        self._choose_wanted()

    def load(self) -> None:
        """Read what was written about the person."""
        asked = self._held.writes
        self.read("plan", lambda store, person: store.items.of(person), lambda found: self._arrived(found, asked))

    def _arrived(self, found: tuple[Item, ...], asked: int) -> None:
        if not self._held.arrive(found, asked):
            return
        if lines := drafts(found):
            self.entry.take_up(lines[0])
        if words := self.lost.take(self.entry.id):
            self.words.take_up_line(words)
        self._show_anew()
        self._choose_wanted()
        self.lost_notice.offer()

    def _choose_wanted(self) -> None:
        if self._wanted and self._find(self._wanted):
            self._show(self._wanted)
            self._wanted = ""

    def _take_up(self, words: Unsaved) -> None:
        """Put words that could not be written back where they are typed."""
        if not self._held.known:
            return  # it is offered again once the plan is read
        if self._find(words.id):
            self.show_action(words.id)
            self.card.what.setFocus()
        elif self.lost.take(words.id):
            if words.draft:
                self.words.take_up_line(words)
                self.entry.setFocus()
            else:
                self._add(action_of(words.item(this_instant())))

    def _find(self, identifier: str) -> Action | None:
        return next((one for one in self.plan if one.id == identifier), None)

    def _settled(self) -> Action | None:
        """The action shown, unless two versions of it wait for a choice."""
        action = self._find(self._shown)
        return action if action and action.item and action.item.delivery is not Delivery.CONFLICT else None

    def _record(self, sentence: str, *contents: Mapping[str, str]) -> None:
        """Write, told and undone as one gesture; the page shows it at once."""
        known = tuple(item for item in self._held.items if item.delivery is not Delivery.DRAFT)
        self._held.writes += 1
        write = self.undo.record_all(self.person, known, Kind.PLAN, contents, sentence)
        self.lost.follow(write, [content["id"] for content in contents])
        for content in contents:
            self._held.hold(content)
        self._show_anew()

    def _add(self, new: Action) -> None:
        placed = added(self.plan, replace(new, item=None))
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
        self._held.writes += 1
        self.desk.background.write(
            lambda store: store.items.resolve(identifier, content), self, lambda _: self.refresh()
        )

    def _remove(self) -> None:
        self.card.take()
        if action := self._settled():
            self._shown = self.list.beside()
            self._record(f"« {_short(action)} » : {self.tr('retirée du plan')}.", removed_content(action.id))
            self.rows.setFocus()

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
        links = offered_links(self._held.items, action.link if action else None)
        if action and self._settled() is None and self.card.is_typing(action):
            self.card.show_action(action, links)
            self.card.take()  # what is being typed is kept before a choice is asked for
            return
        conflict = self.conflict.show_action(action)
        self.card.show_action(None if conflict else action, links)
        self.list.mark(action.id if action else "")
        if action and not conflict and (words := self.lost.take(action.id)):
            self.card.put(action_of(words.item(this_instant())))
            self.card.take()
            self.lost_notice.offer()

    def _list_actions(self) -> None:
        self.list.show_plan(self.plan, self.desk.today())

    def _show_anew(self) -> None:
        self._list_actions()
        self._show(self._shown)

    def _connect(self) -> None:
        self.entry.given.connect(self._add)
        self.by.chosen.connect(lambda _: self._show_anew())
        self.rows.chosen.connect(self._chosen)
        self.rows.selectionModel().currentChanged.connect(lambda current, _: self._current(current))
        self.rows.status_asked.connect(self._say_status)
        self.rows.removal_asked.connect(self._remove)
        self.rows.move_asked.connect(self._move)
        self.card.edited.connect(self._edit)
        self.card.removal_asked.connect(self._remove)
        self.conflict.resolved.connect(self._resolve)
        self.undo.lost.connect(self.words.give_back)
        self.words.taken.connect(self._show_anew)
        self.words.refused.connect(self.refresh)
        shortcut = QShortcut(self.list.shortcut, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.entry.setFocus)

    def _build(self) -> None:
        columns = TwoColumns(3, 2)
        columns.add_left(self.list)
        columns.add_right(self.conflict, self.card)
        columns.follow(self.rows)
        head = QVBoxLayout()
        head.setContentsMargins(28, 8, 28, 0)
        head.addWidget(self.lost_notice)
        head.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(columns, 1)


def _short(action: Action) -> str:
    words = titled(action)
    return words if len(words) <= 60 else f"{words[:58].rstrip()}…"
