"""Where held skills hang, and how one goes down and up."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from desktop.models.known import Known
from desktop.models.occupation import Edition, Node, Skill, SkillKind, SkillPath
from desktop.models.passport import Passport
from desktop.models.skill import Evidence, Held, Rule, Standing
from desktop.models.skilltree import WHOLE, Placed, Span, down, placed, trail, under, up

EDITION: Final = Edition("458", "2024-12-16", "France Travail", True, 1, 1, 1)
PATH: Final = SkillPath(Node("1", "Soin"), Node("1E", "Aide"), Node("1E1", "Accompagner"), Node("1E101", "Aider"))


def hung(code: str, *nodes: str, standing: Standing = Standing.PROVEN, since: date | None = None,
         transversal: bool = False) -> Placed:  # fmt: skip
    """A skill hung under nodes whose codes are their labels."""
    proof = Evidence(standing, "Preuve", "détail", rule=Rule.SAID, since=since)
    held = Held(code, f"Savoir {code}", (proof,))
    return Placed(held, (*(Node(node, node) for node in nodes), Node(code, held.label)), transversal)


def test_every_sort_of_skill_has_its_place() -> None:
    skills = (
        Skill("1", "Aider", SkillKind.DETAILED, "1E101", transversal=True),
        Skill("2", "Anglais", SkillKind.KNOWLEDGE, category="Expertise", subcategory="Langues"),
        Skill("3", "Normes", SkillKind.KNOWLEDGE, category="Normes"),
        Skill("4", "Seul", SkillKind.KNOWLEDGE),
        Skill("5", "Écoute", SkillKind.SOFT, "inconnu"),
        Skill("6", "Autre", SkillKind.DETAILED),
    )
    codes = [*(skill.code for skill in skills), "absent"]
    held = {code: Held(code, code, (Evidence(Standing.SAID, "x"),)) for code in codes}
    known = Known(Passport(), (), held, {skill.code: skill for skill in skills}, EDITION)
    found = {one.held.code: [node.label for node in one.nodes[:-1]] for one in placed(known, {"1E101": PATH})}
    assert found == {
        "1": ["Soin", "Aide", "Accompagner", "Aider"], "2": ["Savoirs", "Expertise", "Langues"],
        "3": ["Savoirs", "Normes"], "4": ["Savoirs", "Autres savoirs"], "5": ["Savoir-être professionnels"],
        "6": ["Autres savoir-faire"], "absent": ["Hors du référentiel"],
    }  # fmt: skip
    assert [one.held.code for one in placed(known, {}) if one.transversal] == ["1"]


def test_the_surest_come_first() -> None:
    held = {
        code: Held(code, code, (Evidence(standing, "x"),))
        for code, standing in (("b", Standing.DEDUCED), ("a", Standing.DEDUCED), ("z", Standing.PROVEN))
    }
    known = Known(Passport(), (), held, {}, EDITION)
    assert [one.held.code for one in placed(known, {})] == ["z", "a", "b"]


SKILLS: Final = (hung("1", "A", "B", "C"), hung("2", "A", "B", "C"), hung("3", "A", "D"), hung("4", "E"))


def test_going_down_passes_what_holds_a_single_place_and_never_enters_a_skill() -> None:
    assert down(SKILLS, ("A", "B")) == ("A", "B", "C")
    assert down(SKILLS, ("A",)) == ("A",)
    assert down(SKILLS, ("A", "D")) == ("A", "D")


def test_going_up_stops_where_more_is_held() -> None:
    assert up(SKILLS, ("A", "B", "C")) == ("A",)
    assert up(SKILLS, ("A",)) == WHOLE
    assert up(SKILLS, ("E",)) == WHOLE


def test_a_place_that_is_gone_leads_to_the_nearest_above() -> None:
    assert [node.code for node in trail(SKILLS, ("A", "X"))] == ["A"]
    assert trail(SKILLS, ("X",)) == ()
    assert len(under(SKILLS, ("A",))) == 3


DAY: Final = date(2025, 11, 22)


@pytest.mark.parametrize(
    ("days", "newer"),
    [((date(2025, 11, 23),), True), ((DAY,), False), ((None,), False), ((date(2026, 1, 1), None), False),
     ((date(2026, 1, 1), date(2019, 1, 1)), False), ((date(2026, 1, 1), date(2026, 2, 1)), True)],
)  # fmt: skip
def test_new_is_when_every_proof_is_dated_after_the_day(days: tuple[date | None, ...], newer: bool) -> None:
    evidence = tuple(Evidence(Standing.SAID, "x", since=day) for day in days)
    one = Placed(Held("1", "Un", evidence), (Node("1", "Un"),))
    assert one.newer(DAY) is newer


def test_a_skill_with_an_undated_proof_may_be_of_any_time() -> None:
    evidence = (Evidence(Standing.SAID, "x", since=DAY), Evidence(Standing.SAID, "y"))
    assert Placed(Held("1", "Un", evidence), (Node("1", "Un"),)).since is None
    assert hung("1", since=DAY).since == DAY


def test_spans_go_back_to_the_same_day() -> None:
    assert Span.YEAR.day(date(2026, 11, 22)) == DAY
    assert Span.THREE_YEARS.day(date(2028, 2, 29)) == date(2025, 2, 28)
    assert [span.words for span in Span] == ["un an", "trois ans"]
