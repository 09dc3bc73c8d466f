"""The sharing API, one function a request (``resources/contract/openapi.yaml``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal, TypeVar

import msgspec

from desktop.errors import EscaleError, SignInNeeded
from desktop.models import clock
from desktop.models.news import Answer, Outgoing
from desktop.models.note import Theirs
from desktop.sync.account import Account
from desktop.sync.signed import Keys, b64, usable
from desktop.sync.transport import fetched, is_json, said_date, trouble
from desktop.sync.wire import Text, WirePage, clean, instant, not_the_contract, page

PAGE_SIZE: Final = 100
Version = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
T = TypeVar("T")


class CursorUnknown(EscaleError):
    """410: the gateway cannot go on from this cursor; a full exchange follows."""


class Unauthorized(SignInNeeded):
    """401: the access token serves no more; the refresh token may give another."""


class WireTheirs(msgspec.Struct, frozen=True):
    """The gateway's version of an item in conflict."""

    version: Version
    writtenAt: str
    author: Text
    content: dict[str, Any]


class WireAnswer(msgspec.Struct, frozen=True):
    """What became of one item; a ``receivedAt`` that cannot be read is as one that was not sent."""

    id: str
    outcome: Literal["accepted", "refused", "conflict"]
    version: Version | None = None
    receivedAt: object = None
    reason: Annotated[str, msgspec.Meta(max_length=60)] = ""
    server: WireTheirs | None = None


class WireAnswers(msgspec.Struct, frozen=True):
    """What became of a batch."""

    epoch: str
    results: list[WireAnswer]


class WireHeld(msgspec.Struct, frozen=True):
    """What the gateway holds after a hand-over."""

    held: list[str]


class Client:
    """Speaks for one account; every answer is checked before it is believed."""

    def __init__(self, account: Account, heard: Callable[[datetime], None] = lambda _: None) -> None:
        """The account gives address and access token; ``heard`` is told the gateway's clock at each answer."""
        self._account = account
        self._heard = heard

    def keys(self) -> Keys:
        """The keys to pin."""
        return usable(_checked(self._call("GET", "/api/v1/keys"), Keys))

    def exchange(self, cursor: str, anchor: Mapping[str, object] | None, limit: int = PAGE_SIZE) -> WirePage:
        """One page since the cursor ("" for the beginning), the anchor told if there is one; CursorUnknown on 410."""
        asked: dict[str, object] = {"cursor": cursor or None, "limit": limit}
        if anchor is not None:
            asked["anchor"] = anchor
        return page(self._call("POST", "/api/v1/exchange", asked))

    def send(self, batch: Sequence[Outgoing]) -> tuple[str, tuple[Answer, ...]]:
        """(the gateway's epoch, one answer an item)."""
        body = self._call("POST", "/api/v1/items", {"items": [_as_item(outgoing) for outgoing in batch]})
        answers = _checked(body, WireAnswers)
        return answers.epoch, tuple(_answer(one) for one in answers.results)

    def hand_over(self, kid: str, sealed: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
        """The ids that the gateway now holds."""
        items = [{"id": item, "sealed": b64(raw)} for item, raw in sealed]
        return tuple(_checked(self._call("POST", "/api/v1/handover", {"kid": kid, "items": items}), WireHeld).held)

    def _call(self, method: str, path: str, sent: object = None) -> bytes:
        body = msgspec.json.encode(sent) if sent is not None else None
        headers = self._account.authorization() | {"Content-Type": "application/json"}
        url = self._account.issuer + path
        status, answered, content = fetched(self._account.http, method, url, data=body, headers=headers)
        if status == 401:
            raise Unauthorized("Votre session avec le serveur est terminée.", "Connectez-vous de nouveau.")
        if status == 410 and is_json(answered):
            raise CursorUnknown("Le serveur a repris depuis le début.", "Escale reprend tout, sans rien perdre d’ici.")
        if status != 200:
            trouble(status, answered)
        if not is_json(answered):
            raise not_the_contract()
        if said := said_date(answered):
            self._heard(said)
        return content


def _checked(body: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise not_the_contract() from error


def _as_item(outgoing: Outgoing) -> dict[str, object]:
    item = outgoing.item
    return {"id": item.id, "person": item.person, "kind": item.kind, "baseVersion": item.version,
            "writtenAt": clock.written(item.written), "content": dict(item.content)}  # fmt: skip


def _answer(wire: WireAnswer) -> Answer:
    """The answer; ServerTrouble when an outcome comes without what makes it one."""
    needed = {"accepted": wire.version, "refused": wire.reason, "conflict": wire.server}[wire.outcome]
    if not needed:
        raise not_the_contract()
    theirs = _theirs(wire.server) if wire.server else None
    received = _received(wire.receivedAt) if wire.outcome == "accepted" else None
    return Answer(wire.id, wire.outcome, wire.version or 0, wire.reason, theirs, received)


def _received(said: object) -> datetime | None:
    """An instant said beside an acknowledgement: nothing that is written may wait because it is odd."""
    try:
        return instant(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _theirs(wire: WireTheirs) -> Theirs:
    content = {clean(word): clean_lines(value) for word, value in wire.content.items() if isinstance(value, str)}
    try:
        return Theirs(wire.version, instant(wire.writtenAt), clean(wire.author), content)
    except ValueError as error:
        raise not_the_contract() from error


def clean_lines(text: str) -> str:
    """A text of several lines, each cleaned."""
    return "\n".join(clean(line) for line in text.splitlines())
