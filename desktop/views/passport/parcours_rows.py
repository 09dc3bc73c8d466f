"""The facts as rows to read one by one, what waits for a human, and what was said of facts that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.models.correction import Answer, Confirmed, Shown
from desktop.models.passport import Fact, Passport, Section
from desktop.models.text import counted
from desktop.models.timeline import Timeline
from desktop.models.when import said_day
from desktop.views.marked_rows import MarkedRow
from desktop.views.marks import ORIGIN_WORDS, origin_standing
from desktop.views.passport.fact_card import Said
from desktop.views.passport.parcours_table import SECTIONS
from desktop.views.rows import Row

EMPTY = "Le passeport partagé ne contient pas encore d’étape."


def reading(line: Timeline) -> str:
    """The sentence under the title of the timeline."""
    if not line.bars:
        return EMPTY
    told = f"{counted(len(line.bars), 'étape datée', 'étapes datées')}, garanties ou déclarées."
    if line.untold:
        told += (
            f" {counted(len(line.untold), 'période non racontée', 'périodes non racontées')} : des questions à poser."
        )
    return told


def fact_rows(passport: Passport, said: Said) -> Iterator[MarkedRow]:
    """The facts section by section; of each, the occupation confirmed or waited for."""
    for section in Section:
        facts = passport.of(section)
        if facts:
            yield MarkedRow("", SECTIONS[section], heading=True)
        for fact in facts:
            yield _row(fact, said)


def waiting_words(waiting: int, jobs: int) -> str:
    """``8 emplois attendent un métier.``; "" without any job."""
    if not jobs:
        return ""
    if not waiting:
        return "Chaque emploi a un métier, confirmé ensemble."
    return counted(waiting, "emploi attend un métier.", "emplois attendent un métier.")


def gone_rows(said: Iterable[Confirmed | Shown]) -> Iterator[Row]:
    """What was said of steps that are gone, and the way to take it back."""
    for number, one in enumerate(said):
        day = f"dit le {said_day(one.item.written.date())}"
        yield Row(str(number), one.label, around=f"{_gone_words(one)} · {day}", action="Retirer")


def _gone_words(one: Confirmed | Shown) -> str:
    if isinstance(one, Confirmed):
        return "métier confirmé ensemble"
    return "reconnu ensemble" if one.answer is Answer.ACCEPTED else "réponse « non »"


def _row(fact: Fact, said: Said) -> MarkedRow:
    parts = (fact.place, fact.when, _occupation(fact, said))
    return MarkedRow(
        fact.id, fact.title, around=" · ".join(part for part in parts if part), action="Détail",
        standing=origin_standing(fact.origin), word=ORIGIN_WORDS[fact.origin],
    )  # fmt: skip


def _occupation(fact: Fact, said: Said) -> str:
    if fact.section is not Section.EXPERIENCES:
        return ""
    tied = said.occupations.get(fact.id)
    return f"métier confirmé : {tied.label}" if tied else "métier\u00a0à\u00a0confirmer"
