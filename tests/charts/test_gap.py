"""The bar of standings, as a drawing."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from desktop.charts import gap
from desktop.models.gap import Gap
from desktop.models.occupation import Importance, Skill, SkillKind
from desktop.models.skill import Standing
from tests.charts.drawing import Drawing

COUNTS = (5, 4, 2, 6, 7, 3)


def rows(*counts: int) -> tuple[Gap, ...]:
    """As many rows of each standing, in order."""
    return tuple(
        Gap(Skill(f"{standing}{n}", "x", SkillKind.DETAILED), Importance.CORE, "", standing)
        for standing, many in zip(Standing, counts, strict=True)
        for n in range(many)
    )


def test_segments_are_as_long_as_their_numbers_in_the_order_of_standings() -> None:
    drawn = Drawing(gap, rows(*COUNTS))
    widths = [region.width for region in drawn.regions]
    assert [width / widths[0] * 5 for width in widths] == pytest.approx(list(COUNTS))
    assert [region.key for region in drawn.regions] == ["0", "1", "2", "3", "4", "5"]
    assert drawn.regions[-1].x + drawn.regions[-1].width == pytest.approx(drawn.width)


def test_every_count_is_written_with_its_word() -> None:
    words = Drawing(gap, rows(*COUNTS)).words
    assert words[0::2] == ["5", "4", "2", "6", "7", "3"]
    assert words[1::2] == ["prouvée", "déclarée", "dite en entretien", "déduite", "à explorer", "à acquérir"]


def test_standings_without_rows_are_not_drawn() -> None:
    drawn = Drawing(gap, rows(0, 0, 1, 0, 0, 0))
    assert drawn.words == ["1", "dite en entretien"]
    assert drawn.regions[0].words == "1 dite en entretien"


def test_deduced_and_to_explore_are_told_by_their_hatch_too() -> None:
    drawn = Drawing(gap, rows(*COUNTS))
    assert [(patch.get_hatch(), to_hex(patch.get_hatchcolor()).upper()) for patch in drawn.hatched] == [
        ("//", drawn.colours.of(Standing.DEDUCED)),
        ("||", drawn.colours.of(Standing.TO_EXPLORE)),
    ]


@pytest.mark.parametrize(("width", "body"), [(760, 15), (420, 15), (760, 30), (420, 30)])
def test_nothing_overlaps_or_leaves_the_sheet(width: float, body: float) -> None:
    drawn = Drawing(gap, rows(30, 4, 2, 6, 107, 3), width, body)
    assert drawn.overlaps() == []
    assert drawn.outside() == []


def test_no_row_draws_nothing() -> None:
    drawn = Drawing(gap, ())
    assert drawn.regions == ()
    assert drawn.words == []
