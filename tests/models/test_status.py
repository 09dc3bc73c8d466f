"""The status line: three facts, and what is going on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from desktop.models.status import Going, Status, line, said_at, said_instant, said_waiting

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer stands in Paris, where the system lets a program choose."""
    monkeypatch.setenv("TZ", "Europe/Paris")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


def local(*when: int) -> datetime:
    """An instant given in local time."""
    return datetime(*when).astimezone(UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("instant", "said", "inside"),
    [
        ((2026, 11, 22, 8, 5), "8 h 05", "à 8 h 05"),
        ((2026, 11, 22, 0, 0), "0 h 00", "à 0 h 00"),
        ((2026, 11, 21, 17, 5), "hier 17 h 05", "hier à 17 h 05"),
        ((2026, 11, 1, 9, 0), "1er novembre 9 h 00", "le 1er novembre à 9 h 00"),
        ((2025, 11, 12, 9, 0), "12 novembre 2025 9 h 00", "le 12 novembre 2025 à 9 h 00"),
    ],
)
def test_instants(instant: tuple[int, ...], said: str, inside: str) -> None:
    assert said_instant(local(*instant), TODAY) == said
    assert said_at(local(*instant), TODAY) == inside


def test_what_waits() -> None:
    assert [said_waiting(count) for count in (0, 1, 2)] == ["Rien n’attend", "1 écrit attend", "2 écrits attendent"]


def test_the_line_offline() -> None:
    received, sent = local(2026, 11, 21, 17, 5), local(2026, 11, 22, 8, 42)
    assert line(Status(Going.OFFLINE, received, sent, 1), TODAY) == (
        "Hors ligne · Reçu jusqu’à hier 17 h 05 · Envoyé jusqu’à 8 h 42 · 1 écrit attend"
    )


@pytest.mark.parametrize(
    ("going", "first"),
    [
        (Going.IDLE, "Rien reçu encore"),
        (Going.RUNNING, "Échange en cours"),
        (Going.SIGNED_OUT, "Non connecté"),
        (Going.TROUBLE, "Rien reçu encore"),
    ],
)
def test_the_line_before_anything_was_received(going: Going, first: str) -> None:
    assert line(Status(going), TODAY).split(" · ")[0] == first
    assert line(Status(going), TODAY).endswith("Rien n’attend")
