"""Items about a person who withdrew before they could be sent: kept sealed, never open."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gateway.access import Gateway
from gateway.errors import ApiTrouble
from gateway.signing import HandoverBox, NotSealedToUs
from gateway.tables import SealedRow
from gateway.when import instant
from gateway.wire import HandoverRequest, SealedItem


def hold(gateway: Gateway, session: Session, counsellor: str, asked: HandoverRequest) -> list[str]:
    """The ids now held.

    A desk forgets what is held, so each body is opened once to be sure that it can be, and what was read is dropped;
    one that cannot be opened, or whose id is another counsellor's, is not held.
    """
    box = gateway.store.keys.box
    if asked.kid != box.kid:
        raise ApiTrouble(422, "invalid", "La clé de remise n’est pas celle de cette passerelle.")
    now = instant(gateway.config.clock())
    return [item.id for item in asked.items if _hold_one(session, box, counsellor, item, now)]


def _hold_one(session: Session, box: HandoverBox, counsellor: str, item: SealedItem, now: str) -> bool:
    try:
        box.unseal(item.id, item.sealed)
    except NotSealedToUs:
        return False
    row = session.get(SealedRow, item.id)
    if row is None:
        row = SealedRow(id=item.id, counsellor=counsellor)
        session.add(row)
    elif row.counsellor != counsellor:
        return False
    row.kid, row.sealed, row.received_at = box.kid, item.sealed, now
    session.flush()
    return True
