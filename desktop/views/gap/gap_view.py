"""The gap to one occupation: a finding, a bar, every skill asked for, and why each stands where it stands."""

from __future__ import annotations

from typing import Any, Final
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.certification import Certification
from desktop.models.correction import Word
from desktop.models.gap import Gap, finding, reading
from desktop.models.gaplines import pointed_at
from desktop.models.plan import About, Link, actions, linked
from desktop.models.plan_links import about_certification, about_skill
from desktop.models.when import said_day
from desktop.models.why import edition_words, not_shared_words, why
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.gap.edition_card import EditionCard
from desktop.views.gap.forward_card import ForwardCard
from desktop.views.gap.gap_rows import gap_rows
from desktop.views.gap.gap_table import GapTable
from desktop.views.gap.outlook import Outlook
from desktop.views.gap.part import Part
from desktop.views.gap.reason_card import ReasonCard
from desktop.views.gap.why_card import WhyCard
from desktop.views.marked_rows import marked_view
from desktop.views.pieces import Card, label, link_button
from desktop.views.tables import table_view
from desktop.views.two_columns import TwoColumns

EMPTY: Final = "Tapez le nom d’un métier qui intéresse la personne : Escale montre ce qu’elle sait déjà faire."
UNKNOWN: Final = "Ce métier n’est pas dans le référentiel installé sur ce poste."
EXTRACT: Final = "Ce poste n’a qu’un extrait du ROME : certains métiers n’y sont pas."


class GapView(Part):
    """One target at a time; every row leads to its proofs."""

    title = "L’écart"
    import_asked = Signal()  # the whole ROME is wanted: the settings know how

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is an outlook."""
        super().__init__(desk)
        self.shown: Outlook | None = None
        self._explained = ""
        self.empty = label(EMPTY, "muted")
        self.model = GapTable(desk.theme)
        self.table = table_view(self.model, self.tr("Tableau de l’écart"), desk.theme)
        self.card = ChartCard(desk, _chart, self.table)
        self.unshared = label("", "small")
        self.rows = marked_view(desk.theme, self.tr("Compétences demandées par le métier"))
        self.why = WhyCard(desk.theme)
        self.reason = ReasonCard(desk)
        self.forward = ForwardCard(desk)
        self.edition = EditionCard(desk)
        self.source = label("", "small")
        self.extract = Card()
        self._build()
        self.card.saved.connect(self.saved)
        self.card.chosen.connect(self.go_to)
        self.rows.chosen.connect(lambda row: self.explain(row.key))
        self.why.said.connect(self._say)
        self.why.planned.connect(self._plan_skill)
        self.forward.planned.connect(self._plan_certification)

    def forget(self) -> None:
        """No target of somebody else can be looked at, and nothing said of it."""
        self.shown = None
        self.explain("")
        self.model.show(())
        self.rows.show_rows(())
        self.reason.drop()
        self.forward.forget()
        for part in (self.card, self.why):
            part.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the gap of the target looked at, or what to do when there is none."""
        if self.shown is None or outlook.code != self.shown.code:
            self._explained = ""
        self.shown = outlook
        occupation, known = outlook.occupation, outlook.known
        self.empty.setText(UNKNOWN if outlook.code and occupation is None else EMPTY)
        self.empty.setVisible(occupation is None)
        self.card.setVisible(occupation is not None)
        self.why.setVisible(occupation is not None)
        if occupation:
            self.card.foot = f"{said_day(self.desk.today())} · {edition_words(known.edition)}"
            self.card.show_rows(outlook.rows, finding(occupation, outlook.rows), reading(outlook.rows))
            self.model.show(outlook.rows)
            self.rows.show_rows(gap_rows(outlook.rows))
            self.unshared.setText(not_shared_words(known.sections))
            self.unshared.setVisible(bool(self.unshared.text()))
        self.explain(self._explained)
        self.reason.show_target(next((one for one in outlook.targets if one.code == outlook.code), None))
        self.forward.show_outlook(outlook)
        self.source.setText(edition_words(known.edition))
        self.extract.setVisible(known.edition.extract and not self.desk.together)

    def go_to(self, key: str) -> None:
        """Make current, and bring in sight, the first row of what was chosen in the chart."""
        found = pointed_at(self.shown.rows, key) if self.shown else ()
        keys = [row.key for row in self.rows.model_of_rows.rows]
        if found and (code := found[0].skill.code) in keys:
            self.rows.setCurrentIndex(self.rows.model_of_rows.index(keys.index(code)))

    def explain(self, code: str) -> None:
        """Show why the skill of that OGR code stands where it stands."""
        self._explained = code
        shown = self.shown
        row = next((row for row in shown.rows if row.skill.code == code), None) if shown else None
        if shown is None or row is None or shown.occupation is None:
            self.why.show_row(None, None, None)
            return
        said, known = shown.spoken.get(code), shown.known
        planned = linked(actions(known.items), Link(About.SKILL, code, "")) is not None
        told = why(row, shown.occupation, known.edition, known.sections, said)
        self.why.show_row(row, told, said, planned=planned)

    def _plan_skill(self, row: Gap) -> None:
        self.planned.emit(about_skill(str(uuid4()), row.skill.code, row.skill.label, row.standing))

    def _plan_certification(self, one: Certification) -> None:
        self.planned.emit(about_certification(str(uuid4()), one.number, one.name))

    def _say(self, row: Gap, word: Word) -> None:
        self.said.emit(row.skill, word)

    def _build(self) -> None:
        columns, px = TwoColumns(), self.desk.theme.px
        self.table.setMinimumHeight(px(460))
        for place, width in enumerate((300, 160, 140, 150, 220)):
            self.table.setColumnWidth(place, px(width))
        self.card.add(self.unshared)
        self.card.add(self.rows)
        columns.add_left(self.empty, self.card)
        self.extract.add(label(EXTRACT, "muted"))
        self.extract.add(link_button(self.tr("Importer le ROME complet"), self.import_asked.emit))
        columns.add_right(self.edition, self.why, self.reason, self.forward, self.extract, self.source)
        columns.follow(self.rows)
        for hidden in (self.card, self.why, self.extract):
            hidden.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)


def _chart() -> Chart[Any]:
    from desktop.charts import gap

    return gap
