"""What was said last is what counts."""

from __future__ import annotations

from desktop.models.correction import (
    chosen_occupations,
    confirmed_occupations,
    experience_content,
    item_about,
    occupation_content,
    said_skills,
    skill_content,
)
from desktop.models.note import Kind
from desktop.models.skill import Standing
from tests.models.people import written


def test_the_last_word_on_a_skill_counts_whatever_the_order_of_reading() -> None:
    first = written(Kind.CORRECTION, skill_content("1", "Un", Standing.TO_ACQUIRE), 1)
    last = written(Kind.CORRECTION, skill_content("1", "Un", Standing.SAID), 2)
    assert said_skills([last, first])["1"].standing is Standing.SAID


def test_what_was_said_can_be_taken_back() -> None:
    said = written(Kind.CORRECTION, skill_content("1", "Un", Standing.SAID), 1)
    back = written(Kind.CORRECTION, skill_content("1", "Un", None), 2)
    assert said_skills([said, back])["1"].standing is None


def test_a_word_from_a_later_escale_says_nothing() -> None:
    content = skill_content("1", "Un", Standing.SAID) | {"said": "inconnu"}
    assert said_skills([written(Kind.CORRECTION, content)])["1"].standing is None


def test_an_experience_is_tied_then_untied() -> None:
    tie = written(Kind.CORRECTION, experience_content("f1", "J1501", "Aide-soignant"), 1)
    assert confirmed_occupations([tie]) == {"f1": ("J1501", "Aide-soignant")}
    assert confirmed_occupations([tie, written(Kind.CORRECTION, experience_content("f1", "", ""), 2)]) == {}


def test_targets_stand_in_the_order_chosen_without_those_let_go() -> None:
    items = [
        written(Kind.OCCUPATION, occupation_content(code, code, chosen), minute)
        for minute, (code, chosen) in enumerate([("A", True), ("B", True), ("A", False), ("C", True), ("A", True)])
    ]
    assert chosen_occupations(items) == (("B", "B"), ("C", "C"), ("A", "A"))


def test_other_items_are_not_corrections() -> None:
    note = written(Kind.NOTE, skill_content("1", "Un", Standing.SAID))
    assert said_skills([note]) == {}
    assert chosen_occupations([note]) == ()


def test_what_is_said_anew_is_written_over_what_was_said_of_the_same_thing() -> None:
    skill = written(Kind.CORRECTION, skill_content("1", "Un", Standing.SAID), 1)
    tie = written(Kind.CORRECTION, experience_content("f1", "1", "Un"), 2)
    target = written(Kind.OCCUPATION, occupation_content("1", "Un", chosen=True), 3)
    items = (skill, tie, target)
    assert item_about(items, skill_content("1", "Un", None)) == skill.id
    assert item_about(items, experience_content("f1", "2", "Deux")) == tie.id
    assert item_about(items, occupation_content("1", "Un", chosen=False)) == target.id
    assert item_about(items, skill_content("2", "Deux", None)) == ""
