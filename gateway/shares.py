"""What a person does with a passport: publish, amend, withdraw; and what time does to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gateway.errors import GatewayError
from gateway.signing import Signer
from gateway.store import next_sequence
from gateway.tables import ENDED, IN_FORCE, CounsellorRow, PersonRow, ShareRow, WithdrawalRow
from gateway.when import instant, today

SECTIONS: Mapping[str, str] = {
    "experiences": "Expériences professionnelles",
    "reconnaissances": "Diplômes et certifications",
    "formations": "Formations",
    "engagements": "Engagements citoyens",
    "mandats": "Mandats",
    "permis": "Permis",
    "badges": "Badges numériques",
    "competences": "Compétences",
}
BASES = ("PUBLICATION_TITULAIRE", "HABILITATION_R6323_35")
LEGAL_AGE = 15
LONGEST = timedelta(days=730)
AGED_AT_ONCE = 500


class NotShareable(GatewayError):
    """The sharing asked for cannot be; the text says why, to the person."""


def old_enough(person: PersonRow, day: date) -> bool:
    """Whether the holder may have a passport, judged on the year, which is all the passport gives."""
    return day.year - person.birth_year >= LEGAL_AGE


def share_in_force(session: Session, person: str, counsellor: str) -> ShareRow | None:
    """The consent in force between the two, if there is one."""
    return session.scalars(
        select(ShareRow).where(ShareRow.person == person, ShareRow.counsellor == counsellor, ShareRow.state == IN_FORCE)
    ).one_or_none()


def publish(
    session: Session, person: PersonRow, counsellor: str, sections: Sequence[str], end: date, moment: datetime
) -> ShareRow:
    """Share, or amend the sharing in force, which keeps its id so that one withdrawal ends it; or NotShareable."""
    day = today(moment)
    if not old_enough(person, day):
        raise NotShareable("Le Passeport de compétences est ouvert à partir de 15 ans.")
    if not sections or any(name not in SECTIONS for name in sections):
        raise NotShareable("Choisissez au moins une rubrique à partager.")
    if not day <= end <= day + LONGEST:
        raise NotShareable("Choisissez une date de fin à partir d’aujourd’hui, et dans les deux ans.")
    chosen = json.dumps([name for name in SECTIONS if name in sections])
    changed = next_sequence(session)
    share = share_in_force(session, person.id, counsellor)
    if share is None:
        share = ShareRow(
            consent=str(uuid4()),
            person=person.id,
            counsellor=counsellor,
            basis=BASES[0],
            start=day.isoformat(),
            state=IN_FORCE,
        )
        session.add(share)
    share.sections, share.end, share.changed = chosen, end.isoformat(), changed
    person.version, person.updated = person.version + 1, instant(moment)
    consents_changed(session, counsellor)
    return share


def person_changed(session: Session, person: PersonRow, moment: datetime) -> None:
    """Offer the person's file again to everyone it is shared with."""
    person.version, person.updated = person.version + 1, instant(moment)
    session.execute(
        update(ShareRow)
        .where(ShareRow.person == person.id, ShareRow.state == IN_FORCE)
        .values(changed=next_sequence(session))
    )


def withdraw(session: Session, signer: Signer, share: ShareRow, at: datetime, reason: str) -> None:
    """End a consent for good and sign that it ended; ``reason`` is withdrawn, expired or reassigned."""
    payload: dict[str, str | int] = {
        "type": "withdrawal",
        "person": share.person,
        "consent": share.consent,
        "at": instant(at),
        "reason": reason,
    }
    share.state = ENDED
    signed = json.dumps(signer.sign(payload), ensure_ascii=False)
    session.add(
        WithdrawalRow(
            sequence=next_sequence(session), counsellor=share.counsellor, consent=share.consent, signed=signed
        )
    )
    consents_changed(session, share.counsellor)


def expire(session: Session, signer: Signer, counsellor: str, moment: datetime) -> bool:
    """Turn shares whose last day has passed into signed withdrawals; True when the bound left some for next time."""
    over = session.scalars(
        select(ShareRow)
        .where(
            ShareRow.counsellor == counsellor,
            ShareRow.state == IN_FORCE,
            ShareRow.end < today(moment).isoformat(),
        )
        .limit(AGED_AT_ONCE)
    ).all()
    for share in over:
        withdraw(session, signer, share, moment, "expired")
    return len(over) == AGED_AT_ONCE


def consents_changed(session: Session, counsellor: str) -> None:
    """Forget the cached digest of the counsellor's consents."""
    session.execute(update(CounsellorRow).where(CounsellorRow.id == counsellor).values(digest=None))
