"""Nearby occupations: ranked by what is shared, explained by lists that add up."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.nearby import CORE_WEIGHT, Nearby, Shared, bars, explained, ranked, unlocking
from desktop.models.occupation import Importance, Node, Requirement
from desktop.models.skill import Evidence, Held, Standing
from tests.models.people import skill

CORE, OTHER = Importance.CORE, Importance.OTHER


def test_core_skills_weigh_three_then_fewest_left_then_the_alphabet() -> None:
    counts = [Shared("A", "Zoologue", 1, 0, 5), Shared("B", "Éleveur", 1, 0, 2), Shared("C", "Berger", 0, 4, 9),
              Shared("D", "Équitation", 1, 0, 2), Shared("E", "Aide", 0, 2, 0)]  # fmt: skip
    assert [one.code for one in ranked(counts)] == ["C", "B", "D", "A", "E"]


def test_occupations_left_out_are_not_ranked_and_no_more_than_asked() -> None:
    counts = [Shared(str(n), str(n), n, 0, n) for n in range(30)]
    assert [one.code for one in ranked(counts, without={"29"}, most=2)] == ["28", "27"]


def test_the_two_lists_are_what_the_occupation_asks_for() -> None:
    asked = (Requirement(skill("1"), CORE), Requirement(skill("2"), CORE), Requirement(skill("3"), OTHER))
    near = explained([Shared("J1501", "Aide-soignant", 1, 1, 2)], {"J1501": asked}, {"1", "3", "9"}, {"J1501"})[0]
    assert [one.skill.code for one in near.shared] == ["1", "3"]
    assert [one.skill.code for one in near.left] == ["2"]
    assert near.official
    assert (near.core_shared, near.core_left) == (1, 1)
    assert near.words == "2 partagées, dont 1 au cœur du métier · 1 à explorer"


def test_nothing_at_the_core_is_not_said() -> None:
    one = Nearby(Node("J1501", "Aide-soignant"), (Requirement(skill("3"), OTHER),), ())
    assert one.words == "1 partagée · 0 à explorer"


def test_a_single_shared_skill_at_the_core_is_said_simply() -> None:
    one = Nearby(Node("J1501", "Aide-soignant"), (Requirement(skill("3"), CORE),), ())
    assert one.words == "1 partagée, au cœur du métier · 0 à explorer"


def held(**standings: Standing) -> dict[str, Held]:
    """Skills held, by code (``c1=...``)."""
    return {code: Held(code, code, (Evidence(standing, "x"),)) for code, standing in standings.items()}


def near(code: str, *asked: tuple[str, Importance], having: Collection[str] = (), official: bool = False) -> Nearby:
    """An occupation that asks for these, seen by somebody who holds ``having``."""
    wanted = {code: tuple(Requirement(skill(one), importance) for one, importance in asked)}
    return explained([Shared(code, code, 0, 0, 0)], wanted, having, {code} if official else ())[0]


def test_core_skills_lead_both_lists() -> None:
    one = near("A", ("a", OTHER), ("b", CORE), ("c", OTHER), ("d", CORE), having={"a", "b"})
    assert [asked.skill.code for asked in one.shared] == ["b", "a"]
    assert [asked.skill.code for asked in one.left] == ["d", "c"]


def test_a_bar_tells_the_best_standing_of_each_shared_skill() -> None:
    known = held(a=Standing.DEDUCED, b=Standing.PROVEN, c=Standing.SAID)
    one = near("A", ("a", CORE), ("b", CORE), ("c", OTHER), ("d", OTHER), having=known)
    (bar,) = bars([one], known)
    assert bar.core == (Standing.PROVEN, Standing.DEDUCED)
    assert bar.other == (Standing.SAID,)
    assert (bar.near.core_left, bar.other_left) == (0, 1)


def test_the_chart_draws_no_more_than_can_be_read() -> None:
    known = held(a=Standing.PROVEN, b=Standing.DECLARED, c=Standing.SAID, d=Standing.DEDUCED)
    asked = [(code, CORE) for code in "abcde"]
    plain = [near(f"A{n}", *asked[:1], having=known) for n in range(20)]
    full = [near(f"A{n}", *asked, having=known, official=True) for n in range(20)]
    assert len(bars(plain, known)) == 12
    assert len(bars(full, known)) == 11


def test_the_skills_that_recur_at_the_core_come_first() -> None:
    found = [near("A", ("x", CORE), ("y", CORE), ("z", OTHER)), near("B", ("x", CORE), ("y", CORE), ("z", OTHER)),
             near("C", ("x", CORE), ("w", CORE), ("z", OTHER))]  # fmt: skip
    assert [(one.code, count) for one, count in unlocking(found)] == [("x", 3), ("y", 2)]
    assert unlocking(found[:1]) == ()
    assert [one.code for one, _ in unlocking(found, most=1)] == ["x"]


CODES = st.sampled_from([f"s{n}" for n in range(12)])
ASKED = st.dictionaries(CODES, st.sampled_from(Importance), max_size=12)


def counted(code: str, asked: Mapping[str, Importance], having: Collection[str]) -> Shared:
    """What the referential would count."""
    shared = [importance for one, importance in asked.items() if one in having]
    core = shared.count(CORE)
    return Shared(code, code, core, len(shared) - core, list(asked.values()).count(CORE))


@given(st.lists(ASKED, min_size=1, max_size=8), st.sets(CODES), CODES)
def test_one_more_skill_never_takes_an_occupation_further_from_those_that_do_not_ask_for_it(
    sheets: list[dict[str, Importance]], having: set[str], added: str
) -> None:
    def places(codes: set[str]) -> list[str]:
        return [one.code for one in ranked(counted(f"{n}", asked, codes) for n, asked in enumerate(sheets))]

    before, after = places(having), places(having | {added})
    for n, asked in enumerate(sheets):
        if added in asked:
            behind = {f"{m}" for m, other in enumerate(sheets) if added not in other} & set(
                before[before.index(f"{n}") :]
            )
            assert behind <= set(after[after.index(f"{n}") :])


@given(ASKED, st.sets(CODES), CODES)
def test_one_more_skill_never_lowers_the_weight_of_an_occupation(
    asked: dict[str, Importance], having: set[str], added: str
) -> None:
    def weight(codes: set[str]) -> int:
        one = counted("A", asked, codes)
        return CORE_WEIGHT * one.core + one.other

    assert weight(having | {added}) >= weight(having)


@given(ASKED, st.sets(CODES))
def test_every_figure_is_the_length_of_a_list(asked: dict[str, Importance], having: set[str]) -> None:
    one = near("A", *asked.items(), having=having)
    assert len(one.shared) + len(one.left) == len(asked)
    figures = [int(word) for word in one.words.replace(",", "").split() if word.isdigit()]
    core = [sum(a.importance is CORE for a in one.shared)]
    told = core if core[0] and (len(one.shared), core[0]) != (1, 1) else []
    assert figures == [len(one.shared), *told, len(one.left)]
