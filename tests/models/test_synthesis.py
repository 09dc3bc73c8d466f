"""The synthesis: strengths first, and no figure that is not the length of a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.models.access import Access, Basis
from desktop.models.correction import occupation_content
from desktop.models.file import Card, File, Kept
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Section
from desktop.models.synthesis import Synthesis, synthesis
from desktop.models.when import When

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SECTIONS = (Section.EXPERIENCES, Section.RECOGNITIONS, Section.SKILLS)


def fact(name: str, section: Section, start: int, **values: object) -> Fact:
    """A declared fact."""
    plain = Fact(name, section, Origin.DECLARED, "TITULAIRE", name, "Millau", When(start), When(start + 1))
    return replace(plain, **values)


JOBS = tuple(fact(f"Emploi {number}", Section.EXPERIENCES, 2000 + number) for number in range(7))
NOW = fact("Emploi actuel", Section.EXPERIENCES, 1999, end=None, ongoing=True)
DIPLOMA = fact("CAP", Section.RECOGNITIONS, 1998)
SKILLS = tuple(HeldSkill(str(n), str(n), f"Savoir {n}", Origin.DECLARED, "TITULAIRE") for n in range(4))


def file(facts: tuple[Fact, ...] = (*JOBS, NOW, DIPLOMA), unread: bool = True) -> File:
    """A shared file never opened."""
    access = Access(Basis.PUBLICATION, SECTIONS, TODAY, date(2027, 2, 14))
    card = Card("p", Holder("Léa", "Morel", 1990), access, Kept.SHARED, 1, AT, unread=unread)
    return File(card, Passport(facts, SKILLS, SECTIONS))


def headings(told: Synthesis) -> list[str]:
    """Those of the right side."""
    return [group.heading for group in told.next_steps]


def test_what_was_shared_is_one_sentence_whose_figures_are_lists() -> None:
    told = synthesis(file(), (), TODAY)
    assert told.shared == "8 emplois, 1 diplôme ou titre et 4 compétences."
    assert [group.heading for group in told.strengths] == ["8 emplois", "1 diplôme ou titre", "4 compétences"]


def test_the_last_experience_comes_first_and_a_long_list_says_what_it_leaves_out() -> None:
    jobs = synthesis(file(), (), TODAY).strengths[0].lines
    assert jobs[0].text == "Emploi actuel"
    assert jobs[-1].text == "et 3 autres"
    assert len(jobs) == 6


def test_nothing_shared_is_said_plainly() -> None:
    empty = File(file().card, Passport())
    assert synthesis(empty, (), TODAY).shared == "Rien n’a encore été partagé."
    by_hand = File(replace(empty.card, kept=Kept.HAND), Passport())
    assert synthesis(by_hand, (), TODAY).shared == "Ce dossier est encore vide."


def test_what_is_new_is_told_from_the_card_before_this_opening() -> None:
    read = file(unread=False)
    assert headings(synthesis(read, (), TODAY))[0] == "Depuis la dernière fois"
    quiet = replace(read, card=replace(read.card, opened=datetime(2026, 11, 22, 9, 0, tzinfo=UTC)))
    assert [line.text for line in synthesis(quiet, (), TODAY).next_steps[0].lines] == ["Rien de nouveau."]
    told = synthesis(quiet, (), TODAY, before=file().card).next_steps[0]
    assert [line.text for line in told.lines] == ["Partage reçu le 20 novembre."]


def test_targets_and_the_last_note_are_there() -> None:
    target = Item(
        "o", "p", Kind.OCCUPATION, occupation_content("J1501", "Aide-soignant", chosen=True), AT, Delivery.SENT
    )
    note = Item("n", "p", Kind.NOTE, {"text": "Premier entretien"}, AT, Delivery.DRAFT)
    groups = {group.heading: group.lines[0] for group in synthesis(file(), (target, note), TODAY).next_steps}
    assert (groups["Métiers visés"].text, groups["Métiers visés"].tab) == ("Aide-soignant", "Avenir")
    assert groups["Dernière note"].text == "Premier entretien"
    assert "brouillon" in groups["Dernière note"].detail


def test_what_is_not_shared_is_neutral_and_absent_when_all_is() -> None:
    groups = {group.heading: group.lines[0].text for group in synthesis(file(), (), TODAY).next_steps}
    assert groups["Non partagé"] == "Formations, engagements, mandats, permis et badges"
    whole = replace(file().card, access=replace(file().card.access, sections=tuple(Section)))
    assert "Non partagé" not in headings(synthesis(File(whole, file().passport), (), TODAY))
    hand = replace(file().card, kept=Kept.HAND)
    assert "Pas encore dit" in headings(synthesis(File(hand, file().passport), (), TODAY))


def test_every_fact_says_its_provenance() -> None:
    lines = [line for group in synthesis(file(), (), TODAY).strengths for line in group.lines]
    assert all(line.origin is not None for line in lines if not line.text.startswith("et "))
