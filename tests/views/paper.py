"""Documents without typesetting: what they would say, and whose they are; a page is a tiny picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage

from desktop.documents import calendar
from desktop.errors import EscaleError, Refused
from desktop.models.clock import now
from desktop.models.erasure import Erasure
from desktop.models.meeting import Meeting
from desktop.models.missing_case import Case
from desktop.models.missing_causes import Letter
from desktop.models.occasion import Occasion
from desktop.models.paper import Paper
from desktop.models.reported import Reported, Told


def page(colour: str = "black") -> bytes:
    """A PNG of one colour, in the proportions of A4."""
    image = QImage(210, 297, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


@dataclass
class PlainPapers:
    """Papers of one line; what was asked for is kept in ``asked``."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    trouble: EscaleError | None = None

    def held(self, person: str, ppi: float = 0) -> Paper:
        """See ``Papers``."""
        return self._paper("ce-qu-escale-garde", person, ppi)

    def access_report(self, person: str, ppi: float = 0) -> Paper:
        """See ``Papers``."""
        return self._paper("rapport-d-acces", person, ppi)

    def reported(self, note: str) -> Reported:
        """See ``Papers``."""
        self._paper("reported", note, 0)
        return Reported("le 22 novembre", (Told("", note),))

    def invitation(self, person: str, ppi: float = 0) -> Paper:
        """See ``Papers``."""
        return self._paper("renouveler-le-partage", person, ppi)

    def missing_letter(self, person: str, letter: Letter, case: Case, ppi: float = 0) -> Paper:
        """See ``Papers``."""
        return self._paper("demande-pour-le-passeport", f"{person} {letter} {case.title}", ppi)

    def agenda(self, meetings: Sequence[Meeting]) -> Paper:
        """See ``Papers``; the file itself is the real one."""
        self.asked.append(("agenda", " ".join(one.id for one in meetings)))
        return calendar.paper([Occasion(one, f"nom-{at}") for at, one in enumerate(meetings)], now())

    def receipt(self, erasure: Erasure, ppi: float = 0) -> Paper:
        """See ``Papers``."""
        return self._paper("bordereau-d-effacement", erasure.pseudonym, ppi)

    def journal(self) -> Paper:
        """See ``Papers``."""
        return self._paper("journal-des-acces", "", 0)

    def impact(self, ppi: float = 0) -> Paper:
        """See ``Papers``."""
        return self._paper("analyse-d-impact", "", ppi)

    def recovery_sheet(self, key: str, ppi: float = 0) -> Paper:
        """See ``Papers``."""
        return self._paper("fiche-de-secours", key, ppi)

    def _paper(self, name: str, about: str, ppi: float) -> Paper:
        if self.trouble:
            raise self.trouble
        self.asked.append((name, about))
        files = {suffix: f"{suffix} {name} {about}".encode() for suffix in ("pdf", "json", "csv")}
        return Paper(name, name, files, (page(), page("white")) if ppi else ())


REFUSED = Refused("Ce document serait trop long.", "Exportez-le en JSON.")
