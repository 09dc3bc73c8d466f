"""The sections of a passport in everyday words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from desktop.models.passport import Section
from desktop.models.text import joined

SECTION_WORDS: Final[Mapping[Section, str]] = {
    Section.EXPERIENCES: "expériences",
    Section.RECOGNITIONS: "diplômes et titres",
    Section.TRAININGS: "formations",
    Section.ENGAGEMENTS: "engagements",
    Section.MANDATES: "mandats",
    Section.LICENCES: "permis",
    Section.BADGES: "badges",
    Section.SKILLS: "compétences",
}


def said_sections(shared: Iterable[Section]) -> str:
    """``expériences, formations, compétences``; the few that are missing when nearly all are there; "" for none."""
    kept = set(shared)
    missing = tuple(word for section, word in SECTION_WORDS.items() if section not in kept)
    if not missing:
        return "tout le passeport"
    if len(missing) <= 2:
        return f"tout le passeport, sauf {joined(missing)}"
    return ", ".join(word for section, word in SECTION_WORDS.items() if section in kept)
