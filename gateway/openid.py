"""What the contract asks of a sign-in beyond OAuth's code grant: PKCE with S256, long state and nonce, an id_token."""

from __future__ import annotations

from typing import Any

from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7636.challenge import compare_s256_code_challenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core import OpenIDCode as AuthlibOpenIDCode
from sqlalchemy import select

from gateway.access import Gateway
from gateway.client import Desk, session
from gateway.tables import CounsellorRow, FamilyRow

ID_TOKEN_SECONDS = 600
SHORTEST_RANDOM = 32
LONGEST_RANDOM = 300


class S256Only(CodeChallenge):  # type: ignore[misc]  # Authlib ships no types
    """PKCE without its weak half."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)
    CODE_CHALLENGE_METHODS = {"S256": compare_s256_code_challenge}  # noqa: RUF012  # Authlib's own name and shape


class StrictRequest:
    """What the contract asks of an authorization request beyond Authlib: state, nonce and challenge, once and long."""

    def __call__(self, grant: Any) -> None:
        """Join the checks of ``grant``."""
        grant.register_hook("after_validate_authorization_request_payload", self.check)

    def check(self, grant: Any, _redirect_uri: str) -> None:
        """Raise InvalidRequestError, which goes back to the desk."""
        asked = grant.request.payload.data
        for name in ("state", "nonce"):
            if not SHORTEST_RANDOM <= len(asked.get(name, "")) <= LONGEST_RANDOM:
                raise InvalidRequestError(f"'{name}' must hold 32 to 300 characters")
        if len(asked.get("code_challenge", "")) != 43 or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE with S256 is required")
        if "openid" not in asked.get("scope", "").split():
            raise InvalidRequestError("The scope must hold 'openid'")


class OpenIDCode(AuthlibOpenIDCode):  # type: ignore[misc]  # Authlib ships no types
    """The id_token: ES256, with the nonce of the request."""

    def __init__(self, gateway: Gateway) -> None:
        """Nonces are required."""
        super().__init__(require_nonce=True)
        self._gateway = gateway

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        """Whether an earlier sign-in used it."""
        if request.method == "GET":
            return False
        return session().scalars(select(FamilyRow.id).where(FamilyRow.nonce == nonce).limit(1)).first() is not None

    def resolve_client_private_key(self, _client: Desk) -> Any:
        """The gateway's ES256 key."""
        return self._gateway.store.keys.id_token

    def get_encode_header(self, _client: Desk) -> dict[str, str]:
        """Which key signs."""
        return {"alg": "ES256", "kid": str(self._gateway.store.keys.id_token.kid)}

    def get_client_claims(self, client: Desk) -> dict[str, Any]:
        """From whom, for whom, until when."""
        now = int(self._gateway.config.clock().timestamp())
        return {
            "iss": self._gateway.config.issuer,
            "aud": client.get_client_id(),
            "iat": now,
            "exp": now + ID_TOKEN_SECONDS,
        }

    def generate_user_info(self, user: CounsellorRow, scope: str) -> dict[str, str]:
        """Who signed in."""
        named = {"name": user.name, "organization": user.organisation} if "profile" in scope.split() else {}
        return {"sub": user.id, **named}


class Issuer(IssuerParameter):  # type: ignore[misc]  # Authlib ships no types
    """RFC 9207: every answer of the authorization endpoint says whose it is."""

    def __init__(self, issuer: str) -> None:
        """``issuer`` is the gateway's public address."""
        self._issuer = issuer

    def get_issuer(self) -> str:
        """The gateway's public address."""
        return self._issuer
