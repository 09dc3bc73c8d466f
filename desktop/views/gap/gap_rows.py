"""The rows of the gap and of its proofs, as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from desktop.models.gap import Gap, groups
from desktop.models.occupation import Importance
from desktop.models.skill import Evidence
from desktop.views.marked_rows import MarkedRow
from desktop.views.marks import WORDS

TAGS: Final[Mapping[Importance, str]] = {
    Importance.CORE: "cœur de métier",
    Importance.EMERGING: "compétence émergente",
    Importance.OTHER: "",
}


def gap_rows(rows: Iterable[Gap]) -> Iterator[MarkedRow]:
    """Headings and rows; the keys are OGR codes."""
    for group in groups(rows):
        yield MarkedRow("", group.name, heading=True)
        for row in group.rows:
            yield MarkedRow(
                row.skill.code, row.skill.label, action="Pourquoi ?",
                standing=row.standing, word=WORDS[row.standing], tag=TAGS[row.importance],
            )  # fmt: skip


def evidence_rows(evidence: Iterable[Evidence]) -> Iterator[MarkedRow]:
    """One row a proof, the surest first."""
    for number, one in enumerate(evidence):
        yield MarkedRow(str(number), one.title, around=one.detail, standing=one.standing, word=WORDS[one.standing])
