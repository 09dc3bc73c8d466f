"""The headings that a note may begin with, one set for each moment of the accompaniment.

They follow what counsellors record (demand, situation, constraints, skills, project, funding, steps, what comes next),
in everyday words, strengths before what is missing. They are a proposal: nothing depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.models.interview import Moment

HEADINGS: Final[Mapping[Moment, tuple[str, ...]]] = {
    Moment.FIRST: (
        "Ce qui est demandé",
        "La situation aujourd’hui",
        "Ce que la personne sait faire",
        "Ce qui compte, ce qui limite",
        "La suite",
    ),
    Moment.EXPLORATION: (
        "Ce qui plaît, ce qui ne convient pas",
        "Expériences et compétences évoquées",
        "Métiers à regarder de plus près",
        "À vérifier sur le terrain",
        "La suite",
    ),
    Moment.PROJECT: (
        "Le projet, et pourquoi",
        "Ce qui est déjà là",
        "Ce qui reste à apprendre",
        "Étapes et dates",
        "La suite",
    ),
    Moment.FUNDING: (
        "Ce qu’il faut financer",
        "Financements possibles",
        "Dossiers à déposer, dates limites",
        "Qui contacter",
        "La suite",
    ),
    Moment.FOLLOW_UP: (
        "Depuis la dernière fois",
        "Ce qui a avancé",
        "Ce qui bloque",
        "Ce qui est décidé",
    ),
    Moment.REVIEW: (
        "Ce qui était demandé au départ",
        "Ce qui a été fait",
        "Ce que la personne emporte",
        "Où en est le projet",
        "Se redonner des nouvelles : quand, comment",
    ),
    Moment.CAREER: (
        "Le poste et ce qui y change",
        "Compétences et qualifications",
        "Ce que la personne souhaite",
        "Formations et moyens à demander",
        "Ce qui sera dit à l’employeur",
    ),
}


def template(moment: Moment | None) -> str:
    """The headings of a moment, a line free under each; "" without a moment."""
    return "\n\n".join(f"# {heading}" for heading in HEADINGS[moment]) + "\n" if moment else ""


def untouched(text: str) -> bool:
    """Whether nobody wrote anything: nothing stands there, or a template alone."""
    return not text.strip() or any(text == template(moment) for moment in Moment)


def missing(moment: Moment | None, text: str) -> str:
    """The headings of a moment that a text does not have yet, as they may be added at its end; "" when it has all."""
    lines = {line.strip() for line in text.splitlines()}
    headings = [f"# {heading}" for heading in HEADINGS[moment]] if moment else []
    return "\n\n".join(heading for heading in headings if heading not in lines)
