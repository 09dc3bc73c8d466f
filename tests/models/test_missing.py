"""Why something is not in a passport: cases with their reasons written by hand, and what holds for every answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from desktop.models.access import Access, Basis
from desktop.models.file import Card, File, Kept
from desktop.models.missing import MEANWHILE, PROMISE, QUESTION_WORDS, Seen, explain, explained, in_words
from desktop.models.missing_case import ASKED, Answer, Case, Question, Thing, alike, settled
from desktop.models.missing_causes import CAUSES, Certainty, Letter, Who, Why
from desktop.models.missing_letter import written
from desktop.models.passport import Fact, Holder, Origin, Passport, Section
from desktop.models.when import When

TODAY = date(2026, 11, 22)
YES, NO = Answer.YES, Answer.NO
Q = Question
DIPLOMA, JOB, TRAINING, ENGAGEMENT = Thing
RULE, OFTEN, POSSIBLE = Certainty.RULE, Certainty.OFTEN, Certainty.POSSIBLE


def case(thing: Thing, year: str = "", **answers: Answer) -> Case:
    """A case with answers named after their questions."""
    return Case(thing, year=year, answers={Question[name.upper()]: answer for name, answer in answers.items()})


CASES: Mapping[str, tuple[Case, list[tuple[Why, Certainty]], list[Letter]]] = {
    "a CAP of 2022 under a married name": (
        case(DIPLOMA, "2022", other_name=YES),
        [(Why.NAME, OFTEN), (Why.LATE, OFTEN)], [Letter.TRANSMIT, Letter.SERVICE],
    ),
    "a diploma of 2009": (
        case(DIPLOMA, "2009", other_name=NO),
        [(Why.EARLIER, RULE)], [Letter.ATTEST],
    ),
    "a diploma of 2009 under a birth name": (
        case(DIPLOMA, "2009", other_name=YES),
        [(Why.EARLIER, RULE), (Why.NAME, OFTEN)], [Letter.ATTEST, Letter.SERVICE],
    ),
    "a diploma of another country": (
        case(DIPLOMA, "2015", abroad=YES, other_name=YES),
        [(Why.ABROAD, RULE)], [],
    ),
    "a title of last month": (
        case(DIPLOMA, "2026", recent=YES, other_name=NO, registered=YES),
        [(Why.RECENT, RULE)], [Letter.TRANSMIT],
    ),
    "a university diploma that is in no register": (
        case(DIPLOMA, "2023", registered=NO),
        [(Why.UNREGISTERED, RULE)], [Letter.ATTEST],
    ),
    "a BTS of 2024 as an apprentice": (
        case(DIPLOMA, "2024", apprentice=YES, other_name=NO),
        [(Why.LATE, OFTEN), (Why.APPRENTICE, OFTEN)], [Letter.TRANSMIT, Letter.SERVICE],
    ),
    "a diploma of which nothing is known": (
        case(DIPLOMA),
        [(Why.EARLIER, POSSIBLE), (Why.NAME, POSSIBLE), (Why.LATE, POSSIBLE)],
        [Letter.ATTEST, Letter.TRANSMIT, Letter.SERVICE],
    ),
    "a childminder employed by a family": (
        case(JOB, "2019", household=YES),
        [(Why.HOUSEHOLD, RULE)], [Letter.EMPLOYER],
    ),
    "a school canteen of 2010": (
        case(JOB, "2010", public=YES, other_name=NO, household=NO),
        [(Why.PUBLIC, OFTEN), (Why.OTHER_TITLE, POSSIBLE)], [Letter.EMPLOYER, Letter.SERVICE],
    ),
    "a season of grape picking": (
        case(JOB, land_or_sea=YES, other_name=NO),
        [(Why.LAND_OR_SEA, OFTEN), (Why.OTHER_TITLE, POSSIBLE)], [Letter.SERVICE, Letter.EMPLOYER],
    ),
    "a hairdresser on her own": (
        case(JOB, self_employed=YES),
        [(Why.SELF_EMPLOYED, OFTEN)], [],
    ),
    "ten years in Spain": (
        case(JOB, abroad=YES, public=YES),
        [(Why.ABROAD, RULE)], [],
    ),
    "a job begun last month": (
        case(JOB, "2026", recent=YES, other_name=NO),
        [(Why.RECENT, OFTEN), (Why.OTHER_TITLE, POSSIBLE)], [Letter.EMPLOYER, Letter.SERVICE],
    ),
    "an apprentice baker": (
        case(JOB, apprentice=YES, other_name=NO),
        [(Why.APPRENTICE, POSSIBLE), (Why.OTHER_TITLE, POSSIBLE)], [Letter.EMPLOYER, Letter.SERVICE],
    ),
    "a training paid by oneself": (
        case(TRAINING, funded=NO),
        [(Why.UNFUNDED, OFTEN)], [],
    ),
    "a training paid by the CPF": (
        case(TRAINING, funded=YES, other_name=NO),
        [(Why.FUNDER, POSSIBLE)], [Letter.SERVICE],
    ),
    "a treasurer who never declared it": (
        case(ENGAGEMENT, counted=NO),
        [(Why.UNCOUNTED, RULE)], [],
    ),
    "an engagement well declared long ago": (
        case(ENGAGEMENT, "2019", counted=YES, other_name=NO),
        [(Why.UNKNOWN, Certainty.UNKNOWN)], [Letter.SERVICE],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_reasons_written_by_hand(name: str) -> None:
    given, reasons, letters = CASES[name]
    told = explain(given, Seen.SHARED, TODAY)
    assert [(reason.why, reason.certainty) for reason in told.reasons] == reasons
    assert list(told.letters) == letters


def every_case() -> Iterator[Case]:
    """Every thing with every combination of answers."""
    for thing in Thing:
        for answers in product(Answer, repeat=len(ASKED[thing])):
            yield Case(thing, answers=dict(zip(ASKED[thing], answers, strict=True)))


LACK = re.compile(
    r"lacune|dépourvu|incapable|ne (?:sait|possède|maîtrise|détient) (?:pas|aucun)|sans (?:diplôme|qualification)"
    r"|il (?:lui )?manque|manquant|la personne n’(?:a|est) |jamais (?:obtenu|travaillé|eu)|échec|échoué"
)


@pytest.mark.parametrize("sight", Seen)
def test_every_combination_of_answers_has_a_reason_a_step_and_kind_words(sight: Seen) -> None:
    order = list(Certainty)
    seen = set()
    for given in every_case():
        told = explain(given, sight, TODAY)
        assert told.reasons
        assert told.steps
        assert told.meanwhile == MEANWHILE
        own = [reason for reason in told.reasons if reason.why not in (Why.NOT_SHARED, Why.TYPED)]
        ranks = [order.index(reason.certainty) for reason in own]
        assert ranks == sorted(ranks)
        assert len({reason.why for reason in own}) == len(own)
        assert all(reason.source for reason in told.reasons)
        seen |= {reason.sentence for reason in told.reasons} | {step.words for step in told.steps}
    assert len(seen) > 30
    assert [sentence for sentence in seen if LACK.search(sentence)] == []


def test_the_other_words_are_kind_too() -> None:
    holder = Holder("Ana", "Silva", 1990)
    letters = [written(letter, Case(thing), holder, TODAY).text() for letter in Letter for thing in Thing]
    notes = [in_words(given, explain(given, Seen.SHARED, TODAY), TODAY) for given, _, _ in CASES.values()]
    said = (PROMISE, MEANWHILE, *QUESTION_WORDS.values(), *letters, *notes)
    assert [words for words in said if LACK.search(words)] == []
    assert LACK.search("Il manque un diplôme à cette personne.".lower())


def test_every_line_of_the_table_is_reached() -> None:
    reached = {(given.thing, reason.why) for given in every_case() for reason in
               explain(given, Seen.SHARED, TODAY).reasons}  # fmt: skip
    assert {(thing, cause.why) for cause in CAUSES for thing in cause.things} <= reached


@pytest.mark.parametrize("thing", Thing)
def test_a_section_that_is_not_shared_comes_first(thing: Thing) -> None:
    first = explain(Case(thing), Seen.NOT_SHARED, TODAY)
    assert first.reasons[0].why is Why.NOT_SHARED
    assert "la ligne peut y être" in first.reasons[0].sentence
    assert [step.who for step in first.steps[:2]] == [Who.PERSON, Who.PERSON]
    assert explain(Case(thing), Seen.TYPED, TODAY).reasons[0].why is Why.TYPED


def test_the_obligation_is_never_recalled_where_it_does_not_hold() -> None:
    for given in every_case():
        if Letter.TRANSMIT in explain(given, Seen.SHARED, TODAY).letters:
            assert given.thing is Thing.RECOGNITION
            assert given.answer(Q.EARLIER) is not YES
            assert given.answer(Q.REGISTERED) is not NO
            assert given.answer(Q.ABROAD) is not YES


@pytest.mark.parametrize(
    ("year", "earlier", "recent"),
    [("2009", YES, NO), ("2021", Answer.UNKNOWN, NO), ("2022", NO, NO), ("2025", NO, Answer.UNKNOWN),
     ("2026", NO, Answer.UNKNOWN), ("2027", Answer.UNKNOWN, Answer.UNKNOWN), ("²02", Answer.UNKNOWN, Answer.UNKNOWN),
     ("vers 2010", Answer.UNKNOWN, Answer.UNKNOWN), (" 2010 ", YES, NO)],
)  # fmt: skip
def test_a_year_answers_what_it_can(year: str, earlier: Answer, recent: Answer) -> None:
    known = settled(Case(DIPLOMA, year=year), TODAY)
    assert (known.answer(Q.EARLIER), known.answer(Q.RECENT)) == (earlier, recent)


def test_an_answer_given_is_never_changed_by_the_year() -> None:
    assert settled(case(DIPLOMA, "2009", earlier=NO), TODAY).answer(Q.EARLIER) is NO


def test_a_question_about_another_thing_is_not_heard() -> None:
    assert case(JOB, registered=NO).answer(Q.REGISTERED) is Answer.UNKNOWN
    assert not case(JOB, registered=NO).blank
    assert Case(year=" ").blank


CAP = Fact("f1", Section.RECOGNITIONS, Origin.DECLARED, "TITULAIRE", "CAP Accompagnant éducatif petite enfance",
           end=When(2022, 7, 6))  # fmt: skip
SHARED = Access(Basis.PUBLICATION, tuple(Section), TODAY, date(2027, 1, 1))
CARD = Card("p1", Holder("Ana", "Silva", 1990), SHARED, Kept.SHARED, 1, datetime(2026, 11, 22, tzinfo=UTC))
FILE = File(CARD, Passport((CAP,), (), tuple(Section)))


def test_a_line_that_may_be_the_very_thing_is_shown() -> None:
    told = explained(Case(DIPLOMA, "cap petite enfance"), FILE, TODAY)
    assert "6 juillet 2022, seulement déclarée" in told.near
    assert explained(Case(DIPLOMA, "bac pro"), FILE, TODAY).near == ""
    assert alike(Case(DIPLOMA, "c"), FILE.passport) is None
    assert alike(Case(JOB, "cap petite enfance"), FILE.passport) is None
    sure = Passport((replace(CAP, origin=Origin.GUARANTEED),), (), tuple(Section))
    assert "déjà" in explained(Case(DIPLOMA, "cap"), replace(FILE, passport=sure), TODAY).near


def test_what_the_desk_sees_comes_from_the_file() -> None:
    hidden = replace(CARD, access=replace(SHARED, sections=(Section.EXPERIENCES,)))
    assert explained(Case(DIPLOMA), replace(FILE, card=hidden), TODAY).reasons[0].why is Why.NOT_SHARED
    typed = replace(CARD, kept=Kept.HAND)
    assert explained(Case(DIPLOMA), replace(FILE, card=typed), TODAY).reasons[0].why is Why.TYPED


def test_a_note_keeps_the_case_in_words_without_the_other_name() -> None:
    given = Case(DIPLOMA, "CAP cuisine", "Académie", "2022", "Dupont", {Q.OTHER_NAME: YES, Q.ABROAD: NO})
    note = in_words(given, explain(given, Seen.SHARED, TODAY), TODAY)
    assert note.startswith("Pas trouvé dans le passeport partagé : CAP cuisine, Académie, 2022.")
    assert "À l’étranger ? Non." in note
    assert "(c’est souvent le cas)" in note
    assert "– La personne" in note or "– Le certificateur" in note
    assert note.endswith(PROMISE)
    assert "Dupont" not in note
