"""Nearby occupations, as a drawing."""

from __future__ import annotations

import pytest
from matplotlib.patches import FancyBboxPatch, Polygon

from desktop.charts import nearby
from desktop.models.nearby import LABELS, Bar, Nearby, bars
from desktop.models.occupation import Importance, Node, Requirement
from desktop.models.skill import Evidence, Held, Standing
from tests.charts.drawing import Drawing
from tests.models.people import skill

S = Standing
LONG = "Conducteur / Conductrice de transport de marchandises sur longue distance"


def row(code: str, core: tuple[Standing, ...], other: tuple[Standing, ...], left: tuple[int, int], **more: bool) -> Bar:
    """An occupation that asks for that many of each; ``left``: core, other."""
    shared = [Requirement(skill(f"c{n}"), Importance.CORE) for n in range(len(core))]
    shared += [Requirement(skill(f"o{n}"), Importance.OTHER) for n in range(len(other))]
    missing = [Requirement(skill(f"mc{n}"), Importance.CORE) for n in range(left[0])]
    missing += [Requirement(skill(f"mo{n}"), Importance.OTHER) for n in range(left[1])]
    near = Nearby(Node(code, f"{code} {LONG}"), tuple(shared), tuple(missing), official=more.get("official", False))
    return Bar(near, core, other)


ONE = row("J1501", (S.PROVEN, S.PROVEN, S.DEDUCED), (S.SAID,), (2, 5), official=True)
TWO = row("K1304", (S.DECLARED,), (S.DECLARED, S.DEDUCED), (4, 20))


def boxes(drawn: Drawing) -> list[FancyBboxPatch]:
    """Every piece of bar."""
    return [patch for patch in drawn.axes.patches if isinstance(patch, FancyBboxPatch)]


def test_every_piece_is_as_long_as_its_number_and_the_core_is_thicker() -> None:
    drawn = Drawing(nearby, (ONE,))
    widths = [box.get_width() for box in boxes(drawn)]
    heights = [box.get_height() for box in boxes(drawn)]
    assert [round(width / widths[1], 3) for width in widths] == [2, 1, 1, 2, 5]  # proven, deduced, said, left
    assert heights[:2] == [heights[0]] * 2
    assert heights[0] == heights[3] > heights[2] == heights[4]


def test_the_two_figures_of_a_line_are_written_and_its_whole_name_is_said() -> None:
    drawn = Drawing(nearby, (ONE, TWO))
    assert drawn.words[1:3] == ["4", "7"]
    assert drawn.words[4:6] == ["3", "24"]
    assert [region.key for region in drawn.regions] == ["J1501", "K1304"]
    assert drawn.regions[0].words == (
        f"J1501 {LONG}. 4 partagées, dont 3 au cœur du métier · 7 à explorer. mobilité officielle du ROME"
    )


def test_deduced_and_to_explore_are_hatched() -> None:
    assert sorted({str(patch.get_hatch()) for patch in Drawing(nearby, (ONE,)).hatched}) == ["//", "||"]


def test_an_official_mobility_is_told_by_a_shape_and_by_words() -> None:
    drawn = Drawing(nearby, (ONE, TWO))
    diamonds = [p for p in drawn.axes.patches if isinstance(p, Polygon) and p.get_gid() == "official"]
    assert len(diamonds) == 2  # its line and the legend
    assert drawn.words[-1] == "mobilité officielle du ROME"
    assert "mobilité officielle du ROME" not in Drawing(nearby, (TWO,)).words


def test_at_most_forty_labels_legend_included() -> None:
    held = {f"{n}": Held(f"{n}", "", (Evidence(S(n), ""),)) for n in range(4)}
    asked = tuple(Requirement(skill(f"{n}"), Importance.CORE) for n in range(4))
    left = (Requirement(skill("9"), Importance.CORE),)
    many = [Nearby(Node(f"A{n:04}", LONG), asked, left, official=n == 0) for n in range(20)]
    drawn = Drawing(nearby, bars(many, held))
    assert len(drawn.words) <= LABELS
    assert len(drawn.regions) == 11
    assert len(Drawing(nearby, bars(many, {"0": held["0"]})).regions) == 12


@pytest.mark.parametrize(("width", "body"), [(820, 15), (420, 15), (820, 30), (420, 30)])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_nothing_overlaps_or_leaves_the_sheet(width: float, body: float, name: str) -> None:
    drawn = Drawing(nearby, (ONE, TWO, row("M1608", (), (S.DECLARED,), (30, 90))), width, body, name)
    assert drawn.overlaps() == []
    assert drawn.outside() == []


def test_no_row_draws_nothing() -> None:
    drawn = Drawing(nearby, ())
    assert drawn.regions == ()
    assert drawn.words == []
