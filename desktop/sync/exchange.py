"""One exchange, whole: withdrawals, news page by page, then what was written here, then what is handed over.

Every page is one transaction with the cursor that covers it: a cut anywhere resumes where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from desktop.errors import EscaleError, Offline, Refused, SignInNeeded
from desktop.models import clock
from desktop.models.changes import Changes
from desktop.models.journal import Event as Noted
from desktop.models.news import Answer, News, Outgoing
from desktop.sync.account import Account, Asked, Callback, Granted
from desktop.sync.anchoring import contradicted
from desktop.sync.client import Client, CursorUnknown, Unauthorized
from desktop.sync.leasing import Settled, settled
from desktop.sync.parties import Box, Ledger, Outcome, Time, Untimed
from desktop.sync.received import Checked, Place, checked, place
from desktop.sync.signed import Keys, envelope, forged
from desktop.sync.wire import WirePage, not_the_contract

if TYPE_CHECKING:
    from desktop.models.store import Store

T = TypeVar("T")
PAGES: Final = 10_000
BATCHES: Final = 1_000
RESTARTS: Final = 2


class Exchange:
    """Everything between this desk and one gateway. Blocking; one at a time."""

    def __init__(self, account: Account, ledger: Ledger, box: Box, desk: str = "", time: Time | None = None) -> None:
        """Nothing is asked of anybody yet. ``desk`` is the vault's id; without it no anchor is sent."""
        self._account = account
        self._time = time or Untimed()
        self._client = Client(account, self._time.served)
        self._ledger = ledger
        self._box = box
        self._desk = desk

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
        self._write(lambda store: store.state.put(kept) | store.journal.note(Noted.SIGNED_IN))
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
        ended = {"refresh": "", "counsellor": ""}
        self._write(lambda store: store.state.put(ended) | store.journal.note(Noted.SIGNED_OUT))
        if sealed:
            self._account.revoke(self._box.open(sealed))

    def synchronise(self, progress: Callable[[int, int], None], cancelled: Event) -> Outcome:
        """Receive, then send; ``progress(done, total)`` counts files. SignInNeeded when nobody is signed in."""
        known = self._ledger.ask(lambda store: store.state.several(("keys", "subject")))
        pinned = known["keys"]
        if not self._account.fresh() or not all(known.values()):
            self._renew()
        keys = msgspec.json.decode(pinned, type=Keys)
        received = self._receive(keys, progress, cancelled)
        if not self._ledger.ask(lambda store: store.post.waiting()):
            return received
        sent = self._send(cancelled)
        whole = self._hand_over(cancelled)
        stopped = received.stopped or sent.stopped or not whole
        return replace(received, sent=sent.sent, refused=sent.refused, conflicts=sent.conflicts, stopped=stopped)

    def _renew(self) -> None:
        state = self._ledger.ask(lambda store: store.state.several(("refresh", "keys", "subject")))
        if not all(state.values()):
            raise SignInNeeded("Vous n’êtes pas connecté au serveur.", "Connectez-vous pour recevoir et envoyer.")
        try:
            renewed = self._box.seal(self._account.renew(self._box.open(state["refresh"])))
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
            at = self._ledger.ask(lambda store: place(store, self._desk))
            wire = self._page(at)
            if wire is not None:
                outcome, again = self._take(wire, at, keys, outcome)
                progress(outcome.received, outcome.received + wire.remaining)
                if not wire.more and not again:
                    break
                if cancelled.is_set():
                    return replace(outcome, stopped=True)
            if wire is None or again:
                restarts += 1
                if restarts > RESTARTS:
                    raise not_the_contract()
        return outcome

    def _page(self, at: Place) -> WirePage | None:
        """The page after that place; None when the gateway cannot go on from it: all has to be asked again."""
        anchor = at.standing.sent() if at.standing else None
        try:
            wire = self._asked(lambda: self._client.exchange(at.cursor, anchor))
        except CursorUnknown:
            self._write(lambda store: store.intake.start_over())
            return None
        if wire.more and wire.cursor == at.cursor:
            raise not_the_contract()  # it would never end
        if self._restored(wire.epoch, at) and at.cursor:
            self._write(lambda store: store.intake.start_over())
            return None
        return wire

    def _restored(self, epoch: str, at: Place) -> bool:
        """A gateway restored from a backup may have lost what it acknowledged: offer it again."""
        if at.state["epoch"] in ("", epoch):
            return False
        self._write(lambda store: store.post.offer_again())
        return True

    def _take(self, wire: WirePage, at: Place, keys: Keys, before: Outcome) -> tuple[Outcome, bool]:
        """What came so far, this page included; whether everything has to be asked again to settle the lease."""
        page = checked(wire, at, keys)
        told = self._told(page, at)
        if page.nothing_new(at):
            kept = told | {"lease": page.lease_text(), "received_until": clock.written(clock.now())}
            self._write(lambda store: store.state.put(kept))
            return replace(before, rolled_back=bool(told.get("rolled_back"))), False
        outcome = self._absorb(page.news, keys, before)
        if wire.more:
            return outcome, False
        return self._conclude(page, at, told, outcome)

    def _told(self, page: Checked, at: Place) -> dict[str, str]:
        """What the gateway's word on anchor and time leaves to keep, at the end of an exchange."""
        kept = {}
        if page.lease is not None:
            self._time.settled(page.lease.value().issued)
            kept["time"] = self._time.written()
        if page.countersigned:
            kept["countersigned"] = page.countersigned
        sent, known = at.standing, page.known
        if sent and sent.renewed and page.countersigned:
            return kept | {"anchor_renewed": "", "rolled_back": ""}
        if sent and known and self._ledger.ask(lambda store: contradicted(store, sent, known)):
            kept["rolled_back"] = msgspec.json.encode(known).decode()
        return kept

    def _conclude(self, page: Checked, at: Place, told: dict[str, str], outcome: Outcome) -> tuple[Outcome, bool]:
        """After the last page: files that a full exchange did not list are told, and the lease is settled."""
        if at.state["full_mark"]:
            self._write(lambda store: store.intake.finish_full())
        lease, signed = page.lease, page.signed_lease
        found = Settled({})
        if lease and signed:
            found = self._ledger.ask(lambda store: settled(store, lease, signed, at.state, page.news.cursor))
        if found.relist:
            self._write(lambda store: store.intake.start_over())
        kept = {**told, **found.kept}
        if kept:
            self._write(lambda store: store.state.put(kept))
        outcome = replace(outcome, rolled_back=bool(told.get("rolled_back")), disagreed=found.disagreed)
        return outcome, found.relist

    def _absorb(self, news: News, keys: Keys, before: Outcome) -> Outcome:
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


def _same(pinned: Keys, now: Keys) -> bool:
    return (pinned.signing, pinned.handover) == (now.signing, now.handover)
