"""What changed from one edition of the ROME to another: facts by code, never by label; nothing re-points itself.

An appellation keeps its OGR number when it moves to another occupation; a skill keeps its own when it is said anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from desktop.models.occupation import Edition, Node
from desktop.models.text import counted, joined


@dataclass(frozen=True, slots=True)
class Change:
    """One code whose label (or letters of the RIASEC) is not what it was."""

    code: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Turnover:
    """The codes of one sort that came, went, or are said otherwise; each sorted by code."""

    added: tuple[Node, ...] = ()
    dropped: tuple[Node, ...] = ()
    relabelled: tuple[Change, ...] = ()

    def of(self, codes: Collection[str]) -> Turnover:
        """The part that concerns these codes."""
        return Turnover(
            tuple(one for one in self.added if one.code in codes),
            tuple(one for one in self.dropped if one.code in codes),
            tuple(one for one in self.relabelled if one.code in codes),
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """An appellation (OGR number, today's label) that stands under another occupation: old and new codes."""

    title: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class AskedChange:
    """What an occupation of both editions asks for otherwise: OGR numbers that came and went, in all and at the core.

    A skill that stays while it enters or leaves the core is in the core lists alone; one that becomes or stops being
    emerging, without the core, is in none.
    """

    occupation: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    core_added: tuple[str, ...] = ()
    core_removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """Everything that differs; when one side is an extract, only what an extract can tell."""

    old: Edition
    new: Edition
    occupations: Turnover = Turnover()
    skills: Turnover = Turnover()
    moved: tuple[Moved, ...] = ()
    dropped_titles: tuple[Node, ...] = ()
    asked: tuple[AskedChange, ...] = ()
    riasec: tuple[Change, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing differs."""
        parts = (self.occupations, self.skills)
        kept = not any(part.added or part.dropped or part.relabelled for part in parts)
        return kept and not (self.moved or self.dropped_titles or self.asked or self.riasec)

    def of(
        self, occupations: Collection[str] = (), skills: Collection[str] = (), titles: Collection[str] = ()
    ) -> EditionChanges:
        """What concerns these occupations (codes), skills and appellations (OGR numbers) alone."""
        codes, items, names = frozenset(occupations), frozenset(skills), frozenset(titles)
        return replace(
            self,
            occupations=self.occupations.of(codes),
            skills=self.skills.of(items),
            moved=tuple(one for one in self.moved if one.title in names),
            dropped_titles=tuple(one for one in self.dropped_titles if one.code in names),
            asked=tuple(one for one in self.asked if one.occupation in codes),
            riasec=tuple(one for one in self.riasec if one.code in codes),
        )

    @property
    def words(self) -> str:
        """The whole in one sentence; every number is the length of a list shown."""
        what = (
            _told(self.occupations, "métier", "métiers"),
            _told(self.skills, "compétence ou savoir", "compétences et savoirs"),
            (counted(len(self.moved), "appellation déplacée", "appellations déplacées"),) if self.moved else (),
        )
        parts = tuple(part for parts in what for part in parts)
        head = f"Du ROME {self.old.version} au ROME {self.new.version} : "
        return f"{head}{joined(parts) or 'rien ne change'}."


def _told(turnover: Turnover, one: str, many: str) -> Iterable[str]:
    for found, past in ((turnover.added, "ajouté"), (turnover.relabelled, "renommé"), (turnover.dropped, "retiré")):
        if found:
            yield counted(len(found), f"{one} {past}", f"{many} {past}s")
