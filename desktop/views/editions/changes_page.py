"""What the version of the ROME in use changed, for the people followed first, then for the referential itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal

from desktop.models.changes import Changes
from desktop.models.editions import EditionChanges
from desktop.models.occupation import Edition
from desktop.models.touched import caseload_words, listed
from desktop.views.desk import Desk
from desktop.views.editions.caseload import Caseload, Read
from desktop.views.page import Columns, Page, SideBySide, stacked
from desktop.views.pieces import label, link_button, secondary_button
from desktop.views.rows import Row, RowsCard

TITLE: Final = "Ce que change le ROME"
ALONE: Final = "Il n’y a qu’une version du ROME sur cet ordinateur : rien à comparer."
CALM: Final = "Rien n’est remplacé tout seul : un code garde son sens tant que vous n’en décidez pas autrement."
SHOWN: Final = 40  # lines of one list; the figure above says how many there are in all


class ChangesPage(Page):
    """People at the left, with what changes for the one chosen; the referential at the right."""

    open_file = Signal(str)  # person
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Reads when it is first shown."""
        super().__init__(desk, TITLE, CALM)
        self.changes: EditionChanges | None = None
        self.found = Read()
        self._person = ""
        self.add_head(SideBySide(link_button(self.tr("‹ Métiers"), self.closed.emit)))
        self.people = RowsCard(desk.theme, self.tr("Dans vos dossiers"))
        self.people_words = label("", "muted")
        self.one = RowsCard(desk.theme, self.tr("Pour cette personne"))
        self.open = secondary_button(self.tr("Ouvrir le dossier"), lambda: self.open_file.emit(self._person))
        self.rome = RowsCard(desk.theme, self.tr("Dans le référentiel"))
        self.rome_words = label("", "muted")
        self._caseload = Caseload(desk.background, self, self._show_people)
        self.people.rows.chosen.connect(lambda row: self.explain(row.key))
        self.people.words.addWidget(self.people_words)
        self.rome.words.addWidget(self.rome_words)
        self.one.words.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Columns(stacked(self.people, self.one), self.rome, desk.theme.px(860)))
        self.body.addStretch(1)
        self.one.hide()

    def concerns(self, changes: Changes) -> bool:
        """Another referential, or anything said of anybody."""
        return bool(changes.everything or changes.items or changes.files or changes.gone)

    def load(self) -> None:
        """Compare the version in use with the one before it on this computer, then read the caseload."""
        packs, reference = self.desk.packs, self.desk.reference
        if packs is None:
            return

        def work() -> EditionChanges | None:
            older = before(packs.editions(), reference().edition())
            return packs.changes(older) if older else None

        self.desk.background.run(self, work, self._show_changes)

    def explain(self, person: str) -> None:
        """Show what changes for that person."""
        self._person = person
        one = next((one for one in self.found.touched if one.person == person), None)
        self.one.setVisible(one is not None)
        if one is not None:
            self.one.set_title(one.name)
            self.one.rows.show_rows(Row(str(at), impact.words) for at, impact in enumerate(one.impacts))

    def _show_changes(self, changes: EditionChanges | None) -> None:
        self.changes = changes
        self.rome_words.setText(changes.words if changes else ALONE)
        self.rome.rows.show_rows(_lines(changes) if changes else ())
        self.people.setVisible(changes is not None)
        if changes is None:
            self._caseload.stop()
            self.explain("")
        else:
            self._caseload.read(changes)

    def _show_people(self, found: Read) -> None:
        self.found = found
        people = listed(found.touched)
        self.people.rows.show_rows(Row(one.person, one.name, one.words, action="Voir") for one in people)
        words = caseload_words(len(people), found.read, found.closed)
        self.people_words.setText(words if found.done else self.tr("Lecture des dossiers…"))
        self.explain(self._person)


def before(editions: Sequence[Edition], in_use: Edition) -> str:
    """The version to compare the one in use with: the newest older one on this computer, "" when there is none."""
    older = sorted(one.version for one in editions if one.version < in_use.version)
    return older[-1] if older else ""


def _lines(changes: EditionChanges) -> Iterator[Row]:
    occupations, skills = changes.occupations, changes.skills
    lists = (
        ("Métiers ajoutés", [(one.code, one.label) for one in occupations.added]),
        ("Métiers retirés", [(one.code, one.label) for one in occupations.dropped]),
        ("Métiers renommés", [(one.code, f"{one.old} → {one.new}") for one in occupations.relabelled]),
        ("Appellations déplacées", [(f"{one.old} → {one.new}", one.label) for one in changes.moved]),
        ("Compétences et savoirs ajoutés", [(one.code, one.label) for one in skills.added]),
        ("Compétences et savoirs retirés", [(one.code, one.label) for one in skills.dropped]),
        ("Compétences et savoirs renommés", [(one.code, f"{one.old} → {one.new}") for one in skills.relabelled]),
    )
    for heading, found in lists:
        if found:
            yield Row("", f"{heading} · {len(found)}", heading=True)
            yield from (Row(f"{heading}{code}", words, around=code) for code, words in found[:SHOWN])
        if len(found) > SHOWN:
            yield Row(f"{heading}+", f"et {len(found) - SHOWN} de plus")
