"""The tab CV: what may be chosen at the left, the CV at the right; every choice can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout

from desktop.errors import EscaleError
from desktop.models.changes import Changes
from desktop.models.clock import now
from desktop.models.correction import chosen_occupations
from desktop.models.cv import (
    Cv,
    Ref,
    cv_content,
    cv_of,
    cvs,
    moved,
    removed_content,
    toggled,
    with_all,
    without,
)
from desktop.models.cv_lines import CvLine, CvLines, candidates, cv_lines, said_chosen
from desktop.models.known import Known
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Section
from desktop.models.plan import REMOVED
from desktop.views.cv.cv_bar import CvBar
from desktop.views.cv.cv_form import CvForm
from desktop.views.cv.cv_papers import CvPapers
from desktop.views.cv.cv_rows import TickRows, tick_rows
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.known import read_file
from desktop.views.notes.pace import Pace
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, EmptyState, link_button, primary_button
from desktop.views.two_columns import TwoColumns
from desktop.views.two_versions import TwoVersions
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store

EMPTY: Final = (
    "Un CV de travail se compose ensemble : ce que la personne choisit de montrer, dans son ordre, avec ses mots."
    " Chaque ligne dit d’où elle vient. Ce n’est pas un CV certifié."
)
WHY: Final = "Ce CV a été modifié à deux endroits. Lisez les deux, puis choisissez : rien n’est effacé avant."


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of the person, and by occupation the codes of the skills that it asks for."""

    known: Known
    asked: Mapping[str, frozenset[str]]


class CvPage(FileTab):
    """Ticks, order and title are written at once; words at each pause, as a draft until their field is left."""

    title, code = "CV", "cv"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self._read: Read | None = None
        self._items: tuple[Item, ...] = ()  # as the store holds them, or is about to
        self._shown = ""  # id of the CV looked at
        self._writes = 0  # an answer that was asked before the last one is old already
        self._pace = Pace(self)
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.bar, self.form, self.papers = CvBar(), CvForm(desk), CvPapers(desk)
        self.offer = Card(self.tr("Ce qui peut y figurer"))
        self.rows = TickRows(desk.theme, self.tr("Ce qui peut figurer sur le CV"))
        self.all, self.none = link_button(self.tr("Cocher tout le parcours")), link_button(self.tr("Tout décocher"))
        self.conflict = TwoVersions(desk, self.tr(WHY), self._said)
        self.begin = primary_button(self.tr("Composer un CV"), self._begin)
        self.start = EmptyState(self.tr(EMPTY), self.begin)
        self.columns = TwoColumns(1, 1)
        self._build()
        self._connect()

    @property
    def shown(self) -> Cv | None:
        """The CV looked at; None when there is none."""
        every = cvs(self._items)
        return next((one for one in every if one.id == self._shown), every[0] if every else None)

    def forget(self) -> None:
        """Nothing of the person shown before stays, nor can be undone."""
        self.drop()
        self.undo.clear()
        self._read, self._items = None, ()
        self._show()

    def drop(self) -> None:
        """Forget what is being typed: its person's file is gone."""
        self._shown = ""
        self._pace.stop()
        self.form.drop()
        self.papers.offer("", "")
        self.conflict.show_item(None)

    def flush(self) -> Future[Changes]:
        """Keep now the words that are being typed."""
        return self._keep(draft=False)

    def load(self) -> None:
        """Read file, items and referential in one go."""
        reference, packs, asked_at = self.desk.reference, self.desk.packs, self._writes

        def work(store: Store, person: str) -> Read | None:
            file = store.passports.file(person)
            if file is None:
                return None
            items, in_use = store.items.of(person), reference()
            codes = {one.code for one in chosen_occupations(items)} | {one.target for one in cvs(items)}
            found = {code: in_use.occupation(code) for code in codes if code}
            asked = {code: frozenset(one.skill.code for one in known.requirements)
                     for code, known in found.items() if known}  # fmt: skip
            return Read(read_file(file, items, in_use, packs), asked)

        self.read("cv", work, lambda found: self._arrived(found, asked_at))

    def _arrived(self, found: Read | None, asked_at: int) -> None:
        if found is not None and asked_at == self._writes:
            self._read, self._items = found, found.known.items
            self._show()

    def _show(self) -> None:
        cv, read = self.shown, self._read
        conflict = self.conflict.show_item(cv.item if cv and not self.form.pending() else None)
        for piece in (self.offer, self.form, self.papers):
            piece.setVisible(cv is not None and not conflict)
        self.columns.setVisible(cv is not None)
        self.start.setVisible(cv is None and read is not None)
        self.bar.show_cvs(cvs(self._items), cv.id if cv else "")
        self.papers.offer(self.person if cv and not conflict else "", cv.id if cv else "")
        if cv is None or read is None:
            self.form.drop()
            return
        self._shown = cv.id
        self.rows.show_rows(tick_rows(self._candidates(cv), cv.chosen))
        self.form.show_cv(cv, cv_lines(cv, read.known), chosen_occupations(self._items))
        self.none.setVisible(bool(cv.chosen))

    def _candidates(self, cv: Cv) -> tuple[CvLine, ...]:
        read = self._read
        return candidates(read.known, read.asked.get(cv.target, frozenset())) if read else ()

    def _lines(self, cv: Cv) -> CvLines:
        return cv_lines(cv, self._read.known) if self._read else CvLines((), ())

    def _said(self, item: Item) -> str:
        """One version of a CV, in words."""
        if item.content.get("state") == REMOVED:
            return self.tr("Retiré")
        cv = cv_of(item)
        lines = self._lines(cv).shown
        named = "" if cv.named else self.tr("Sans nom")
        chosen = f"{said_chosen(len(lines))} : {', '.join(line.title for line in lines)}" if lines else said_chosen(0)
        return "\n".join(part for part in (cv.name, cv.profile, named, chosen) if part)

    def _keep(self, *, draft: bool) -> Future[Changes]:
        """Write the words typed; as a draft while somebody types on."""
        self._pace.kept()
        person, now_typed = self.person, self.form.pending()
        stored = self.form.base
        unfinished = bool(stored and stored.item and stored.item.delivery is Delivery.DRAFT)
        cv = now_typed or (stored if unfinished and not draft else None)
        if cv is None or not person:
            nothing: Future[Changes] = Future()
            nothing.set_result(Changes())
            return nothing
        content = cv_content(cv)
        self._writes += 1
        self.undo.clear()  # what was ticked before the words were typed is behind them
        self._hold(content, Delivery.DRAFT if draft else Delivery.WAITING)
        if not draft:
            self._show()
        return self.desk.background.write(
            lambda store: store.items.record(person, Kind.CV, content, item=content["id"], draft=draft),
            self,
            lambda _: self.refresh(),
            lambda trouble: self._failed(person, content["id"], trouble),
        )

    def _failed(self, person: str, identifier: str, trouble: EscaleError) -> None:
        """What could not be written is pending again, under what the store really holds."""
        self.desk.background.troubled.emit(trouble)
        if person == self.person and self.form.base and self.form.base.id == identifier and self._read:
            stored = next((one for one in cvs(self._read.known.items) if one.id == identifier), None)
            self.form.base = stored or Cv(identifier)
            self.refresh()

    def _hold(self, content: Mapping[str, str], delivery: Delivery = Delivery.WAITING) -> None:
        """Show what is being written as if it already were."""
        former = next((item for item in self._items if item.id == content["id"]), None)
        held = Item(content["id"], self.person, Kind.CV, content, now(), delivery)
        if former is not None:
            held = replace(former, content=content, delivery=delivery)
        others = tuple(item for item in self._items if item.id != held.id)
        self._items = (*others, held)
        if self.form.base and self.form.base.id == held.id:
            self.form.base = cv_of(held)

    def _record(self, content: Mapping[str, str], sentence: str) -> None:
        """Write, told and undone as one gesture; the page shows it at once."""
        known = self._items
        self._writes += 1
        self.undo.record(self.person, known, Kind.CV, content, sentence)
        self._hold(content)
        self._show()

    def _change(self, cv: Cv, sentence: str) -> None:
        self._record(cv_content(cv), sentence)

    def _now(self) -> Cv | None:
        """The CV as it is on the screen, its words kept first."""
        self._keep(draft=False)
        return self.shown if self._read else None

    def _begin(self) -> None:
        self._now()
        targets = chosen_occupations(self._items)
        first = targets[0] if targets and not cvs(self._items) else None
        label_, code = (first.label, first.code) if first else ("", "")
        self._add(Cv(str(uuid4()), label_, code, since=_instant()), self.tr("CV commencé."))

    def _copy(self) -> None:
        if cv := self._now():
            title = self.tr("%s (copie)") % cv.name
            self._add(replace(cv, id=str(uuid4()), title=title, since=_instant(), item=None), self.tr("CV copié."))

    def _add(self, cv: Cv, sentence: str) -> None:
        self.form.drop()
        self._shown = cv.id
        self._change(cv, sentence)
        self.form.title_field.setFocus()

    def _remove(self) -> None:
        if cv := self._now():
            self.form.drop()
            self._record(removed_content(cv.id), self.tr("CV « %s » retiré.") % cv.name)

    def _look(self, identifier: str) -> None:
        if identifier and identifier != self._shown:
            self._keep(draft=False)
            self.form.drop()
            self._shown = identifier
            self._show()

    def _tick(self, key: str) -> None:
        if not (cv := self._now()):
            return
        line = next((one for one in self._candidates(cv) if str(one.ref) == key), None)
        if line and (changed := toggled(cv, line.ref)) != cv:
            told = self.tr("ajouté au CV") if line.ref in changed.chosen else self.tr("retiré du CV")
            self._change(changed, f"« {line.title} » : {told}.")

    def _tick_all(self) -> None:
        if cv := self._now():
            steps = [line.ref for line in self._candidates(cv) if line.ref.section is not Section.SKILLS]
            if (changed := with_all(cv, steps)) != cv:
                self._change(changed, self.tr("Tout le parcours est sur le CV."))

    def _tick_none(self) -> None:
        if (cv := self._now()) and cv.chosen:
            self._change(replace(cv, chosen=()), self.tr("Plus rien n’est sur le CV."))

    def _ref(self, cv: Cv) -> Ref | None:
        return next((ref for ref in cv.chosen if str(ref) == self.form.current), None)

    def _move(self, step: int) -> None:
        if (cv := self._now()) and (ref := self._ref(cv)):
            changed = moved(cv, ref, step, [line.ref for line in self._lines(cv).shown])
            if changed != cv:
                self._change(changed, self.tr("Ordre du CV changé."))

    def _take_off(self) -> None:
        if (cv := self._now()) and (ref := self._ref(cv)):
            self._tick(str(ref))

    def _take_off_gone(self) -> None:
        if cv := self._now():
            self._change(
                without(cv, self._lines(cv).gone), self.tr("Le choix ne garde que ce qui est dans le dossier.")
            )

    def _resolve(self, identifier: str, content: Mapping[str, str]) -> None:
        self._writes += 1
        self.desk.background.write(
            lambda store: store.items.resolve(identifier, content), self, lambda _: self.refresh()
        )

    def _connect(self) -> None:
        self.bar.chosen.connect(self._look)
        self.bar.new_asked.connect(self._begin)
        self.bar.copy_asked.connect(self._copy)
        self.bar.removal_asked.connect(self._remove)
        self.rows.chosen.connect(lambda row: self._tick(row.key))
        self.all.clicked.connect(lambda: self._tick_all())
        self.none.clicked.connect(lambda: self._tick_none())
        self.form.typed.connect(self._pace.typed)
        self.form.left.connect(lambda: self._keep(draft=False))
        self._pace.due.connect(lambda: self._keep(draft=True))
        self.form.changed.connect(lambda cv: self._change(cv, self.tr("CV changé.")))
        self.form.move_asked.connect(self._move)
        self.form.removal_asked.connect(self._take_off)
        self.form.gone_asked.connect(self._take_off_gone)
        self.papers.pressed.connect(lambda: self._keep(draft=False))
        self.conflict.resolved.connect(self._resolve)
        self.undo.lost.connect(self.refresh)

    def _build(self) -> None:
        self.offer.add(SideBySide(self.all, self.none))
        self.offer.add(self.rows)
        self.columns.add_left(self.offer)
        self.columns.add_right(self.conflict, self.form, self.papers)
        self.columns.follow(self.rows)
        self.start.setContentsMargins(28, 12, 28, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(28, 8, 28, 0)
        head.addWidget(self.undo)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.start)
        column.addWidget(self.columns, 1)
        self._show()


def _instant() -> str:
    """Finer than a second: a CV and its copy may be begun within one."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
