"""The tab Avenir: choose occupations, read how far the person is, compare, look around, say what is known."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import EscaleError, ReadLocked
from desktop.models.changes import Changes
from desktop.models.clock import now, written
from desktop.models.correction import Target, Word, item_about, occupation_content, said_of, skill_content
from desktop.models.note import Item, Kind, Unsaved
from desktop.models.occupation import Found, Skill
from desktop.models.plan import Action, action_content, actions, added, linked
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.gap.compare_view import CompareView
from desktop.views.gap.gap_view import GapView
from desktop.views.gap.ideas_view import IdeasView
from desktop.views.gap.nearby_view import NearbyView
from desktop.views.gap.outlook import Outlook, outlook
from desktop.views.gap.part import Part
from desktop.views.gap.parts_bar import PartsBar
from desktop.views.gap.renewing import Renewing
from desktop.views.gap.targets_bar import TargetsBar
from desktop.views.known import read_file
from desktop.views.lost_words import LostNotice, LostWords
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store


TOLD: Final[Mapping[Word, str]] = {
    Word.SAID: "dite en entretien",
    Word.TO_ACQUIRE: "à acquérir",
    Word.NOT_HELD: "écartée ensemble",
    Word.NOTHING: "ce qui avait été dit est retiré",
}


class GapPage(FileTab):
    """The targets above; below them one part at a time."""

    title, code = "Avenir", "avenir"
    import_asked = Signal()  # the whole ROME is wanted: the settings know how

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self.wanted = ""
        self.version = ""  # of the ROME, to look at the gap as it was read then; "" for the one in use
        self.shown: Outlook | None = None
        self.targets = TargetsBar(desk)
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.lost = LostWords(desk, self)
        self.lost_notice = LostNotice(self.lost, lambda: self.person, self._take_up)
        self.gap = GapView(desk)
        self.renewing = Renewing(desk, self.gap.edition, self.undo)
        self.nearby = NearbyView(desk)
        self.ideas = IdeasView(desk)
        self.parts: tuple[Part, ...] = (self.gap, CompareView(desk), self.nearby, self.ideas)
        self.bar = PartsBar(tuple(part.title for part in self.parts), self.targets.field)
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def forget(self) -> None:
        """No target of somebody else can be looked at, and nothing said of it."""
        self.wanted, self.version, self.shown = "", "", None
        self.undo.clear()
        self.lost_notice.hide()
        self.renewing.forget()
        self.targets.show_targets((), "")
        self.targets.field.forget()
        self.targets.field.setEnabled(False)
        for part in self.parts:
            part.forget()

    def load(self) -> None:
        """Read file, items and referential in one go."""
        wanted, version, reference, packs = self.wanted, self.version, self.desk.reference, self.desk.packs

        def work(store: Store, person: str) -> Outlook | None:
            file = store.passports.file(person)
            if file is None:
                return None
            seen = (packs.edition(version) if packs and version else None) or reference()
            return outlook(read_file(file, store.items.of(person), seen, packs), seen, wanted)

        self.read("outlook", work, self._show)

    def show_part(self, title: str) -> None:
        """Bring a part forward; an unknown title changes nothing. Only the gap is looked at as it was read then."""
        if self.version and title != self.gap.title:
            self._look_with("")
        for part in self.parts:
            if part.title == title:
                self.bar.check(title)
                self._stack.setCurrentWidget(part)
                if self.shown is not None:
                    part.show_outlook(self.shown)

    def flush(self) -> Future[Changes]:
        """Keep the reason that is being typed."""
        if (pending := self.gap.reason.pending()) is not None:
            target, reason = pending
            self._record(Kind.OCCUPATION, self._target(target, reason))
        return self.lost.after()

    def drop(self) -> None:
        """Forget what is being typed: its person's file is gone."""
        self.gap.reason.drop()
        self.lost_notice.hide()

    def _show(self, shown: Outlook | None) -> None:
        if shown is None:
            return
        self.shown, self.wanted = shown, self.wanted or shown.code  # what is looked at stays, in whatever order
        self.targets.field.setEnabled(True)
        self.targets.show_targets(shown.targets, shown.code)
        self.renewing.show(self.person, shown.known, self.version)
        self.lost_notice.offer()
        part = self._stack.currentWidget()
        if isinstance(part, Part):
            part.show_outlook(shown)

    def _close_reading(self, trouble: ReadLocked) -> None:
        """What is being typed is kept: it is the counsellor's, not the passport's."""
        self.flush()
        super()._close_reading(trouble)

    def _look_at(self, code: str) -> None:
        self.wanted = code
        self.load()

    def _look_with(self, version: str) -> None:
        self.version = version
        self.load()

    def _look_into(self, code: str) -> None:
        self.show_part(self.gap.title)
        self._look_at(code)

    def _add(self, found: Found) -> None:
        self.wanted = found.code
        content = occupation_content(found.code, found.label, True, "", self._version, written(now()))
        if (former := said_of(self._items, content)) is not None:
            content["reason"] = former.content.get("reason", "")  # it was a target before
        self._tell(Kind.OCCUPATION, content, f"« {found.label} » est gardé comme métier visé.")

    def _drop(self, code: str) -> None:
        target = next((one for one in self.shown.targets if one.code == code), None) if self.shown else None
        if target is not None:
            content = occupation_content(code, target.label, False, target.reason, target.edition, target.since)
            self._tell(Kind.OCCUPATION, content, f"« {target.label} » n’est plus un métier visé.")

    def _explain_choice(self, target: Target, reason: str) -> None:
        if self.shown is not None:  # at once: the next gesture may be to let the target go
            told = (replace(one, reason=reason) if one.code == target.code else one for one in self.shown.targets)
            self.shown = replace(self.shown, targets=tuple(told))
        self._record(Kind.OCCUPATION, self._target(target, reason))

    def _target(self, target: Target, reason: str) -> dict[str, str]:
        return occupation_content(
            target.code, target.label, True, reason, target.edition or self._version, target.since
        )

    def _say(self, skill: Skill, word: Word) -> None:
        content = skill_content(skill.code, skill.label, word, self._version, self.desk.today())
        self._tell(Kind.CORRECTION, content, f"« {skill.label} » : {TOLD[word]}.")

    def _plan(self, new: Action) -> None:
        every = actions(self._items)
        if new.link is None or linked(every, new.link) is None:
            content = action_content(added(every, new))
            self._tell(Kind.PLAN, content, f"Ajoutée au plan d’action : « {new.what} ».")

    def _tell(self, kind: Kind, content: dict[str, str], sentence: str) -> None:
        self.undo.record(self.person, self._items, kind, content, sentence)

    def _record(self, kind: Kind, content: Mapping[str, str]) -> None:
        item = item_about(self._items, content) or str(uuid4())
        self.lost.write(Unsaved(self.person, item, kind, content, draft=False), self._refused)

    def _refused(self, words: Unsaved, trouble: EscaleError) -> None:
        """A reason that is still in its field is pending again; another one is kept in memory."""
        ours = words.person == self.person
        if ours and self.gap.reason.give_back(words.content.get("code", "")):
            self.desk.background.troubled.emit(trouble)
        else:
            self.lost.lose(words, trouble)
        if ours:
            self.refresh()

    def _take_up(self, words: Unsaved) -> None:
        """Write again a reason that could not be written, and look at its target."""
        if self.shown is not None and self.lost.take(words.id):
            self._record(words.kind, words.content)
            self._look_into(words.content.get("code", ""))

    def _note(self, text: str) -> None:
        person = self.person

        def told(_: Changes) -> None:
            if person == self.person:
                self.ideas.tell_noted()

        self.desk.background.write(lambda store: store.items.record(person, Kind.NOTE, {"text": text}), self, told)

    @property
    def _items(self) -> tuple[Item, ...]:
        return self.shown.known.items if self.shown else ()

    @property
    def _version(self) -> str:
        return self.shown.known.edition.version if self.shown else ""

    def _connect(self) -> None:
        self.targets.looked_at.connect(self._look_at)
        self.targets.added.connect(self._add)
        self.targets.dropped.connect(self._drop)
        self.bar.chosen.connect(self.show_part)
        self.gap.import_asked.connect(self.import_asked)
        self.gap.edition.version_asked.connect(self._look_with)
        self.gap.reason.written.connect(self._explain_choice)
        self.ideas.noted.connect(self._note)
        for part in self.parts:
            part.added.connect(self._add)
            part.looked_at.connect(self._look_into)
            part.said.connect(self._say)
            part.planned.connect(self._plan)
            part.saved.connect(self.note_saved)
            part.part_asked.connect(self.show_part)

    def _build(self) -> None:
        for part in self.parts:
            self._stack.addWidget(part)
        head = QVBoxLayout()
        head.setContentsMargins(28, 16, 28, 0)
        head.setSpacing(8)
        head.addWidget(self.bar)
        head.addWidget(self.targets)
        head.addWidget(self.lost_notice)
        head.addWidget(self.undo)
        inside = QWidget()  # one piece, that a page closed in reading can stand in place of
        column, whole = QVBoxLayout(inside), QVBoxLayout(self)
        for one in (column, whole):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        whole.addWidget(inside)
