"""What was said last is what counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.models.correction import (
    Answer,
    Word,
    before,
    chosen_occupations,
    confirmed_occupations,
    experience_content,
    item_about,
    occupation_content,
    said_of,
    said_skills,
    shown_content,
    shown_skills,
    skill_content,
)
from desktop.models.note import Kind
from desktop.models.skill import Standing
from tests.models.people import written


def test_the_last_word_on_a_skill_counts_whatever_the_order_of_reading() -> None:
    first = written(Kind.CORRECTION, skill_content("1", "Un", Word.TO_ACQUIRE), 1)
    last = written(Kind.CORRECTION, skill_content("1", "Un", Word.SAID), 2)
    assert said_skills([last, first])["1"].standing is Standing.SAID


def test_what_was_said_can_be_taken_back() -> None:
    said = written(Kind.CORRECTION, skill_content("1", "Un", Word.SAID), 1)
    back = written(Kind.CORRECTION, skill_content("1", "Un", Word.NOTHING), 2)
    assert said_skills([said, back])["1"].standing is None


def test_a_word_from_a_later_escale_says_nothing() -> None:
    content = skill_content("1", "Un", Word.SAID) | {"said": "inconnu"}
    assert said_skills([written(Kind.CORRECTION, content)])["1"].standing is None


def test_an_experience_is_tied_then_untied() -> None:
    tie = written(Kind.CORRECTION, experience_content("f1", "J1501", "Aide-soignant"), 1)
    confirmed = confirmed_occupations([tie])["f1"]
    assert (confirmed.code, confirmed.label) == ("J1501", "Aide-soignant")
    assert confirmed_occupations([tie, written(Kind.CORRECTION, experience_content("f1", "", ""), 2)]) == {}


def test_targets_stand_in_the_order_chosen_without_those_let_go() -> None:
    items = [
        written(Kind.OCCUPATION, occupation_content(code, code, chosen), minute)
        for minute, (code, chosen) in enumerate([("A", True), ("B", True), ("A", False), ("C", True), ("A", True)])
    ]
    assert [one.code for one in chosen_occupations(items)] == ["B", "C", "A"]


def test_a_target_is_kept_with_its_reason_and_the_version_it_was_chosen_with() -> None:
    content = occupation_content("J1501", "Aide-soignant", True, "J’aime prendre soin.", "458")
    (target,) = chosen_occupations([written(Kind.OCCUPATION, content)])
    assert (target.reason, target.edition) == ("J’aime prendre soin.", "458")


def test_the_last_answer_to_a_suggestion_counts_and_can_be_taken_back() -> None:
    yes = written(Kind.CORRECTION, shown_content("b1", "7", "Sept", Answer.ACCEPTED), 1)
    no = written(Kind.CORRECTION, shown_content("b1", "7", "Sept", Answer.REFUSED), 2)
    back = written(Kind.CORRECTION, shown_content("b1", "7", "Sept", Answer.NOTHING), 3)
    assert shown_skills([no, yes])["b1", "7"].answer is Answer.REFUSED
    assert shown_skills([yes, no, back]) == {}
    unknown = written(Kind.CORRECTION, shown_content("b1", "7", "Sept", Answer.ACCEPTED) | {"answer": "plus tard"}, 4)
    assert shown_skills([unknown]) == {}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.CORRECTION, skill_content("1", "Un", Word.SAID)),
        (Kind.CORRECTION, experience_content("f1", "J1501", "Aide-soignant")),
        (Kind.CORRECTION, shown_content("b1", "7", "Sept", Answer.ACCEPTED)),
        (Kind.OCCUPATION, occupation_content("J1501", "Aide-soignant", True)),
    ],
)
def test_undoing_gives_back_what_was_said_before_or_silence(kind: Kind, content: dict[str, str]) -> None:
    undone = written(kind, before((), content), 2)
    items = (written(kind, content, 1), undone)
    silent = (said_skills(items).get("1"), confirmed_occupations(items), shown_skills(items), chosen_occupations(items))
    assert silent[0] is None or silent[0].word is Word.NOTHING
    assert not any(silent[1:])
    first = written(kind, content | {"label": "Avant"}, 1)
    assert before((first,), content) == content | {"label": "Avant"}


def test_other_items_are_not_corrections() -> None:
    note = written(Kind.NOTE, skill_content("1", "Un", Word.SAID))
    assert said_skills([note]) == {}
    assert chosen_occupations([note]) == ()


def test_what_is_said_anew_is_written_over_what_was_said_of_the_same_thing() -> None:
    skill = written(Kind.CORRECTION, skill_content("1", "Un", Word.SAID), 1)
    tie = written(Kind.CORRECTION, experience_content("f1", "1", "Un"), 2)
    target = written(Kind.OCCUPATION, occupation_content("1", "Un", chosen=True), 3)
    items = (skill, tie, target)
    assert item_about(items, skill_content("1", "Un", Word.NOTHING)) == skill.id
    assert item_about(items, experience_content("f1", "2", "Deux")) == tie.id
    assert item_about(items, occupation_content("1", "Un", chosen=False)) == target.id
    assert item_about(items, skill_content("2", "Deux", Word.NOTHING)) == ""


def test_a_word_keeps_its_day_whenever_it_is_written_again() -> None:
    then = date(2026, 10, 1)
    said = written(Kind.CORRECTION, skill_content("1", "Un", Word.SAID, "458", then), 1)
    changed = written(Kind.CORRECTION, skill_content("1", "Un", Word.TO_ACQUIRE, "458", date(2026, 11, 22)), 2)
    undone = written(Kind.CORRECTION, before((said,), dict(changed.content)), 3)
    assert said_skills([said, changed, undone])["1"].day == then
    bare = written(Kind.CORRECTION, skill_content("1", "Un", Word.SAID) | {"day": "hier"}, 4)
    assert said_skills([bare])["1"].day == bare.written.date()


def test_a_target_let_go_and_taken_back_has_its_place_again() -> None:
    first = occupation_content("A", "A", True, since="2026-11-22T09:00:00Z")
    second = occupation_content("B", "B", True, since="2026-11-22T09:01:00Z")
    dropped = occupation_content("A", "A", False, since="2026-11-22T09:00:00Z")
    items = [
        written(Kind.OCCUPATION, content, minute) for minute, content in enumerate((first, second, dropped, first))
    ]
    assert [one.code for one in chosen_occupations(items)] == ["A", "B"]


def test_a_meeting_says_the_item_it_is_written_in_and_undoing_a_new_one_takes_it_out() -> None:
    content = {"about": "meeting", "id": "m1", "start": "2026-12-01T09:00"}
    other = replace(written(Kind.MEETING, content | {"id": "m2"}, 1), id="m2")
    assert item_about((other,), content) == "m1"
    assert before((other,), content) == {"about": "meeting", "id": "m1", "state": "removed"}
    known = replace(written(Kind.MEETING, {"start": "2026-12-01T09:00", "later": "gardé"}, 1), id="m1")
    assert before((other, known), content) == {
        "about": "meeting",
        "id": "m1",
        "start": "2026-12-01T09:00",
        "later": "gardé",
    }
    assert said_of((replace(known, kind=Kind.NOTE),), content) is None
