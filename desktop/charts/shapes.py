"""The marks of the standings as plain geometry, so that screens, charts and paper draw the very same shapes.

A mark lives in a square of 16 units, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import cos, radians, sin

from desktop.models.skill import Standing

SIDE = 16.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A polyline ``width`` units thick, or a filled polygon when ``width`` is 0; a ``hole`` shows what is behind."""

    points: tuple[Point, ...]
    width: float = 0.0
    closed: bool = False
    hole: bool = False


class Sign(Enum):
    """What is said of a skill beside its standing, by a shape too."""

    ACROSS = auto()  # of use in many occupations: two arrows, one each way
    NEW = auto()  # since a day: an arrow head upwards


Mark = Standing | Sign


def mark_shapes(mark: Mark) -> tuple[Shape, ...]:
    """The shapes of a mark, bottom first."""
    return {
        Standing.PROVEN: _disc_with_tick,
        Standing.DECLARED: _ring_with_dot,
        Standing.SAID: _bubble,
        Standing.DEDUCED: _dashed_ring,
        Standing.TO_EXPLORE: _ring_with_question,
        Standing.TO_ACQUIRE: _arrow_to_line,
        Sign.ACROSS: _arrows_both_ways,
        Sign.NEW: _upwards,
    }[mark]()


def _disc_with_tick() -> tuple[Shape, ...]:
    tick = ((4.9, 8.3), (7.1, 10.4), (11.1, 5.9))
    return Shape(_arc(8, 8, 6.6, 0, 360), closed=True), Shape(tick, 1.7, hole=True)


def _ring_with_dot() -> tuple[Shape, ...]:
    return Shape(_arc(8, 8, 5.7, 0, 360), 1.8, closed=True), Shape(_arc(8, 8, 2.5, 0, 360), closed=True)


def _bubble() -> tuple[Shape, ...]:
    outline = ((3.2, 2.6), (12.8, 2.6), (13.8, 3.6), (13.8, 9.6), (12.8, 10.6), (8, 10.6), (4.8, 13.6), (4.8, 10.6),
               (3.2, 10.6), (2.2, 9.6), (2.2, 3.6))  # fmt: skip
    return (Shape(outline, 1.7, closed=True),)


def _dashed_ring() -> tuple[Shape, ...]:
    return tuple(Shape(_arc(8, 8, 5.7, start, start + 26), 1.9) for start in range(0, 360, 45))


def _ring_with_question() -> tuple[Shape, ...]:
    hook = (*_arc(8, 6.5, 1.9, 170, 395), (8.1, 8.7), (8.0, 9.5))
    return (
        Shape(_arc(8, 8, 6.2, 0, 360), 1.3, closed=True),
        Shape(hook, 1.3),
        Shape(_arc(8, 11.4, 0.85, 0, 360), closed=True),
    )


def _arrow_to_line() -> tuple[Shape, ...]:
    head = ((4.6, 6.7), (8, 10.2), (11.4, 6.7))
    return Shape(((8, 2), (8, 9.8)), 1.9), Shape(head, 1.9), Shape(((3, 13.4), (13, 13.4)), 1.9)


def _arrows_both_ways() -> tuple[Shape, ...]:
    right, left = ((9.6, 2.2), (13.2, 5.2), (9.6, 8.2)), ((6.4, 7.8), (2.8, 10.8), (6.4, 13.8))
    lines = ((2.4, 5.2), (12.4, 5.2)), ((13.6, 10.8), (3.6, 10.8))
    return tuple(Shape(points, 1.7) for points in (*lines, right, left))


def _upwards() -> tuple[Shape, ...]:
    return (Shape(((8, 2.6), (14, 13), (8, 10.4), (2, 13)), closed=True),)


def _arc(x: float, y: float, radius: float, start: int, end: int) -> tuple[Point, ...]:
    steps = max(4, (end - start) // 9)
    angles = (radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return tuple((x + radius * cos(a), y + radius * sin(a)) for a in angles)
