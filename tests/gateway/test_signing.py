"""The bytes of the contract's vectors, from the gateway's side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from gateway.lease import digest
from gateway.signing import HandoverBox, NotSealedToUs, Signer, b64, unb64


@pytest.fixture
def vectors(pytestconfig: pytest.Config) -> Path:
    """The folder of vectors."""
    return pytestconfig.rootpath / "resources" / "contract" / "vectors"


def read(path: Path) -> dict[str, Any]:
    """A file of vectors."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_signatures_are_those_of_the_vectors(vectors: Path) -> None:
    """Canonical bytes, public key and signature of every case."""
    fixed = read(vectors / "signature.json")
    signer = Signer(unb64(fixed["private"]))
    assert b64(signer.public) == fixed["public"]
    for case in fixed["cases"]:
        assert rfc8785.dumps(case["payload"]).decode() == case["canonical"]
        assert signer.sign(case["payload"])["signature"] == case["signature"]


def test_a_list_of_consents_has_the_digest_of_the_vectors(vectors: Path) -> None:
    """In whatever order they are found."""
    for case in read(vectors / "consents.json")["cases"]:
        assert digest(reversed(case["consents"])) == digest(case["consents"]) == case["digest"]


def test_handover_opens_the_vector(vectors: Path) -> None:
    """And only for its own id, whole and untouched."""
    fixed = read(vectors / "handover.json")
    box = HandoverBox(unb64(fixed["recipient_private"]))
    assert b64(box.public) == fixed["recipient_public"]
    assert box.unseal(fixed["id"], fixed["sealed"]).decode() == fixed["plaintext"]
    raw = unb64(fixed["sealed"])
    for place in range(0, len(raw), 5):
        spoiled = b64(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        with pytest.raises(NotSealedToUs):
            box.unseal(fixed["id"], spoiled)
    with pytest.raises(NotSealedToUs):
        box.unseal(fixed["id"].replace("3", "4"), fixed["sealed"])


@pytest.mark.parametrize("sealed", ["", "A", "AAAA", "é", "A" * 43, "+///"])
def test_handover_refuses_what_is_no_box(vectors: Path, sealed: str) -> None:
    """Short, of a low-order key, or not base64url at all."""
    box = HandoverBox(unb64(read(vectors / "handover.json")["recipient_private"]))
    with pytest.raises(NotSealedToUs):
        box.unseal("3f0c9a52-7d1e-4b8e-9c3d-0a1b2c3d4e5f", sealed)
