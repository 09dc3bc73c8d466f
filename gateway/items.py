"""What counsellors wrote: accepted once, refused with a reason, or answered with the version that stands here."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gateway.access import Gateway
from gateway.store import epoch_of
from gateway.tables import IN_FORCE, CounsellorRow, ItemRow, ItemVersionRow, ShareRow
from gateway.when import instant, real_instant, today
from gateway.wire import Item

CONTENT_BYTES = 65_536
HIGHEST_VERSION = 2**31 - 2
Result = dict[str, Any]


def receive(gateway: Gateway, session: Session, counsellor: str, items: list[Item]) -> dict[str, Any]:
    """One answer an item, in the order sent; a refusal leaves the others untouched."""
    moment = gateway.config.clock()
    return {"epoch": epoch_of(session), "results": [_receive_one(session, counsellor, item, moment) for item in items]}


def _receive_one(session: Session, counsellor: str, item: Item, moment: datetime) -> Result:
    content = json.dumps(item.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    stands = session.get(ItemRow, item.id)
    digest = _digest(counsellor, item, content)
    again = _accepted_before(session, item.id, digest)
    if again is not None:
        return _accepted(again)
    reason = _unfit(counsellor, item, content, stands) or _unshared(session, counsellor, item.person, moment)
    if reason is not None:
        return {"id": item.id, "outcome": "refused", "reason": reason}
    if stands is not None and item.base_version < stands.version:
        return _conflict(session, stands)
    version = _next_version(item, stands)
    _keep(session, counsellor, item, version)
    kept = ItemVersionRow(
        item=item.id,
        version=version,
        digest=digest,
        written_at=item.written_at,
        received_at=instant(moment),
        content=content,
    )
    session.add(kept)
    session.flush()
    return _accepted(kept)


def _accepted(row: ItemVersionRow) -> Result:
    """The acknowledgement of a version: the same, to the second, however often it is asked for."""
    return {"id": row.item, "outcome": "accepted", "version": row.version, "receivedAt": row.received_at}


def _next_version(item: Item, stands: ItemRow | None) -> int:
    """One more than what stands; on a server restored from a backup, at least the version the desk already saw.

    A desk that offers again what a restored server lost says the version it had been given, and keeps it.
    """
    if stands is None:
        return max(item.base_version, 1)
    return max(item.base_version, stands.version + 1)


def _unfit(counsellor: str, item: Item, content: str, stands: ItemRow | None) -> str | None:
    """Why the item itself cannot be kept, if it cannot."""
    if len(content.encode()) > CONTENT_BYTES:
        return "too_large"
    foreign = stands is not None and (stands.author, stands.person, stands.kind) != (counsellor, item.person, item.kind)
    if foreign or item.base_version > HIGHEST_VERSION or not real_instant(item.written_at):
        return "invalid"
    if item.kind == "note" and not isinstance(item.content.get("text"), str):
        return "invalid"
    return None


def _unshared(session: Session, counsellor: str, person: str, moment: datetime) -> str | None:
    """Why nothing may be written about this person, if so: a sharing ends with its last day, signed or not yet."""
    shares = session.execute(
        select(ShareRow.state, ShareRow.end).where(ShareRow.person == person, ShareRow.counsellor == counsellor)
    ).all()
    if not shares:
        return "person_unknown"
    day = today(moment).isoformat()
    return None if any(state == IN_FORCE and end >= day for state, end in shares) else "sharing_ended"


def _conflict(session: Session, stands: ItemRow) -> Result:
    held = session.get_one(ItemVersionRow, (stands.id, stands.version))
    author = session.get_one(CounsellorRow, stands.author).name
    server = {
        "version": held.version,
        "writtenAt": held.written_at,
        "author": author,
        "content": json.loads(held.content),
    }
    return {"id": stands.id, "outcome": "conflict", "version": held.version, "server": server}


def _keep(session: Session, counsellor: str, item: Item, version: int) -> None:
    stands = session.get(ItemRow, item.id)
    if stands is None:
        session.add(ItemRow(id=item.id, person=item.person, author=counsellor, kind=item.kind, version=version))
    else:
        stands.version = version
    session.flush()


def _accepted_before(session: Session, item: str, digest: str) -> ItemVersionRow | None:
    """The version that this very offer was given before, if it was; a sharing ended since then changes nothing."""
    same = (ItemVersionRow.item == item, ItemVersionRow.digest == digest)
    return session.scalars(select(ItemVersionRow).where(*same).limit(1)).first()


def _digest(counsellor: str, item: Item, content: str) -> str:
    """What makes two offers the same: everything but the version they were written over."""
    offer = (counsellor, item.id, item.person, item.kind, item.written_at, content)
    return hashlib.sha256("\x1f".join(offer).encode()).hexdigest()
