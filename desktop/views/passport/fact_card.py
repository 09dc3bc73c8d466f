"""One fact: what the passport says of it, and for an experience the occupation that a human ties to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from desktop.models.correction import Confirmed
from desktop.models.evidence import source_words
from desktop.models.occupation import Found
from desktop.models.passport import Fact, Section
from desktop.models.when import said_period
from desktop.views.desk import Desk
from desktop.views.marks import ORIGIN_WORDS, mark_pixmap, origin_standing
from desktop.views.occupation_field import OccupationField
from desktop.views.pieces import Card, label, link_button, secondary_button

INVITE = "Choisissez une étape du parcours pour voir d’où elle vient."
WHY_TIE = "Le métier confirmé ensemble permet de déduire des compétences. Elles restent à confirmer."


class FactCard(Card):
    """Emits the occupation a human ties to the fact, or None to untie it."""

    tied = Signal(object, object)  # Fact, Found | None

    def __init__(self, desk: Desk) -> None:
        """Asks to choose a fact."""
        super().__init__(self.tr("Détail"))
        self._theme = desk.theme
        self._fact: Fact | None = None
        self.about = label(INVITE, "muted")
        self.mark, self.provenance = QLabel(), label("", "strong")
        self.source = label("", "small")
        self.occupation = label("", "")
        self.tie = secondary_button(self.tr("Rattacher à un métier…"), self._ask)
        self.field = OccupationField(desk, self.tr("Trouver un métier…"))
        self.why = label(WHY_TIE, "small")
        self.untie = link_button(self.tr("Détacher"), lambda: self._tie(None))
        self.field.chosen.connect(self._tie)
        self._build()
        self.show_fact(None, {})

    def show_fact(self, fact: Fact | None, confirmed: Mapping[str, Confirmed]) -> None:
        """Tell a fact; ``confirmed`` is what ``confirmed_occupations`` returns."""
        if fact is None or fact != self._fact:
            self.field.hide()
        self._fact = fact
        self.set_title(fact.title if fact else self.tr("Détail"))
        self.about.setText(_about(fact) if fact else INVITE)
        for piece in (self.mark, self.provenance, self.source):
            piece.setVisible(fact is not None)
        if fact:
            standing = origin_standing(fact.origin)
            self.mark.setPixmap(mark_pixmap(standing, self._theme, 16, self.devicePixelRatioF()))
            self.provenance.setText(ORIGIN_WORDS[fact.origin])
            self.source.setText(source_words(fact.source))
        self._show_occupation(fact, confirmed)

    def _show_occupation(self, fact: Fact | None, confirmed: Mapping[str, Confirmed]) -> None:
        experience = fact is not None and fact.section is Section.EXPERIENCES
        tied = confirmed.get(fact.id) if fact else None
        self.occupation.setText(f"Métier confirmé ensemble\u00a0: {tied.label} ({tied.code})" if tied else "")
        self.occupation.setVisible(tied is not None)
        self.untie.setVisible(tied is not None)
        self.tie.setText(self.tr("Changer de métier…") if tied else self.tr("Rattacher à un métier…"))
        self.tie.setVisible(experience and self.field.isHidden())
        self.why.setVisible(experience)

    def _ask(self) -> None:
        self.tie.hide()
        self.field.show()
        self.field.setFocus()

    def _tie(self, found: Found | None) -> None:
        self.field.hide()
        if self._fact is not None:
            self.tie.show()
            self.tied.emit(self._fact, found)

    def _build(self) -> None:
        self.add(self.about)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mark)
        row.addWidget(self.provenance, 1)
        self.add(row)
        for piece in (self.source, self.occupation, self.tie, self.field, self.why, self.untie):
            self.add(piece)


def _about(fact: Fact) -> str:
    parts = (fact.place, said_period(fact.start, fact.end, fact.ongoing))
    return " · ".join(part for part in parts if part)
