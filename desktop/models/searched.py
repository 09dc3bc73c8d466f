"""What can be found by its words: notes, actions, meetings, the diagnostic, the facts and skills of a passport.

Pure: which words stand for a writing or a fact, and whether the person beside the screen may see them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import IntEnum
from typing import Final

from desktop.models.agenda import SORT_WORDS
from desktop.models.diagnostic import Value, entry_of
from desktop.models.interview import MOMENT_WORDS, Moment
from desktop.models.meeting import meeting_of
from desktop.models.note import NOTES, Delivery, Item, Kind
from desktop.models.passport import Fact, HeldSkill
from desktop.models.plan import REMOVED, action_of
from desktop.models.plan_groups import titled
from desktop.models.plan_terms import step_words
from desktop.models.readable import among
from desktop.models.shareable import may_be_shared


class Sort(IntEnum):
    """What was found; the number is its place in the index. OWN: the counsellor's own, never shown to anybody else."""

    NOTE = 1
    OWN = 2
    PLAN = 3
    DIAGNOSTIC = 4
    FACT = 5
    SKILL = 6
    MEETING = 7


SHARED: Final = frozenset(Sort) - {Sort.OWN}  # what may be found with the person beside the screen
NOTED: Final = (Sort.NOTE, Sort.OWN)
AGREED: Final = (Sort.PLAN, Sort.DIAGNOSTIC)
HELD: Final = (Sort.FACT, Sort.SKILL)
KINDS: Final[Mapping[Kind, Sort]] = {
    Kind.NOTE: Sort.NOTE, Kind.PLAN: Sort.PLAN, Kind.DIAGNOSTIC: Sort.DIAGNOSTIC, Kind.MEETING: Sort.MEETING,
}  # fmt: skip
WRITTEN: Final = (Kind.WORKING, *KINDS)  # the kinds of items that can be found


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: of whom, its id, the words it was found in, and the item or the fact that says them.

    ``when`` is the instant it was written, or that a meeting begins; None for what a passport holds.
    """

    sort: Sort
    person: str
    key: str
    words: str
    when: datetime | None = None
    item: Item | None = None
    fact: Fact | None = None


def sort_of(item: Item) -> Sort | None:
    """Where a writing is found; None for what is found nowhere: other kinds, what is being typed but a note."""
    if item.kind in NOTES:
        return Sort.NOTE if may_be_shared(item) else Sort.OWN
    if item.delivery is Delivery.DRAFT or item.content.get("state") == REMOVED:
        return None
    return KINDS.get(item.kind)


def words_of(item: Item) -> str:
    """The words by which a writing is found, those that name it first."""
    if item.kind is Kind.PLAN:
        one = action_of(item)
        label = one.link.label if one.link else ""
        return _told(titled(one), step_words(one.step), one.theme_words, one.how, label)
    if item.kind is Kind.DIAGNOSTIC:
        entry = entry_of(item)
        return entry.label if entry and entry.explored and entry.value is not Value.NO else ""
    if item.kind is Kind.MEETING:
        meeting = meeting_of(item)
        return _told(meeting.theme, meeting.place, SORT_WORDS[meeting.sort]) if meeting else ""
    said = item.content.get("moment", "")
    moment = among(Moment, said) if said else None
    return _told(item.text, MOMENT_WORDS[moment] if moment else "", item.content.get("place", ""))


def words_of_fact(fact: Fact) -> str:
    """The words of a fact: its title, where, and what else the passport says of it in letters."""
    return _told(fact.title, fact.place, *(value for _, value in fact.details if not value.isdecimal()))


def hit_of(item: Item) -> Hit | None:
    """A writing as it is found; None when it cannot be."""
    sort = sort_of(item)
    meeting = meeting_of(item) if sort is Sort.MEETING else None
    when = meeting.begins if meeting else item.written
    return Hit(sort, item.person, item.id, words_of(item), when, item) if sort else None


def hit_of_fact(person: str, fact: Fact) -> Hit:
    """A fact of somebody's passport as it is found."""
    return Hit(Sort.FACT, person, fact.id, words_of_fact(fact), fact=fact)


def hit_of_skill(person: str, skill: HeldSkill) -> Hit:
    """A skill of somebody's passport as it is found."""
    return Hit(Sort.SKILL, person, skill.id, skill.label)


def age(hit: Hit) -> datetime:
    """The instant that ranks what was found: when written, or met, or the last day of a fact; long ago if unknown."""
    if hit.when:
        return hit.when
    last = (hit.fact.end or hit.fact.start) if hit.fact else None
    day = date.max if hit.fact and hit.fact.ongoing else last.last() if last else date(1970, 1, 1)
    return datetime.combine(day, time(), UTC)


def _told(*parts: str) -> str:
    return "\n".join(part for part in dict.fromkeys(parts) if part)
