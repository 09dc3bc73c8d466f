"""The words around a note."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from desktop.models.note import Delivery, Item, Kind, size
from desktop.models.notebook import both, confirmed, first_line, notes, offered, said_state

AT = datetime(2026, 11, 22, 8, 12, tzinfo=UTC)


def note(text: str = "Bonjour", delivery: Delivery = Delivery.DRAFT, version: int = 0, reason: str = "") -> Item:
    """A note written this morning."""
    return Item("n", "p", Kind.NOTE, {"text": text}, AT, delivery, version, reason)


@pytest.mark.parametrize(("text", "line"), [("\n  Deux \nlignes", "Deux"), (" \n", "Note vide"), ("", "Note vide")])
def test_the_first_line_is_the_first_that_says_something(text: str, line: str) -> None:
    assert first_line(note(text)) == line


def test_only_notes_are_listed_the_newest_first() -> None:
    older = Item("a", "p", Kind.NOTE, {}, datetime(2026, 11, 1, tzinfo=UTC), Delivery.SENT)
    other = Item("b", "p", Kind.OCCUPATION, {}, AT, Delivery.SENT)
    assert notes((older, other, note())) == (note(), older)


def test_a_refusal_says_why() -> None:
    refused = note(delivery=Delivery.REFUSED, reason="sharing_ended")
    assert said_state(refused) == "refusée : le partage a pris fin"
    assert "le partage a pris fin" in confirmed(refused)


def test_a_sent_note_taken_up_again_is_a_draft_of_a_new_version() -> None:
    assert said_state(note(version=2)) == "brouillon d’une nouvelle version"


@pytest.mark.parametrize("delivery", [one for one in Delivery if one is not Delivery.CONFLICT])
def test_every_state_is_confirmed_in_a_sentence(delivery: Delivery) -> None:
    assert confirmed(note(delivery=delivery)).endswith(".")


def test_both_texts_are_kept_whole() -> None:
    kept = both("Le mien\n", "Le tien")
    assert kept.startswith("Le mien\n")
    assert kept.endswith("Le tien")


@pytest.mark.parametrize("text", ["é" * 29_994 + "x", 'a"\n' * 12_000, "\x01" * 9_999, "🌻" * 15_000])
def test_what_the_store_refuses_is_what_is_said_to_be_too_long(text: str) -> None:
    assert size({"text": text}) == len(msgspec.json.encode({"text": text}))


@pytest.mark.parametrize("delivery", [Delivery.WAITING, Delivery.SENT, Delivery.REFUSED, Delivery.CONFLICT])
def test_what_may_have_left_is_offered(delivery: Delivery) -> None:
    assert offered(note(delivery=delivery))
    assert offered(note(version=1))
    assert not any(offered(note(delivery=one)) for one in (Delivery.DRAFT, Delivery.PRIVATE, Delivery.LOCAL))
