"""What holds of a working CV: nothing is lost of it, the order is the person's, what left the passport is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.cv_words import said_cv
from desktop.models.correction import before, item_about, said_of
from desktop.models.cv import (
    MOST,
    SECTIONS,
    Cv,
    Ref,
    cv_content,
    cv_of,
    cvs,
    moved,
    removed_content,
    same,
    sections,
    toggled,
    with_all,
    without,
)
from desktop.models.cv_lines import candidates, cv_lines, said_chosen, said_gone
from desktop.models.evidence import held_skills
from desktop.models.known import Known
from desktop.models.note import LONGEST_TEXT, Kind, size
from desktop.models.occupation import Edition
from desktop.models.passport import HeldSkill, Origin, Passport, Proof, Section
from desktop.models.skill import Standing
from tests.models.people import fact, written

JOB, DIPLOMA, COOK = (
    Ref(Section.EXPERIENCES, "job"),
    Ref(Section.RECOGNITIONS, "diploma"),
    Ref(Section.SKILLS, "123456"),
)
FORMER = Ref(Section.EXPERIENCES, "former")
EDITION = Edition("4", "2026-01-01", "", True, 0, 0, 0)
quick = settings(deadline=None, max_examples=150)
ids = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=8)
refs = st.builds(Ref, st.sampled_from(Section), ids)
plain = st.builds(
    Cv, st.uuids().map(str), st.text(), st.sampled_from(["", "J1501"]), st.text(), st.booleans(),
    st.lists(refs, unique=True, max_size=12).map(tuple), st.just("2026-11-22T09:00:00Z"),
).map(lambda cv: with_all(replace(cv, chosen=()), cv.chosen))  # fmt: skip
contents = st.dictionaries(st.sampled_from(["title", "chosen", "named", "target", "since", "later"]), st.text())


def known(*facts: str, shared: tuple[Section, ...] = tuple(Section)) -> Known:
    """Two jobs, a diploma and a skill that rests on one of the jobs."""
    every = (
        fact("former", Section.EXPERIENCES, "2010", "2012"),
        fact("job", Section.EXPERIENCES, "2019-03", ongoing=True, place="ADMR"),
        fact("diploma", Section.RECOGNITIONS, end="2009-06", origin=Origin.DECLARED, source="TITULAIRE"),
    )
    skill = HeldSkill("s1", "123456", "Cuisiner", Origin.GUARANTEED, "DSN", Proof(Section.EXPERIENCES, "job"))
    said = HeldSkill("s2", "222222", "Animer", Origin.DECLARED, "TITULAIRE")
    passport = Passport(tuple(one for one in every if not facts or one.id in facts), (skill, said), shared)
    return Known(passport, (), held_skills(passport, (), {}), {}, EDITION)


@quick
@given(plain)
def test_a_cv_comes_back_as_it_was_written(cv: Cv) -> None:
    again = cv_of(written(Kind.CV, cv_content(cv)))
    assert replace(again, id=cv.id, item=None) == cv
    assert same(again, cv)


@quick
@given(contents)
def test_what_cannot_be_read_stays_when_something_else_is_written(content: Mapping[str, str]) -> None:
    cv = cv_of(written(Kind.CV, content))
    assert len(cv.chosen) <= MOST
    anew = cv_content(replace(cv, profile="J’aime le travail bien fait."))
    assert {**content, "about": "cv", "id": cv.id, "profile": "J’aime le travail bien fait."} == anew


@quick
@given(plain, refs)
def test_choosing_twice_changes_nothing_but_the_place(cv: Cv, ref: Ref) -> None:
    again = toggled(toggled(cv, ref), ref)
    assert set(again.chosen) == set(cv.chosen)
    assert (ref in toggled(cv, ref).chosen) is (ref not in cv.chosen)


@quick
@given(plain, st.sampled_from([-1, 1]), st.data())
def test_moving_loses_nothing_and_keeps_sections_whole(cv: Cv, step: int, data: st.DataObject) -> None:
    if cv.chosen:
        ref = data.draw(st.sampled_from(cv.chosen))
        there = moved(cv, ref, step)
        assert sorted(map(str, there.chosen)) == sorted(map(str, cv.chosen))
        assert [ref for _, inside in sections(there.chosen) for ref in inside] == list(there.chosen)


def test_sections_begin_in_their_usual_order_and_follow_the_person() -> None:
    cv = with_all(Cv("c"), (DIPLOMA, JOB, FORMER, COOK))
    assert [section for section, _ in sections(cv.chosen)] == [Section.SKILLS, Section.EXPERIENCES,
                                                               Section.RECOGNITIONS]  # fmt: skip
    assert moved(cv, FORMER, -1).chosen == (COOK, FORMER, JOB, DIPLOMA)
    assert moved(cv, JOB, -1).chosen == (JOB, FORMER, COOK, DIPLOMA)
    assert moved(cv, DIPLOMA, 1) == cv
    assert moved(cv, Ref(Section.BADGES, "x"), 1) == cv


def test_a_move_passes_what_is_hidden() -> None:
    cv = with_all(Cv("c"), (JOB, FORMER, Ref(Section.EXPERIENCES, "third"), DIPLOMA))
    last = cv.chosen[2]
    assert moved(cv, last, -1, (JOB, last, DIPLOMA)).chosen == (last, FORMER, JOB, DIPLOMA)
    assert moved(cv, JOB, -1, (JOB, DIPLOMA)).chosen == cv.chosen


def test_a_cv_that_is_full_takes_nothing_more_and_can_be_written() -> None:
    many = [Ref(Section.RECOGNITIONS, f"{number:036}") for number in range(MOST + 5)]
    cv = with_all(Cv("c"), many)
    assert len(cv.chosen) == MOST
    assert toggled(cv, many[-1]) == cv
    assert size(cv_content(replace(cv, profile="é" * 5000))) <= LONGEST_TEXT
    assert without(cv, many).chosen == ()


def test_everything_may_be_chosen_newest_and_asked_for_first_with_its_provenance() -> None:
    lines = candidates(known(), {"222222"})
    assert [line.ref.id for line in lines] == ["job", "former", "diploma", "222222", "123456"]
    job, _, diploma, asked, proven = lines
    assert (asked.asked, asked.standing, asked.proof) == (True, Standing.DECLARED, "")
    assert (proven.standing, proven.origin, proven.proof) == (Standing.PROVEN, None, "job")
    assert (job.origin, job.detail) == (Origin.GUARANTEED, "ADMR · depuis mars 2019")
    assert job.proof == "déclaration sociale de l’employeur (DSN)"
    assert (diploma.origin, diploma.standing) == (Origin.DECLARED, Standing.DECLARED)
    assert diploma.detail == "juin 2009"
    assert candidates(known(shared=(Section.RECOGNITIONS,)))[0].ref == DIPLOMA


def test_what_left_the_passport_is_told_and_comes_back_with_it() -> None:
    cv = with_all(Cv("c"), (JOB, FORMER, DIPLOMA, COOK))
    assert cv_lines(cv, known()).gone == ()
    less = cv_lines(cv, known("job", shared=(Section.EXPERIENCES,)))
    assert [line.ref for line in less.shown] == [JOB]
    assert less.gone == (COOK, FORMER, DIPLOMA)
    assert said_gone(less.gone) == ("3 éléments choisis ne sont plus dans le dossier : 1 compétence, 1 emploi et"
                                    " 1 diplôme ou titre. Ils ne sont plus sur le CV.")  # fmt: skip
    assert said_gone((JOB,)).startswith("Un élément choisi n’est plus dans le dossier : 1 emploi.")
    assert said_gone(()) == ""


@pytest.mark.parametrize(("number", "words"), [(0, "Rien n’est encore choisi"), (1, "1 élément choisi")])
def test_the_figure_is_said(number: int, words: str) -> None:
    assert said_chosen(number) == words


def test_several_cvs_in_the_order_they_were_begun_and_one_taken_away_says_nothing() -> None:
    first = cv_content(Cv("a", "Boulangère", since="2026-11-01T00:00:00Z"))
    items = [
        replace(written(Kind.CV, cv_content(Cv("b", since="2026-11-02T00:00:00Z")), 1), id="b"),
        replace(written(Kind.CV, first, 2), id="a"),
        replace(written(Kind.CV, removed_content("c"), 3), id="c"),
    ]
    assert [one.name for one in cvs(items)] == ["Boulangère", "CV sans titre"]
    assert said_cv(items[2]) == "CV de travail retiré"
    assert item_about(items, first) == "a"
    assert said_of(items, first) == items[1]
    assert before(items, {**first, "title": "Autre"}) == first
    assert before((), first) == removed_content("a")


def test_the_access_report_says_all_of_it() -> None:
    cv = with_all(Cv("a", "Boulangère", "D1102", "Lève-tôt", False, since="2026-11-01T00:00:00Z"), (JOB, COOK))
    said = said_cv(written(Kind.CV, cv_content(cv) | {"later": "gardé"}))
    for piece in ("Boulangère (sans nom)", "D1102", "Lève-tôt", "expériences : job", "123456", "later : gardé"):
        assert piece in said


def test_every_section_has_its_place() -> None:
    assert set(SECTIONS) == set(Section)
