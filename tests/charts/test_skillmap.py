"""The map, as a drawing."""

from __future__ import annotations

import pytest

from desktop.charts import skillmap
from desktop.models.skill import Evidence, Held, Standing
from desktop.models.skillmap import Cell, Row
from tests.charts.drawing import Drawing

LONG = "Concevoir et animer des activités de développement de l’autonomie anticonstitutionnellement longues"


def cell(label: str, size: int, standing: Standing = Standing.PROVEN) -> Cell:
    """A cell of that many skills."""
    return Cell(label, label, tuple(Held(str(n), "x", (Evidence(standing, "x"),)) for n in range(size)))


ROWS = (
    Row("Coopération, organisation et développement de ses compétences",
        (cell("Aider", 4), cell("Écouter", 2, Standing.SAID), cell(LONG, 1, Standing.DEDUCED), cell("Animer", 1))),
    Row("Vente", (cell("Encaisser", 1, Standing.DECLARED),)),
)  # fmt: skip


def test_a_skill_has_one_width_everywhere() -> None:
    drawn = Drawing(skillmap, ROWS)
    sizes = {"0.0": 4, "0.1": 2, "0.2": 1, "0.3": 1, "1.0": 1}
    units = [(region.width + skillmap.GAP) / sizes[region.key] for region in drawn.regions]
    assert units == pytest.approx([units[0]] * 5)


def test_a_cell_too_wide_for_a_line_takes_several() -> None:
    drawn = Drawing(skillmap, (Row("Soin", (cell("Énorme", 23), cell("Seule", 1))),))
    huge, alone = drawn.regions
    assert huge.x + huge.width <= drawn.width
    assert huge.height > 3 * alone.height / 2


def test_rows_and_cells_keep_their_order_and_say_their_words() -> None:
    drawn = Drawing(skillmap, ROWS)
    assert drawn.regions[0].words == "Aider : 4 compétences, prouvée"
    assert drawn.regions[-1].key == "1.0"
    assert drawn.regions[-1].y > max(region.y for region in drawn.regions[:-1])
    assert drawn.words[-4:] == ["prouvée", "déclarée", "dite en entretien", "déduite"]
    assert "8 compétences" in drawn.words
    assert "1 compétence" in drawn.words


def test_cells_never_overlap_nor_leave_the_sheet() -> None:
    drawn = Drawing(skillmap, (Row("Soin", tuple(cell(f"C{n}", 1 + n % 5) for n in range(30))),))
    places = drawn.regions
    assert all(place.x + place.width <= drawn.width + 0.1 for place in places)
    assert all(place.y + place.height <= drawn.height for place in places)
    touching = [
        (a.key, b.key) for a in places for b in places
        if a.key < b.key and min(a.x + a.width, b.x + b.width) > max(a.x, b.x)
        and min(a.y + a.height, b.y + b.height) > max(a.y, b.y)
    ]  # fmt: skip
    assert touching == []


def test_deduced_cells_are_hatched_and_only_they() -> None:
    drawn = Drawing(skillmap, ROWS)
    assert [patch.get_hatch() for patch in drawn.hatched] == ["//"]


@pytest.mark.parametrize(("width", "body"), [(760, 15), (480, 15), (760, 30)])
def test_labels_fit_wrap_or_are_elided(width: float, body: float) -> None:
    drawn = Drawing(skillmap, ROWS, width, body)
    assert drawn.overlaps() == []
    assert drawn.outside() == []
    for region in drawn.regions:
        inside = [t for t in drawn.axes.texts if region.holds(*t.get_position())]
        edges = [t.get_window_extent().x1 for t in inside]
        assert edges
        assert max(edges) <= region.x + region.width + 1


def test_an_empty_map_draws_nothing() -> None:
    assert Drawing(skillmap, ()).regions == ()
