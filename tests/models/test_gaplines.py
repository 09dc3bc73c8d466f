"""The lines of the chart of the gap, and what stands behind each region."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.gap import Gap, groups, tally
from desktop.models.gaplines import MOST_LINES, core_line, group_lines, listed, pointed_at
from desktop.models.occupation import Importance, SkillKind
from desktop.models.skill import Standing
from tests.models.people import skill


def made(*kinds: tuple[str, SkillKind, Importance, Standing]) -> tuple[Gap, ...]:
    """A row each, in that group."""
    return tuple(
        Gap(skill(str(number), kind=kind), importance, group, standing)
        for number, (group, kind, importance, standing) in enumerate(kinds)
    )


def many(doing: int, knowing: int) -> tuple[Gap, ...]:
    """Two rows an enjeu, one a sort of savoirs, one savoir-être."""
    asked = [(f"Enjeu {n}", SkillKind.DETAILED, Importance.CORE, Standing.SAID) for n in range(doing)] * 2
    asked += [(f"Sorte {n}", SkillKind.KNOWLEDGE, Importance.OTHER, Standing.TO_EXPLORE) for n in range(knowing)]
    return made(*asked, ("Savoir-être professionnels", SkillKind.SOFT, Importance.OTHER, Standing.DEDUCED))


@st.composite
def gaps_drawn(draw: st.DrawFn) -> tuple[Gap, ...]:
    """Any rows, in up to thirty groups of their own kind."""
    kinds = st.sampled_from(SkillKind)
    row = st.tuples(kinds, st.integers(0, 9), st.sampled_from(Importance), st.sampled_from(Standing))
    asked = draw(st.lists(row, max_size=60))
    return made(*((f"{kind.name} {number}", kind, how, standing) for kind, number, how, standing in asked))


def codes(rows: Sequence[Gap]) -> list[str]:
    """The OGR codes."""
    return [row.skill.code for row in rows]


@given(gaps_drawn())
def test_lines_hold_every_row_once_and_never_more_than_twelve(rows: tuple[Gap, ...]) -> None:
    lines = group_lines(rows)
    assert len(lines) <= MOST_LINES
    if len(groups(rows)) > 1:
        assert sorted(codes([row for line in lines for row in line.rows])) == sorted(codes(rows))
    assert len({line.key for line in lines}) == len(lines)


@given(gaps_drawn())
def test_what_is_pointed_at_adds_up_to_the_list_and_to_the_counts(rows: tuple[Gap, ...]) -> None:
    for standing, count in tally(rows).items():
        assert len(pointed_at(rows, str(int(standing)))) == count
    whole = [code for standing in Standing for code in codes(pointed_at(rows, str(int(standing))))]
    assert sorted(whole) == sorted(codes(listed(rows))) == sorted(codes(rows))
    for line in (*group_lines(rows), *((core,) if (core := core_line(rows)) else ())):
        assert pointed_at(rows, line.key) == line.rows
        parts = [code for standing in Standing for code in codes(pointed_at(rows, line.part_key(standing)))]
        assert sorted(parts) == sorted(codes(line.rows))


def test_few_groups_stand_alone_in_the_order_of_the_list() -> None:
    rows = many(6, 5)
    assert [line.name for line in group_lines(rows)] == [group.name for group in groups(rows)]


def test_too_many_groups_first_put_the_savoirs_together() -> None:
    lines = group_lines(many(9, 5))
    assert [line.name for line in lines[-2:]] == ["Savoirs", "Savoir-être professionnels"]
    assert len(lines[-2].rows) == 5
    assert [line.name for line in lines[:9]] == [f"Enjeu {n}" for n in range(9)]


def test_then_the_last_savoir_faire_and_being_stays() -> None:
    lines = group_lines(many(19, 5))
    assert [line.name for line in lines[-3:]] == ["et 10 autres groupes", "Savoirs", "Savoir-être professionnels"]
    assert (lines[-3].key, len(lines[-3].rows)) == ("g:", 20)


@pytest.mark.parametrize("key", ["", "9", "g:ailleurs", "s:0:", "s:0:g:ailleurs", "c:"])
def test_what_is_not_there_stands_for_nothing(key: str) -> None:
    assert pointed_at(many(1, 0)[:2], key) == ()


def test_the_core_has_a_line_only_when_there_is_more() -> None:
    rows = many(2, 1)
    core = core_line(rows)
    assert core is not None
    assert len(core.rows) == 4
    assert core_line(core.rows) is None
    assert group_lines(rows[:1]) == ()
