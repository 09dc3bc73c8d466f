"""Two or three targets side by side: what each asks for, what they share, what would be of use for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.comparison import Compared, Comparison, all_words, compare, finding, reading
from desktop.models.correction import Target
from desktop.models.known import Known
from desktop.models.text import joined
from desktop.models.when import said_day
from desktop.models.why import edition_words
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.gap.compare_table import CompareTable, compared_rows, skill_row
from desktop.views.gap.outlook import Outlook, gap_of
from desktop.views.gap.part import Part
from desktop.views.marked_rows import marked_view
from desktop.views.pieces import Card, label, link_button
from desktop.views.tables import table_view
from desktop.views.two_columns import TwoColumns

if TYPE_CHECKING:
    from desktop.reference.opened import Reference

NEARBY: Final = "Métiers proches"  # the title of the part that finds more
FEW: Final = "Pour comparer, il faut deux ou trois métiers. Choisissez-en d’autres avec « Trouver un métier… »."
LOST: Final = "Pas dans le référentiel installé sur ce poste : {labels}."
NONE_SHARED: Final = "Rien de ce qui est demandé par {all} n’est encore connu."
NONE_LEFT: Final = "Rien ne reste à explorer de ce que {all} demandent."
NONE_COMMON: Final = "Aucune compétence n’est demandée par {all} à la fois."


@dataclass(frozen=True, slots=True)
class _Read:
    """The targets compared, and the labels of those that the referential lacks."""

    comparison: Comparison
    lost: tuple[str, ...]


class CompareView(Part):
    """A column a target; choosing one shows its gap."""

    title = "Comparer"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is an outlook."""
        super().__init__(desk)
        self.comparison = Comparison()
        self._asked: Outlook | None = None
        self.empty = Card()
        self.empty_words = label("", "muted")
        self.model = CompareTable(desk.theme)
        self.table = table_view(self.model, self.tr("Tableau des métiers comparés"), desk.theme)
        self.card = ChartCard(desk, _chart, self.table)
        self.lost = label("", "small")
        self.rows = marked_view(desk.theme, self.tr("Compétences demandées par les métiers comparés"))
        self.shared, self.useful = Card(), Card()
        self.shared_words, self.useful_words = label("", "muted"), label("", "muted")
        self.shared_rows = marked_view(desk.theme, self.tr("Déjà là pour tous les métiers"))
        self.useful_rows = marked_view(desk.theme, self.tr("Utile pour tous les métiers"))
        self.source = label("", "small")
        self._build()
        self.card.saved.connect(self.saved)
        self.card.chosen.connect(lambda key: self.looked_at.emit(key.partition(":")[0]))

    def forget(self) -> None:
        """Nothing of the former person is drawn, nor will be."""
        self._asked = None
        self._show(_Read(Comparison(), ()))

    def show_outlook(self, outlook: Outlook) -> None:
        """Read every target and draw them; with fewer than two, say what to do."""
        self._asked = outlook
        self.source.setText(edition_words(outlook.known.edition))
        self.card.foot = f"{said_day(self.desk.today())} · {self.source.text()}"
        if len(outlook.targets) < 2:
            self._show(_Read(Comparison(), ()))
            return
        reference, known, targets = self.desk.reference, outlook.known, outlook.targets
        self.desk.background.run(
            self,
            lambda: _read(known, targets, reference()),
            lambda read: self._show(read) if self._asked is outlook else None,
        )

    def _show(self, read: _Read) -> None:
        self.comparison = comparison = read.comparison
        some = len(comparison.targets) > 1
        self.empty_words.setText(" ".join((*_lost(read), FEW)))
        self.empty.setVisible(not some)
        for piece in (self.card, self.shared, self.useful):
            piece.setVisible(some)
        self.model.show(comparison)
        self.rows.show_rows(compared_rows(comparison))
        self.lost.setText("".join(_lost(read)))
        self.lost.setVisible(bool(read.lost))
        if some:
            self.card.show_rows(comparison, finding(comparison), reading(comparison))
            for column in range(self.model.columnCount()):
                self.table.setColumnWidth(column, self.desk.theme.px(200 if column else 270))
        self._show_common(comparison)

    def _show_common(self, comparison: Comparison) -> None:
        together = all_words(len(comparison.targets))
        nothing = "" if comparison.common else NONE_COMMON.format(all=together)
        self.shared.set_title(f"Déjà là pour {together}")
        self.useful.set_title(f"Utile pour {together}")
        for rows, words, view, otherwise in (
            (comparison.shared, self.shared_words, self.shared_rows, NONE_SHARED),
            (comparison.useful, self.useful_words, self.useful_rows, NONE_LEFT),
        ):
            said: tuple[Compared, ...] = rows
            words.setText(nothing or ("" if said else otherwise.format(all=together)))
            words.setVisible(not said)
            view.show_rows(map(skill_row, said))
            view.setVisible(bool(said))

    def _build(self) -> None:
        columns = TwoColumns()
        self.table.setMinimumHeight(self.desk.theme.px(460))
        self.empty.add(self.empty_words)
        self.empty.add(link_button(self.tr("Voir les métiers proches"), lambda: self.part_asked.emit(NEARBY)))
        self.card.add(self.lost)
        self.card.add(self.rows)
        self.shared.add(self.shared_words)
        self.shared.add(self.shared_rows)
        self.useful.add(self.useful_words)
        self.useful.add(self.useful_rows)
        columns.add_left(self.empty, self.card)
        columns.add_right(self.shared, self.useful, self.source)
        columns.follow(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)
        self.forget()


def _read(known: Known, targets: tuple[Target, ...], reference: Reference) -> _Read:
    """For the pool: the gap of each target, in the order they were chosen."""
    found = [(target, reference.occupation(target.code)) for target in targets]
    there = [(occupation, gap_of(known, occupation, reference)) for _, occupation in found if occupation]
    return _Read(compare(there), tuple(target.label for target, occupation in found if occupation is None))


def _lost(read: _Read) -> tuple[str, ...]:
    return (LOST.format(labels=joined(read.lost)),) if read.lost else ()


def _chart() -> Chart[Any]:
    from desktop.charts import compare

    return compare
