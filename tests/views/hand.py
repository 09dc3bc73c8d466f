"""Documents for the person without typesetting: what was asked for is kept in ``asked``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from desktop.errors import EscaleError
from desktop.models.handout import USUAL, Form
from desktop.models.paper import Paper
from tests.views.paper import page


@dataclass
class PlainHandouts:
    """Papers of one line."""

    asked: list[tuple[str, str, Form, tuple[str, ...] | None]] = field(default_factory=list)
    trouble: EscaleError | None = None

    def first_notice(self, ppi: float = 0) -> Paper:
        """See ``Handouts``."""
        return self._paper("votre-conseil-en-evolution-professionnelle", "", ppi=ppi)

    def convention(self, person: str, ppi: float = 0) -> Paper:
        """See ``Handouts``."""
        return self._paper("convention-de-partage", person, ppi=ppi)

    def summary(self, person: str, form: Form = USUAL, wanted: Collection[str] | None = None, ppi: float = 0) -> Paper:
        """See ``Handouts``."""
        return self._paper("synthese", person, form, wanted, ppi)

    def word_file(self, person: str, form: Form = USUAL, wanted: Collection[str] | None = None) -> Paper:
        """See ``Handouts``."""
        made = self._paper("synthese", person, form, wanted)
        return Paper(made.name, made.code, {"docx": b"docx"})

    def plan_page(self, person: str, ppi: float = 0) -> Paper:
        """See ``Handouts``."""
        return self._paper("plan-sur-une-page", person, ppi=ppi)

    def cv(self, person: str, cv: str, ppi: float = 0) -> Paper:
        """See ``Handouts``."""
        return self._paper("cv-de-travail", person, wanted=(cv,), ppi=ppi)

    def cv_word_file(self, person: str, cv: str) -> Paper:
        """See ``Handouts``."""
        made = self._paper("cv-de-travail", person, wanted=(cv,))
        return Paper(made.name, made.code, {"docx": b"docx"})

    def continuity(self, person: str, agreement: str, ppi: float = 0) -> Paper:
        """See ``Handouts``."""
        return self._paper("fiche-de-continuite", person, wanted=(agreement,), ppi=ppi)

    def continuity_word_file(self, person: str, agreement: str) -> Paper:
        """See ``Handouts``."""
        made = self._paper("fiche-de-continuite", person, wanted=(agreement,))
        return Paper(made.name, made.code, {"docx": b"docx"})

    def _paper(
        self, name: str, person: str, form: Form = USUAL, wanted: Collection[str] | None = None, ppi: float = 0
    ) -> Paper:
        self.asked.append((name, person, form, None if wanted is None else tuple(wanted)))
        if self.trouble is not None:
            raise self.trouble
        return Paper(name, name, {"pdf": f"pdf {name} {person}".encode()}, (page(),) if ppi else ())
