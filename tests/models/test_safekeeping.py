"""How the vault is kept, in sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.models.safekeeping import (
    Chain,
    Copies,
    Copy,
    Locking,
    Sheet,
    said_chain,
    said_copy,
    said_countersigned,
    said_last,
    said_locking,
    said_organisation,
    said_sheet,
    said_size,
)

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 8, 42).astimezone(UTC)


def test_a_sheet_says_when_it_was_proved_and_when_next() -> None:
    sheet = Sheet(date(2026, 5, 1), date(2026, 7, 4))
    assert said_sheet(sheet, DAY) == "Vérifiée le 4 juillet 2026, à refaire avant le 31 décembre 2026."
    assert sheet.due == date(2026, 7, 4) + timedelta(days=180)


def test_a_sheet_never_proved_is_due_soon() -> None:
    assert Sheet(DAY).due == DAY + timedelta(days=14)
    assert said_sheet(Sheet(DAY), DAY + timedelta(days=15)).endswith("elle aurait dû l’être avant le 6 décembre 2026.")


def test_without_a_sheet_nothing_is_due() -> None:
    assert Sheet().due is None
    assert "fait perdre les notes" in said_sheet(Sheet(), DAY)


def test_who_else_holds_a_key_is_named() -> None:
    assert said_organisation("La Mission locale").startswith("La Mission locale garde aussi une clé")
    assert said_organisation("").startswith("Personne d’autre")


def test_a_copy_tells_what_is_in_it() -> None:
    when, what = said_copy(Copy("c", AT, 84_200, 12, verified=True, second=True))
    assert when == "22 novembre 2026 à 8 h 42"
    assert what == "12 écrits · 84 ko · relue après écriture · second dossier"


def test_the_last_copy_is_one_that_reads_back() -> None:
    good, bad = Copy("a", AT - timedelta(days=2), 1, 1, verified=True), Copy("b", AT, 1, 1, verified=False)
    assert Copies("", "", (bad, good)).last == good.at
    assert said_last(Copies("", "", (bad, good)), DAY) == "La dernière sauvegarde relue a été faite il y a 2 jours."


@pytest.mark.parametrize(("size", "words"), [(12, "1 ko"), (84_200, "84 ko"), (1_240_000, "1,2 Mo")])
def test_sizes_are_said_the_french_way(size: int, words: str) -> None:
    assert said_size(size) == words


def test_a_whole_chain_and_a_broken_one() -> None:
    assert said_chain(Chain(12)) == "Le journal est entier (12 entrées) : rien n’a été ôté ni modifié."
    assert "rompu à l’entrée n° 7" in said_chain(Chain(12, 7))
    assert said_chain(Chain()) == "Le journal est vide."


def test_who_confirmed_the_journal_last() -> None:
    assert said_countersigned(Chain(1, None, AT)) == "Le serveur l’a confirmé le 22 novembre 2026 à 8 h 42."
    assert said_countersigned(Chain(1)).startswith("Le serveur ne l’a pas encore confirmé")


def test_the_vault_closes_by_itself() -> None:
    assert "après 1 minute sans activité" in said_locking(Locking(1))
    assert "12 heures au plus" in said_locking(Locking())
