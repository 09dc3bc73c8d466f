"""Where this desk's store stands, told at each exchange; and what the gateway knew of it before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec

from desktop.sync.signed import Keys, Signed, forged, verified
from desktop.sync.wire import WireKnown, WirePage, instant

if TYPE_CHECKING:
    from desktop.models.store import Store

HEAD: Final = re.compile(r"[0-9a-f]{64}")


class WireCountersignature(msgspec.Struct, frozen=True):
    """The payload of a countersignature."""

    type: Literal["countersignature"]
    counsellor: str
    desk: str
    generation: int
    head: Annotated[str, msgspec.Meta(max_length=128)]
    at: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The anchor that is sent: ``desk`` is the vault's id; ``renewed``: the counsellor goes on with this store."""

    desk: str
    generation: int
    head: str
    renewed: bool = False

    def sent(self) -> dict[str, object]:
        """As the contract's anchor."""
        anchor: dict[str, object] = {"desk": self.desk, "generation": self.generation, "head": self.head}
        return anchor | {"renewed": True} if self.renewed else anchor


def standing(store: Store, desk: str, renewed: bool) -> Standing:
    """Where the store stands now: everything it says is durable already."""
    return Standing(desk, store.generation(), store.journal.head(), renewed)


def countersigned(wire: WirePage, sent: Standing, keys: Keys, counsellor: str) -> str:
    """The countersignature of what was just sent, as text to keep; "" when the gateway knows a later store.

    ServerTrouble for one of another counsellor, desk or anchor, and for none where one is due.
    """
    if wire.countersignature is None:
        if wire.known is None or sent.renewed or _follows(sent, wire.known):
            raise forged()
        return ""
    said = _payload(wire.countersignature, keys)
    if (said.counsellor, said.desk, said.generation, said.head) != (counsellor, sent.desk, sent.generation, sent.head):
        raise forged()
    return msgspec.json.encode(wire.countersignature).decode()


def contradicted(store: Store, sent: Standing, known: WireKnown) -> bool:
    """Whether the gateway knew a store later than this one, or a journal that is not this one's."""
    if known.generation > sent.generation:
        return True
    if known.head in ("", sent.head):
        return False
    return not HEAD.fullmatch(known.head) or not store.journal.holds(known.head)


def _follows(sent: Standing, known: WireKnown) -> bool:
    return (sent.generation, sent.head) == (known.generation, known.head) or sent.generation > known.generation


def _payload(signed: Signed, keys: Keys) -> WireCountersignature:
    payload = verified(signed, keys.signing, "countersignature")
    try:
        said = msgspec.convert(payload, WireCountersignature)
        instant(said.at)
    except (msgspec.MsgspecError, ValueError) as error:
        raise forged() from error
    return said
