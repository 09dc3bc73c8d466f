"""Counsellors' accounts: made by the operator, opened with a password, or with one click in the demonstration."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from gateway.errors import GatewayError, PageTrouble
from gateway.tables import AttemptRow, CounsellorRow

DEMO_EMAIL = "camille.moreau@demonstration.invalid"
ATTEMPTS = 5
ATTEMPTS_SECONDS = 15 * 60
SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 1000
METHOD = "scrypt:32768:8:1"


def add_counsellor(
    session: Session, email: str, name: str, organisation: str, password: str | None = None
) -> CounsellorRow:
    """A new account; without a password it can be opened only in the demonstration. GatewayError when it exists."""
    if "@" not in email or len(email) > 300 or not 1 <= len(name) <= 300:
        raise GatewayError("L’adresse ou le nom ne convient pas.")
    if password is not None and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise GatewayError(f"Le mot de passe doit compter au moins {SHORTEST_PASSWORD} caractères.")
    if counsellor_by_email(session, email) is not None:
        raise GatewayError("Un compte existe déjà pour cette adresse.")
    row = CounsellorRow(
        id=str(uuid4()),
        email=email.strip().lower(),
        name=name,
        organisation=organisation,
        password=None if password is None else generate_password_hash(password, METHOD),
    )
    session.add(row)
    session.flush()
    return row


def counsellor_by_email(session: Session, email: str) -> CounsellorRow | None:
    """The account of an address, whatever its case."""
    return session.scalars(select(CounsellorRow).where(CounsellorRow.email == email.strip().lower())).one_or_none()


def demo_counsellor(session: Session) -> CounsellorRow:
    """Camille Moreau, made when she is not there yet."""
    found = counsellor_by_email(session, DEMO_EMAIL)
    return found or add_counsellor(session, DEMO_EMAIL, "Camille Moreau", "Escale démonstration")


def demo_counsellors(session: Session) -> list[CounsellorRow]:
    """The accounts that open with one click: those without a password, at most twenty."""
    open_ones = select(CounsellorRow).where(CounsellorRow.password.is_(None))
    return list(session.scalars(open_ones.order_by(CounsellorRow.name).limit(20)))


def signed_in(session: Session, email: str, password: str, moment: datetime) -> CounsellorRow | None:
    """The counsellor whose password this is, or None; a 429 page after five failures in fifteen minutes.

    An unknown address costs the same time and counts the same failures as a known one.
    """
    at = int(moment.timestamp())
    account = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    session.execute(delete(AttemptRow).where(AttemptRow.at < at - ATTEMPTS_SECONDS))
    failures = select(func.count()).select_from(AttemptRow).where(AttemptRow.account == account)
    if session.scalars(failures).one() >= ATTEMPTS:
        raise PageTrouble(429, "Trop d’essais pour ce compte. Réessayez dans un quart d’heure.", ATTEMPTS_SECONDS)
    row = counsellor_by_email(session, email)
    kept = row.password if row is not None else None
    matches = check_password_hash(kept or _nobody(), password[:LONGEST_PASSWORD])
    if row is not None and kept is not None and matches:
        session.execute(delete(AttemptRow).where(AttemptRow.account == account))
        return row
    session.add(AttemptRow(account=account, at=at))
    return None


def _nobody() -> str:
    """A hash of the same cost that no password matches."""
    return f"{METHOD}$aaaaaaaaaaaaaaaa${'0' * 128}"
