"""Why the vault was closed while somebody was at work, and how that is said at the door."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.errors import Refused

FIRST_CODE: Final = 75  # the first of the exit codes that mean "locked: start me again"


class Reason(StrEnum):
    """What closed the vault."""

    ASKED = "asked"
    IDLE = "idle"
    LIMIT = "limit"  # open for as long as it may be
    SLEEP = "sleep"
    SESSION = "session"  # the system's own lock
    SWITCHED = "switched"  # another user's session came forward
    NOT_RESTORED = "not_restored"  # a backup could not be put in the place of the store, closed meanwhile
    NOT_RESUMED = "not_resumed"  # a doubtful file could not be opened again


@dataclass(frozen=True, slots=True)
class Locked:
    """A lock: its reason, and whether all that was half written is known to be kept."""

    reason: Reason
    whole: bool = True

    @property
    def word(self) -> str:
        """As it is given to the process that shows the locked screen: ``idle``, or ``idle-hurried``."""
        return self.reason if self.whole else f"{self.reason}-hurried"

    @property
    def code(self) -> int:
        """The exit code by which a supervised process says it: 75 and above."""
        return FIRST_CODE + 2 * list(Reason).index(self.reason) + (not self.whole)


def locked_of(word: str) -> Locked:
    """Back from ``word``; Refused when it is none."""
    reason, _, hurried = word.partition("-")
    if reason not in list(Reason) or hurried not in ("", "hurried"):
        raise Refused(f"« {word[:40]} » n’est pas une raison de verrouiller.")
    return Locked(Reason(reason), not hurried)


def locked_by(code: int) -> Locked | None:
    """What an exit code says; None when it says something else than a lock."""
    place = code - FIRST_CODE
    return Locked(list(Reason)[place // 2], not place % 2) if 0 <= place < 2 * len(Reason) else None


def said(locked: Locked, minutes: int) -> str:
    """Why the vault is closed, and what became of what was half written; ``minutes`` is the idle limit."""
    sentence = {
        Reason.ASKED: "Escale est verrouillé.",
        Reason.IDLE: f"Escale s’est verrouillé après {counted(minutes)} sans activité.",
        Reason.LIMIT: "Escale s’est verrouillé : le coffre était ouvert depuis douze heures.",
        Reason.SLEEP: "Escale s’est verrouillé parce que l’ordinateur s’est mis en veille.",
        Reason.SESSION: "Escale s’est verrouillé en même temps que votre session.",
        Reason.SWITCHED: "Escale s’est verrouillé parce qu’une autre session est passée à l’écran.",
        Reason.NOT_RESTORED: "La sauvegarde n’a pas pu être remise en place : Escale s’est verrouillé.",
        Reason.NOT_RESUMED: "Ce fichier n’a pas pu être repris : Escale s’est verrouillé.",
    }[locked.reason]
    if locked.whole:
        return f"{sentence} Ce que vous écriviez est gardé, chiffré : vous le retrouverez."
    return f"{sentence} L’enregistrement tardait : vos dernières secondes de saisie manquent peut-être."


def counted(minutes: int) -> str:
    """``1 minute``, ``5 minutes``."""
    return f"{minutes} minute{'s' if minutes > 1 else ''}"
