"""One page of news for a counsellor: withdrawals alone first, then changed files, then the lease.

A page that holds withdrawals holds no file, so that they arrive even where a page of files is cut.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gateway.access import Gateway
from gateway.anchor import witnessed
from gateway.cursor import Cursor, read_cursor
from gateway.errors import ApiTrouble
from gateway.lease import signed_lease
from gateway.shares import expire
from gateway.store import epoch_of
from gateway.tables import IN_FORCE, CounsellorRow, HouseRow, PersonRow, ShareRow, WithdrawalRow
from gateway.wire import ExchangeRequest

WITHDRAWALS_A_PAGE = 500
FILES_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one page holds, where it leads and how many files remain after it."""

    withdrawals: list[dict[str, Any]]
    files: list[dict[str, Any]]
    cursor: Cursor
    remaining: int
    more: bool


def page(gateway: Gateway, session: Session, counsellor_id: str, asked: ExchangeRequest) -> dict[str, Any]:
    """The contract's ExchangePage; a cursor that this server did not give in this epoch is a 410."""
    moment = gateway.config.clock()
    signer = gateway.store.keys.signer
    epoch = epoch_of(session)
    cursor = _cursor(gateway, session, epoch, counsellor_id, asked.cursor)
    unfinished = expire(session, signer, counsellor_id, moment)
    session.flush()
    delivery = _deliver(session, counsellor_id, cursor, asked.limit)
    answer: dict[str, Any] = {
        "epoch": epoch,
        "withdrawals": delivery.withdrawals,
        "files": delivery.files,
        "cursor": delivery.cursor.sealed(gateway.store.keys, epoch, counsellor_id),
        "more": delivery.more or unfinished,
        "remaining": delivery.remaining,
    }
    if not answer["more"]:
        counsellor = session.get_one(CounsellorRow, counsellor_id)
        answer["lease"] = signed_lease(session, signer, counsellor, moment, gateway.config.lease_days)
        if asked.anchor is not None:
            answer |= witnessed(session, signer, counsellor_id, asked.anchor, moment)
    return answer


def _cursor(gateway: Gateway, session: Session, epoch: str, counsellor: str, text: str | None) -> Cursor:
    if text is None:
        return Cursor()
    cursor = read_cursor(text, gateway.store.keys, epoch, counsellor)
    newest = session.scalars(select(HouseRow.sequence)).one()
    if cursor is None or max(cursor.withdrawal, cursor.file) > newest:
        raise ApiTrouble(410, "cursor_unknown", "La passerelle ne connaît plus ce point de reprise.")
    return cursor


def _deliver(session: Session, counsellor: str, cursor: Cursor, limit: int) -> Delivery:
    pending = session.scalars(
        select(WithdrawalRow)
        .where(WithdrawalRow.counsellor == counsellor, WithdrawalRow.sequence > cursor.withdrawal)
        .order_by(WithdrawalRow.sequence)
        .limit(WITHDRAWALS_A_PAGE + 1)
    ).all()
    if not pending:
        return _deliver_files(session, counsellor, cursor, limit)
    sent = pending[:WITHDRAWALS_A_PAGE]
    remaining = _count_files(session, counsellor, cursor.file)
    return Delivery(
        [json.loads(row.signed) for row in sent],
        [],
        replace(cursor, withdrawal=sent[-1].sequence),
        remaining,
        len(pending) > len(sent) or remaining > 0,
    )


def _deliver_files(session: Session, counsellor: str, cursor: Cursor, limit: int) -> Delivery:
    rows = session.execute(
        select(ShareRow, PersonRow)
        .join(PersonRow, PersonRow.id == ShareRow.person)
        .where(ShareRow.counsellor == counsellor, ShareRow.state == IN_FORCE, ShareRow.changed > cursor.file)
        .order_by(ShareRow.changed)
        .limit(limit)
    )
    files: list[dict[str, Any]] = []
    characters = 0
    for share, person in rows:
        characters += len(person.sections)
        if files and characters > FILES_CHARACTERS:
            break
        files.append(passport(share, person))
        cursor = replace(cursor, file=share.changed)
    rows.close()
    remaining = _count_files(session, counsellor, cursor.file) if files else 0
    return Delivery([], files, cursor, remaining, remaining > 0)


def _count_files(session: Session, counsellor: str, after: int) -> int:
    chosen = (ShareRow.counsellor == counsellor, ShareRow.state == IN_FORCE, ShareRow.changed > after)
    return session.scalars(select(func.count()).select_from(ShareRow).where(*chosen)).one()


def passport(share: ShareRow, person: PersonRow) -> dict[str, Any]:
    """The contract's Passport: only the sections that the consent names leave the gateway."""
    named = json.loads(share.sections)
    whole = json.loads(person.sections)
    return {
        "personne": person.id,
        "version": person.version,
        "misAJour": person.updated,
        "consentement": {
            "id": share.consent,
            "fondement": share.basis,
            "sections": named,
            "debut": share.start,
            "fin": share.end,
        },
        "titulaire": json.loads(person.titulaire),
        "sections": {name: _without_hidden_proof(whole[name], named) for name in named if name in whole},
    }


def _without_hidden_proof(facts: list[dict[str, Any]], named: list[str]) -> list[dict[str, Any]]:
    """A skill's proof may lie in a section that is not shared: its very existence is then left out."""
    return [
        {key: value for key, value in fact.items() if key != "preuve"}
        if "preuve" in fact and fact["preuve"]["section"] not in named
        else fact
        for fact in facts
    ]
