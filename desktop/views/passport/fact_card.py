"""One fact: what the passport says of it, the occupation that it was, the skills that it may show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop.models.correction import Confirmed, Shown
from desktop.models.evidence import source_words
from desktop.models.passport import Fact, Section
from desktop.views.desk import Desk
from desktop.views.marks import ORIGIN_WORDS, mark_pixmap, origin_standing
from desktop.views.passport.occupation_ask import OccupationAsk
from desktop.views.passport.shown_ask import ShownAsk
from desktop.views.pieces import Card, label

INVITE = "Choisissez une étape du parcours pour voir d’où elle vient."


@dataclass(frozen=True, slots=True)
class Said:
    """What was said together of every fact: occupations by fact id, answers by (fact id, OGR code)."""

    occupations: Mapping[str, Confirmed] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], Shown] = field(default_factory=dict)


class FactCard(Card):
    """Emits what a human says of the fact: an occupation or none, the same for others alike, an answer."""

    tied = Signal(object, object)  # Fact, Found | None
    tied_alike = Signal(object)  # Fact
    answered = Signal(object, object, object)  # Fact, Suggestion, Answer

    def __init__(self, desk: Desk) -> None:
        """Asks to choose a fact."""
        super().__init__(self.tr("Détail"))
        self._theme = desk.theme
        self.fact: Fact | None = None
        self.about = label(INVITE, "muted")
        self.mark, self.provenance = QLabel(), label("", "strong")
        self.source = label("", "small")
        self.ask = OccupationAsk(desk)
        self.shown = ShownAsk()
        self.ask.tied.connect(lambda found: self.tied.emit(self.fact, found))
        self.ask.tied_alike.connect(lambda: self.tied_alike.emit(self.fact))
        self.shown.answered.connect(lambda one, answer: self.answered.emit(self.fact, one, answer))
        self._build()
        self.show_fact(None, Said())

    def show_fact(self, fact: Fact | None, said: Said, alike: int = 0) -> None:
        """Tell a fact and what was said of it; ``alike`` counts the jobs of the same title that wait."""
        self.fact = fact
        self.set_title(fact.title if fact else self.tr("Détail"))
        self.about.setText(_about(fact) if fact else INVITE)
        for piece in (self.mark, self.provenance, self.source):
            piece.setVisible(fact is not None)
        if fact:
            standing = origin_standing(fact.origin)
            self.mark.setPixmap(mark_pixmap(standing, self._theme, 16, self.devicePixelRatioF()))
            self.provenance.setText(ORIGIN_WORDS[fact.origin])
            self.source.setText(source_words(fact.source))
        job = fact is not None and fact.section is Section.EXPERIENCES
        if fact and job:
            self.ask.show_job(fact, said.occupations.get(fact.id), alike)
        self.ask.setVisible(job)
        self.shown.show_fact(None if job else fact, said.answers)

    def _build(self) -> None:
        self.add(self.about)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mark)
        row.addWidget(self.provenance, 1)
        self.add(row)
        for piece in (self.source, self.ask, self.shown):
            self.add(piece)


def _about(fact: Fact) -> str:
    parts = (fact.place, fact.when)
    return " · ".join(part for part in parts if part)
