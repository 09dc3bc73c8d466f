"""Sharing in sentences: basis, scope, dates and what comes at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.models.access import Access, Basis
from desktop.models.file import Card, Kept
from desktop.models.passport import Holder, Section
from desktop.models.sharing import (
    BASIS_SENTENCES,
    BASIS_WORDS,
    headline,
    not_shared,
    said_dates,
    said_end,
    said_fate,
    said_origin,
    section_list,
)

TODAY = date(2026, 11, 22)
ACCESS = Access(Basis.PUBLICATION, (Section.SKILLS, Section.EXPERIENCES), date(2026, 10, 23), date(2027, 2, 14))
CARD = Card("p", Holder("Léa", "Morel", 1990), ACCESS, Kept.SHARED, 3, datetime(2026, 11, 20, 12, tzinfo=UTC))


def until(end: date | None) -> Access:
    """The same sharing with another end."""
    return replace(ACCESS, end=end)


def test_every_basis_has_its_words() -> None:
    assert BASIS_WORDS.keys() == BASIS_SENTENCES.keys() == set(Basis)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (date(2026, 11, 25), "25 novembre 2026 · dans 3 jours"),
        (date(2026, 11, 23), "23 novembre 2026 · demain"),
        (TODAY, "22 novembre 2026 · aujourd’hui"),
        (None, "sans date de fin"),
    ],
)
def test_the_end_is_said_with_what_is_left(end: date | None, said: str) -> None:
    assert said_end(until(end), TODAY) == said


def test_the_dates_are_a_sentence() -> None:
    assert said_dates(ACCESS, TODAY) == "Du 23 octobre 2026 au 14 février 2027, il reste 84 jours."
    assert said_dates(until(TODAY), TODAY).endswith("c’est le dernier jour.")
    assert said_dates(until(None), TODAY) == "Depuis le 23 octobre 2026, sans date de fin."


def test_what_is_shared_and_what_is_not_make_the_whole() -> None:
    assert section_list(ACCESS.sections) == "expériences et compétences"
    assert set(not_shared(ACCESS.sections)) | set(ACCESS.sections) == set(Section)


def test_a_shared_file_ends_and_one_made_here_stays() -> None:
    assert "effacé" in said_fate(CARD)
    assert "créé ici" in said_fate(replace(CARD, kept=Kept.HAND))


def test_where_it_came_from_says_version_and_absence() -> None:
    assert "version 3" in said_origin(CARD)
    assert "ne le propose plus" in said_origin(replace(CARD, kept=Kept.ABSENT))
    assert said_origin(replace(CARD, kept=Kept.HAND)).startswith("Saisi")


def test_the_headline_says_until_when_and_how_much() -> None:
    assert headline(CARD) == "Partage jusqu’au 14 février 2027 · 2 sections"
    assert headline(replace(CARD, kept=Kept.HAND)).startswith("Créé ici")
    assert headline(replace(CARD, kept=Kept.ABSENT)).endswith("absent du serveur")
