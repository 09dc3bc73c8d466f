"""Certifications proposed for what is left: what they cover, in which order, and what is never proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.certification import Bloc, Certification, Repertory, Route
from desktop.models.occupation import Importance, Occupation, Requirement, Skill
from desktop.models.ways import SHOWN, Way, occupations_to_ask, ways
from tests.models.people import occupation, skill

TODAY = date(2026, 11, 28)
CODES = "abcdefgh"
SKILLS = {code: skill(code, label) for code, label in zip(CODES, (
    "Préparer des repas", "Entretenir un logement", "Aider une personne à se déplacer", "Surveiller l’état de santé",
    "Repasser du linge", "Gérer un stock", "Règles d’hygiène", "Accueillir",
), strict=True)}  # fmt: skip
TARGET = replace(
    occupation(*((one, Importance.OTHER if code in "gh" else Importance.CORE) for code, one in SKILLS.items())),
    parent="J1400",
)
MISSING = TARGET.requirements


def certification(number: int = 1, **changes: Any) -> Certification:
    made = Certification(
        f"RNCP{number}", f"Titre {number}", "TP", 3, Repertory.RNCP, True, date(2028, 1, 1), occupations=("J1501",)
    )
    return replace(made, **changes)


def found(
    *candidates: Certification,
    missing: tuple[Requirement, ...] = MISSING,
    wished: str = "",
    core: dict[str, tuple[Skill, ...]] | None = None,
    target: Occupation = TARGET,
) -> tuple[Way, ...]:
    return ways(missing, candidates, core or {}, target, TODAY, wished)


def codes(way: Way) -> str:
    return "".join(sorted(asked.skill.code for asked in way.skills))


def test_what_prepares_the_target_covers_its_core() -> None:
    [way] = found(certification())
    assert codes(way) == "abcdef"
    assert (way.through, len(way.core)) == (("J1501",), 6)
    assert way.sentence() == "6 compétences restantes couvertes, dont 6 au cœur du métier."


def test_what_prepares_the_historic_parent_covers_what_they_share() -> None:
    [way] = found(certification(occupations=("J1400", "Z9999")), core={"J1400": (SKILLS["a"], SKILLS["g"], skill("z"))})
    assert (codes(way), way.through) == ("ag", ("J1400",))
    assert [asked.skill.code for asked in way.skills] == ["a", "g"]


def test_what_prepares_another_occupation_covers_what_they_share() -> None:
    [way] = found(certification(occupations=("K1302",)), core={"K1302": (SKILLS["b"],)}, missing=MISSING[:3])
    assert (codes(way), way.through) == ("b", ("K1302",))
    assert found(certification(occupations=("K1302",)), core={"K1302": (SKILLS["b"],)}, missing=MISSING[2:]) == ()


@pytest.mark.parametrize("changes", [{"active": False}, {"ends": date(2026, 11, 27)}, {"occupations": ()}])
def test_what_ended_or_leads_nowhere_is_not_proposed(changes: dict[str, Any]) -> None:
    assert found(certification(**changes)) == ()


def test_the_last_day_still_counts() -> None:
    assert len(found(certification(ends=TODAY))) == 1


def test_the_order_wished_then_core_then_level_then_title() -> None:
    core = {"K1": (SKILLS["a"],), "K2": (SKILLS["b"], SKILLS["c"], SKILLS["d"]), "K3": (SKILLS["b"], SKILLS["c"])}
    one = certification(1, occupations=("K1",))
    two = certification(2, occupations=("K2",), level=5)
    three = certification(3, occupations=("K2",), level=4, title="Été")
    four = certification(4, occupations=("K2",), level=4, title="Art")
    five = certification(5, occupations=("K3",))
    order = [way.certification.number for way in found(one, two, three, four, five, core=core, wished="a")]
    assert order == ["RNCP1", "RNCP4", "RNCP3", "RNCP2", "RNCP5"]


def test_no_more_than_eight() -> None:
    assert len(found(*(certification(number) for number in range(20)))) == SHOWN


def test_the_skills_to_acquire_are_told() -> None:
    [way] = found(certification(), wished="ab", missing=MISSING[:2])
    assert way.sentence() == "2 compétences restantes couvertes, dont 2 au cœur du métier et 2 à acquérir."
    [other] = found(certification(occupations=("K1",)), core={"K1": (SKILLS["g"],)})
    assert other.sentence() == "1 compétence restante couverte."


def test_a_bloc_is_suggested_by_its_words() -> None:
    blocs = (
        Bloc("BC1", "Entretenir le logement et le linge d’un particulier"),
        Bloc("BC2", "Accompagner la personne", "Préparer le repas. Aider la personne à se déplacer."),
        Bloc("BC3", "Anglais"),
    )
    [way] = found(certification(blocs=blocs))
    assert [(hint.bloc.code, [one.code for one in hint.skills]) for hint in way.blocs] == [
        ("BC2", ["c", "a"]),
        ("BC1", ["b"]),
    ]
    assert "repa" in way.blocs[0].words
    assert way.blocs[1].words == ("entretenir", "logement")


def test_conditions_tell_the_end_and_the_access() -> None:
    [way] = found(certification(ways=(Route.CONTINUING, Route.EXPERIENCE)))
    assert way.conditions(TODAY) == (
        "Enregistrée jusqu’au 1er janvier 2028. On y accède par l’expérience (VAE), par la formation continue."
    )


def test_the_same_sheet_twice_is_proposed_once() -> None:
    assert len(found(certification(), certification())) == 1


def test_the_occupations_worth_asking_are_each_there_once() -> None:
    assert occupations_to_ask(TARGET, ("K1302", "J1501")) == ("J1501", "J1400", "K1302")
    assert occupations_to_ask(replace(TARGET, parent="")) == ("J1501",)


CERTIFICATIONS = st.builds(
    Certification,
    st.integers(1, 40).map("RNCP{}".format),
    st.sampled_from(["Boulanger", "Été", "Aide"]),
    st.just("TP"),
    st.integers(0, 8),
    st.just(Repertory.RNCP),
    st.booleans(),
    st.none() | st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    occupations=st.lists(st.sampled_from(["J1501", "J1400", "K1", "K2", "K3"]), max_size=3).map(tuple),
    blocs=st.lists(st.sampled_from([Bloc("BC1", "Préparer le repas"), Bloc("BC2", "Gérer le stock")])).map(tuple),
)
CORES = st.dictionaries(
    st.sampled_from(["J1400", "K1", "K2", "K3"]), st.lists(st.sampled_from(list(SKILLS.values()))).map(tuple)
)
LEFT = st.lists(st.sampled_from(MISSING), unique=True).map(tuple)


def unlike(several: list[Certification]) -> list[Certification]:
    return list({one.number: one for one in several}.values())


@given(st.lists(CERTIFICATIONS, max_size=15).map(unlike), CORES, LEFT, st.sets(st.sampled_from(CODES)))
def test_nothing_ended_is_proposed_and_every_count_is_a_length(
    several: list[Certification], core: dict[str, tuple[Skill, ...]], left: tuple[Requirement, ...], wished: set[str]
) -> None:
    proposed = ways(left, several, core, TARGET, TODAY, wished)
    assert len(proposed) <= SHOWN
    for way in proposed:
        assert way.certification.in_force(TODAY)
        assert way.skills
        assert set(way.skills) <= set(left)
        assert way.sentence().startswith(f"{len(way.skills)} ")
        assert {one.code for one in way.wished} == {asked.skill.code for asked in way.skills} & wished
        for hint in way.blocs:
            assert set(hint.skills) <= {asked.skill for asked in way.skills}
            assert hint.words
    assert proposed == ways(left, reversed(several), core, TARGET, TODAY, wished)


@given(st.lists(CERTIFICATIONS, max_size=12).map(unlike), CERTIFICATIONS, CORES)
def test_adding_a_certification_never_removes_a_covered_skill(
    several: list[Certification], added: Certification, core: dict[str, tuple[Skill, ...]]
) -> None:
    more = [*(one for one in several if one.number != added.number), added]
    without = [one for one in more if one is not added]
    before = ways(MISSING, without, core, TARGET, TODAY, limit=99)
    after = {way.certification.number: way for way in ways(MISSING, more, core, TARGET, TODAY, limit=99)}
    assert all(after[way.certification.number] == way for way in before)
