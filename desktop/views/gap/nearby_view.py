"""Occupations near to what a person can do: ranked by shared skills, each with its two lists, never by a score."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.evidence import to_acquire
from desktop.models.filtering import Choices, nothing_passes
from desktop.models.nearby import Filters, Nearby, bars, unlocking
from desktop.models.nearby_words import extract_words, finding, reading, unlocking_words, without_words
from desktop.models.occupation import Found
from desktop.models.text import counted
from desktop.models.why import edition_words
from desktop.views.announce import announce
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.gap.filters_bar import FiltersBar
from desktop.views.gap.nearby_card import NearbyCard
from desktop.views.gap.nearby_rows import NearbyTable, nearby_rows
from desktop.views.gap.outlook import Outlook
from desktop.views.gap.part import Part
from desktop.views.gap.surroundings import Surroundings, done, kept, surroundings
from desktop.views.marked_rows import marked_view
from desktop.views.pieces import Card, label, secondary_button
from desktop.views.tables import table_view
from desktop.views.two_columns import TwoColumns

IDEAS: Final = "Trouver des idées"  # the title of the part to go to when nothing is known
INVITE: Final = "Choisissez un métier pour voir ce qui est déjà là, et ce qui reste à explorer."
EMPTY: Final = (
    "Rien n’est encore connu de ce que la personne sait faire. Dans « Parcours », confirmez le métier d’une"
    " expérience ; ou partez de ce qui lui plaît."
)
ALONE: Final = "Aucun métier du référentiel installé ne demande les compétences de ce parcours."


class NearbyView(Part):
    """Chart, list of twenty and filters on the left; the occupation looked at on the right."""

    title = "Métiers proches"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is an outlook."""
        super().__init__(desk)
        self.shown: Outlook | None = None
        self.found = Surroundings((), Choices())
        self.filters = Filters()
        self._explained = ""
        self.empty = Card()
        self.bar = FiltersBar()
        self.nothing = label("", "strong")
        self.narrowing = Card()
        self.model = NearbyTable()
        self.table = table_view(self.model, self.tr("Tableau des métiers proches"), desk.theme)
        self.card = ChartCard(desk, _chart, self.table)
        self.unlocking = label("")
        self.list = Card()
        self.rows = marked_view(desk.theme, self.tr("Métiers proches, du plus proche au moins proche"))
        self.apart, self.extract = label("", "small"), label("", "small")
        self.near = NearbyCard(desk.theme, self.tr("Un métier proche"), INVITE)
        self.source = label("", "small")
        self._build()
        self._connect()

    def forget(self) -> None:
        """Nobody's occupations, nor the filters chosen with them."""
        self.shown, self.found, self.filters = None, Surroundings((), Choices()), Filters()
        self.model.show_lines(())
        self.rows.show_rows(())
        self.explain("")
        for part in (self.card, self.list, self.narrowing, self.empty):
            part.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        """Ask the referential what stands around; the answer fills the page."""
        self.shown = outlook
        held = bool(outlook.known.held)
        self.empty.setVisible(not held)
        self.near.setVisible(held)
        self.source.setText(edition_words(outlook.known.edition))
        self.extract.setText(extract_words(outlook.known.edition))
        self.extract.setVisible(bool(self.extract.text()))
        words = without_words(done(outlook), kept(outlook))
        self.apart.setText(words)
        self.apart.setVisible(bool(words))
        if not held:
            for part in (self.card, self.list, self.narrowing):
                part.hide()
            return
        filters, reference = self.filters, self.desk.reference

        def show(found: Surroundings) -> None:
            if self.shown is outlook and self.filters == filters:
                self._show(outlook, found)

        self.desk.background.run(self, lambda: surroundings(outlook, filters, reference()), show)

    def explain(self, code: str) -> None:
        """Show the two lists of that occupation; "" or one that is not there asks to choose."""
        self._explained = code
        near, shown = self._near(code), self.shown
        if near is None or shown is None:
            self.near.clear()
            return
        self.near.show_near(near, shown.known.held, to_acquire(shown.known.items), kept(shown))

    def filter(self, filters: Filters) -> None:
        """Look again with these filters."""
        self.filters = filters
        if self.shown is not None:
            self.show_outlook(self.shown)

    def _show(self, outlook: Outlook, found: Surroundings) -> None:
        self.found, nearest = found, found.nearest
        self.bar.show_filters(self.filters, found.choices)
        self.narrowing.setVisible(bool(nearest) or self.filters != Filters())
        self.nothing.setText("" if nearest else nothing_passes(found.reliefs) if found.reliefs else ALONE)
        self.nothing.setVisible(not nearest)
        self.card.setVisible(bool(nearest))
        self.list.setVisible(bool(nearest))
        drawn = bars(nearest, outlook.known.held)
        if drawn:
            self.card.show_rows(drawn, finding(nearest), reading(nearest, len(drawn)))
        recurring = unlocking_words(unlocking(nearest), len(nearest))
        self.unlocking.setText(recurring)
        self.unlocking.setVisible(bool(recurring))
        self.model.show_lines(bar.near for bar in drawn)
        count = counted(len(nearest), "métier proche", "métiers proches")
        self.list.set_title(f"{count}, du plus proche au moins proche")
        self.rows.show_rows(nearby_rows(nearest))
        self.explain(self._explained)
        if not nearest:
            announce(self, self.nothing.text())

    def _near(self, code: str) -> Nearby | None:
        return next((near for near in self.found.nearest if near.occupation.code == code), None)

    def _keep(self, found: Found) -> None:
        self.added.emit(found)
        self.rows.setFocus()  # the button is about to go: the keyboard stays where it came from

    def _connect(self) -> None:
        self.card.saved.connect(self.saved)
        self.card.chosen.connect(self.explain)
        self.rows.chosen.connect(lambda row: self.explain(row.key))
        self.near.kept.connect(self._keep)
        self.bar.changed.connect(self.filter)

    def _build(self) -> None:
        self.table.setMinimumHeight(self.desk.theme.px(420))
        self.table.setColumnWidth(0, self.desk.theme.px(300))
        self.empty.add(label(EMPTY, "muted"))
        self.empty.add(secondary_button(IDEAS, lambda: self.part_asked.emit(IDEAS)))
        self.narrowing.add(self.bar)
        for words in (self.nothing, self.apart, self.extract):
            self.narrowing.add(words)
        self.card.add(self.unlocking)
        self.list.add(self.rows)
        columns = TwoColumns()
        columns.add_left(self.empty, self.narrowing, self.card, self.list)
        columns.add_right(self.near, self.source)
        columns.follow(self.rows)
        for hidden in (self.card, self.list, self.narrowing, self.empty, self.apart, self.extract, self.nothing):
            hidden.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)


def _chart() -> Chart[Any]:
    from desktop.charts import nearby

    return nearby
