"""Occupations side by side: lists aligned, counted and told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.comparison import Comparison, compare, finding, reading
from desktop.models.gap import Gap, gaps
from desktop.models.occupation import Importance, Occupation, Requirement
from desktop.models.skill import Evidence, Held, Standing
from tests.models.people import occupation, skill

Targets = list[tuple[Occupation, tuple[Gap, ...]]]
NAMES = "ABC"


def targets(asked: list[list[tuple[str, Importance]]], held: dict[str, Standing], wished: set[str]) -> Targets:
    """The gaps of one person to occupations named A, B and C."""
    known = {code: Held(code, code, (Evidence(standing, "x"),)) for code, standing in held.items()}
    made = []
    for name, ones in zip(NAMES, asked, strict=False):
        one = occupation(*((skill(code), importance) for code, importance in ones))
        one = replace(one, code=name, label=name)
        made.append((one, gaps(known, one, {}, wished)))
    return made


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[list[tuple[str, Importance]]], dict[str, Standing], set[str]]:
    """Two or three occupations, and what somebody holds of them or wishes to learn."""
    codes = st.sampled_from([f"s{n}" for n in range(12)])
    asked = st.dictionaries(codes, st.sampled_from(Importance), max_size=12).map(lambda found: list(found.items()))
    held = draw(st.dictionaries(codes, st.sampled_from([one for one in Standing if one.held])))
    return draw(st.lists(asked, min_size=2, max_size=3)), held, draw(st.sets(codes))


@given(cases(), st.randoms(use_true_random=False))
def test_every_skill_once_counted_and_in_the_same_order_whatever_the_order_of_the_occupations(case, random) -> None:  # type: ignore[no-untyped-def]
    asked, held, wished = case
    found = compare(targets(asked, held, wished))
    codes = [row.skill.code for row in found.rows]
    assert len(codes) == len(set(codes))
    assert set(codes) == {code for ones in asked for code, _ in ones}
    for number, ones in enumerate(asked):
        column = found.columns[number]
        assert {row.skill.code for row in column} == {code for code, _ in ones}
        assert len(column) == len(ones)
    shuffled = [random.sample(ones, len(ones)) for ones in asked]
    assert compare(targets(shuffled, held, wished)) == found


@given(cases())
def test_asked_by_all_first_then_strengths_then_core_then_the_alphabet(case) -> None:  # type: ignore[no-untyped-def]
    found = compare(targets(*case))
    assert [len(row.asked_by) for row in found.rows] == sorted((len(r.asked_by) for r in found.rows), reverse=True)
    for group in found.groups:
        assert {row.asked_by for row in group.rows} == {group.asked_by}
        order = [(row.standing, -row.core, row.skill.label) for row in group.rows]
        assert order == sorted(order)
    assert {*found.shared, *found.useful} == set(found.common)
    assert all(row.standing.held for row in found.shared)
    assert finding(found)
    assert "%" not in finding(found) + reading(found)


CORE, OTHER = Importance.CORE, Importance.OTHER


def three(*left: int, held: int = 2, importance: Importance = CORE) -> Comparison:
    """Occupations whose core asks for two skills that are held, and for as many others as told."""
    asked = [
        [*((f"h{n}", importance) for n in range(held)), *((f"{name}{n}", importance) for n in range(many))]
        for name, many in zip("xyz", left, strict=False)
    ]
    return compare(targets(asked, {f"h{n}": Standing.SAID for n in range(held)}, set()))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((6, 9, 14), "Pour A, 6 compétences du cœur restent à explorer, contre 9 et 14 pour les autres"),
        ((9, 1), "Pour B, 1 compétence du cœur reste à explorer, contre 9 pour l’autre"),
        ((4, 4), "Pour chacun des deux métiers, 4 compétences du cœur restent à explorer"),
        ((4, 7, 4), "Pour A comme pour C, 4 compétences du cœur restent à explorer, contre 7 pour l’autre"),
        ((0, 3), "Pour A, tout le cœur du métier est déjà là ou à confirmer ; "
         "3 compétences du cœur à explorer pour l’autre"),
        ((0, 0), "Pour chacun des métiers, tout le cœur du métier est déjà là ou à confirmer"),
    ],
)  # fmt: skip
def test_the_title_compares_what_is_left(left: tuple[int, ...], said: str) -> None:
    assert finding(three(*left)) == said


def test_nobody_is_nearest_when_nothing_is_known() -> None:
    assert finding(three(2, 9, held=0)) == "Deux métiers à explorer ensemble"
    assert finding(three(2, 9, 1, held=0)) == "Trois métiers à explorer ensemble"


def test_without_a_core_whole_lists_are_compared() -> None:
    found = three(2, 5, importance=OTHER)
    assert finding(found) == "Pour A, 2 compétences restent à explorer, contre 5 pour l’autre"


def test_to_acquire_is_said() -> None:
    asked = [[("h", CORE), ("a", CORE)], [("h", CORE), ("a", CORE), ("b", CORE)]]
    found = compare(targets(asked, {"h": Standing.PROVEN}, {"a"}))
    assert finding(found).startswith("Pour A, 1 compétence du cœur reste à explorer ou à acquérir, contre 2")
    assert reading(found) == (
        "En tout, 3 compétences : deux demandées par les deux métiers et une par un seul. De celles que les deux "
        "demandent, une est déjà là ou à confirmer et une reste à explorer ou à acquérir."
    )


def test_the_headings_say_who_asks() -> None:
    asked = [[("1", CORE), ("2", CORE), ("3", CORE)], [("1", CORE), ("2", OTHER)], [("1", OTHER), ("4", CORE)]]
    found = compare(targets(asked, {}, set()))
    assert [(group.name, [row.skill.code for row in group.rows]) for group in found.groups] == [
        ("Demandées par les trois métiers", ["1"]),
        ("Demandées par deux métiers : A et B", ["2"]),
        ("Seulement par A", ["3"]),
        ("Seulement par C", ["4"]),
    ]
    assert [row.core for row in found.rows] == [2, 1, 1, 1]


def test_nothing_in_common_is_not_counted() -> None:
    found = compare(targets([[("1", CORE)], [("2", CORE)]], {}, set()))
    assert reading(found) == "En tout, 2 compétences : aucune demandée par les deux métiers et deux par un seul."
    assert compare([]) == Comparison()


def test_a_requirement_is_the_same_skill_wherever_it_is_asked() -> None:
    requirement = Requirement(skill("1"), CORE)
    assert compare(targets([[("1", CORE)], [("1", OTHER)]], {}, set())).rows[0].skill == requirement.skill


def test_each_figure_has_its_own_name_however_many_targets() -> None:
    core = Importance.CORE
    asked = [[("all", core), ("three", core)], [("all", core), ("three", core)], [("all", core), ("three", core)],
             [("all", core), ("alone", core)]]  # fmt: skip
    made = []
    for name, ones in zip("ABCD", asked, strict=True):
        one = replace(occupation(*((skill(code), level) for code, level in ones)), code=name, label=name)
        made.append((one, gaps({}, one, {})))
    told = reading(compare(made))
    assert "une demandée par les quatre métiers, une par trois, aucune par deux et une par un seul" in told
