"""What may be read with the person: never a working note, never words still being typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.models.file import File
from desktop.models.note import Delivery, Kind
from desktop.models.shareable import WRITINGS, Shareable, shareable
from tests.documents import made
from tests.models.people import written


@pytest.fixture
def file() -> File:
    return File(made.CARD, made.PASSPORT)


@pytest.mark.parametrize("delivery", [Delivery.PRIVATE, Delivery.DRAFT])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_working_note_or_a_draft_of_any_kind_is_left_out(file: File, kind: Kind, delivery: Delivery) -> None:
    item = replace(written(kind, {"text": "PRIVE"}), delivery=delivery)
    assert "PRIVE" not in str(shareable(file, [item]))


@pytest.mark.parametrize("delivery", list(Delivery))
def test_a_working_note_is_left_out_wherever_it_stands(file: File, delivery: Delivery) -> None:
    item = replace(written(Kind.WORKING, {"text": "PRIVE"}), delivery=delivery)
    assert "PRIVE" not in str(shareable(file, [item]))


@pytest.mark.parametrize("delivery", [one for one in Delivery if one not in (Delivery.PRIVATE, Delivery.DRAFT)])
def test_a_note_for_both_is_there_with_its_header(file: File, delivery: Delivery) -> None:
    item = replace(written(Kind.NOTE, {"text": "Bonjour", "place": "Niort"}), delivery=delivery)
    (text,) = shareable(file, [item]).texts
    assert (text.text, text.header.place) == ("Bonjour", "Niort")


@pytest.mark.parametrize("kind", sorted(WRITINGS))
def test_what_was_decided_is_there(file: File, kind: Kind) -> None:
    item = written(kind, {"text": "Bonjour"})
    assert shareable(file, [item]).items == (item,)


def test_nobody_can_put_a_private_writing_in_by_hand(file: File) -> None:
    for item in (
        written(Kind.NOTE, {}),
        written(Kind.WORKING, {}),
        replace(written(Kind.PLAN, {}), delivery=Delivery.PRIVATE),
    ):
        with pytest.raises(ValueError, match="shareable"):
            Shareable(file, (), (item,))
