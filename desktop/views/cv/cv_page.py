"""The tab CV: what may be chosen at the left, the CV at the right; every choice can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout

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
from desktop.models.note import Item, Kind, Unsaved
from desktop.models.passport import Section
from desktop.models.plan import REMOVED
from desktop.views.cv.cv_bar import CvBar
from desktop.views.cv.cv_form import CvForm
from desktop.views.cv.cv_papers import CvPapers
from desktop.views.cv.cv_read import Read, read_cvs
from desktop.views.cv.cv_rows import TickRows, tick_rows
from desktop.views.cv.cv_words import CvWords
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.held import Held
from desktop.views.lost_words import LostNotice
from desktop.views.page import SideBySide
from desktop.views.pieces import Card, EmptyState, link_button, primary_button
from desktop.views.two_columns import TwoColumns
from desktop.views.two_versions import TwoVersions
from desktop.views.undo import UndoBar

EMPTY: Final = (
    "Un CV de travail se compose ensemble : ce que la personne choisit de montrer, dans son ordre, avec ses mots."
    " Chaque ligne dit d’où elle vient. Ce n’est pas un CV certifié."
)
WHY: Final = "Ce CV a été modifié à deux endroits. Lisez les deux, puis choisissez : rien n’est effacé avant."


class CvPage(FileTab):
    """Ticks, order and title are written at once; words at each pause, as a draft until their field is left."""

    title, code = "CV", "cv"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self._read: Read | None = None
        self._held = Held(Kind.CV, lambda: self.person)
        self._shown = ""  # id of the CV looked at
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.bar, self.form, self.papers = CvBar(), CvForm(desk), CvPapers(desk)
        self.words = CvWords(desk, self._held, self.form)
        self.lost = self.words.lost
        self.lost_notice = LostNotice(self.lost, lambda: self.person, self._take_up)
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
        every = cvs(self._held.items)
        return next((one for one in every if one.id == self._shown), every[0] if every else None)

    def forget(self) -> None:
        """What was being typed is kept first; nothing of the person shown before stays, nor can be undone."""
        self.flush()
        self.drop()
        self.undo.clear()
        self._read = None
        self._held.forget()
        self._show()

    def drop(self) -> None:
        """Forget what is being typed: its person's file is gone."""
        self._shown = ""
        self.words.drop()
        self.lost_notice.hide()
        self.papers.offer("", "")
        self.conflict.show_item(None)

    def flush(self) -> Future[Changes]:
        """Keep now the words that are being typed."""
        return self.words.flush()

    def load(self) -> None:
        """Read file, items and referential in one go."""
        reference, packs, asked_at = self.desk.reference, self.desk.packs, self._held.writes

        def arrived(found: Read | None) -> None:
            if found is not None and self._held.arrive(found.known.items, asked_at):
                self._read = found
                self._show()
                self.lost_notice.offer()

        self.read("cv", lambda store, person: read_cvs(store, person, reference, packs), arrived)

    def _show(self) -> None:
        cv, read = self.shown, self._read
        conflict = self.conflict.show_item(cv.item if cv and not self.form.pending() else None)
        for piece in (self.offer, self.form, self.papers):
            piece.setVisible(cv is not None and not conflict)
        self.columns.setVisible(cv is not None)
        self.start.setVisible(cv is None and read is not None)
        self.bar.show_cvs(cvs(self._held.items), cv.id if cv else "")
        self.papers.offer(self.person if cv and not conflict else "", cv.id if cv else "")
        if cv is None or read is None:
            self.form.drop()
            return
        self._shown = cv.id
        self.rows.show_rows(tick_rows(self._candidates(cv), cv.chosen))
        self.form.show_cv(cv, cv_lines(cv, read.known), chosen_occupations(self._held.items))
        self.none.setVisible(bool(cv.chosen))
        if not conflict:
            self.words.put_back(cv)

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

    def _wrote(self, draft: bool) -> None:
        """Words were typed: what was ticked before is behind them."""
        self.undo.clear()
        if not draft:
            self._show()

    def _take_up(self, words: Unsaved) -> None:
        """Put words that could not be written back where they are typed."""
        if self._read is None:
            return  # it is offered again once the file is read
        if self._held.stored(words.id):
            self._look(words.id)
        elif self.lost.take(words.id):
            self._now()
            self._add(replace(cv_of(words.item(now())), item=None), self.tr("CV repris."))
        self.form.profile.setFocus()

    def _record(self, content: Mapping[str, str], sentence: str) -> None:
        """Write, told and undone as one gesture; the page shows it at once."""
        known = self._held.items
        self._held.writes += 1
        self.lost.follow(self.undo.record(self.person, known, Kind.CV, content, sentence), (content["id"],))
        self.words.hold(content)
        self._show()

    def _change(self, cv: Cv, sentence: str) -> None:
        self._record(cv_content(cv), sentence)

    def _now(self) -> Cv | None:
        """The CV as it is on the screen, its words kept first."""
        self.words.keep(draft=False)
        return self.shown if self._read else None

    def _begin(self) -> None:
        self._now()
        targets = chosen_occupations(self._held.items)
        first = targets[0] if targets and not cvs(self._held.items) else None
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
            self.words.keep(draft=False)
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
        self._held.writes += 1
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
        self.form.changed.connect(lambda cv: self._change(cv, self.tr("CV changé.")))
        self.form.move_asked.connect(self._move)
        self.form.removal_asked.connect(self._take_off)
        self.form.gone_asked.connect(self._take_off_gone)
        self.papers.pressed.connect(lambda: self.words.keep(draft=False))
        self.conflict.resolved.connect(self._resolve)
        self.undo.lost.connect(self.words.give_back)
        self.words.writing.connect(self._wrote)
        self.words.refused.connect(self.refresh)

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
        head.addWidget(self.lost_notice)
        head.addWidget(self.undo)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.start)
        column.addWidget(self.columns, 1)
        self._show()


def _instant() -> str:
    """Finer than a second: a CV and its copy may be begun within one."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
