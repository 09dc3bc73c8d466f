"""The map at a place: few enough names, nothing lost, what is new and what is of use everywhere."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from desktop.models.skill import Standing
from desktop.models.skillmap import MOST, SkillMap, Sort, skill_map
from desktop.models.skilltree import Placed, Span
from tests.models.test_skilltree import hung

TODAY: Final = date(2026, 11, 22)


def forest(domains: int, stakes: int, macros: int, skills: int) -> tuple[Placed, ...]:
    """A regular tree, each domain bigger than the next by one skill."""
    made = [
        hung(f"{d}{s}{m}{n}", f"D{d}", f"D{d}E{s}", f"D{d}E{s}O", f"D{d}E{s}M{m}")
        for d in range(domains) for s in range(stakes) for m in range(macros) for n in range(skills)
    ]  # fmt: skip
    return tuple(made)


def names(shown: SkillMap) -> int:
    """How many things the map names."""
    return sum(bool(row.label) for row in shown.rows) + len(shown.cells)


@pytest.mark.parametrize(
    ("tree", "level"),
    [(forest(2, 1, 1, 3), "compétence"), (forest(3, 2, 4, 3), "macro-compétence"), (forest(6, 5, 3, 6), "objectif")],
)
def test_cells_are_the_deepest_level_with_few_enough_names(tree: tuple[Placed, ...], level: str) -> None:
    shown = skill_map(tree)
    assert shown.level == level
    assert names(shown) <= MOST
    assert shown.size == len(tree)


def test_too_many_stakes_are_gathered_row_by_row_and_lead_into_their_row() -> None:
    tree = (*forest(6, 9, 2, 1), hung("x", "Seul"))
    shown = skill_map(tree)
    rests = [cell for cell in shown.cells if cell.sort is Sort.REST]
    assert names(shown) == MOST
    assert shown.size == len(tree)
    assert [cell.place for cell in rests] == [(f"D{n}",) for n in range(6)]
    assert rests[0].label == "et 5 autres"
    assert rests[0].key != rests[1].key


def test_the_last_level_shows_the_surest_and_sends_the_others_to_the_table() -> None:
    tree = tuple(hung(f"{n:03}", "A", standing=Standing.PROVEN if n > 40 else Standing.DEDUCED) for n in range(62))
    shown = skill_map(tree, ("A",))
    *cells, rest = shown.cells
    assert len(cells) == MOST - 1
    assert (rest.sort, rest.label, rest.place) == (Sort.REST, "et 23 autres", ("A",))
    assert [cell.best for cell in cells[:21]] == [Standing.PROVEN] * 21
    assert shown.level == "compétence"
    assert shown.size == 62


def test_rows_and_cells_come_widest_first_and_skills_surest_first() -> None:
    tree = (
        hung("1", "Petit", "a"), hung("2", "Grand", "b"), hung("3", "Grand", "c", standing=Standing.SAID),
        hung("4", "Grand", "c"), *(hung(f"x{n}", "Grand", "c", f"z{n}") for n in range(40)),
    )  # fmt: skip
    shown = skill_map(tree)
    assert [row.label for row in shown.rows] == ["Grand", "Petit"]
    assert [cell.label for cell in shown.rows[0].cells] == ["c", "b"]
    assert shown.rows[0].cells[0].skills[-1].standing is Standing.SAID
    assert shown.rows[0].cells[0].best is Standing.PROVEN


def test_skills_beside_branches_make_a_row_of_their_own() -> None:
    shown = skill_map((hung("1", "A", "B"), hung("2", "A", "B"), hung("3", "A")), ("A",))
    assert [(row.label, row.size) for row in shown.rows] == [("B", 2), ("Sans sous-catégorie", 1)]


def test_a_place_where_nothing_is_left_leads_above() -> None:
    tree = (hung("1", "A", "B", transversal=True), hung("2", "C"))
    assert skill_map(tree, ("C",), only_across=True).place == ()
    assert skill_map(tree, ("A", "B"), only_across=True).place == ("A", "B")


def test_transversal_skills_are_counted_and_may_be_all_that_is_shown() -> None:
    tree = (hung("1", "A", transversal=True), hung("2", "A"), hung("3", "B"))
    assert [cell.across for cell in skill_map(tree).cells] == [1, 0, 0]
    alone = skill_map(tree, only_across=True)
    assert [one.held.code for one in alone.skills] == ["1"]


def test_what_is_new_is_counted_by_the_dates_of_the_facts() -> None:
    tree = (hung("1", "A", since=date(2026, 3, 1)), hung("2", "A", since=date(2024, 3, 1)), hung("3", "A"))
    assert skill_map(tree, today=TODAY).fresh == 0
    assert skill_map(tree, span=Span.YEAR, today=TODAY).fresh == 1
    assert skill_map(tree, span=Span.THREE_YEARS, today=TODAY).fresh == 2


def test_keys_tell_cells_apart_and_find_them() -> None:
    shown = skill_map(forest(6, 9, 2, 1))
    keys = [cell.key for cell in shown.cells]
    assert len(set(keys)) == len(keys)
    assert all(shown.cell(cell.key) == cell for cell in shown.cells)
    assert shown.cell("inconnue") is None


def test_nobody_has_a_map_of_nothing() -> None:
    shown = skill_map(())
    assert (shown.rows, shown.size, shown.level) == ((), 0, "")
