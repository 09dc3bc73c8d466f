"""The tab Avenir: choose occupations, read how far the person is, say what is known, see what is to be learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.correction import Word, item_about, occupation_content, skill_content
from desktop.models.gap import Gap, reading
from desktop.models.note import Kind
from desktop.models.occupation import Found
from desktop.models.skill import Standing
from desktop.models.text import counted
from desktop.models.why import edition_words, why
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.gap.gap_rows import gap_rows
from desktop.views.gap.outlook import Outlook, outlook
from desktop.views.gap.targets_bar import TargetsBar
from desktop.views.gap.why_card import WhyCard
from desktop.views.known import read_known
from desktop.views.marked_rows import MarkedRow, marked_view
from desktop.views.marks import WORDS
from desktop.views.pieces import Card, label, link_button
from desktop.views.two_columns import TwoColumns

if TYPE_CHECKING:
    from desktop.models.store import Store

EMPTY = "Tapez le nom d’un métier qui intéresse la personne : Escale montre ce qu’elle sait déjà faire."
UNKNOWN = "Ce métier n’est pas dans le référentiel installé sur ce poste."
EXTRACT = "Ce poste n’a qu’un extrait du ROME : certains métiers n’y sont pas."


class GapPage(FileTab):
    """One target at a time; every row leads to its proofs."""

    title, code = "Avenir", "avenir"
    import_asked = Signal()  # the whole ROME is wanted: the settings know how

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self.wanted = ""
        self.shown: Outlook | None = None
        self._explained = ""
        self.targets = TargetsBar(desk)
        self.empty = label(EMPTY, "muted")
        self.card = ChartCard(desk, _chart)
        self.rows = marked_view(desk.theme, self.tr("Compétences demandées par le métier"))
        self.why = WhyCard(desk.theme)
        self.forward = Card(self.tr("Pour avancer"))
        self.to_learn = marked_view(desk.theme, self.tr("Compétences à acquérir"))
        self.forward_words = label("", "muted")
        self.source = label("", "small")
        self.extract = Card()
        self._build()
        self._connect()

    def forget(self) -> None:
        """No target of somebody else can be looked at, and nothing said of it."""
        self.wanted, self.shown = "", None
        self.targets.show_targets((), "")
        self.targets.setEnabled(False)
        self.explain("")
        for part in (self.card, self.why, self.forward):
            part.hide()

    def load(self) -> None:
        """Read file, items and referential in one go."""
        wanted, reference = self.wanted, self.desk.reference

        def work(store: Store, person: str) -> Outlook | None:
            file = store.passports.file(person)
            if file is None:
                return None
            in_use = reference()
            return outlook(read_known(file.passport, store.items.of(person), in_use), in_use, wanted)

        self.read("outlook", work, self._show)

    def explain(self, code: str) -> None:
        """Show why the skill of that OGR code stands where it stands."""
        self._explained = code
        shown = self.shown
        row = next((row for row in shown.rows if row.skill.code == code), None) if shown else None
        if shown is None or row is None or shown.occupation is None:
            self.why.show_row(None, None, None)
            return
        said = shown.spoken.get(code)
        known = shown.known
        self.why.show_row(row, why(row, shown.occupation, known.edition, known.passport.sections, said), said)

    def _show(self, shown: Outlook | None) -> None:
        if shown is None:
            return
        self.shown = shown
        self.targets.setEnabled(True)
        self.targets.show_targets(tuple((one.code, one.label) for one in shown.targets), shown.code)
        self.empty.setText(UNKNOWN if shown.code and shown.occupation is None else EMPTY)
        self.empty.setVisible(shown.occupation is None)
        self.card.setVisible(shown.occupation is not None)
        self.why.setVisible(shown.occupation is not None)
        if shown.occupation:
            title = f"{shown.occupation.label} · {shown.occupation.code}"
            self.card.show_rows(shown.rows, title, reading(shown.rows))
            self.rows.show_rows(gap_rows(shown.rows))
        self.explain(self._explained)
        self._show_forward(shown)
        self.source.setText(edition_words(shown.known.edition))
        self.extract.setVisible(shown.known.edition.extract)

    def _show_forward(self, shown: Outlook) -> None:
        learn = [row for row in shown.rows if row.standing is Standing.TO_ACQUIRE]
        self.forward.setVisible(bool(learn))
        self.forward_words.setText(
            f"{counted(len(learn), 'compétence')} à acquérir, par une formation, une immersion, un tutorat…"
        )
        self.to_learn.show_rows(
            MarkedRow(row.skill.code, row.skill.label, standing=row.standing, word=WORDS[row.standing]) for row in learn
        )

    def _look_at(self, code: str) -> None:
        self.wanted, self._explained = code, ""
        self.load()

    def _add(self, found: Found) -> None:
        self.wanted = found.code
        self._record(Kind.OCCUPATION, occupation_content(found.code, found.label, True, edition=self._version))

    def _drop(self, code: str) -> None:
        words = next((one.label for one in self.shown.targets if one.code == code), code) if self.shown else code
        self._record(Kind.OCCUPATION, occupation_content(code, words, False, edition=self._version))

    def _say(self, row: Gap, word: Word) -> None:
        self._record(Kind.CORRECTION, skill_content(row.skill.code, row.skill.label, word, self._version))

    @property
    def _version(self) -> str:
        return self.shown.known.edition.version if self.shown else ""

    def _record(self, kind: Kind, content: dict[str, str]) -> None:
        person = self.person
        items = self.shown.known.items if self.shown else ()
        item = item_about(items, content)
        self.desk.background.write(lambda store: store.items.record(person, kind, content, item=item), self)

    def _connect(self) -> None:
        self.card.saved.connect(self.note_saved)
        self.targets.looked_at.connect(self._look_at)
        self.targets.added.connect(self._add)
        self.targets.dropped.connect(self._drop)
        self.rows.chosen.connect(lambda row: self.explain(row.key))
        self.why.said.connect(self._say)

    def _build(self) -> None:
        columns = TwoColumns()
        self.card.add(self.rows)
        columns.add_left(self.targets, self.empty, self.card)
        self.forward.add(self.forward_words)
        self.forward.add(self.to_learn)
        self.extract.add(label(EXTRACT, "muted"))
        self.extract.add(link_button(self.tr("Importer le ROME complet"), self.import_asked.emit))
        columns.add_right(self.why, self.forward, self.extract, self.source)
        columns.follow(self.rows)
        for hidden in (self.card, self.why, self.forward, self.extract):
            hidden.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)


def _chart() -> Chart[Any]:
    from desktop.charts import gap

    return gap
