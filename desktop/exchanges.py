"""Exchanges as the window sees them: asked by hand or by rhythm, run on the pool, told as a Status.

Nothing here is reached by start or unlock: the first exchange is queued after the first page is painted.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Background
from desktop.errors import EscaleError, Offline, ServerTrouble, SignInNeeded
from desktop.models import clock
from desktop.models.changes import Changes
from desktop.models.doubt import Doubt
from desktop.models.status import Going, Status
from desktop.models.text import counted
from desktop.sync.account import Account
from desktop.sync.ending import answer_absence
from desktop.sync.exchange import Exchange
from desktop.sync.loopback import Loopback
from desktop.sync.parties import Outcome
from desktop.sync.rhythm import Rhythm

if TYPE_CHECKING:
    from desktop.models.store import Store


ROLLED_BACK: Final = (
    f"{Doubt.ROLLED_BACK.sentence} Le serveur en avait connu un plus récent. {Doubt.ROLLED_BACK.advice}"
)
DISAGREED: Final = (
    "Le serveur ne compte pas les mêmes dossiers que cet ordinateur, même après un échange complet."
    " Les passeports restent lisibles jusqu’à la fin de la durée déjà accordée. Prévenez votre informatique."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows of exchanges; instants are UTC."""

    received: datetime | None
    sent: datetime | None
    waiting: int
    counsellor: str
    question: str


class Exchanges(QObject):
    """One gateway, one exchange at a time."""

    status_changed = Signal(object)  # Status
    settled = Signal()  # an exchange or a sign-in ended, well or not

    def __init__(
        self,
        background: Background,
        account: Account,
        exchange: Exchange,
        open_browser: Callable[[str], bool],
        rhythm: Rhythm | None = None,
    ) -> None:
        """``open_browser`` shows an address in the system's browser, and says whether it could."""
        super().__init__()
        self._background = background
        self._account = account
        self._exchange = exchange
        self._open_browser = open_browser
        self._rhythm = rhythm or Rhythm(time.monotonic, random.random)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._due)
        self._cancelled = Event()
        self._busy = self._leaving = self._closed = False
        self.status = Status(Going.IDLE, gateway=account.issuer)
        background.changed.connect(self._absorb)

    def start(self) -> None:
        """Read the three facts, then queue a first exchange."""
        self._read_facts()
        self._in(0)

    def synchronise(self) -> None:
        """Exchange now, unless one runs or the gateway asked to wait."""
        if self._busy or self._closed or not self._account.issuer:
            return
        if left := self._rhythm.left():
            self._tell(said=f"Le serveur demande d’attendre : prochain échange dans {_soon(left)}.")
            self._in(left)
            return
        self._begin("Échange en cours…")
        self._background.run(
            self, lambda: self._exchange.synchronise(self._progress, self._cancelled), self._done, self._failed
        )

    def sign_in(self) -> None:
        """Open the browser and wait for its answer, then exchange."""
        if self._busy or self._closed or not self._account.issuer:
            return
        self._begin("Préparation de la connexion…")
        self._background.run(self, self._sign_in, self._signed_in, self._failed)

    def sign_out(self) -> None:
        """Forget the session here, and at the gateway when it can be reached; an exchange under way ends first."""
        self._timer.stop()
        if self._busy:
            self._leaving = True
            self.cancel()
            return
        self._leaving, self._busy = False, True
        self._background.run(self, self._exchange.sign_out, lambda _: self._signed_out(), self._sign_out_failed)

    def answer(self, erase: bool) -> None:
        """The answer to ``Status.question``: erase the files no longer listed, or keep them until their end."""
        self._tell(question="")
        self._background.write(lambda store: answer_absence(store, erase), self, lambda _: self._read_facts())

    def cancel(self) -> None:
        """Stop after the page under way: what was received is kept."""
        self._cancelled.set()

    def close(self) -> None:
        """Stop for good, and cut the connection that an exchange waits on: what it received is kept."""
        self._closed = True
        self._timer.stop()
        self._cancelled.set()
        self._account.close()

    def _sign_in(self) -> str:
        with Loopback() as loopback:
            asked = self._account.ask(loopback.redirect)
            self._background.call(self, lambda: self._browse(asked.url))
            return self._exchange.sign_in(asked, loopback.wait(asked.state, self._cancelled))

    def _browse(self, address: str) -> None:
        opened = self._open_browser(address)
        said = (
            "Connectez-vous dans le navigateur qui vient de s’ouvrir."
            if opened
            else "Aucun navigateur ne s’est ouvert."
        )
        self._tell(said=said, address=address)

    def _signed_in(self, name: str) -> None:
        self._busy = False
        self._tell(going=Going.IDLE, counsellor=name, said="", address="")
        if self._leaving:
            self.sign_out()
            return
        self.synchronise()

    def _signed_out(self) -> None:
        self._busy = False
        self._account.forget()
        self._tell(going=Going.SIGNED_OUT, counsellor="", said="Vous êtes déconnecté. Vos dossiers restent ici.")
        self.settled.emit()

    def _sign_out_failed(self, trouble: EscaleError) -> None:
        """Out of reach, the gateway lets the session expire; a session that stays on the disk is no sign-out."""
        if isinstance(trouble, Offline | ServerTrouble | SignInNeeded):
            self._signed_out()
        else:
            self._leaving = False
            self._failed(trouble)

    def _begin(self, said: str) -> None:
        self._busy = True
        self._cancelled = Event()
        self._timer.stop()
        self._tell(going=Going.RUNNING, said=said, done=0, total=0)

    def _progress(self, done: int, total: int) -> None:
        self._background.call(self, lambda: self._tell(done=done, total=total))

    def _done(self, outcome: Outcome) -> None:
        self._busy = False
        going = Going.STOPPED if outcome.stopped else Going.IDLE
        self._tell(going=going, said=_said(outcome), warning=_warning(outcome), done=0, total=0, address="")
        self._in(self._rhythm.after_success())
        if not self._cancelled.is_set():
            self._look_for_mail()
        self._settle()

    def _failed(self, trouble: EscaleError) -> None:
        self._busy = False
        self._tell(going=_going(trouble), said=str(trouble), done=0, total=0, address="")
        wait = self._rhythm.after_trouble(trouble)
        if wait is not None:
            self._in(wait)
        self._settle()

    def _settle(self) -> None:
        self.settled.emit()
        if self._leaving:
            self.sign_out()

    def _look_for_mail(self) -> None:
        """Exchange soon if something is ready to be sent: a draft is not."""
        self._background.read(self, "left", lambda store: bool(store.post.batch(1)), self._go_on)

    def _go_on(self, left: bool) -> None:
        if left and not self._busy:
            self._in(self._rhythm.after_writing())

    def _due(self) -> None:
        left = self._rhythm.left()
        if left:  # a coarse timer may come a little early
            self._in(left)
        else:
            self.synchronise()

    def _in(self, seconds: float) -> None:
        if not self._closed:
            self._timer.start(ceil(seconds * 1000))

    def _absorb(self, changes: Changes) -> None:
        if changes.sync:
            self._read_facts()
        if changes.items and not self._busy and self.status.counsellor:
            self._look_for_mail()

    def _read_facts(self) -> None:
        self._background.read(self, "facts", _facts, self._show_facts)

    def _show_facts(self, facts: Facts) -> None:
        going = self.status.going
        if going is Going.IDLE and not facts.counsellor:
            going = Going.SIGNED_OUT
        self._tell(
            going=going, received_until=facts.received, sent_until=facts.sent, waiting=facts.waiting,
            counsellor=facts.counsellor, question=facts.question,
        )  # fmt: skip

    def _tell(self, **changed: object) -> None:
        self.status = replace(self.status, **changed)  # type: ignore[arg-type]  # names of Status's own fields
        self.status_changed.emit(self.status)


def _facts(store: Store) -> Facts:
    state = store.state.several(("received_until", "sent_until", "counsellor", "absence"))
    received, sent = (clock.read(text) if text else None for text in (state["received_until"], state["sent_until"]))
    absent = store.intake.absence_asked() if state["absence"] else 0
    return Facts(received, sent, store.post.waiting(), state["counsellor"], _question(absent))


def _question(absent: int) -> str:
    """What is asked when so many files are no longer listed; "" for none."""
    if not absent:
        return ""
    return (
        f"Le serveur ne propose plus {counted(absent, 'dossier')}, sans que leur retrait soit signé. Ils sont gardés"
        " ici, fermés à la lecture. Faut-il les effacer de cet ordinateur, ou les garder jusqu’à la fin de leur"
        " partage ?"
    )


def _warning(outcome: Outcome) -> str:
    """What an exchange that went well found, and that somebody has to look into."""
    return ROLLED_BACK if outcome.rolled_back else DISAGREED if outcome.disagreed else ""


def _soon(seconds: float) -> str:
    return counted(ceil(seconds), "seconde") if seconds < 90 else counted(ceil(seconds / 60), "minute")


def _going(trouble: EscaleError) -> Going:
    if isinstance(trouble, SignInNeeded):
        return Going.SIGNED_OUT
    return Going.OFFLINE if isinstance(trouble, Offline) else Going.TROUBLE


def _said(outcome: Outcome) -> str:
    """What moved and what did not, as one sentence; it never says more than that."""
    counts = (
        (outcome.received, "dossier reçu", "dossiers reçus"),
        (outcome.gone, "dossier effacé à la fin de son partage", "dossiers effacés à la fin de leur partage"),
        (outcome.aside, "dossier mis de côté", "dossiers mis de côté"),
        (outcome.sent, "écrit transmis", "écrits transmis"),
        (outcome.refused, "écrit refusé", "écrits refusés"),
        (outcome.conflicts, "écrit en conflit, à relire", "écrits en conflit, à relire"),
    )
    parts = [counted(number, one, many) for number, one, many in counts if number]
    moved = ", ".join(parts) or "rien de nouveau"
    return f"{'Arrêté avant la fin : ' if outcome.stopped else ''}{moved}.".capitalize()
