"""What a counsellor may go on reading offline, said by the gateway and signed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gateway.signing import Signer
from gateway.tables import IN_FORCE, CounsellorRow, ShareRow
from gateway.when import instant


def signed_lease(
    session: Session, signer: Signer, counsellor: CounsellorRow, moment: datetime, days: int
) -> dict[str, object]:
    """A lease over the digest of consents in force.

    The digest is computed when consents changed and cached, so an empty delta reads one row at any caseload. The
    sequence never goes down, even on a server restored from a backup: it is at least the Unix time.
    """
    if counsellor.digest is None:
        counsellor.digest, counsellor.in_force = _digest(session, counsellor.id)
    counsellor.lease_sequence = max(counsellor.lease_sequence + 1, int(moment.timestamp()))
    return signer.sign(
        {
            "type": "lease",
            "counsellor": counsellor.id,
            "consents": counsellor.digest,
            "count": counsellor.in_force,
            "issued": instant(moment),
            "expires": instant(moment + timedelta(days=days)),
            "sequence": counsellor.lease_sequence,
        }
    )


def digest(consents: Iterable[str]) -> str:
    """What a lease signs of a list of consents (``vectors/consents.json``)."""
    return hashlib.sha256("".join(f"{consent}\n" for consent in sorted(consents)).encode()).hexdigest()


def _digest(session: Session, counsellor: str) -> tuple[str, int]:
    in_force = (ShareRow.counsellor == counsellor, ShareRow.state == IN_FORCE)
    consents = session.scalars(select(ShareRow.consent).where(*in_force)).all()
    return digest(consents), len(consents)
