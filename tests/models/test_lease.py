"""Until when passports may be read, and what is said when they may not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.models.lease import Lease, digest, fingerprint, reading

ISSUED = datetime(2026, 11, 22, 8, tzinfo=UTC)
ENDS = ISSUED + timedelta(days=7)
CONSENTS = ("8a6d1f20-2b3c-4d5e-8f90-112233445566", "0f6d1f20-2b3c-4d5e-8f90-112233445566")
LEASE = Lease("c", ISSUED, ENDS, 3, frozenset(map(fingerprint, CONSENTS)))
MINUTE = timedelta(minutes=1)


def test_reading_is_open_until_the_very_end_of_the_lease() -> None:
    assert reading(LEASE, CONSENTS, ISSUED) is None
    assert reading(LEASE, CONSENTS, ENDS - MINUTE) is None
    closed = reading(LEASE, CONSENTS, ENDS)
    assert closed is not None
    assert "22 novembre" in closed.sentence
    assert "29 novembre" in closed.sentence
    assert "échange" in closed.advice
    assert closed.since == ENDS
    assert all(map(closed.closes, CONSENTS))


def test_the_clock_is_named_when_it_is_the_cause() -> None:
    closed = reading(LEASE, CONSENTS, ENDS, behind=True)
    assert closed is not None
    assert "horloge" in closed.sentence
    assert "Réglez" in closed.advice
    assert reading(LEASE, CONSENTS, ENDS - MINUTE, behind=True) is None


def test_without_a_lease_everything_that_is_shared_is_closed() -> None:
    closed = reading(None, CONSENTS, ISSUED)
    assert closed is not None
    assert closed.since is None
    assert "confirmé" in closed.sentence
    assert closed.closes(CONSENTS[0])
    assert not closed.closes("")  # a file made by hand has no consent
    assert reading(None, (), ISSUED) is None


def test_only_what_the_lease_did_not_cover_is_closed() -> None:
    other = "77777777-2b3c-4d5e-8f90-112233445566"
    closed = reading(LEASE, (*CONSENTS, other), ISSUED)
    assert closed is not None
    assert [closed.closes(consent) for consent in (*CONSENTS, other, "")] == [False, False, True, False]
    assert reading(LEASE, CONSENTS[:1], ISSUED) is None  # one that ended here first closes nothing


def test_fingerprints_say_nothing_and_differ() -> None:
    assert fingerprint(CONSENTS[0]) != fingerprint(CONSENTS[1])
    assert CONSENTS[0][:8] not in fingerprint(CONSENTS[0])
    assert digest(CONSENTS) == digest(reversed(CONSENTS)) != digest(CONSENTS[:1])
