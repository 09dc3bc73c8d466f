"""What counsellor and person say of the passport together: corrections are items, the passport stays as it came.

One item a thing said: saying it anew writes the same item again, so that undoing is writing what it held before, and
nothing that a later exchange brings touches it. Each says which version of the referential it was said with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.models.clock import written
from desktop.models.closing import ABOUT as CLOSING
from desktop.models.continuity import ABOUT as AGREEMENT
from desktop.models.cv import ABOUT as CV
from desktop.models.diagnostic import About as Explored
from desktop.models.diagnostic import unsaid
from desktop.models.meeting import ABOUT as MEETING
from desktop.models.note import Item, Kind
from desktop.models.plan import ABOUT as ACTION
from desktop.models.plan import REMOVED
from desktop.models.readable import day_in
from desktop.models.skill import Standing

OWN: Final[Mapping[str, Kind]] = {  # contents that say the id of their item
    ACTION: Kind.PLAN,
    MEETING: Kind.MEETING,
    CV: Kind.CV,
    CLOSING: Kind.CLOSING,
    AGREEMENT: Kind.CLOSING,
}
GRID: Final = frozenset(map(str, Explored))  # contents of a diagnostic


class Word(StrEnum):
    """What was last said of a skill; the values are those of the items."""

    SAID = "said"  # held, said in interview
    TO_ACQUIRE = "to_acquire"
    NOT_HELD = "not_held"  # deduced, and the person says no: the deduction is set aside
    NOTHING = "nothing"  # what was said is taken back


class Answer(StrEnum):
    """What a human said of a suggestion that a fact (a badge, an engagement) shows a skill."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOTHING = "nothing"  # the answer is taken back: it may be suggested again


@dataclass(frozen=True, slots=True)
class SaidSkill:
    """What was last said of a skill."""

    code: str
    label: str
    word: Word
    item: Item
    day: date  # on which it was said: undoing what came after gives it back

    @property
    def standing(self) -> Standing | None:
        """Held, to acquire, or neither."""
        return {Word.SAID: Standing.SAID, Word.TO_ACQUIRE: Standing.TO_ACQUIRE}.get(self.word)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The occupation that a human tied to an experience; ``title`` is the OGR code of the appellation, "" if none."""

    fact: str
    code: str
    label: str
    title: str
    edition: str
    item: Item


@dataclass(frozen=True, slots=True)
class Shown:
    """What a human answered to "this fact shows that skill"."""

    fact: str
    code: str
    label: str
    answer: Answer
    item: Item


@dataclass(frozen=True, slots=True)
class Target:
    """A chosen occupation, why in the person's own words, and the version of the referential it was chosen with.

    ``since`` is the instant of the choice as it is written: letting go and undoing give the same place back.
    """

    code: str
    label: str
    reason: str = ""
    edition: str = ""
    since: str = ""


def skill_content(code: str, label: str, word: Word, edition: str = "", day: date | None = None) -> dict[str, str]:
    """The content of a correction of a skill; ``day`` is the one on which it is said."""
    said = {"about": "skill", "code": code, "label": label, "said": str(word), "edition": edition}
    return said | ({"day": day.isoformat()} if day else {})


def experience_content(fact: str, code: str, label: str, title: str = "", edition: str = "") -> dict[str, str]:
    """The content of a correction that ties an experience to an occupation; an empty code unties it."""
    return {"about": "experience", "fact": fact, "code": code, "label": label, "title": title, "edition": edition}


def shown_content(fact: str, code: str, label: str, answer: Answer, edition: str = "") -> dict[str, str]:
    """The content of an answer to a suggestion: that fact shows, or does not show, that skill."""
    return {"about": "shown", "fact": fact, "code": code, "label": label, "answer": str(answer), "edition": edition}


def occupation_content(
    code: str, label: str, chosen: bool, reason: str = "", edition: str = "", since: str = ""
) -> dict[str, str]:
    """The content of a chosen target occupation, or of one let go."""
    state = "chosen" if chosen else "dropped"
    content = {"code": code, "label": label, "state": state, "reason": reason, "edition": edition}
    return content | ({"since": since} if since else {})


def said_skills(items: Iterable[Item]) -> dict[str, SaidSkill]:
    """By OGR code, what was last said of each skill that was spoken about; an unknown word says nothing."""
    words = {str(word): word for word in Word}
    said = {}
    for item in _corrections(items, "skill"):
        code, label = item.content.get("code", ""), item.content.get("label", "")
        word = words.get(item.content.get("said", ""), Word.NOTHING)
        said[code] = SaidSkill(code, label, word, item, _day(item))
    return said


def spoken_skills(items: Iterable[Item]) -> dict[str, SaidSkill]:
    """By OGR code, what is said of a skill and was not taken back."""
    return {code: said for code, said in said_skills(items).items() if said.word is not Word.NOTHING}


def confirmed_occupations(items: Iterable[Item]) -> Mapping[str, Confirmed]:
    """By fact id, the occupation that a human tied to an experience."""
    tied = {}
    for item in _corrections(items, "experience"):
        fact, code, label, title, edition = (
            item.content.get(word, "") for word in ("fact", "code", "label", "title", "edition")
        )
        tied[fact] = Confirmed(fact, code, label, title, edition, item)
    return {fact: one for fact, one in tied.items() if one.code}


def shown_skills(items: Iterable[Item]) -> Mapping[tuple[str, str], Shown]:
    """By (fact id, OGR code), the last answer to each suggestion; those taken back are left out."""
    answers = {str(answer): answer for answer in Answer}
    found = {}
    for item in _corrections(items, "shown"):
        fact, code, label = (item.content.get(word, "") for word in ("fact", "code", "label"))
        answer = answers.get(item.content.get("answer", ""), Answer.NOTHING)
        found[fact, code] = Shown(fact, code, label, answer, item)
    return {key: one for key, one in found.items() if one.answer is not Answer.NOTHING}


def chosen_occupations(items: Iterable[Item]) -> tuple[Target, ...]:
    """The targets in the order chosen, without those let go."""
    chosen: dict[str, Target] = {}
    for item in sorted((i for i in items if i.kind is Kind.OCCUPATION), key=lambda i: i.written):
        code, label, reason, edition = (item.content.get(word, "") for word in ("code", "label", "reason", "edition"))
        again = chosen.pop(code, None)
        if item.content.get("state") == "chosen":
            since = item.content.get("since") or written(item.written)
            chosen[code] = Target(code, label or code, reason or (again.reason if again else ""), edition, since)
    return tuple(sorted(chosen.values(), key=lambda one: one.since))


def item_about(items: Iterable[Item], content: Mapping[str, str]) -> str:
    """The id of the item that already speaks of the same thing ("" when none does): said anew, it is written anew.

    One item a thing, so that two words said within the same second never compete. What has an item of its own names it.
    """
    if content.get("about") in OWN:
        return content.get("id", "")
    same = said_of(items, content)
    return same.id if same else ""


def said_of(items: Iterable[Item], content: Mapping[str, str]) -> Item | None:
    """The item that already speaks of the same thing."""
    if own := OWN.get(content.get("about", "")):
        return next((item for item in items if item.kind is own and item.id == content.get("id")), None)
    keys = {"experience": ("about", "fact"), "shown": ("about", "fact", "code")}
    wanted = keys.get(content.get("about", ""), ("about", "code"))
    kinds = (Kind.DIAGNOSTIC,) if content.get("about") in GRID else (Kind.CORRECTION, Kind.OCCUPATION)
    spoken = (item for item in items if item.kind in kinds)
    same = [item for item in spoken if all(item.content.get(key) == content.get(key) for key in wanted)]
    return max(same, key=lambda item: item.written) if same else None


def before(items: Iterable[Item], content: Mapping[str, str]) -> dict[str, str]:
    """What to write to undo ``content``: what was said of the same thing before, or that nothing is said any more."""
    former, about = said_of(items, content), content.get("about", "")
    own = {"about": about, "id": content.get("id", "")} if about in OWN else {}
    if former is not None:
        return dict(former.content) | own
    if own:
        return own | {"state": REMOVED}
    if about in GRID:
        return unsaid(content)
    if about == "experience":
        return experience_content(content.get("fact", ""), "", "")
    if about == "shown":
        return dict(content) | {"answer": str(Answer.NOTHING)}
    if about == "skill":
        return dict(content) | {"said": str(Word.NOTHING)}
    return dict(content) | {"state": "dropped"}


def _day(item: Item) -> date:
    """The day written in an item, that of its writing when there is none that can be read."""
    return day_in(item.content.get("day", "")) or item.written.date()


def _corrections(items: Iterable[Item], about: str) -> list[Item]:
    found = (i for i in items if i.kind is Kind.CORRECTION and i.content.get("about") == about)
    return sorted(found, key=lambda i: i.written)
