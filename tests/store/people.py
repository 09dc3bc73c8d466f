"""People who do not exist, with words that nobody else has: what the tests look for in every file."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desktop.models.access import Access, Basis
from desktop.models.news import News, Received, SetAside, Withdrawal
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Proof, Section
from desktop.models.when import When

ANNE = "4f0e2c7a-0000-4000-8000-00000000000a"
KARIM = "4f0e2c7a-0000-4000-8000-00000000000b"
CONSENT = "c0000000-0000-4000-8000-000000000001"
RENEWED = "c0000000-0000-4000-8000-000000000002"
LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SHARED = (Section.EXPERIENCES, Section.SKILLS)


def holder(name: str = "Zéphyrine") -> Holder:
    """Somebody; the family name is the first name's echo."""
    return Holder(name, f"{name}-Quatrebarbes", 1987, "Plouézec")


def access(consent: str = CONSENT, end: date | None = date(2027, 2, 14)) -> Access:
    """A sharing of experiences and skills."""
    return Access(Basis.PUBLICATION, SHARED, date(2026, 1, 2), end, consent)


def passport(name: str = "Zéphyrine") -> Passport:
    """One experience, one skill that rests on it."""
    fact = Fact(
        "f1", Section.EXPERIENCES, Origin.DECLARED, "TITULAIRE", f"Soudeuse chez {name}", "Kerbrat", When(2014, 3),
        details=(("mission", f"mission de {name}"),), occupations=("H2913",),
    )  # fmt: skip
    skill = HeldSkill("s1", "123", f"Souder ({name})", Origin.GUARANTEED, "AFPA", Proof(Section.EXPERIENCES, "f1"))
    return Passport((fact,), (skill,), SHARED)


def received(person: str = ANNE, name: str = "Zéphyrine", consent: str = CONSENT, version: int = 1) -> Received:
    """Somebody's file as the gateway sent it, long ago."""
    return Received(person, version, LONG_AGO, holder(name), access(consent), passport(name))


def withdrawal(person: str = ANNE, consent: str = CONSENT) -> Withdrawal:
    """The end of a sharing."""
    return Withdrawal(person, consent, LONG_AGO, "withdrawn")


def news(
    *files: Received, ends: tuple[Withdrawal, ...] = (), aside: tuple[SetAside, ...] = (), cursor: str = "c1",
    more: bool = False,
) -> News:  # fmt: skip
    """A page of an exchange."""
    return News("epoch-1", ends, files, aside, cursor, more, 0)


def envelope(plain: bytes, item: str) -> tuple[str, bytes]:
    """Stands for the gateway's key: every byte turned over, so that nothing is left as it was."""
    return "kid-1", bytes(255 - byte for byte in plain + item.encode())


def opened_envelope(sealed: bytes) -> bytes:
    """What ``envelope`` sealed."""
    return bytes(255 - byte for byte in sealed)
