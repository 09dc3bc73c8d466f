"""What counsellor and person say of the passport together: corrections are items, the passport stays as it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.models.note import Item, Kind
from desktop.models.skill import Standing


@dataclass(frozen=True, slots=True)
class SaidSkill:
    """What was last said of a skill: held (said in interview), to acquire, or None once taken back."""

    code: str
    label: str
    standing: Standing | None
    item: Item


def skill_content(code: str, label: str, standing: Standing | None) -> dict[str, str]:
    """The content of a correction of a skill; None takes back what was said."""
    said = {Standing.SAID: "said", Standing.TO_ACQUIRE: "to_acquire", None: "nothing"}[standing]
    return {"about": "skill", "code": code, "label": label, "said": said}


def experience_content(fact: str, code: str, label: str) -> dict[str, str]:
    """The content of a correction that ties an experience to an occupation; an empty code unties it."""
    return {"about": "experience", "fact": fact, "code": code, "label": label}


def occupation_content(code: str, label: str, chosen: bool) -> dict[str, str]:
    """The content of a chosen target occupation, or of one let go."""
    return {"code": code, "label": label, "state": "chosen" if chosen else "dropped"}


def said_skills(items: Iterable[Item]) -> dict[str, SaidSkill]:
    """By OGR code, what was last said of each skill that was spoken about."""
    standings = {"said": Standing.SAID, "to_acquire": Standing.TO_ACQUIRE}
    said = {}
    for item in _corrections(items, "skill"):
        code, label = item.content.get("code", ""), item.content.get("label", "")
        said[code] = SaidSkill(code, label, standings.get(item.content.get("said", "")), item)
    return said


def confirmed_occupations(items: Iterable[Item]) -> Mapping[str, tuple[str, str]]:
    """By fact id, the (code, label) of the occupation that a human tied to an experience."""
    tied = {i.content.get("fact", ""): (i.content.get("code", ""), i.content.get("label", ""))
            for i in _corrections(items, "experience")}  # fmt: skip
    return {fact: pair for fact, pair in tied.items() if pair[0]}


def chosen_occupations(items: Iterable[Item]) -> tuple[tuple[str, str], ...]:
    """(code, label) of the targets in the order chosen, without those let go."""
    chosen: dict[str, str] = {}
    for item in sorted((i for i in items if i.kind is Kind.OCCUPATION), key=lambda i: i.written):
        code = item.content.get("code", "")
        chosen.pop(code, None)
        if item.content.get("state") == "chosen":
            chosen[code] = item.content.get("label", code)
    return tuple(chosen.items())


def item_about(items: Iterable[Item], content: Mapping[str, str]) -> str:
    """The id of the item that already speaks of the same thing ("" when none does): said anew, it is written anew.

    One item a thing, so that two words said within the same second never compete.
    """
    keys = ("about", "fact") if content.get("about") == "experience" else ("about", "code")
    spoken = (item for item in items if item.kind in (Kind.CORRECTION, Kind.OCCUPATION))
    same = [item for item in spoken if all(item.content.get(key) == content.get(key) for key in keys)]
    return max(same, key=lambda item: item.written).id if same else ""


def _corrections(items: Iterable[Item], about: str) -> list[Item]:
    found = (i for i in items if i.kind is Kind.CORRECTION and i.content.get("about") == about)
    return sorted(found, key=lambda i: i.written)
