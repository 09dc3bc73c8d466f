"""The gap of one occupation, from what is held to counted groups, over a bare walk through the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from benchmarks.chart_scene import known
from benchmarks.charts import held, reference
from benchmarks.gap_scene import HELD, SIZES, asking, paths_of
from benchmarks.ground import Ground
from benchmarks.measure import Measure, medians, said, timed
from desktop.models.gap import families, gaps, groups, tally

MOST: Final = 1.0  # milliseconds


def measures(ground: Ground) -> Iterator[Measure]:
    """For somebody with 150 skills, and occupations that ask for more and more."""
    with reference() as opened:
        person = known(opened, HELD)
        near = families(person.held, person.skills)
        for size in SIZES:
            occupation = asking(opened, size)
            paths = paths_of(opened, occupation)

            def whole() -> None:
                rows = gaps(person.held, occupation, paths, (), near)  # noqa: B023 - used at once
                groups(rows)
                tally(rows)

            def bare() -> None:
                [person.held.get(one.skill.code) for one in occupation.requirements]  # noqa: B023 - used at once

            ours, walked = medians([lambda: timed(whole), lambda: timed(bare)], ground.times(201, 51))
            print(f"  écart de {size} compétences : {said(ours, 'ms')} (but {MOST:.0f} ms : {held(ours, MOST)})")
            yield Measure(f"écart de {size} compétences", ours, walked, "les mêmes lignes cherchées une à une")
