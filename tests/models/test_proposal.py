"""Proposals of occupation: which comes first, why, and which jobs still wait for one."""

from __future__ import annotations

from dataclasses import replace

from desktop.models.correction import Answer, experience_content, shown_content
from desktop.models.note import Kind
from desktop.models.occupation import Node
from desktop.models.passport import Fact, Passport, Section
from desktop.models.proposal import MOST, Match, Profession, gone, jobs, proposals, twins, waiting
from tests.models.people import fact, written

PICKER = Node("A1401", "Ouvrier agricole")
FARMER = Node("A1416", "Polyculteur")
PRUNER = Node("A1418", "Tailleur de vigne")
ASKED = "Cueilleuse d’abricots"
BY_TITLE = Match(PICKER, "13855", "Cueilleur / Cueilleuse de fruits", 0.65, ASKED)


def job(name: str, title: str, sector: str = "Culture de la vigne") -> Fact:
    """An experience with a sector."""
    return replace(fact(name, Section.EXPERIENCES), title=title, details=(("secteurActivite", sector),))


def test_a_title_gives_the_appellation_and_its_reason() -> None:
    (one,) = proposals([BY_TITLE])
    assert (one.occupation, one.title, one.title_label) == (PICKER, "13855", "Cueilleur / Cueilleuse de fruits")
    assert one.reasons == ("« Cueilleur / Cueilleuse de fruits » ressemble à « Cueilleuse d’abricots ».",)


def test_the_very_name_is_said_to_be_one() -> None:
    same = Match(PICKER, "1", "Vendangeur / Vendangeuse", 1.0, "VENDANGEUSE")
    assert proposals([same])[0].reasons == ("« Vendangeur / Vendangeuse » est un nom de ce métier.",)


def test_the_profession_gives_its_own_reason_and_needs_no_title() -> None:
    (one,) = proposals([], Profession("691d", "Viticulteurs", (PICKER,)))
    assert (one.title, one.title_label) == ("", "")
    assert one.reasons == ("La profession déclarée (691d, Viticulteurs) y mène.",)
    assert "(691d) y mène" in proposals([], Profession("691d", "", (PICKER,)))[0].reasons[0]


def test_both_agreeing_comes_first_even_before_a_likelier_title() -> None:
    likelier = Match(PRUNER, "2", "Tailleur / Tailleuse de vigne", 0.99, ASKED)
    found = proposals([likelier, BY_TITLE], Profession("691d", "", (PICKER, FARMER)))
    assert [one.occupation for one in found] == [PICKER, PRUNER, FARMER]
    assert len(found[0].reasons) == 2


def test_the_very_name_comes_before_what_both_roads_lead_to() -> None:
    alike = Match(FARMER, "1", "Tailleur / Tailleuse de fruitiers", 0.7, "Tailleuse de vigne")
    name = Match(PRUNER, "2", "Tailleur / Tailleuse de vigne", 1.0, "Tailleuse de vigne")
    assert [one.occupation for one in proposals([alike, name], Profession("691d", "", (FARMER,)))] == [PRUNER, FARMER]


def test_a_part_of_an_older_occupation_agrees_too_but_alone_comes_last() -> None:
    found = proposals([BY_TITLE], Profession("691d", "", (FARMER,), (PICKER, PRUNER)))
    assert [one.occupation for one in found] == [PICKER, FARMER, PRUNER]


def test_there_are_at_most_five_each_once_and_never_a_percentage() -> None:
    many = [Match(Node(f"A{1000 + place}", "x"), str(place), "Nom", 0.5 + place / 100, "n") for place in range(9)]
    found = proposals([*many, *many], Profession("691d", "", (PICKER,)))
    assert len(found) == len({one.occupation.code for one in found}) == MOST
    assert found[0].occupation == PICKER
    assert not any("%" in reason for one in found for reason in one.reasons)
    assert proposals([]) == ()


def test_jobs_that_wait_for_an_occupation_are_those_shared_and_not_confirmed() -> None:
    passport = Passport((job("a", "Vendangeuse"), job("b", "Serveuse"), fact("c", Section.TRAININGS)), (),
                        (Section.EXPERIENCES,))  # fmt: skip
    assert [one.id for one in waiting(passport, {"a"})] == ["b"]
    assert jobs(replace(passport, sections=())) == waiting(replace(passport, sections=()), set()) == ()


def test_twins_have_the_same_title_and_sector_and_no_occupation_yet() -> None:
    first = job("a", "Vendangeuse")
    others = (job("b", "VENDANGEUSE"), job("c", "Vendangeuse", "Autre"), job("d", "Serveuse"), job("e", "Vendangeuse"))
    passport = Passport((first, *others), (), (Section.EXPERIENCES,))
    assert [one.id for one in twins(passport, first, {"a", "e"})] == ["b"]


def test_what_was_said_of_a_step_that_is_gone_is_kept_apart() -> None:
    contents = [experience_content("a", "A1401", "Vendangeur"), experience_content("b", "G1803", "Serveur"),
                experience_content("c", "", ""), shown_content("d", "7", "Sept", Answer.ACCEPTED)]  # fmt: skip
    items = [written(Kind.CORRECTION, content, minute) for minute, content in enumerate(contents)]
    found = gone(Passport((job("a", "Vendangeuse"),)), items)
    assert [(one.fact, one.label) for one in found] == [("b", "Serveur"), ("d", "Sept")]
    assert gone(Passport((job("b", "Serveuse"), job("d", "x"))), items)[0].fact == "a"
