"""What is held about a person: each kind once, with its own end and its own readers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.errors import Refused
from desktop.models.access import Access, Basis
from desktop.models.file import File, Kept
from desktop.models.held import BY_HAND, Custodian, held
from desktop.models.passport import Passport
from tests.documents import made

KEEPS = Custodian(keeps_notes=True)


def until(file: File, custodian: Custodian) -> dict[str, str]:
    """What is said of the end of each kind."""
    return {line.what: line.until for line in held(file, made.ITEMS, 12, made.TODAY, custodian).lines}


def test_each_kind_is_told_once_with_its_number() -> None:
    lines = {line.what: line for line in held(made.FILE, made.ITEMS, 12, made.TODAY).lines}
    assert list(lines) == [
        "Qui vous êtes", "Votre passeport", "Notes d’entretien", "Notes de travail",
        "Ce que vous avez décidé ou corrigé ensemble", "Le journal des accès",
    ]  # fmt: skip
    assert lines["Votre passeport"].detail == "1 emploi, 1 diplôme ou titre et 1 compétence"
    assert lines["Notes d’entretien"].detail.startswith("2 notes, le 20 novembre 2026")
    assert "ne sont jamais envoyées" in lines["Notes de travail"].seen_by
    assert "12 lignes" in lines["Le journal des accès"].detail


def test_notes_end_with_the_sharing_unless_the_site_keeps_them_and_private_ones_always_do() -> None:
    assert "1er décembre 2026" in until(made.FILE, Custodian())["Notes d’entretien"]
    assert "Deux ans" in until(made.FILE, KEEPS)["Notes d’entretien"]
    assert "Deux ans" not in until(made.FILE, KEEPS)["Notes de travail"]


def test_a_file_made_here_stays_until_it_is_erased_and_goes_nowhere() -> None:
    own = File(made.HAND, made.PASSPORT)
    said = held(own, made.ITEMS, 0, made.TODAY, KEEPS)
    assert {line.until for line in said.lines} == {BY_HAND}
    assert not [line for line in said.lines if "serveur" in line.seen_by]
    assert "entretien" in said.ground


def test_what_is_not_held_is_not_listed() -> None:
    empty = File(replace(made.CARD, holder=replace(made.HOLDER, town="")), Passport())
    (only,) = held(empty, (), 0, made.TODAY).lines
    assert only.what == "Qui vous êtes"
    assert "commune" not in only.detail


def test_earlier_texts_are_told_with_their_number() -> None:
    lines = {line.what: line for line in held(made.FILE, made.ITEMS, 0, made.TODAY, KEEPS, 3).lines}
    line = lines["Les versions antérieures des notes"]
    assert line.detail.startswith("3 textes")
    assert "Deux ans" not in line.until
    assert "seul" in line.seen_by


def test_every_basis_has_its_ground() -> None:
    grounds = set()
    for basis in Basis:
        card = replace(made.CARD, access=Access(basis, (), made.TODAY, made.TODAY))
        grounds.add(held(File(card, Passport()), (), 0, made.TODAY).ground)
    assert len(grounds) == len(Basis)


def test_only_what_is_shared_is_erased_by_ending_the_sharing() -> None:
    def rights(file: File) -> dict[str, str]:
        return dict(held(file, (), 0, made.TODAY).rights)

    statutory = File(replace(made.CARD, access=replace(made.SHARED, basis=Basis.STATUTORY)), made.PASSPORT)
    assert rights(made.FILE)["Faire effacer"].startswith("Arrêtez le partage : le dossier est alors effacé ici.")
    assert rights(File(made.HAND, made.PASSPORT))["Faire effacer"].startswith("Demandez-le à votre conseiller.")
    for file in (File(made.HAND, made.PASSPORT), statutory):
        assert "Arrêter le partage" not in rights(file)


def test_nothing_that_the_law_opens_is_said_to_be_shared_by_choice() -> None:
    file = File(replace(made.CARD, access=replace(made.SHARED, basis=Basis.STATUTORY)), made.PASSPORT)
    said = held(file, made.ITEMS, 12, made.TODAY, KEEPS)
    every = [said.ground, *(how for _, how in said.rights)]
    every += [text for line in said.lines for text in (line.until, line.source)]
    assert not [text for text in every if "partag" in text]
    assert "habilité" in {line.what: line.source for line in said.lines}["Votre passeport"]


def test_a_file_to_be_received_again_is_not_said_to_be_whole() -> None:
    with pytest.raises(Refused, match="incomplet"):
        held(File(replace(made.CARD, kept=Kept.AWAITED), Passport()), (), 0, made.TODAY)
