"""Where cells stand: areas as numbers, inside their band, never over one another."""

from __future__ import annotations

import pytest

from desktop.charts.colours import colours
from desktop.charts.tiles import GAP, SIDE, bands, bottom, squarified
from desktop.models.skillmap import skill_map
from tests.models.test_skilltree import hung

COLOURS = colours("light")


@pytest.mark.parametrize("shape", [1.0, 1.7, 2.6])
def test_areas_are_as_the_sizes_and_fill_the_box(shape: float) -> None:
    sizes = [60, 30, 20, 5, 3, 1, 1]
    boxes = squarified(sizes, (10, 20, 500, 140), shape)
    unit = 500 * 140 / sum(sizes)
    assert [w * h / unit for *_, w, h in boxes] == pytest.approx(sizes)
    assert all(x >= 9.99 and x + w <= 510.01 and y >= 19.99 and y + h <= 160.01 for x, y, w, h in boxes)


def test_one_skill_has_one_area_in_bands_that_are_seen() -> None:
    skills = tuple(
        hung(f"{d}{c}{n:02}", f"D{d}", f"C{d}{c}", f"m{n}")
        for d in range(3)
        for c in range(3)
        for n in range(9 + 9 * c)
    )
    made = bands(skill_map(skills), 760, COLOURS)
    areas = [(tile.width + GAP) * (tile.height + GAP) / len(tile.cell.skills) for band in made for tile in band.tiles]
    assert len(areas) == 9
    assert areas == pytest.approx([areas[0]] * 9)
    assert bottom(made) > made[-1].top


def test_single_skills_are_all_as_wide_and_lines_as_tall_as_their_labels() -> None:
    long = tuple(hung("é" * 60 + f" {n} " + "mot " * 12, "A") for n in range(2))
    made = bands(skill_map((*long, *(hung(str(n), "A") for n in range(30))), ("A",)), 760, COLOURS)
    widths = {round(tile.width, 3) for tile in made[0].tiles}
    assert len(widths) == 1
    assert made[0].tiles[0].x == 0
    assert made[0].tiles[-1].height > made[0].tiles[0].height


def test_rows_have_a_column_for_their_names() -> None:
    made = bands(skill_map((hung("1", "A", "B"), hung("2", "C", "D"))), 760, COLOURS)
    assert [band.name for band in made] == [("A",), ("C",)]
    assert {tile.x for band in made for tile in band.tiles} == {SIDE}
