"""What an occupation asks for, and what is known of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.gap import Gap, core_rows, families, finding, gaps, group_of, groups, reading, tally
from desktop.models.occupation import Importance, SkillKind
from desktop.models.skill import Evidence, Held, Standing
from tests.models.people import occupation, path, skill


def rows(**counts: int) -> tuple[Gap, ...]:
    """As many rows of each standing as told."""
    return tuple(
        Gap(skill(f"{name}{n}"), Importance.CORE, "", Standing[name])
        for name, many in counts.items()
        for n in range(many)
    )


def test_core_comes_first_then_strengths_then_the_order_of_the_occupation() -> None:
    asked = occupation(
        (skill("e", "Éveil"), Importance.CORE), (skill("p", "Prouvée"), Importance.CORE),
        (skill("z", "zèle"), Importance.CORE), (skill("n", "Nouvelle"), Importance.EMERGING),
        (skill("o", "Ordinaire"), Importance.OTHER),
    )  # fmt: skip
    held = {code: Held(code, code, (Evidence(Standing.PROVEN, "x"),)) for code in ("p", "o")}
    assert [row.skill.code for row in gaps(held, asked, {})] == ["p", "e", "z", "n", "o"]


def test_silence_is_to_explore_and_to_acquire_only_when_said() -> None:
    asked = occupation((skill("1"), Importance.CORE), (skill("2"), Importance.CORE))
    found = {row.skill.code: row.standing for row in gaps({}, asked, {}, wished={"2"})}
    assert found == {"1": Standing.TO_EXPLORE, "2": Standing.TO_ACQUIRE}


def test_a_skill_held_is_never_to_acquire() -> None:
    held = {"1": Held("1", "1", (Evidence(Standing.SAID, "x"),))}
    asked = occupation((skill("1"), Importance.CORE))
    assert gaps(held, asked, {}, wished={"1"})[0].standing is Standing.SAID


def test_the_tally_names_every_standing() -> None:
    count = tally(rows(PROVEN=2, TO_EXPLORE=1))
    assert list(count) == list(Standing)
    assert sum(count.values()) == 3
    assert count[Standing.DEDUCED] == 0


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"PROVEN": 5, "DECLARED": 4, "SAID": 2, "DEDUCED": 6, "TO_EXPLORE": 7, "TO_ACQUIRE": 3},
         "Sur 27 compétences demandées, onze sont prouvées, déclarées ou dites, six à confirmer. "
         "Sept restent à explorer et trois sont à acquérir."),
        ({"PROVEN": 1}, "Sur 1 compétence demandée, une est prouvée, déclarée ou dite. Tout a été exploré."),
        ({"TO_EXPLORE": 1}, "1 compétence demandée. Elle est à explorer ensemble."),
        ({"TO_EXPLORE": 45}, "45 compétences demandées. Toutes sont à explorer ensemble."),
        ({"TO_EXPLORE": 1, "TO_ACQUIRE": 1}, "Sur 2 compétences demandées, aucune n’est prouvée, déclarée ou dite. "
         "Une reste à explorer et une est à acquérir."),
    ],
)  # fmt: skip
def test_the_sentence_counts_rows_and_agrees(counts: dict[str, int], said: str) -> None:
    assert reading(rows(**counts)) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"PROVEN": 2, "DEDUCED": 1, "TO_EXPLORE": 4}, "2 compétences sur 7 déjà là"),
        ({"SAID": 1, "TO_EXPLORE": 1}, "1 compétence sur 2 déjà là"),
        ({"DEDUCED": 3, "TO_EXPLORE": 1}, "3 compétences sur 4 à confirmer ensemble"),
        ({"TO_EXPLORE": 4}, "un métier à explorer ensemble"),
    ],
)
def test_the_title_is_the_finding(counts: dict[str, int], said: str) -> None:
    assert finding(occupation(), rows(**counts)) == f"Aide-soignant (J1501) : {said}"


def test_the_core_is_told_apart_when_there_is_more() -> None:
    core = rows(PROVEN=2, DEDUCED=1, TO_EXPLORE=2)
    other = tuple(replace(row, importance=Importance.OTHER) for row in rows(TO_EXPLORE=3))
    assert reading((*core, *other)).endswith(" Au cœur du métier, trois sur 5 sont connues, dont une à confirmer.")


def test_a_skill_is_read_under_its_stake_or_its_sort() -> None:
    paths = {"4A1": path("4A1", "Prendre soin")}
    assert group_of(skill("1", macro="4A1"), paths) == "Prendre soin"
    assert group_of(skill("1", macro="autre"), paths) == "Autres savoir-faire"
    assert group_of(skill("1", kind=SkillKind.SOFT), paths) == "Savoir-être professionnels"
    assert group_of(skill("1", kind=SkillKind.KNOWLEDGE, category="Normes"), paths) == "Normes"
    assert group_of(skill("1", kind=SkillKind.KNOWLEDGE), paths) == "Savoirs"


def test_near_skills_are_those_held_of_the_same_family_and_count_for_nothing() -> None:
    held = {code: Held(code, code, (Evidence(standing, "x"),)) for code, standing in
            (("a", Standing.DEDUCED), ("b", Standing.PROVEN), ("soft", Standing.SAID))}  # fmt: skip
    known = {"a": skill("a", macro="4A1"), "b": skill("b", macro="4A1"),
             "soft": skill("soft", kind=SkillKind.SOFT, macro="4A1")}  # fmt: skip
    asked = occupation((skill("c", macro="4A1"), Importance.CORE), (skill("d"), Importance.CORE))
    near, far = gaps(held, asked, {}, families=families(held, known))
    assert [one.code for one in near.near] == ["b", "a"]
    assert (near.standing, near.evidence, far.near) == (Standing.TO_EXPLORE, (), ())


def test_groups_hold_every_row_once_doing_first_then_knowing_then_being() -> None:
    paths = {"4A1": path("4A1", "Soin"), "2B1": path("2B1", "Vente")}
    asked = occupation(
        (skill("1", macro="2B1"), Importance.CORE), (skill("2", macro="2B1"), Importance.CORE),
        (skill("3", macro="4A1"), Importance.CORE), (skill("s", kind=SkillKind.SOFT), Importance.CORE),
        (skill("k", kind=SkillKind.KNOWLEDGE, category="Normes"), Importance.CORE),
        (skill("e", macro="4A1"), Importance.EMERGING), (skill("4", macro="4A1"), Importance.OTHER),
    )  # fmt: skip
    held = {"4": Held("4", "4", (Evidence(Standing.PROVEN, "x"),))}
    rows = gaps(held, asked, paths)
    found = groups(rows)
    assert [group.name for group in found] == ["Vente", "Soin", "Normes", "Savoir-être professionnels"]
    assert [row.skill.code for row in found[1].rows] == ["3", "4", "e"]
    assert sorted(row.skill.code for group in found for row in group.rows) == sorted(row.skill.code for row in rows)
    assert len(core_rows(rows)) == 5


def test_savoir_etre_are_near_to_nothing() -> None:
    held = {"a": Held("a", "a", (Evidence(Standing.PROVEN, "x"),))}
    asked = occupation((skill("s", kind=SkillKind.SOFT, macro="4A1"), Importance.CORE))
    assert gaps(held, asked, {}, families=families(held, {"a": skill("a", macro="4A1")}))[0].near == ()


def test_near_skills_stand_in_one_order_whatever_that_of_the_passport() -> None:
    held = {code: Held(code, code, (Evidence(Standing.SAID, "x"),)) for code in ("b", "a")}
    known = {code: skill(code, macro="4A1") for code in held}
    assert [one.code for one in families(held, known)["4A1"]] == ["a", "b"]


def test_an_occupation_that_asks_for_nothing_is_not_told_explored() -> None:
    assert reading(()) == "Le référentiel ne dit pas quelles compétences ce métier demande."
