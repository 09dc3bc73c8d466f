"""The gateway's last word on the journal, read from what an exchange keeps."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from desktop.models.countersigned import Countersigned, read

KEPT = {
    "payload": {"type": "countersignature", "desk": "d", "generation": 7, "head": "ab12", "at": "2026-11-22T07:42:00Z"},
    "kid": "sign-1",
    "signature": "c2ln",
}


def test_what_was_kept_is_read() -> None:
    expected = Countersigned("ab12", datetime(2026, 11, 22, 7, 42, tzinfo=UTC), "c2ln", "sign-1")
    assert read(json.dumps(KEPT)) == expected


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"payload": 3}', json.dumps(KEPT | {"payload": {"head": "a"}})])
def test_anything_else_is_nothing(text: str) -> None:
    assert read(text) is None
