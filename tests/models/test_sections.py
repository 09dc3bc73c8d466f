"""The sections of a passport in everyday words."""

from __future__ import annotations

from desktop.models.passport import Section
from desktop.models.sections import SECTION_WORDS, said_sections


def test_every_section_has_words() -> None:
    assert set(SECTION_WORDS) == set(Section)


def test_few_sections_are_named() -> None:
    assert said_sections((Section.SKILLS, Section.EXPERIENCES)) == "expériences, compétences"
    assert said_sections(()) == ""


def test_nearly_all_are_told_by_what_is_missing() -> None:
    assert said_sections(tuple(Section)) == "tout le passeport"
    kept = [section for section in Section if section not in (Section.LICENCES, Section.BADGES)]
    assert said_sections(kept) == "tout le passeport, sauf permis et badges"
