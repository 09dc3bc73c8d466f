"""A grid that says who explored what and when, never takes silence for a lack, and keeps what it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.models import diagnostic_terms as terms
from desktop.models.correction import Word as Said
from desktop.models.correction import before, item_about, said_of, skill_content
from desktop.models.diagnostic import (
    VALUES,
    About,
    Entry,
    Grid,
    Impact,
    Value,
    entry_content,
    entry_of,
    explored,
    told,
    unread,
    unsaid,
)
from desktop.models.diagnostic_plan import about_entry, in_plan
from desktop.models.diagnostic_words import (
    FREE,
    IMPACT_WORDS,
    NEEDS,
    NOT_ONE_BY_ONE,
    POWER,
    STRENGTHS,
    WEIGHTS,
    WORDS,
    hint,
    said_exploration,
    said_grid,
    said_inside,
    said_value,
    sections,
)
from desktop.models.note import Delivery, Item, Kind
from desktop.models.plan import Status
from desktop.models.plan_terms import THEMES, step_words
from tests.models.people import written

DAY = date(2026, 11, 22)


def item(content: dict[str, str], minute: int = 0) -> Item:
    return written(Kind.DIAGNOSTIC, content, minute)


def find(grid: Grid, about: About, code: str) -> Entry:
    entry = grid.find(f"{about}|{code}")
    assert entry is not None
    return entry


def said(about: About, code: str, value: Value, minute: int = 0, by: str = "Claire", **more: object) -> Item:
    """A writing that says that value of an entry of the vocabulary."""
    entry = explored(find(told(()), about, code), value, by, DAY)
    return item(entry_content(replace(entry, **more)), minute)  # type: ignore[arg-type]


def titles(grid: Grid) -> list[tuple[str, list[str]]]:
    return [(section.title, [one.code for one in section.entries]) for section in sections(grid)]


def test_nothing_written_is_a_whole_grid_that_nobody_explored() -> None:
    grid = told(())
    assert [one.code for one in grid.needs] == list("1234567")
    assert [one.entry.code for one in grid.constraints] == ["23", "24", "22", "26", "27", "28", "29", "25"]
    assert not any(one.explored or one.item or one.day or one.by for one in grid.entries)
    assert all(section.open for section in sections(grid))
    shown = [one for section in sections(grid) for one in section.entries]
    assert len(shown) == len({one.key for one in shown}) == 7 + 8 + 2
    words = " ".join(section.title for section in sections(grid)) + said_grid(grid)
    assert not any(lack in words.lower() for lack in ("manqu", "lacune", "absen", "faible"))


def test_each_entry_says_who_and_when() -> None:
    grid = told([said(About.NEED, "4", Value.STRENGTH)])
    entry = find(grid, About.NEED, "4")
    assert (entry.value, entry.by, entry.day) == (Value.STRENGTH, "Claire", DAY)
    assert said_exploration(entry) == "Exploré par Claire le 22 novembre 2026"
    assert said_exploration(replace(entry, by="", day=None)) == "Exploré par vous"
    assert said_exploration(find(grid, About.NEED, "1")) == ""


def test_the_last_word_counts_whatever_the_order_of_reading() -> None:
    first, last = said(About.NEED, "1", Value.NEED, 1), said(About.NEED, "1", Value.STRENGTH, 2)
    for items in ([first, last], [last, first]):
        assert find(told(items), About.NEED, "1").value is Value.STRENGTH


def test_drafts_and_other_kinds_say_nothing() -> None:
    one = said(About.NEED, "1", Value.NEED)
    others = [replace(one, delivery=Delivery.DRAFT), replace(one, kind=Kind.CORRECTION), item({"text": "a"})]
    assert told(others) == told(())


def test_what_is_explored_no_more_says_neither_who_nor_how_much() -> None:
    heavy = replace(find(told(()), About.CONSTRAINT, "23"), priority=True, impact=Impact.STRONG)
    yes = explored(heavy, Value.YES, "Claire", DAY)
    assert (yes.priority, yes.impact, yes.day) == (True, Impact.STRONG, DAY)
    no = explored(yes, Value.NO, "Paul", DAY)
    assert (no.priority, no.impact, no.by) == (False, None, "Paul")
    back = explored(yes, Value.NOT_RAISED, "Paul", DAY)
    assert back == replace(find(told(()), About.CONSTRAINT, "23"))
    assert entry_content(back)["by"] == entry_content(back)["day"] == entry_content(back)["impact"] == ""


def test_strengths_come_first_and_what_weighs_most_comes_first_of_what_weighs() -> None:
    grid = told([
        said(About.NEED, "2", Value.NEED, 1), said(About.NEED, "4", Value.STRENGTH, 2),
        said(About.CONSTRAINT, "24", Value.YES, 3, impact=Impact.WEAK),
        said(About.CONSTRAINT, "23", Value.YES, 4, impact=Impact.STRONG),
        said(About.CONSTRAINT, "27", Value.YES, 5),
        said(About.CONSTRAINT, "28", Value.YES, 6, priority=True),
        said(About.CONSTRAINT, "22", Value.NO, 7), said(About.CONFIDENCE, "pouvoirAgir", Value.YES, 8),
    ])  # fmt: skip
    assert titles(grid)[:4] == [
        (STRENGTHS, ["4", "pouvoirAgir"]), (FREE, ["22"]), (NEEDS, ["2"]), (WEIGHTS, ["28", "23", "24", "27"]),
    ]  # fmt: skip
    assert said_grid(grid) == "2 points forts, 1 besoin, 4 contraintes"
    assert "7" not in [code for title, codes in titles(grid)[4:] for code in codes if "contraintes" in title]


def test_a_person_who_doubts_has_no_strength_taken_from_it() -> None:
    grid = told([said(About.CONFIDENCE, "pouvoirAgir", Value.DOES_NOT_KNOW)])
    assert titles(grid)[0] == (POWER, ["pouvoirAgir"])
    assert said_grid(grid) == "Diagnostic commencé"


def test_who_declares_no_constraint_is_not_asked_one_by_one() -> None:
    grid = told([said(About.UNCONSTRAINED, "7", Value.YES)])
    assert titles(grid)[0] == (FREE, ["7"])
    assert titles(grid)[-1] == (NOT_ONE_BY_ONE, [code for code, _ in terms.CONSTRAINTS])


def test_what_is_inside_a_constraint_is_said_in_words() -> None:
    grid = told([
        said(About.CONSTRAINT, "23", Value.YES, 1, impact=Impact.STRONG, priority=True),
        said(About.SITUATION, "7", Value.YES, 2), said(About.SITUATION, "6", Value.NO, 3),
        said(About.OBJECTIVE, "6", Value.UNDER_WAY, 4),
    ])  # fmt: skip
    mobility = grid.constraint("23")
    assert mobility is not None
    assert said_value(mobility.entry) == "contrainte, effet fort, prioritaire"
    assert said_inside(mobility) == (
        "Situation : Dépendant des transports en commun. Objectifs : Obtenir le permis de conduire (code, conduite)"
        " (en cours)"
    )
    assert find(grid, About.NEED, "6").value is Value.NOT_EXPLORED  # a code is only one within what it is about
    assert entry_content(mobility.situations[1])["of"] == "23"


def test_health_has_neither_situation_nor_objective_whatever_is_received() -> None:
    more = {"about": "situation", "code": "15", "label": "x", "value": "OUI", "of": terms.HEALTH}
    health = told([item(more)]).constraint(terms.HEALTH)
    assert health is not None
    assert (health.situations, health.objectives) == ((), ())
    assert "jamais la cause" in hint(health.entry)
    assert all(hint(one.entry) == "" for one in told(()).constraints if one.entry.code != terms.HEALTH)


def test_what_a_later_escale_wrote_is_shown_and_kept() -> None:
    later = {"about": "need", "code": "16", "label": "Définir son projet", "value": "BESOIN", "by": "P", "day": "",
             "score": "3"}  # fmt: skip
    grid = told([item(later)])
    entry = find(grid, About.NEED, "16")
    assert titles(grid)[0] == (NEEDS, ["16"])
    again = entry_content(explored(entry, Value.STRENGTH, "Claire", DAY))
    assert again == later | {"value": "POINT_FORT", "by": "Claire", "day": "2026-11-22"}
    assert unread(item(later)) == {"score": "3"}


@pytest.mark.parametrize(
    "content",
    [
        {"value": "AUTRE"},
        {"day": "demain"},
        {"impact": "ENORME"},
        {"priority": "un peu"},
        {"about": "need", "of": "9"},
    ],
)
def test_what_cannot_be_read_counts_as_not_said_and_stays(content: dict[str, str]) -> None:
    base = {"about": "constraint", "code": "23", "label": "x", "value": "OUI", "by": "", "day": "2026-11-22"}
    one = item(base | content)
    entry = entry_of(one)
    assert entry is not None
    assert set(unread(one)) <= set(content) | {"label", "value"}
    kept = entry_content(replace(entry, by="Paul"))
    assert kept == dict(one.content) | {"by": "Paul"}


def test_one_item_an_entry_undone_as_corrections_are() -> None:
    need = said(About.NEED, "1", Value.NEED, 1)
    correction = written(Kind.CORRECTION, skill_content("1", "Un", Said.SAID), 2)
    situation = said(About.SITUATION, "6", Value.YES, 3)
    objective = said(About.OBJECTIVE, "6", Value.DONE, 4)
    items = [need, correction, situation, objective]
    for one in items:
        assert item_about(items, one.content) == one.id
        assert said_of(items, one.content) is one
    assert before(items, need.content) == dict(need.content)
    blank = before([], need.content)
    assert (blank["value"], blank["by"], blank["day"]) == ("NON_EXPLORE", "", "")
    heavy = said(About.CONSTRAINT, "23", Value.YES, impact=Impact.STRONG, priority=True)
    assert unsaid(heavy.content) == dict(heavy.content) | {
        "value": "NON_ABORDEE", "by": "", "day": "", "priority": "", "impact": "",
    }  # fmt: skip


def test_a_need_becomes_an_action_once() -> None:
    for need in told(()).needs:
        action = about_entry("a", need)
        assert action.what == need.label
        assert action.theme in THEMES
        assert not action.step or step_words(action.step)
        assert in_plan([action], need)
        assert not in_plan([replace(action, status=Status.CANCELLED)], need)
    assert about_entry("a", find(told(()), About.CONSTRAINT, "23")).theme == "P07"


def test_every_answer_has_its_word_and_every_code_is_one_alone() -> None:
    assert set(WORDS) == {(about, value) for about, values in VALUES.items() for value in values}
    assert set(VALUES) == set(About)
    assert set(IMPACT_WORDS) == set(Impact)
    for every in (terms.SITUATIONS, terms.OBJECTIVES):
        codes = [code for inside in every.values() for code, _ in inside]
        assert len(codes) == len(set(codes))
        assert set(every) <= {code for code, _ in terms.CONSTRAINTS} - {terms.HEALTH}
