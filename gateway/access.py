"""Who asks: from the bearer token of a request to the counsellor it belongs to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from flask import Request
from sqlalchemy import select

from gateway.config import Config
from gateway.errors import WORDS, ApiTrouble
from gateway.rate import Buckets
from gateway.store import Store
from gateway.tables import FamilyRow, TokenRow


@dataclass(frozen=True, slots=True)
class Gateway:
    """What every route is given."""

    config: Config
    store: Store
    buckets: Buckets


def digest_of(token: str) -> str:
    """What the database keeps of a token: its SHA-256, hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def counsellor_of(gateway: Gateway, request: Request) -> str:
    """The counsellor's id, or a 401 or 429 for the desk."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not 1 <= len(token) <= 200:
        raise ApiTrouble(401, *WORDS[401])
    digest = digest_of(token)
    if wait := gateway.buckets.wait_for(digest):
        raise ApiTrouble(429, "too_many_requests", "Trop de demandes à la fois : la suite attend.", wait)
    with gateway.store.reading() as session:
        found = session.execute(
            select(FamilyRow.counsellor, FamilyRow.scope)
            .join(TokenRow, TokenRow.family == FamilyRow.id)
            .where(
                TokenRow.digest == digest,
                TokenRow.kind == "access",
                TokenRow.expires > int(gateway.config.clock().timestamp()),
                FamilyRow.revoked.is_(False),
            )
        ).one_or_none()
    if found is None or "exchange" not in found.scope.split():
        raise ApiTrouble(401, *WORDS[401])
    return str(found.counsellor)
