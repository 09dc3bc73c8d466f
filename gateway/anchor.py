"""The anchors that desks send: remembered, countersigned, and told back so that a store rolled back can be seen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from gateway.signing import Signer
from gateway.tables import AnchorRow
from gateway.when import instant
from gateway.wire import Anchor

MOST_DESKS = 50  # a counsellor; beyond it, the desk that has been silent longest is forgotten


def witnessed(session: Session, signer: Signer, counsellor: str, anchor: Anchor, moment: datetime) -> dict[str, Any]:
    """The contract's ``countersignature`` and ``known``: the anchor signed, and the one known before it.

    One that does not follow the known one (a lower generation, or another head at the same) is not signed, unless
    the counsellor renewed it; what is known then stays.
    """
    row = session.get(AnchorRow, (counsellor, anchor.desk))
    known = None if row is None else {"generation": row.generation, "head": row.head, "at": row.at}
    if row is not None and not _follows(anchor, row):
        return {"countersignature": None, "known": known}
    if row is None:
        _make_room(session, counsellor)
        row = AnchorRow(counsellor=counsellor, desk=anchor.desk)
        session.add(row)
    row.generation, row.head, row.at = anchor.generation, anchor.head, instant(moment)
    return {"countersignature": _countersignature(signer, row), "known": known}


def _follows(anchor: Anchor, row: AnchorRow) -> bool:
    same = anchor.generation == row.generation and anchor.head == row.head
    return anchor.renewed or same or anchor.generation > row.generation


def _make_room(session: Session, counsellor: str) -> None:
    mine = AnchorRow.counsellor == counsellor
    count = session.scalars(select(func.count()).select_from(AnchorRow).where(mine)).one()
    if count >= MOST_DESKS:
        oldest = select(AnchorRow.desk).where(mine).order_by(AnchorRow.at, AnchorRow.desk).limit(1)
        session.execute(delete(AnchorRow).where(mine, AnchorRow.desk == session.scalars(oldest).one()))


def _countersignature(signer: Signer, row: AnchorRow) -> dict[str, object]:
    return signer.sign(
        {
            "type": "countersignature",
            "counsellor": row.counsellor,
            "desk": row.desk,
            "generation": row.generation,
            "head": row.head,
            "at": row.at,
        }
    )
