"""Both sides against the contract: the vectors' bytes, and every request that leaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from jsonschema import Draft202012Validator

from desktop.errors import ServerTrouble
from desktop.models.lease import digest
from desktop.models.note import Kind
from desktop.sync.signed import PublicKey, Signed, b64, envelope, sealed_with, unb64, verified
from gateway.signing import HandoverBox
from tests.gateway.desk import Contract
from tests.sync.conftest import Desk, Town
from tests.sync.faults import Faults

FLIPPED = {"signature": "A" * 86, "short": "AAAA", "not base64": "é" * 86, "empty": ""}


@pytest.fixture(scope="module")
def vectors(pytestconfig: pytest.Config) -> dict[str, Any]:
    folder: Path = pytestconfig.rootpath / "resources" / "contract" / "vectors"
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}


def test_the_wire_knows_every_kind_but_working_notes(contract: Contract) -> None:
    known = contract.document["components"]["schemas"]["Kind"]["enum"]
    assert sorted(known) == sorted(set(Kind) - {Kind.WORKING})


def test_signatures_are_verified(vectors: dict[str, Any]) -> None:
    key = PublicKey("k", "Ed25519", vectors["signature"]["public"])
    for case in vectors["signature"]["cases"]:
        signed = Signed(case["payload"], "k", case["signature"])
        assert verified(signed, key, case["name"]) == case["payload"]
        for forged in (
            Signed(case["payload"] | {"type": "other"}, "k", case["signature"]),
            Signed(case["payload"] | {"more": 1}, "k", case["signature"]),
            Signed(case["payload"], "another", case["signature"]),
            Signed(case["payload"] | {"n": 2**60}, "k", case["signature"]),
            *(Signed(case["payload"], "k", signature) for signature in FLIPPED.values()),
        ):
            with pytest.raises(ServerTrouble, match="signé"):
                verified(forged, key, case["name"])
        with pytest.raises(ServerTrouble, match="signé"):
            verified(signed, key, "another")


def test_a_list_of_consents_has_the_digest_of_the_vectors(vectors: dict[str, Any]) -> None:
    for case in vectors["consents"]["cases"]:
        assert digest(reversed(case["consents"])) == digest(case["consents"]) == case["digest"]


def test_what_is_handed_over_is_sealed_as_agreed(vectors: dict[str, Any]) -> None:
    found = vectors["handover"]
    key = PublicKey("k", "X25519", found["recipient_public"])
    ephemeral = X25519PrivateKey.from_private_bytes(unb64(found["ephemeral_private"]))
    assert b64(sealed_with(ephemeral, key, found["plaintext"].encode(), found["id"])) == found["sealed"]
    kid, sealed = envelope(key, b"anything", found["id"])
    opened = HandoverBox(unb64(found["recipient_private"])).unseal(found["id"], b64(sealed))
    assert (kid, opened) == ("k", b"anything")


def test_every_request_follows_the_contract(desk: Desk, town: Town, faults: Faults, contract: Contract) -> None:
    town.populate(3)
    desk.synchronise()
    first, second, _ = sorted(desk.people())
    desk.write(first, "Un premier texte, « accentué ».")
    desk.synchronise()
    desk.write(second, "Jamais reçu.")
    town.withdraw(second)
    desk.account.forget()
    desk.synchronise()
    desk.exchange.sign_out()
    judged = {"exchange": "ExchangeRequest", "items": "ItemsRequest", "handover": "HandoverRequest"}
    for word, schema in judged.items():
        bodies = faults.bodies(f"/api/v1/{word}")
        assert bodies, word
        for body in bodies:
            contract.judge(schema, body)
    known = set(contract.document["paths"])
    assert set(faults.paths()) <= known


def test_the_sign_in_asks_as_agreed(desk: Desk, faults: Faults, contract: Contract) -> None:
    asked = next(sent for sent in faults.sent if sent.path.startswith("/oauth/authorize"))
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query, strict_parsing=True).items()}
    for parameter in contract.document["paths"]["/oauth/authorize"]["get"]["parameters"]:
        Draft202012Validator(parameter["schema"]).validate(query.pop(parameter["name"]))
    assert query == {}
    token = next(sent for sent in faults.sent if sent.path == "/oauth/token")
    schema = contract.document["paths"]["/oauth/token"]["post"]["requestBody"]["content"]
    form = {name: values[0] for name, values in parse_qs(token.body.decode()).items()}
    Draft202012Validator(schema["application/x-www-form-urlencoded"]["schema"]).validate(form)
    assert set(form) == {"grant_type", "client_id", "code", "redirect_uri", "code_verifier"}
