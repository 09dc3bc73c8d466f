"""When a fact was, in words: what is obtained came on a day, what lasts goes from one to another."""

from __future__ import annotations

import pytest

from desktop.models.passport import Fact, Origin, Section
from desktop.models.when import When

JUNE, MARCH = When(2009, 6), When(2014, 3)


@pytest.mark.parametrize(
    ("section", "start", "end", "ongoing", "said"),
    [
        (Section.RECOGNITIONS, None, JUNE, False, "juin 2009"),
        (Section.LICENCES, None, JUNE, False, "juin 2009"),
        (Section.BADGES, None, JUNE, False, "juin 2009"),
        (Section.EXPERIENCES, None, JUNE, False, "jusqu’à juin 2009"),
        (Section.TRAININGS, JUNE, MARCH, False, "juin 2009 – mars 2014"),
        (Section.LICENCES, JUNE, MARCH, False, "juin 2009 – mars 2014"),
        (Section.EXPERIENCES, MARCH, None, True, "depuis mars 2014"),
        (Section.RECOGNITIONS, None, None, False, ""),
    ],
)
def test_a_diploma_came_on_a_day_and_a_job_lasted(
    section: Section, start: When | None, end: When | None, ongoing: bool, said: str
) -> None:
    assert Fact("f", section, Origin.DECLARED, "TITULAIRE", "t", "", start, end, ongoing).when == said
