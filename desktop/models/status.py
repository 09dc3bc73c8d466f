"""Where exchanges with the gateway stand: three facts, and what is going on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from desktop.models.text import counted
from desktop.models.when import said_day

NEAR: Final = ("", "hier")  # today, yesterday


class Going(StrEnum):
    """What the exchange is doing now."""

    IDLE = "idle"
    RUNNING = "running"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"
    TROUBLE = "trouble"
    STOPPED = "stopped"  # the counsellor stopped it before its end


@dataclass(frozen=True, slots=True)
class Status:
    """The three facts (received until, sent until: UTC; how many wait), and the present; ``said`` is a French sentence.

    ``done`` of ``total`` files while running; ``total`` 0 when it is not known. ``counsellor`` is "" when signed out.
    ``address`` is where a sign-in under way waits for the counsellor, "" otherwise. ``question`` is asked of them
    (files that the gateway no longer lists, nobody having signed their end): ``Exchanges.answer`` takes the answer.
    ``warning`` says what deserves attention although the exchange went well. Both are French, "" when there is none.
    """

    going: Going
    received_until: datetime | None = None
    sent_until: datetime | None = None
    waiting: int = 0
    said: str = ""
    done: int = 0
    total: int = 0
    counsellor: str = ""
    gateway: str = ""
    address: str = ""
    question: str = ""
    warning: str = ""


def line(status: Status, today: date) -> str:
    """The status line: ``Hors ligne · Reçu jusqu’à hier 17 h 05 · Envoyé jusqu’à 8 h 42 · 1 note attend``."""
    first = {Going.OFFLINE: "Hors ligne", Going.SIGNED_OUT: "Non connecté", Going.RUNNING: "Échange en cours",
             Going.STOPPED: "Échange arrêté"}  # fmt: skip
    parts = [first[status.going]] if status.going in first else []
    parts.append(
        f"Reçu jusqu’à {said_instant(status.received_until, today)}" if status.received_until else "Rien reçu encore"
    )
    if status.sent_until:
        parts.append(f"Envoyé jusqu’à {said_instant(status.sent_until, today)}")
    parts.append(said_waiting(status.waiting))
    return " · ".join(parts)


def said_waiting(count: int) -> str:
    """``Rien n’attend``, ``1 écrit attend``, ``3 écrits attendent``."""
    return f"{counted(count, 'écrit')} {'attend' if count < 2 else 'attendent'}" if count else "Rien n’attend"


def said_instant(instant: datetime, today: date) -> str:
    """In local time: ``8 h 42`` today, ``hier 17 h 05``, ``12 novembre 9 h 00``."""
    day, clock = _told(instant, today)
    return f"{day} {clock}".strip()


def said_at(instant: datetime, today: date) -> str:
    """The same inside a sentence: ``à 8 h 42``, ``hier à 17 h 05``, ``le 12 novembre à 9 h 00``."""
    day, clock = _told(instant, today)
    return f"{day if day in NEAR else f'le {day}'} à {clock}".strip()


def _told(instant: datetime, today: date) -> tuple[str, str]:
    """Day and hour, in local time: no day for today."""
    local = instant.astimezone()
    days = (today - local.date()).days
    day = NEAR[days] if days in (0, 1) else said_day(local.date(), days > 300)
    return day, f"{local.hour} h {local.minute:02}"
