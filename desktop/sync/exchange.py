"""One exchange, whole: withdrawals, news page by page, then what was written here, then what is handed over.

Every page is one transaction with the cursor that covers it: a cut anywhere resumes where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import msgspec

from desktop.errors import EscaleError, SignInNeeded
from desktop.models.changes import Changes
from desktop.models.news import News, Received, SetAside, Withdrawal
from desktop.sync.account import Account, Asked, Callback
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
    """What one exchange moved: files received, files gone, writings delivered."""

    received: int = 0
    gone: int = 0
    sent: int = 0


class Exchange:
    """Everything between this desk and one gateway. Blocking; one at a time."""

    def __init__(self, account: Account, ledger: Ledger, box: Box) -> None:
        """Nothing is asked of anybody yet."""
        self._account = account
        self._client = Client(account)
        self._ledger = ledger
        self._box = box

    def sign_in(self, asked: Asked, callback: Callback) -> str:
        """Keep the session, pin the gateway's keys (known ones must not change); answers the counsellor's name."""
        refresh, name = self._account.conclude(asked, callback)
        try:
            keys = self._client.keys()
            pinned = self._ledger.ask(lambda store: store.state.get("keys"))
            if pinned and not _same(msgspec.json.decode(pinned, type=Keys), keys):
                raise forged()
        except EscaleError:
            self._account.forget()
            raise
        kept = {"refresh": self._box.seal(refresh), "counsellor": name, "gateway": self._account.issuer,
                "keys": msgspec.json.encode(keys).decode()}  # fmt: skip
        self._write(lambda store: store.state.put(kept))
        return name

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
        received, gone = self._receive(keys, progress, cancelled)
        sent = self._send(cancelled)
        self._hand_over(cancelled)
        return Outcome(received, gone, sent)

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

    def _receive(self, keys: Keys, progress: Callable[[int, int], None], cancelled: Event) -> tuple[int, int]:
        received = gone = restarts = 0
        for _ in range(PAGES):
            cursor = self._ledger.ask(lambda store: store.state.get("cursor"))
            wire = self._page(cursor)
            if wire is None:
                restarts += 1
                if restarts > RESTARTS:
                    raise not_the_contract()
                self._write(lambda store: store.intake.start_over())
                continue
            changes = self._absorb(wire, keys)
            received, gone = received + len(changes.files), gone + len(changes.gone)
            progress(received, received + wire.remaining)
            if not wire.more:
                self._write(lambda store: store.intake.finish_full())
            if not wire.more or cancelled.is_set():
                break
        return received, gone

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

    def _absorb(self, wire: WirePage, keys: Keys) -> Changes:
        news = _news(wire, keys)
        changes = self._write(
            lambda store: store.intake.absorb(news, lambda plain, item: envelope(keys.handover, plain, item))
        )
        if changes.gone:  # at once: the network may be cut before the next page
            self._ledger.ask(lambda store: store.flush())
        return changes

    def _send(self, cancelled: Event) -> int:
        sent = 0
        for _ in range(BATCHES):
            batch = self._ledger.ask(lambda store: store.post.batch())
            if not batch or cancelled.is_set():
                break
            _, answers = self._asked(lambda batch=batch: self._client.send(batch))  # type: ignore[misc]  # bound now
            if {answer.id for answer in answers} != {outgoing.item.id for outgoing in batch}:
                raise not_the_contract()  # "one answer an item"; without one it would be sent for ever
            self._write(lambda store, batch=batch, answers=answers: store.post.settle(batch, answers))  # type: ignore[misc]  # bound now, on purpose
            sent += sum(answer.outcome == "accepted" for answer in answers)
        return sent

    def _hand_over(self, cancelled: Event) -> None:
        for _ in range(BATCHES):
            kid, sealed = self._ledger.ask(lambda store: store.post.sealed())
            if not sealed or cancelled.is_set():
                return
            answered = self._asked(lambda kid=kid, sealed=sealed: self._client.hand_over(kid, sealed))  # type: ignore[misc]  # bound now
            held = {item for item, _ in sealed} & set(answered)
            if not held:
                return  # what the gateway cannot open stays here
            self._write(lambda store, held=held: store.post.handed(held))  # type: ignore[misc]  # bound now, on purpose

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
