"""The keys of a gateway, made at its first start and kept in its database.

A reference server keeps them there so that one file is the whole server and one backup its whole state; an
organisation that needs a key vault replaces ``Keys.kept`` and ``Keys.made``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets

from joserfc.jwk import ECKey

from gateway.signing import HandoverBox, Signer, b64, unb64


class Keys:
    """Signing, hand-over and id_token keys, and the secret of cursors and forms."""

    def __init__(self, kept: str) -> None:
        """``kept`` is what ``made`` returned."""
        held = json.loads(kept)
        self.signer = Signer(unb64(held["signing"]))
        self.box = HandoverBox(unb64(held["handover"]))
        self.id_token = ECKey.import_key(held["id_token"])
        self._secret = unb64(held["secret"])

    @staticmethod
    def made() -> str:
        """New keys, as the text that the database keeps."""
        id_token = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
        return json.dumps(
            {
                "signing": b64(secrets.token_bytes(32)),
                "handover": b64(secrets.token_bytes(32)),
                "id_token": id_token.as_dict(private=True),
                "secret": b64(secrets.token_bytes(32)),
            }
        )

    def seal(self, purpose: str, *parts: bytes) -> bytes:
        """Thirty-two bytes that only this gateway can compute over ``parts`` (HMAC-SHA256, lengths included)."""
        mac = hmac.new(self._secret, purpose.encode(), hashlib.sha256)
        for part in parts:
            mac.update(len(part).to_bytes(4, "big") + part)
        return mac.digest()
