"""Charts as files, exactly as a page exports them: the gap at several sizes, the comparison, nearby occupations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.chart_scene import known
from benchmarks.charts import reference
from benchmarks.gap_scene import HELD, SIZES, asking, comparison, gap_rows, nearest
from desktop.charts.colours import Colours, colours
from desktop.models import comparison as compared
from desktop.models import nearby_words
from desktop.models.gap import finding, reading
from desktop.models.nearby import bars
from desktop.models.why import edition_words
from desktop.reference.opened import Reference

Draw = Callable[[Path, Colours, Reference], None]


def drawings(themes: Mapping[str, str], folder: Path, only: str) -> Iterator[Path]:
    """Each drawing in each theme, written as ``name-theme.png``."""
    with reference() as opened:
        for theme, word in themes.items():
            for name, draw in ALL.items():
                if name.startswith(only):
                    path = folder / f"{name}-{word}.png"
                    draw(path, colours(theme), opened)
                    yield path


def _gap(size: int, path: Path, inks: Colours, opened: Reference) -> None:
    from desktop.charts import gap, paper

    rows, foot = gap_rows(opened, size), edition_words(opened.edition())
    made = paper.exported("png", gap, rows, inks, finding(asking(opened, size), rows), reading(rows), foot)
    path.write_bytes(made)


def _comparison(path: Path, inks: Colours, opened: Reference) -> None:
    from desktop.charts import compare, paper

    found, foot = comparison(opened), edition_words(opened.edition())
    made = paper.exported("png", compare, found, inks, compared.finding(found), compared.reading(found), foot)
    path.write_bytes(made)


def _nearby(path: Path, inks: Colours, opened: Reference) -> None:
    from desktop.charts import nearby, paper

    near, foot = nearest(opened), edition_words(opened.edition())
    drawn = bars(near, known(opened, HELD).held)
    words = nearby_words.finding(near), nearby_words.reading(near, len(drawn))
    path.write_bytes(paper.exported("png", nearby, drawn, inks, *words, foot))


ALL: Final[Mapping[str, Draw]] = {
    **{f"dessin-ecart-{size}": partial(_gap, size) for size in SIZES},
    "dessin-comparer": _comparison,
    "dessin-proches": _nearby,
}
