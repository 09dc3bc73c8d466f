"""The tab Parcours: the facts in time, then in words, each with its provenance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel
from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.correction import Confirmed, confirmed_occupations, experience_content, item_about
from desktop.models.file import File
from desktop.models.note import Item, Kind
from desktop.models.occupation import Found
from desktop.models.passport import Fact, Passport, Section
from desktop.models.text import counted
from desktop.models.timeline import Timeline, finding, timeline
from desktop.models.when import said_period
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.marked_rows import MarkedRow, marked_view
from desktop.views.marks import ORIGIN_WORDS, origin_standing
from desktop.views.passport.fact_card import FactCard
from desktop.views.passport.missing_card import MissingCard
from desktop.views.passport.parcours_table import SECTIONS, ParcoursTable
from desktop.views.pieces import Card
from desktop.views.tables import table_view
from desktop.views.two_columns import TwoColumns

if TYPE_CHECKING:
    from desktop.models.store import Store

EMPTY = "Le passeport partagé ne contient pas encore d’étape."


class ParcoursPage(FileTab):
    """Timeline and its twin, the list of facts, and the fact looked at."""

    title, code = "Parcours", "parcours"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self.passport = Passport()
        self._items: tuple[Item, ...] = ()
        self._fact = ""
        self.model = ParcoursTable(desk.theme)
        self.table = table_view(self.model, self.tr("Tableau du parcours"), desk.theme)
        self.card = ChartCard(desk, _chart, self.table)
        self.list = Card(self.tr("Étape par étape"))
        self.facts = marked_view(desk.theme, self.tr("Étapes du parcours"))
        self.detail = FactCard(desk)
        self.missing = MissingCard(desk)
        self._build()
        self._connect()

    def forget(self) -> None:
        """No step of somebody else can be looked at or tied to an occupation."""
        self.passport, self._items = Passport(), ()
        self.model.show(self.passport)
        self.facts.show_rows(())
        self.explain("")
        self.missing.forget()

    def load(self) -> None:
        """Read the file and what was said about it."""

        def work(store: Store, person: str) -> tuple[File | None, tuple[Item, ...]]:
            return store.passports.file(person), store.items.of(person)

        self.read("file", work, self._show)

    def explain(self, fact: str) -> None:
        """Show the fact of that id on the right."""
        self._fact = fact
        self.detail.show_fact(self.passport.fact(fact), confirmed_occupations(self._items))

    def _show(self, answer: tuple[File | None, tuple[Item, ...]]) -> None:
        file, self._items = answer
        if file is None:
            return
        self.passport = file.passport
        line = timeline(file.passport, self.desk.today())
        self.card.show_rows(line, finding(line), reading(line))
        self.model.show(file.passport)
        self.facts.show_rows(_rows(file.passport, confirmed_occupations(self._items)))
        self.list.setVisible(bool(file.passport.facts))
        self.missing.show_file(file)
        self.explain(self._fact)

    def _tie(self, fact: Fact, found: Found | None) -> None:
        person = self.person
        content = experience_content(fact.id, found.code if found else "", found.label if found else "")
        item = item_about(self._items, content)
        self.desk.background.write(lambda store: store.items.record(person, Kind.CORRECTION, content, item=item), self)

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

    def _build(self) -> None:
        px = self.desk.theme.px
        self.table.setMinimumHeight(px(420))
        for place, width in enumerate((250, 210, 130, 160, 160)):
            self.table.setColumnWidth(place, px(width))
        self.list.add(self.facts)
        columns = TwoColumns()
        columns.add_left(self.card, self.list)
        columns.add_right(self.detail, self.missing)
        columns.follow(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)


def reading(line: Timeline) -> str:
    """The sentence under the title of the timeline."""
    if not line.bars:
        return EMPTY
    told = f"{counted(len(line.bars), 'étape datée', 'étapes datées')}, garanties ou déclarées."
    if line.untold:
        told += (
            f" {counted(len(line.untold), 'période non racontée', 'périodes non racontées')} : des questions à poser."
        )
    return told


def _rows(passport: Passport, confirmed: Mapping[str, Confirmed]) -> Iterator[MarkedRow]:
    for section in Section:
        facts = passport.of(section)
        if facts:
            yield MarkedRow("", SECTIONS[section], heading=True)
        for fact in facts:
            tied = confirmed.get(fact.id)
            yield _row(fact, tied.label if tied else "")


def _row(fact: Fact, occupation: str) -> MarkedRow:
    parts = (fact.place, said_period(fact.start, fact.end, fact.ongoing), occupation)
    return MarkedRow(
        fact.id, fact.title, around=" · ".join(part for part in parts if part), action="Détail",
        standing=origin_standing(fact.origin), word=ORIGIN_WORDS[fact.origin],
    )  # fmt: skip


def _chart() -> Chart[Any]:
    from desktop.charts import timeline as drawing

    return drawing
