"""The tab Parcours: the facts in time, then in words, each with its provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel
from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.correction import (
    Answer,
    Confirmed,
    Shown,
    confirmed_occupations,
    experience_content,
    shown_content,
    shown_skills,
)
from desktop.models.file import File, Kept
from desktop.models.note import Item, Kind
from desktop.models.occupation import Found
from desktop.models.passport import Fact, Passport, Section
from desktop.models.proposal import gone, jobs, twins, waiting
from desktop.models.suggestion import Suggestion
from desktop.models.text import counted
from desktop.models.timeline import finding, timeline
from desktop.models.why import not_shared_words
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.marked_rows import marked_view
from desktop.views.passport.fact_card import FactCard, Said
from desktop.views.passport.missing_card import MissingCard
from desktop.views.passport.parcours_rows import fact_rows, gone_rows, reading, waiting_words
from desktop.views.passport.parcours_table import ParcoursTable
from desktop.views.passport.proposing import Proposing
from desktop.views.pieces import Card, label, link_button
from desktop.views.rows import Row, RowsCard
from desktop.views.tables import table_view
from desktop.views.two_columns import TwoColumns
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store

GONE = "Ce qui a été dit d’étapes qui ne sont plus dans le passeport partagé"


@dataclass(frozen=True, slots=True)
class Read:
    """What the tab shows: the file, what was said of it, the version of the referential in use."""

    file: File | None
    items: tuple[Item, ...] = ()
    edition: str = ""


class ParcoursPage(FileTab):
    """Timeline and its twin, the list of facts, and the fact looked at."""

    title, code = "Parcours", "parcours"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self.passport = Passport()
        self._read = Read(None)
        self._said = Said()
        self._gone: tuple[Confirmed | Shown, ...] = ()
        self._fact = ""
        self._proposing = Proposing(desk)
        self.model = ParcoursTable(desk.theme)
        self.table = table_view(self.model, self.tr("Tableau du parcours"), desk.theme)
        self.card = ChartCard(desk, _chart, self.table)
        self.list = Card(self.tr("Étape par étape"))
        self.todo, self.waiting = Card(), label("", "strong")
        self.unshared = label("", "muted")
        self.next = link_button(self.tr("Voir le prochain"), self.explain_next)
        self.facts = marked_view(desk.theme, self.tr("Étapes du parcours"))
        self.gone = RowsCard(desk.theme, GONE)
        self.detail = FactCard(desk)
        self.missing = MissingCard(desk)
        self.undo = UndoBar(desk, lambda: self.person)
        self._build()
        self._connect()

    def forget(self) -> None:
        """No step of somebody else can be looked at, tied to an occupation or undone."""
        self.passport, self._read, self._said, self._gone = Passport(), Read(None), Said(), ()
        self.model.show(self.passport)
        self.facts.show_rows(())
        self.gone.rows.show_rows(())
        self.undo.clear()
        self.todo.hide()
        self.explain("")
        self.missing.forget()

    def load(self) -> None:
        """Read the file, what was said about it and the version of the referential."""
        reference = self.desk.reference

        def work(store: Store, person: str) -> Read:
            return Read(store.passports.file(person), store.items.of(person), reference().edition().version)

        self.read("file", work, self._show)

    def explain(self, fact: str) -> None:
        """Show the fact of that id on the right, then what may be asked about it."""
        self._fact = fact
        one = self.passport.fact(fact)
        alike = len(twins(self.passport, one, self._said.occupations)) if one else 0
        self.detail.show_fact(one, self._said, alike)
        if one is not None:
            self._ask(one)

    def explain_next(self) -> None:
        """Show the first job that waits for an occupation, after the one looked at if there is one."""
        left = waiting(self.passport, self._said.occupations)
        order = [fact.id for fact in self.passport.facts]
        at = order.index(self._fact) if self._fact in order else -1
        after = [fact for fact in left if order.index(fact.id) > at] or list(left)
        if after:
            self.explain(after[0].id)

    def _ask(self, fact: Fact) -> None:
        run, asked = self.desk.background.run, self._proposing
        if fact.section is Section.EXPERIENCES:
            run(self, lambda: asked.occupations(fact), lambda found: self.detail.ask.show_proposals(fact, found))
        else:
            run(self, lambda: asked.skills(fact), lambda found: self.detail.shown.show_suggestions(fact, found))

    def _show(self, answer: Read) -> None:
        self._read, file = answer, answer.file
        if file is None:
            return
        self.passport = passport = file.passport
        self._said = Said(confirmed_occupations(answer.items), shown_skills(answer.items))
        line = timeline(passport, self.desk.today())
        self.card.show_rows(line, finding(line), reading(line))
        self.model.show(passport)
        self.facts.show_rows(fact_rows(passport, self._said))
        self._show_the_rest(file)
        self.missing.show_file(file)
        self.explain(self._fact)

    def _show_the_rest(self, file: File) -> None:
        """What waits for a human, what was not shared, and what was said of facts that are gone."""
        passport = file.passport
        left = len(waiting(passport, self._said.occupations))
        self.waiting.setText(waiting_words(left, len(jobs(passport))))
        self.todo.setVisible(bool(self.waiting.text()))
        self.next.setVisible(bool(left))
        shared = file.card.kept is not Kept.HAND  # what was typed here was not shared by anybody
        self.unshared.setText(not_shared_words(passport.sections) if shared else "")
        self.unshared.setVisible(bool(self.unshared.text()))
        self.list.setVisible(bool(passport.facts) or bool(self.unshared.text()))
        self._gone = gone(passport, self._read.items)
        self.gone.rows.show_rows(gone_rows(self._gone))
        self.gone.setVisible(bool(self._gone))

    def _tie(self, fact: Fact, found: Found | None) -> None:
        content = self._tied_to(fact, found)
        sentence = f"« {fact.title} » : {found.label}, métier confirmé." if found else f"« {fact.title} » : détaché."
        self.undo.record(self.person, self._read.items, Kind.CORRECTION, content, sentence)

    def _tie_alike(self, fact: Fact) -> None:
        tied = self._said.occupations.get(fact.id)
        if tied is None:
            return
        found = Found(tied.code, tied.label, title=tied.title)
        contents = [self._tied_to(one, found) for one in twins(self.passport, fact, self._said.occupations)]
        sentence = f"{counted(len(contents), 'autre emploi confirmé', 'autres emplois confirmés')} : {tied.label}."
        self.undo.record_all(self.person, self._read.items, Kind.CORRECTION, contents, sentence)

    def _tied_to(self, fact: Fact, found: Found | None) -> dict[str, str]:
        code, words, title = (found.code, found.label, found.title) if found else ("", "", "")
        return experience_content(fact.id, code, words, title, self._read.edition)

    def _answer(self, fact: Fact, one: Suggestion, answer: Answer) -> None:
        content = shown_content(fact.id, one.code, one.label, answer, self._read.edition)
        word = {Answer.ACCEPTED: "oui, reconnu ensemble", Answer.REFUSED: "non"}.get(answer, "réponse retirée")
        self.undo.record(self.person, self._read.items, Kind.CORRECTION, content, f"« {one.label} » : {word}.")

    def _take_back(self, row: Row) -> None:
        one = self._gone[int(row.key)]
        content = experience_content(one.fact, "", "")
        if isinstance(one, Shown):
            content = shown_content(one.fact, one.code, one.label, Answer.NOTHING, self._read.edition)
        self.undo.record(self.person, self._read.items, Kind.CORRECTION, content, f"« {one.label} » : retiré.")

    def _take_line(self, index: QModelIndex) -> None:
        proxy = self.table.model()
        if isinstance(proxy, QSortFilterProxyModel) and index.isValid():
            self.explain(self.model.fact(proxy.mapToSource(index).row()).id)

    def _connect(self) -> None:
        self.card.saved.connect(self.note_saved)
        self.card.chosen.connect(self.explain)
        self.facts.chosen.connect(lambda row: self.explain(row.key))
        self.table.activated.connect(self._take_line)
        self.table.clicked.connect(self._take_line)
        self.detail.tied.connect(self._tie)
        self.detail.tied_alike.connect(self._tie_alike)
        self.detail.answered.connect(self._answer)
        self.gone.rows.chosen.connect(self._take_back)
        self.undo.listen(self)

    def _build(self) -> None:
        px = self.desk.theme.px
        self.table.setMinimumHeight(px(420))
        for place, width in enumerate((250, 210, 130, 160, 160)):
            self.table.setColumnWidth(place, px(width))
        for piece in (self.facts, self.unshared):
            self.list.add(piece)
        self.todo.add(self.waiting)
        self.todo.add(self.next)
        self.todo.hide()
        columns = TwoColumns()
        columns.add_left(self.card, self.list, self.gone)
        columns.add_right(self.todo, self.detail, self.missing)
        columns.follow(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.undo.above(columns))


def _chart() -> Chart[Any]:
    from desktop.charts import timeline as drawing

    return drawing
