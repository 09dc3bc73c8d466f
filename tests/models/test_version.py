"""Which of the texts that are replaced are worth keeping."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.note import Delivery, Kind
from desktop.models.version import PAUSE, STRETCH, loses_much, worth_keeping
from tests.models.people import written

THEN = datetime(2026, 11, 22, 9, tzinfo=UTC)  # when ``written`` writes
SOON = THEN + timedelta(seconds=1)


@pytest.mark.parametrize("delivery", list(Delivery))
def test_what_was_saved_is_kept_and_what_is_being_typed_is_not(delivery: Delivery) -> None:
    former = replace(written(Kind.NOTE, {"text": "x"}), delivery=delivery)
    assert worth_keeping(former, THEN, SOON) is (delivery not in (Delivery.DRAFT, Delivery.PRIVATE))


@pytest.mark.parametrize("delivery", [Delivery.DRAFT, Delivery.PRIVATE])
def test_after_a_pause_another_session_begins(delivery: Delivery) -> None:
    former = replace(written(Kind.WORKING, {"text": "x"}), delivery=delivery)
    assert not worth_keeping(former, THEN, THEN + PAUSE)
    assert worth_keeping(former, THEN, THEN + PAUSE + timedelta(seconds=1))


def test_a_long_stretch_of_writing_leaves_a_version() -> None:
    former = replace(written(Kind.NOTE, {"text": "x"}), delivery=Delivery.DRAFT)
    assert not worth_keeping(former, SOON - STRETCH, SOON)
    assert worth_keeping(former, SOON - STRETCH - timedelta(seconds=1), SOON)


def test_a_clock_set_back_keeps_nothing_by_itself() -> None:
    former = replace(written(Kind.NOTE, {"text": "x"}), delivery=Delivery.DRAFT)
    assert not worth_keeping(former, THEN, THEN - timedelta(days=300))


@pytest.mark.parametrize(
    ("former", "text", "much"),
    [
        ("x" * 500, "x" * 301, False),
        ("x" * 500, "x" * 300, True),
        ("x" * 40, "x" * 21, False),
        ("x" * 40, "x" * 20, True),
        ("x" * 39, "", False),
        ("x", "x" * 1000, False),
    ],
)
def test_much_is_two_hundred_letters_or_a_half(former: str, text: str, much: bool) -> None:
    assert loses_much(former, text) is much
