"""What an action may be tied to: the skills to acquire and the occupations chosen, and the words of a new action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop.models.correction import chosen_occupations, said_skills
from desktop.models.note import Item
from desktop.models.plan import About, Action, Link
from desktop.models.plan_groups import ABOUT_WORDS
from desktop.models.skill import Standing
from desktop.models.text import folded

EXPLORE, TRAINING, INQUIRE = "Q01", "P02", "Q06"  # of the vocabulary
LEARNED: Final = (Standing.TO_EXPLORE, Standing.TO_ACQUIRE)  # the standings of a skill that an action may be about


def offered_links(items: Iterable[Item], current: Link | None) -> tuple[Link, ...]:
    """Occupations chosen, then skills to acquire, then what the action is already tied to when it is neither."""
    written = tuple(items)
    targets = [Link(About.OCCUPATION, one.code, one.label) for one in chosen_occupations(written)]
    wished = (one for one in said_skills(written).values() if one.standing is Standing.TO_ACQUIRE)
    skills = sorted((Link(About.SKILL, one.code, one.label) for one in wished), key=lambda one: folded(one.label))
    found = (*targets, *skills)
    known = {(one.about, one.code) for one in found}
    return (*found, current) if current and (current.about, current.code) not in known else found


def said_link(link: Link) -> str:
    """``Métier : Aide-soignant``."""
    return f"{ABOUT_WORDS[link.about].capitalize()} : {link.label}"


def about_skill(identifier: str, code: str, label: str, standing: Standing) -> Action:
    """A new action about a skill that is to acquire, or that nobody spoke about yet."""
    link = Link(About.SKILL, code, label)
    if standing is Standing.TO_ACQUIRE:
        return Action(identifier, f"Acquérir : {label}", theme=TRAINING, link=link)
    return Action(identifier, f"En parler ensemble : {label}", step=EXPLORE, link=link)


def about_certification(identifier: str, number: str, name: str) -> Action:
    """A new action about a certification that would cover what is left."""
    return Action(identifier, f"S’informer sur : {name}", step=INQUIRE, link=Link(About.CERTIFICATION, number, name))
