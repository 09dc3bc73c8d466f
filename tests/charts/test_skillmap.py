"""The map, as a drawing."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Final

import pytest
from matplotlib.collections import LineCollection

from desktop.charts import skillmap
from desktop.charts.colours import colours, contrast, mixed
from desktop.charts.shapes import mark_shapes
from desktop.models.skill import Standing
from desktop.models.skillmap import SkillMap, skill_map
from desktop.models.skilltree import Placed, Span
from tests.charts.drawing import Drawing
from tests.models.test_skilltree import hung

LONG = "Concevoir et animer des activités de développement de l’autonomie anticonstitutionnellement longues"
HELD: Final = tuple(standing for standing in Standing if standing.held)
NEW: Final = date(2026, 5, 1)


def branch(domain: str, label: str, size: int, standing: Standing = Standing.PROVEN) -> tuple[Placed, ...]:
    """That many skills in one branch of a domain."""
    return tuple(
        hung(f"{label}-{n:02}", domain, label, f"{label} {n}", standing=standing, since=NEW, transversal=not n)
        for n in range(size)
    )


COOPERATION = "Coopération, organisation et développement de ses compétences"
SKILLS: Final = (
    *branch(COOPERATION, "Aider", 14), *branch(COOPERATION, "Écouter", 9, Standing.SAID),
    *branch(COOPERATION, LONG, 4, Standing.DEDUCED), *branch(COOPERATION, "Animer", 3),
    *branch("Vente", "Encaisser", 11, Standing.DECLARED),
)  # fmt: skip
ROWS: Final = skill_map(SKILLS)
NEWER: Final = skill_map(SKILLS, span=Span.YEAR, today=date(2026, 11, 22))
LAST: Final = skill_map(SKILLS, (COOPERATION, "Aider"))
EMPTY: Final = SkillMap()


def edges(drawn: Drawing) -> dict[int, LineCollection]:
    """The edge of a cell of each standing."""
    found = (one for one in drawn.axes.collections if isinstance(one, LineCollection) and one.get_gid())
    return {int(str(one.get_gid()).split()[1]): one for one in found}


def test_cells_keep_their_order_and_say_their_words() -> None:
    drawn = Drawing(skillmap, ROWS)
    assert [region.key for region in drawn.regions] == [cell.key for cell in ROWS.cells]
    assert drawn.regions[0].words.replace("\u00a0", " ").startswith("Aider : 14 compétences, 14 prouvées")
    assert drawn.regions[-1].y > max(region.y for region in drawn.regions[:-1])
    assert drawn.words[-5:] == ["prouvée", "déclarée", "dite en entretien", "déduite", "utile dans beaucoup de métiers"]
    assert "30 compétences" in drawn.words


def test_what_is_new_has_a_number_and_a_legend() -> None:
    drawn = Drawing(skillmap, NEWER)
    assert "+14" in drawn.words
    assert drawn.words[-1] == "nouvelle depuis un an"
    assert not any(words.startswith("+") for words in Drawing(skillmap, ROWS).words)


def test_a_single_skill_says_its_standing_and_its_proof() -> None:
    few = skill_map(branch("A", "B", 3, Standing.DECLARED), ("A", "B"))
    words = Drawing(skillmap, few).words
    assert words.count("déclarée") == 3 + 1
    assert words.count("Preuve") == 3


@pytest.mark.parametrize("shown", [ROWS, NEWER, LAST], ids=["whole", "newer", "last"])
@pytest.mark.parametrize(("width", "body"), [(760, 15), (480, 15), (760, 30)])
def test_nothing_overlaps_nor_leaves_its_cell_or_the_sheet(shown: SkillMap, width: float, body: float) -> None:
    drawn = Drawing(skillmap, shown, width, body)
    assert drawn.overlaps() == []
    assert drawn.outside() == []
    for a, b in combinations(drawn.regions, 2):
        assert min(a.x + a.width, b.x + b.width) <= max(a.x, b.x) or min(a.y + a.height, b.y + b.height) <= max(
            a.y, b.y
        )
    for region in drawn.regions:
        assert region.x + region.width <= width + 0.1
        assert region.y + region.height <= drawn.height
        inside = [t for t in drawn.axes.texts if region.holds(*t.get_position())]
        assert all(t.get_window_extent().x1 <= region.x + region.width + 1 for t in inside)


@pytest.mark.parametrize("count", [5, 60, 500])
def test_every_cell_has_at_least_its_number(count: int) -> None:
    skills = tuple(
        hung(f"{n:03}", f"Domaine {n % 7}", f"Enjeu {n % 7}.{n % 31 % 5}", f"Macro {n % 61}") for n in range(count)
    )
    drawn = Drawing(skillmap, skill_map(skills))
    for region in drawn.regions:
        assert any(region.holds(*text.get_position()) for text in drawn.axes.texts if text.get_text())


def test_no_two_standings_are_told_by_colour_alone() -> None:
    drawn = Drawing(skillmap, skill_map([one for standing in HELD for one in branch("A", str(standing), 11, standing)]))
    found = {
        standing: (
            tuple(edge.get_linewidths()),
            len({x for (x, _), *_ in edge.get_segments()}),
            str(edge.get_linestyles()),
        )
        for standing, edge in edges(drawn).items()
    }
    assert set(found) == {int(standing) for standing in HELD}
    assert len(set(found.values())) == len(HELD)
    assert len({tuple(mark_shapes(standing)) for standing in HELD}) == len(HELD)
    assert [patch.get_hatch() for patch in drawn.hatched] == ["//"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_are_read_on_every_fill(name: str) -> None:
    theme = colours(name)
    fills = [mixed(theme.of(standing), theme.panel, 0.26 if standing is Standing.DEDUCED else skillmap.FILL)
             for standing in HELD]  # fmt: skip
    assert min(contrast(theme.ink, fill) for fill in fills) >= 7
    assert min(contrast(theme.of(standing), theme.panel) for standing in HELD) >= 4.5


def test_an_empty_map_draws_nothing() -> None:
    assert Drawing(skillmap, EMPTY).regions == ()
