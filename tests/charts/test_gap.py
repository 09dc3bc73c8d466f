"""The bar of standings, as a drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch

from desktop.charts import gap
from desktop.models.gap import Gap
from desktop.models.gaplines import pointed_at
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


def spread(groups: int, each: int, core: int = 3) -> tuple[Gap, ...]:
    """Rows of every standing in turn, in ``groups`` enjeux of ``each`` rows, ``core`` of which are at the core."""
    return tuple(
        Gap(
            Skill(f"{g}.{n}", "x", SkillKind.DETAILED), Importance.CORE if n < core else Importance.OTHER,
            f"Un enjeu qui a un nom assez long {g}", Standing((g + n) % 6),
        )
        for g in range(groups)
        for n in range(each)
    )  # fmt: skip


SIZES = {5: spread(2, 3, 2)[:5], 60: spread(10, 6), 130: spread(13, 10)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("width", "body"), [(760, 15), (420, 15), (1100, 20), (760, 30), (420, 30)])
def test_every_size_is_readable(size: int, width: float, body: float) -> None:
    drawn = Drawing(gap, SIZES[size], width, body)
    assert len(drawn.words) <= 40
    assert drawn.overlaps() == []
    assert drawn.outside() == []
    right = max(region.x + region.width for region in drawn.regions)
    assert right <= width + 1
    assert max(region.y + region.height for region in drawn.regions) <= drawn.height + 1


@pytest.mark.parametrize("size", SIZES)
def test_every_region_stands_for_rows_of_the_list_and_is_read_with_their_number(size: int) -> None:
    rows = SIZES[size]
    for region in Drawing(gap, rows).regions:
        behind = pointed_at(rows, region.key)
        assert behind
        assert str(len(behind)) in region.words


def test_the_lines_are_as_long_as_their_numbers_in_one_unit() -> None:
    rows = spread(3, 6)[:15]  # 6, 6 and 3
    parts = [region for region in Drawing(gap, rows).regions if region.key.startswith("s:")]
    starts = {key: [p for p in parts if p.key.endswith(key)] for key in ("long 0", "long 1", "long 2")}
    lengths = [ones[-1].x + ones[-1].width - ones[0].x for ones in starts.values()]
    assert lengths[0] == pytest.approx(lengths[1], abs=2)
    assert lengths[2] == pytest.approx(lengths[0] / 2, abs=2)


def test_the_core_is_a_part_of_the_whole_in_the_same_unit() -> None:
    drawn = Drawing(gap, spread(4, 6))
    core = [region for region in drawn.regions if region.key.startswith("s:") and region.key.endswith(":c:")]
    assert core[-1].x + core[-1].width == pytest.approx(drawn.width / 2, abs=3)
    assert "Au cœur du métier · 12" in drawn.words
    assert next(region for region in drawn.regions if region.key == "c:").words.startswith("Au cœur du métier, 12 ")


def test_no_standing_is_told_by_colour_alone() -> None:
    shapes = {standing: _shapes(spread_of(standing)) for standing in Standing}
    assert len(set(shapes.values())) == len(Standing)


def spread_of(standing: Standing) -> tuple[Gap, ...]:
    """Two groups of rows of one standing."""
    rows = spread(2, 3, 1)
    return tuple(replace(row, standing=standing) for row in rows)


def _shapes(rows: tuple[Gap, ...]) -> tuple[str, ...]:
    """What is drawn, without its colours and without the legend's marks and words."""
    drawn = Drawing(gap, rows)
    bars = [patch for patch in drawn.axes.patches if isinstance(patch, FancyBboxPatch)]
    lowest = max(patch.get_y() for patch in bars)
    marks = [path for one in drawn.axes.collections for path in one.get_paths()]
    sizes = [str(len(path.vertices)) for path in marks if min(path.vertices[:, 1]) >= lowest]
    return (*(str(patch.get_hatch()) for patch in bars), *sizes)
