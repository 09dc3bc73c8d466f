"""The facts as a table: the twin of the timeline, with those that have no date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt

from desktop.models.evidence import source_words
from desktop.models.passport import Fact, Passport, Section
from desktop.models.text import folded
from desktop.views.marks import ORIGIN_WORDS, mark_icon, origin_standing
from desktop.views.tables import SORT_ROLE, Index, LinesTable
from desktop.views.theme import Theme

COLUMNS = ("Quand", "Quoi", "Provenance", "Où", "Partie", "Source")
SECTIONS: Final[Mapping[Section, str]] = {
    Section.EXPERIENCES: "Expériences",
    Section.RECOGNITIONS: "Diplômes et titres",
    Section.TRAININGS: "Formations",
    Section.ENGAGEMENTS: "Engagements",
    Section.MANDATES: "Mandats",
    Section.LICENCES: "Permis de conduire",
    Section.BADGES: "Badges numériques",
    Section.SKILLS: "Compétences",
}


class ParcoursTable(LinesTable[Fact]):
    """One line a fact."""

    def __init__(self, theme: Theme) -> None:
        """Empty."""
        super().__init__(COLUMNS)
        self._icons = {origin: mark_icon(origin_standing(origin), theme) for origin in ORIGIN_WORDS}

    def show(self, passport: Passport) -> None:
        """Replace every line, newest first."""
        self.show_lines(sorted(passport.facts, key=_when, reverse=True))

    def fact(self, row: int) -> Fact:
        """The fact of a line."""
        return self.lines[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        fact = self.lines[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icons[fact.origin] if index.column() == 2 else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _words(fact)[index.column()]
        if role == SORT_ROLE:
            return _when(fact) if index.column() == 0 else folded(_words(fact)[index.column()])
        return None


def _words(fact: Fact) -> tuple[str, ...]:
    when = fact.when
    return when, fact.title, ORIGIN_WORDS[fact.origin], fact.place, SECTIONS[fact.section], source_words(fact.source)


def _when(fact: Fact) -> str:
    """Sorts by the day it ended (still going on: last), then by the day it began."""
    end = "9999" if fact.ongoing else str(fact.end or fact.start or "")
    return f"{end} {fact.start or ''}"
