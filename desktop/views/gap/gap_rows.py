"""The rows of the gap and of its proofs, as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from desktop.models.gap import Gap
from desktop.models.occupation import Importance
from desktop.models.skill import Evidence, Standing
from desktop.views.gap.outlook import grouped
from desktop.views.marked_rows import MarkedRow
from desktop.views.marks import WORDS

TAGS: Final[Mapping[Importance, str]] = {
    Importance.CORE: "cœur de métier",
    Importance.EMERGING: "compétence émergente",
    Importance.OTHER: "",
}
SILENT: Final[Mapping[Standing, str]] = {
    Standing.TO_EXPLORE: "Personne n’en a encore parlé. Ce n’est pas un manque : c’est une question à poser.",
    Standing.TO_ACQUIRE: "La personne et vous avez dit qu’elle est à acquérir.",
}


def gap_rows(rows: Iterable[Gap]) -> Iterator[MarkedRow]:
    """Headings and rows; the keys are OGR codes."""
    for name, found in grouped(rows):
        yield MarkedRow("", name, heading=True)
        for row in found:
            yield MarkedRow(
                row.skill.code, row.skill.label, action="Pourquoi ?",
                standing=row.standing, word=WORDS[row.standing], tag=TAGS[row.importance],
            )  # fmt: skip


def evidence_rows(evidence: Iterable[Evidence]) -> Iterator[MarkedRow]:
    """One row a proof, the surest first."""
    for number, one in enumerate(evidence):
        yield MarkedRow(str(number), one.title, around=one.detail, standing=one.standing, word=WORDS[one.standing])
