"""One exchange, whole: withdrawals, news page by page, then what was written here, then what is handed over.

Every page is one transaction with the cursor that covers it: a cut anywhere resumes where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import msgspec

from desktop.errors import EscaleError, Offline, Refused, SignInNeeded
from desktop.models.changes import Changes
from desktop.models.news import Answer, News, Outgoing, Received, SetAside, Withdrawal
from desktop.sync.account import Account, Asked, Callback, Granted
from desktop.sync.client import Client, CursorUnknown, Unauthorized
from desktop.sync.signed import Keys, Signed, envelope, forged, verified
from desktop.sync.wire import WirePage, WireWithdrawal, file, instant, not_the_contract

if TYPE_CHECKING:
    from desktop.models.store import Store

T = TypeVar("T")
PAGES: Final = 10_000
BATCHES: Final = 1_000
RESTARTS: Final = 2


class Ledger(Protocol):
    """The way to the store from this thread; ``Background`` is one."""

    def ask(self, work: Callable[[Store], T]) -> T:
        """Run on the store's thread, and wait."""

    def write(self, work: Callable[[Store], Changes]) -> Future[Changes]:
        """Run on the store's thread and tell the pages."""


class Box(Protocol):
    """Seals a short secret under the vault."""

    def seal(self, text: str) -> str:
        """Sealed, as text."""

    def open(self, sealed: str) -> str:
        """The secret."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one exchange moved: files received and gone, writings delivered; what it could not, and whether it ended.

    ``refused`` and ``conflicts`` count writings, ``aside`` files; ``stopped``: cancelled with something left to do.
    """

    received: int = 0
    gone: int = 0
    sent: int = 0
    refused: int = 0
    conflicts: int = 0
    aside: int = 0
    stopped: bool = False


class Exchange:
    """Everything between this desk and one gateway. Blocking; one at a time."""

    def __init__(self, account: Account, ledger: Ledger, box: Box) -> None:
        """Nothing is asked of anybody yet."""
        self._account = account
        self._client = Client(account)
        self._ledger = ledger
        self._box = box

    def sign_in(self, asked: Asked, callback: Callback) -> str:
        """Keep the session, pin the gateway's keys and whose this is (neither may change); the counsellor's name."""
        granted = self._account.conclude(asked, callback)
        self._check_owner(granted)
        try:
            keys = self._client.keys()
            pinned = self._ledger.ask(lambda store: store.state.get("keys"))
            if pinned and not _same(msgspec.json.decode(pinned, type=Keys), keys):
                raise forged()
        except EscaleError:
            self._account.forget()
            raise
        kept = {"refresh": self._box.seal(granted.refresh), "counsellor": granted.name, "subject": granted.subject,
                "gateway": self._account.issuer, "keys": msgspec.json.encode(keys).decode()}  # fmt: skip
        self._write(lambda store: store.state.put(kept))
        return granted.name

    def _check_owner(self, granted: Granted) -> None:
        """Refused, the session given back, when the files kept here were received by somebody else."""
        known = self._ledger.ask(lambda store: store.state.get("subject"))
        if known in ("", granted.subject):
            return
        with suppress(EscaleError):  # out of reach, it ends by itself
            self._account.revoke(granted.refresh)
        raise Refused(
            "Ce coffre est celui d’un autre conseiller : vous n’avez pas été connecté, et rien n’a été échangé.",
            "Ouvrez Escale dans votre propre session de cet ordinateur : vous y aurez votre coffre.",
        )

    def sign_out(self) -> None:
        """Forget the session here first, then give it back to the gateway."""
        sealed = self._ledger.ask(lambda store: store.state.get("refresh"))
        self._write(lambda store: store.state.put({"refresh": "", "counsellor": ""}))
        if sealed:
            self._account.revoke(self._box.open(sealed))

    def synchronise(self, progress: Callable[[int, int], None], cancelled: Event) -> Outcome:
        """Receive, then send; ``progress(done, total)`` counts files. SignInNeeded when nobody is signed in."""
        pinned = self._ledger.ask(lambda store: store.state.get("keys"))
        if not self._account.fresh() or not pinned:
            self._renew()
        keys = msgspec.json.decode(pinned, type=Keys)
        received = self._receive(keys, progress, cancelled)
        sent = self._send(cancelled)
        whole = self._hand_over(cancelled)
        return replace(
            sent, received=received.received, gone=received.gone, aside=received.aside,
            stopped=received.stopped or sent.stopped or not whole,
        )  # fmt: skip

    def _renew(self) -> None:
        state = self._ledger.ask(lambda store: (store.state.get("refresh"), store.state.get("keys")))
        if not all(state):
            raise SignInNeeded("Vous n’êtes pas connecté au serveur.", "Connectez-vous pour recevoir et envoyer.")
        try:
            renewed = self._box.seal(self._account.renew(self._box.open(state[0])))
        except SignInNeeded:
            self._write(lambda store: store.state.put({"refresh": ""}))
            raise
        self._write(lambda store: store.state.put({"refresh": renewed}))

    def _asked(self, request: Callable[[], T]) -> T:
        """The answer; an access token that ended meanwhile is renewed, once."""
        try:
            return request()
        except Unauthorized:
            self._account.forget()
            self._renew()
            return request()

    def _receive(self, keys: Keys, progress: Callable[[int, int], None], cancelled: Event) -> Outcome:
        outcome, restarts = Outcome(), 0
        for _ in range(PAGES):
            cursor = self._ledger.ask(lambda store: store.state.get("cursor"))
            wire = self._page(cursor)
            if wire is None:
                restarts += 1
                if restarts > RESTARTS:
                    raise not_the_contract()
                self._write(lambda store: store.intake.start_over())
                continue
            outcome = self._absorb(wire, keys, outcome)
            progress(outcome.received, outcome.received + wire.remaining)
            if not wire.more:
                self._write(lambda store: store.intake.finish_full())
                break
            if cancelled.is_set():
                return replace(outcome, stopped=True)
        return outcome

    def _page(self, cursor: str) -> WirePage | None:
        """The page after that cursor; None when the gateway cannot go on from it: all has to be asked again."""
        try:
            wire = self._asked(lambda: self._client.exchange(cursor))
        except CursorUnknown:
            return None
        if wire.more and wire.cursor == cursor:
            raise not_the_contract()  # it would never end
        return None if self._restored(wire.epoch) and cursor else wire

    def _restored(self, epoch: str) -> bool:
        """A gateway restored from a backup may have lost what it acknowledged: offer it again."""
        known = self._ledger.ask(lambda store: store.state.get("epoch"))
        if known in ("", epoch):
            return False
        self._write(lambda store: store.post.offer_again())
        return True

    def _absorb(self, wire: WirePage, keys: Keys, before: Outcome) -> Outcome:
        """What came so far, this page included."""
        news = _news(wire, keys)
        changes = self._write(
            lambda store: store.intake.absorb(news, lambda plain, item: envelope(keys.handover, plain, item))
        )
        aside = {one.person or one.digest for one in news.set_aside}
        return replace(
            before, received=before.received + len(changes.files - aside), gone=before.gone + len(changes.gone),
            aside=before.aside + len(aside),
        )  # fmt: skip

    def _send(self, cancelled: Event) -> Outcome:
        self._ledger.ask(lambda store: store.post.release())  # what an exchange cut short had taken
        answered: Counter[str] = Counter()
        stopped = False
        for _ in range(BATCHES):
            if cancelled.is_set():
                stopped = bool(self._ledger.ask(lambda store: store.post.batch(1)))
                break
            batch = self._ledger.ask(lambda store: store.post.take())
            if not batch:
                break
            answers = self._sent(batch)
            self._write(lambda store, batch=batch, answers=answers: store.post.settle(batch, answers))  # type: ignore[misc]  # bound now, on purpose
            answered.update(answer.outcome for answer in answers)
        return Outcome(
            sent=answered["accepted"], refused=answered["refused"], conflicts=answered["conflict"], stopped=stopped
        )

    def _sent(self, batch: Sequence[Outgoing]) -> tuple[Answer, ...]:
        """What the gateway answered, one answer an item; what it did not take can be discarded again."""
        try:
            _, answers = self._asked(lambda: self._client.send(batch))
            if {answer.id for answer in answers} != {outgoing.item.id for outgoing in batch}:
                raise not_the_contract()  # "one answer an item"; without one it would be sent for ever
        except Offline:
            raise  # the answer was lost: it may hold them, and only the next exchange will tell
        except EscaleError:
            self._ledger.ask(lambda store: store.post.release())
            raise
        return answers

    def _hand_over(self, cancelled: Event) -> bool:
        """Whether nothing was left that could be handed over."""
        for _ in range(BATCHES):
            kid, sealed = self._ledger.ask(lambda store: store.post.sealed())
            if not sealed:
                break
            if cancelled.is_set():
                return False
            answered = self._asked(lambda kid=kid, sealed=sealed: self._client.hand_over(kid, sealed))  # type: ignore[misc]  # bound now
            held = {item for item, _ in sealed} & set(answered)
            if not held:
                break  # what the gateway cannot open stays here
            self._write(lambda store, held=held: store.post.handed(held))  # type: ignore[misc]  # bound now, on purpose
        return True

    def _write(self, work: Callable[[Store], Changes]) -> Changes:
        return self._ledger.write(work).result()


def _news(wire: WirePage, keys: Keys) -> News:
    files = tuple(file(raw) for raw in wire.files)
    return News(
        wire.epoch,
        tuple(_withdrawal(signed, keys) for signed in wire.withdrawals),
        tuple(one for one in files if isinstance(one, Received)),
        tuple(one for one in files if isinstance(one, SetAside)),
        wire.cursor,
        wire.more,
        wire.remaining,
        _lease(wire.lease, keys),
    )


def _withdrawal(signed: Signed, keys: Keys) -> Withdrawal:
    payload = verified(signed, keys.signing, "withdrawal")
    try:
        wire = msgspec.convert(payload, WireWithdrawal)
        return Withdrawal(wire.person, wire.consent, instant(wire.at), wire.reason)
    except (msgspec.MsgspecError, ValueError) as error:
        raise forged() from error


def _lease(signed: Signed | None, keys: Keys) -> str:
    if signed is None:
        return ""
    verified(signed, keys.signing, "lease")
    return msgspec.json.encode(signed).decode()


def _same(pinned: Keys, now: Keys) -> bool:
    return (pinned.signing, pinned.handover) == (now.signing, now.handover)
