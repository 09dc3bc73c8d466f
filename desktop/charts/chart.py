"""What every chart is: a drawing of rows, its height, and the rectangles that can be pointed at. No matplotlib here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop.charts.colours import Colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Rows = TypeVar("Rows", contravariant=True)


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle that can be pointed at, in points from the top left: what it stands for, and how it is read aloud."""

    key: str
    words: str
    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in memory, its height in points, and where it may be cut by the end of a page."""

    made: bytes
    tall: float
    cuts: tuple[float, ...] = ()


class Chart(Protocol[Rows]):
    """A module such as ``desktop.charts.gap``."""

    def draw(self, axes: Axes, rows: Rows, colours: Colours) -> tuple[Region, ...]:
        """Draw the rows in the whole of the axes, and say where each thing stands."""

    def height(self, rows: Rows, width: float, colours: Colours) -> float:
        """The points needed at that width."""
