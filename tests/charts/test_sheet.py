"""Words measured before they are drawn."""

from __future__ import annotations

import pytest

from desktop.charts.chart import Region
from desktop.charts.colours import colours
from desktop.charts.shapes import SIDE, mark_shapes
from desktop.charts.sheet import Pen, elided, measured, wrapped
from desktop.models.skill import Standing

COLOURS = colours("light")
PEN = Pen(13, COLOURS.ink)


def test_words_that_fit_are_left_alone() -> None:
    assert elided("Court", 200, PEN, COLOURS) == "Court"
    assert wrapped("Court mais bien", 200, 3, PEN, COLOURS) == ("Court mais bien",)


@pytest.mark.parametrize("room", [36, 60, 90, 160])
def test_nothing_is_wider_than_its_room(room: float) -> None:
    text = "Accompagner anticonstitutionnellement les personnes"
    lines = wrapped(text, room, 3, PEN, COLOURS)
    assert lines
    assert all(measured(line, PEN, COLOURS) <= room for line in lines)
    assert measured(elided(text, room, PEN, COLOURS), PEN, COLOURS) <= room


def test_what_is_left_over_ends_with_an_ellipsis() -> None:
    assert wrapped("un deux trois quatre cinq six sept huit neuf", 60, 2, PEN, COLOURS)[-1].endswith("…")


def test_a_dollar_is_no_formula() -> None:
    assert measured("10 $ et 20 $", PEN, COLOURS) > measured("10 et 20", PEN, COLOURS)


def test_marks_stay_in_their_square_and_differ() -> None:
    points = {standing: [p for shape in mark_shapes(standing) for p in shape.points] for standing in Standing}
    assert all(0 <= x <= SIDE and 0 <= y <= SIDE for found in points.values() for x, y in found)
    assert len({tuple(found) for found in points.values()}) == len(Standing)


def test_a_region_holds_what_is_inside() -> None:
    region = Region("k", "mots", 10, 20, 30, 40)
    assert region.holds(10, 60)
    assert not region.holds(9, 30)
