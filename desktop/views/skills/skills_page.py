"""The tab Compétences: the map of what the person can do, one place at a time, and the proofs of the cell looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from desktop.charts.chart import Chart
from desktop.models.correction import Word, skill_content, spoken_skills
from desktop.models.known import Known
from desktop.models.note import Kind
from desktop.models.occupation import Skill
from desktop.models.skill import Standing
from desktop.models.skillmap import Cell, SkillMap, Sort, skill_map
from desktop.models.skillmap_words import finding, plain, reading
from desktop.models.skilltree import WHOLE, Place, Placed, down, placed, up
from desktop.models.when import said_day
from desktop.models.why import edition_words, not_shared_words
from desktop.views.chart_card import ChartCard
from desktop.views.desk import Desk
from desktop.views.file_tab import FileTab
from desktop.views.known import read_file
from desktop.views.marks import WORDS
from desktop.views.notice import Notice
from desktop.views.pieces import Card, label
from desktop.views.skill_field import SkillField
from desktop.views.skills.map_choices import MapChoices
from desktop.views.skills.proofs_card import INVITE, ProofsCard
from desktop.views.skills.skills_table import SkillsTable
from desktop.views.skills.trail import Trail
from desktop.views.tables import table_view
from desktop.views.two_columns import TwoColumns
from desktop.views.undo import UndoBar

if TYPE_CHECKING:
    from desktop.models.store import Store

EMPTY: Final = "Rattachez une expérience à un métier dans « Parcours », ou parlez d’un métier dans « Avenir »."
NO_ACROSS: Final = "Enlevez le filtre pour voir toutes les compétences."
TOLD: Final[Mapping[Word, str]] = {
    Word.SAID: "« {words} » est dite en entretien.",
    Word.NOT_HELD: "« {words} » est écartée.",
    Word.NOTHING: "Ce qui a été dit de « {words} » est retiré.",
}
Read = tuple[Known, tuple[Placed, ...]]


class SkillsPage(FileTab):
    """Map on the left, proofs on the right."""

    title, code = "Compétences", "competences"

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is a person."""
        super().__init__(desk)
        self.known: Known | None = None
        self.skills: tuple[Placed, ...] = ()
        self.place: Place = WHOLE
        self.shown = SkillMap()
        self._pinned = ""  # the key of the cell that was chosen; another one under the mouse is shown meanwhile
        self._added = ""  # the code of a skill just said, to be looked at once it is there
        self._wanted = ""  # the id of a skill of the passport, to be looked at once it is read
        self.model = SkillsTable(desk.theme)
        self.table = table_view(self.model, self.tr("Tableau des compétences"), desk.theme)
        self.card = ChartCard(desk, _chart, self.table)
        self.notice, self.trail, self.choices = Notice(), Trail(), MapChoices()
        self.undo = UndoBar(desk, lambda: self.person)
        self.undo.listen(self)
        self.unshared = label("", "small")
        self.field = SkillField(desk, self.tr("Quelques lettres…"), self.tr("Ajouter une compétence dite en entretien"))
        self.side = ProofsCard(desk.theme)
        self._build()
        self._connect()

    def load(self) -> None:
        """Read file, items and referential in one go."""
        reference, packs = self.desk.reference, self.desk.packs

        def work(store: Store, person: str) -> Read | None:
            file = store.passports.file(person)
            if file is None:
                return None
            in_use = reference()
            known = read_file(file, store.items.of(person), in_use, packs)
            return known, placed(known, in_use.paths({skill.macro for skill in known.skills.values()} - {""}))

        self.read("map", work, self._show)

    def forget(self) -> None:
        """No cell of somebody else can be looked at, and nothing said of it."""
        self.known, self.skills, self.place, self.shown = None, (), WHOLE, SkillMap()
        self._wanted = ""
        self.choices.clear()
        self.field.clear()
        self.notice.hide()
        self.undo.clear()
        self.model.show(self.shown)
        self.trail.show_nodes(())
        self.explain("")

    def show_known(self, known: Known, skills: tuple[Placed, ...]) -> None:
        """Draw these skills, at the place that was looked at if something is still there."""
        self.known, self.skills = known, skills
        self._draw()
        if self._wanted:
            self._added = next((one.code for one in known.passport.skills if one.id == self._wanted), "")
            self._wanted = ""
        added = next((one.key for one in skills if one.held.code == self._added), "")
        self._added = ""
        self.explain(added or self._pinned)

    def explain(self, key: str) -> None:
        """Keep showing the cell of that key, with its proofs."""
        self._pinned = key
        self._look_at("")

    def show_skill(self, identifier: str) -> None:
        """Show the skill that the passport holds under that id, with its proofs, now or as soon as it is read."""
        self._wanted = identifier
        if self.known is not None:
            self.show_known(self.known, self.skills)

    def go(self, place: Place, then: str = "") -> None:
        """Show the map at a place; the cell whose key is ``then``, or the first one, is the one that arrows leave."""
        self.place = place
        self._draw()
        cells = self.shown.cells
        found = self.shown.cell(then) or (cells[0] if cells else None)
        canvas = self.card.canvas
        if canvas is not None and found is not None and (canvas.hasFocus() or then):
            canvas.select(found.key)
        self.explain(found.key if found and canvas is not None and canvas.hasFocus() else then)

    def rise(self) -> None:
        """Go up one place, to the cell we come from."""
        left = self.place
        above = up(self._kept(), left)
        self.go(above)
        came = next((cell for cell in self.shown.cells if _meet(cell.place, left)), None)
        if came is not None:
            self.go(above, came.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Backspace go up, but where something is being typed."""
        going_up = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
        if going_up and self.place and not self.field.field.hasFocus():
            self.rise()
        else:
            super().keyPressEvent(event)

    def _kept(self) -> tuple[Placed, ...]:
        """The skills that the filter leaves."""
        return tuple(one for one in self.skills if one.transversal or not self.shown.only_across)

    def _show(self, answer: Read | None) -> None:
        if answer is not None:
            self.show_known(*answer)

    def _draw(self) -> None:
        today, only = self.desk.today(), self.choices.across.isChecked()
        shown = skill_map(self.skills, self.place, self.choices.span, today, only)
        self.shown, self.place = shown, shown.place
        words = reading(shown) or (NO_ACROSS if only else EMPTY)
        edition = edition_words(self.known.edition) if self.known else ""
        self.card.foot = f"{said_day(today)} · {edition}"
        self.card.show_rows(shown, finding(shown), words, plain(shown))
        self.model.show(shown)
        self.trail.show_nodes(shown.trail)
        self.choices.setVisible(bool(self.skills))
        self.choices.across.setEnabled(only or any(one.transversal for one in self.skills))
        self.unshared.setText(not_shared_words(self.known.sections) if self.known else "")
        self.unshared.setVisible(bool(self.unshared.text()))

    def _look_at(self, key: str) -> None:
        """Show the cell of that key for as long as it is looked at; "" shows again the one that was chosen."""
        cell = self._cell(key) or self._cell(self._pinned)
        if cell is None:
            self.side.invite(INVITE if self.shown.size else EMPTY)
        else:
            self.side.show_cell(cell, spoken_skills(self.known.items) if self.known else {})

    def _cell(self, key: str) -> Cell | None:
        """The cell of that key; a skill that has none here may still be shown, from the table."""
        if not key or (found := self.shown.cell(key)) is not None:
            return found if key else None
        one = next((one for one in self.skills if one.key == key), None)
        return Cell(one.place, one.held.label, (one,), Sort.SKILL) if one else None

    def _choose(self, key: str) -> None:
        cell = self.shown.cell(key)
        if cell is None:
            return
        if cell.sort is Sort.REST and cell.place == self.place:
            self.card.show_table()
        elif len(cell.skills) == 1:
            self.explain(key)
        else:
            self.go(down(self.shown.skills, cell.place))

    def _take_line(self, index: QModelIndex) -> None:
        proxy = self.table.model()
        if isinstance(proxy, QSortFilterProxyModel) and index.isValid():
            self.explain(self.model.lines[proxy.mapToSource(index).row()].key)

    def _say(self, one: Placed, word: Word) -> None:
        self._tell(one.held.code, one.held.label, word)

    def _add(self, skill: Skill) -> None:
        held = self.known.held.get(skill.code) if self.known else None
        if held is not None and held.standing <= Standing.SAID:
            self.notice.tell(f"« {skill.label} » est déjà là\u00a0: {WORDS[held.standing]}.")
        else:
            self._tell(skill.code, skill.label, Word.SAID)

    def _tell(self, code: str, words: str, word: Word) -> None:
        if self.known is None:
            return
        content = skill_content(code, words, word, self.known.edition.version, self.desk.today())
        self._added = code if word is Word.SAID else ""
        self.notice.hide()
        self.undo.record(self.person, self.known.items, Kind.CORRECTION, content, TOLD[word].format(words=words))

    def _connect(self) -> None:
        self.card.saved.connect(self.note_saved)
        self.card.chosen.connect(self._choose)
        self.card.moved.connect(self.explain)
        self.card.pointed.connect(self._look_at)
        self.trail.chosen.connect(lambda size: self.go(self.place[:size]))
        self.choices.changed.connect(lambda: self.go(self.place))
        self.table.clicked.connect(self._take_line)
        self.table.activated.connect(self._take_line)
        self.side.said.connect(self._say)
        self.field.chosen.connect(self._add)

    def _build(self) -> None:
        px = self.desk.theme.px
        self.table.setMinimumHeight(px(460))
        for place, width in enumerate((280, 150, 240, 110, 220, 200, 220, 240)):
            self.table.setColumnWidth(place, px(width))
        self.card.tools.addWidget(self.trail)
        self.card.tools.addWidget(self.choices)
        self.card.add(self.unshared)
        self.unshared.hide()
        columns = TwoColumns()
        columns.add_left(self.notice, self.card)
        adding = Card(self.tr("Une compétence dite en entretien ?"))
        adding.add(self.field)
        columns.add_right(adding, self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.undo.above(columns))


def _meet(one: Place, other: Place) -> bool:
    """Whether one of the two places is in the other."""
    size = min(len(one), len(other))
    return one[:size] == other[:size]


def _chart() -> Chart[Any]:
    from desktop.charts import skillmap

    return skillmap
