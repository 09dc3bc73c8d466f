"""From a need to an action of the plan: the words of the need, under the theme it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from desktop.models.diagnostic import About, Entry
from desktop.models.plan import Action, Status

THEMES: Final[Mapping[str, str]] = MappingProxyType({"5": "P02", "6": "P02", "7": "P02"})  # by need; P01 otherwise
STEPS: Final[Mapping[str, str]] = MappingProxyType({
    "1": "Q01", "2": "Q02", "3": "Q02", "5": "Q06", "6": "Q07", "7": "Q37",
})  # fmt: skip
CONSTRAINTS: Final = "P07"


def about_entry(identifier: str, entry: Entry) -> Action:
    """A new action that meets a need, or a constraint."""
    if entry.about is About.NEED:
        theme = THEMES.get(entry.code, "P01")
        return Action(identifier, entry.label, step=STEPS.get(entry.code, ""), theme=theme)
    return Action(identifier, entry.label, theme=CONSTRAINTS)


def in_plan(every: Iterable[Action], entry: Entry) -> bool:
    """Whether an action, not cancelled, says the same words."""
    return any(one.what == entry.label and one.status is not Status.CANCELLED for one in every)
