"""The parcours in time, as a drawing."""

from __future__ import annotations

from datetime import date

import pytest
from matplotlib.patches import FancyBboxPatch

from desktop.charts import timeline as chart
from desktop.models.passport import Origin, Passport, Section
from desktop.models.timeline import Timeline, timeline
from tests.charts.drawing import Drawing
from tests.models.people import fact

TODAY = date(2026, 11, 22)


def long_life() -> Timeline:
    """Thirty-four years, twenty-five employers, three diplomas."""
    jobs = tuple(
        fact(f"Employée de maison n° {n}", Section.EXPERIENCES, f"{1992 + n * 4 // 3}-{1 + n % 12:02}",
             f"{1993 + n * 4 // 3}-{1 + n * 5 % 12:02}", origin=Origin.DECLARED if n % 4 == 0 else Origin.GUARANTEED)
        for n in range(25) if n not in (9, 10, 11)
    )  # fmt: skip
    diplomas = tuple(fact(f"Diplôme au nom assez long {y}", Section.RECOGNITIONS, str(y)) for y in (1991, 2014, 2024))
    return timeline(Passport(jobs + diplomas), TODAY)


@pytest.mark.parametrize(("width", "body"), [(760, 15), (460, 15), (760, 30)])
def test_a_long_life_is_readable(width: float, body: float) -> None:
    drawn = Drawing(chart, long_life(), width, body)
    assert drawn.overlaps() == []
    assert drawn.outside() == []
    assert len(drawn.regions) == 25


def test_at_its_usual_width_nearly_every_job_is_named() -> None:
    words = Drawing(chart, long_life()).words
    assert sum(1 for word in words if word.startswith("Employée")) >= 20


def test_lanes_stand_one_above_the_other_under_their_names() -> None:
    facts = (
        fact("b", Section.RECOGNITIONS, "2009"), fact("c", Section.ENGAGEMENTS, "2010", "2012"),
        fact("a", Section.EXPERIENCES, "2001", "2003"), fact("d", Section.TRAININGS, "2004", "2005"),
    )  # fmt: skip
    drawn = Drawing(chart, timeline(Passport(facts), TODAY))
    assert [region.key for region in drawn.regions] == ["a", "d", "c", "b"]
    assert [region.y for region in drawn.regions] == sorted(region.y for region in drawn.regions)
    assert {"Emploi", "Formation", "Engagement", "Reconnaissance"} <= set(drawn.words)


def test_bars_are_as_long_as_their_time() -> None:
    facts = (
        fact("dix", Section.EXPERIENCES, "2001-01-01", "2011-01-01"),
        fact("cinq", Section.EXPERIENCES, "2012-01-01", "2017-01-01"),
    )
    by_key = {region.key: region for region in Drawing(chart, timeline(Passport(facts), TODAY)).regions}
    assert by_key["dix"].width / by_key["cinq"].width == pytest.approx(2, rel=0.01)


def test_guaranteed_is_filled_and_declared_is_outlined() -> None:
    facts = (
        fact("g", Section.EXPERIENCES, "2001", "2003"),
        fact("d", Section.EXPERIENCES, "2004", "2006", origin=Origin.DECLARED),
    )
    drawn = Drawing(chart, timeline(Passport(facts), TODAY))
    bars = [patch for patch in drawn.axes.patches if isinstance(patch, FancyBboxPatch)]
    assert [patch.get_facecolor() == patch.get_edgecolor() for patch in bars] == [True, False]
    assert drawn.words[-2:] == ["garantie", "déclarée"]
    assert [region.words for region in drawn.regions] == ["g, 2001 – 2003, garantie", "d, 2004 – 2006, déclarée"]


def test_untold_stretches_are_dotted_and_named() -> None:
    line = timeline(Passport((fact("a", Section.EXPERIENCES, "2001", "2003"),)), TODAY)
    drawn = Drawing(chart, line)
    spans = [patch for patch in drawn.axes.patches if patch.get_gid() == "untold"]
    assert [patch.get_linestyle() for patch in spans] == [":"]
    assert "période non racontée" in drawn.words


def test_one_fact_and_no_fact_are_drawn_too() -> None:
    one = Drawing(chart, timeline(Passport((fact("seul", Section.EXPERIENCES, "2026-03", ongoing=True),)), TODAY))
    assert {"seul", "2026", "Emploi"} <= set(one.words)
    assert one.overlaps() == []
    assert Drawing(chart, timeline(Passport(), TODAY)).regions == ()
