"""The official name of a diploma: its number, certifier, other names, and the line of the passport it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.models.certification import Certification, Repertory
from desktop.models.missing import explained, in_words
from desktop.models.missing_case import Answer, Case, Question, alike
from desktop.models.missing_causes import Letter
from desktop.models.missing_letter import written
from desktop.models.missing_title import named, related, title_words, titles
from desktop.models.passport import Holder, Passport
from tests.models.test_missing import CAP, FILE

TODAY = date(2026, 11, 22)
NEW = Certification(
    "RNCP38565", "Accompagnant éducatif petite enfance", "CAP", 3, Repertory.RNCP, True, date(2029, 8, 31),
    certifiers=("Ministère de l’Éducation nationale",), replaces=("RNCP28048", "RNCP4"),
)  # fmt: skip
OLD = Certification("RNCP28048", "Petite enfance", "CAP", 3, Repertory.RNCP, False, date(2025, 1, 1))


def test_the_other_names_that_are_known_here_are_told() -> None:
    assert related([NEW, OLD]) == ("RNCP28048", "RNCP4")
    one, other = titles([NEW, OLD], {"RNCP28048": OLD})
    assert one.others == (OLD,)
    assert other.others == ()
    assert one.words == "CAP Accompagnant éducatif petite enfance (RNCP38565)"
    said = title_words(one, TODAY)
    assert said.startswith("RNCP38565, Ministère de l’Éducation nationale. Elle a aussi porté, ou porte maintenant")
    assert "« CAP Petite enfance » (RNCP28048)" in said
    assert "Le diplôme obtenu garde sa valeur." in title_words(other, TODAY)
    assert "autre nom" not in title_words(other, TODAY)


def test_an_official_name_answers_the_register_and_keeps_what_was_typed() -> None:
    title = titles([NEW], {})[0]
    case = named(Case(title="cap petite", year="2022", answers={Question.ABROAD: Answer.NO}), title)
    assert (case.title, case.place, case.year) == (NEW.name, "Ministère de l’Éducation nationale", "2022")
    assert case.answer(Question.REGISTERED) is Answer.YES
    assert case.answer(Question.ABROAD) is Answer.NO
    assert case.numbers == ("RNCP38565", "RNCP28048", "RNCP4")
    assert named(Case(place="Rectorat"), title).place == "Rectorat"


def test_a_line_under_a_former_number_is_found() -> None:
    former = replace(CAP, title="Petite enfance", details=(("code", "rncp 28048"),))
    case = named(Case(), titles([NEW], {})[0])
    assert alike(case, Passport((CAP, former))) is former
    assert alike(replace(case, title="Cuisine"), Passport((replace(CAP, details=()),))) is None


def test_the_letter_and_the_note_bear_the_number() -> None:
    case = named(Case(), titles([NEW], {})[0])
    text = written(Letter.TRANSMIT, case, Holder("Ana", "Silva", 1990), TODAY).text()
    assert "« CAP Accompagnant éducatif petite enfance » (RNCP38565)" in text
    assert "RNCP38565" in in_words(case, explained(case, FILE, TODAY), TODAY)
