"""Authorization codes, access and refresh tokens: Authlib's grants over the gateway's tables.

Everything of one sign-in belongs to one family; a code or a refresh token that comes twice revokes it whole.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.flask_oauth2.requests import FlaskOAuth2Payload
from authlib.oauth2.rfc6749 import OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from flask import Flask, Request
from flask import request as flask_request
from sqlalchemy import delete

from gateway.access import Gateway, digest_of
from gateway.client import CLIENT, SCOPES, Credential, Desk, find, session
from gateway.openid import Issuer, OpenIDCode, S256Only, StrictRequest
from gateway.tables import CounsellorRow, FamilyRow, TokenRow

CODE_SECONDS = 60
ACCESS_SECONDS = 600
REFRESH_SECONDS = 12 * 3600


class PublicRequest(OAuth2Request):  # type: ignore[misc]  # Authlib ships no types
    """A request as Authlib reads it; Authlib refuses an issuer that is neither https nor loopback."""

    def __init__(self, issuer: str, asked: Request) -> None:
        """``asked`` is Flask's."""
        super().__init__(method=asked.method, uri=issuer + asked.path, headers=asked.headers)
        self._asked = asked
        self.payload = FlaskOAuth2Payload(asked)

    @property
    def args(self) -> Any:
        """The query."""
        return self._asked.args

    @property
    def form(self) -> Any:
        """The form."""
        return self._asked.form


class Provider(AuthorizationServer):  # type: ignore[misc]  # Authlib ships no types
    """The authorization server of one gateway."""

    def __init__(self, gateway: Gateway, app: Flask) -> None:
        """Register the two grants, revocation and RFC 9207's ``iss``."""
        app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
        app.config["OAUTH2_SCOPES_SUPPORTED"] = list(SCOPES)
        app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {
            "authorization_code": ACCESS_SECONDS,
            "refresh_token": ACCESS_SECONDS,
        }
        self.gateway = gateway
        super().__init__(app)
        self.register_grant(CodeGrant, [StrictRequest(), S256Only(required=True), OpenIDCode(gateway)])
        self.register_grant(RefreshGrant)
        self.register_endpoint(Revocation)
        self.register_extension(lambda server: Issuer(gateway.config.issuer)(server))

    def query_client(self, client_id: str) -> Desk | None:
        """The one client there is."""
        return Desk() if client_id == CLIENT else None

    def create_oauth2_request(self, _request: object) -> PublicRequest:
        """The request at the gateway's public address: a proxy that ends TLS changes nothing."""
        return PublicRequest(self.gateway.config.issuer, flask_request)

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        """Keep the digests of a new pair in the family of what it was exchanged for."""
        family: FamilyRow = (request.authorization_code or request.refresh_token).family
        now = self.now()
        family.ends = now + REFRESH_SECONDS
        for kind, seconds in (("access", ACCESS_SECONDS), ("refresh", REFRESH_SECONDS)):
            row = TokenRow(
                digest=digest_of(token[f"{kind}_token"]), family=family.id, kind=kind, expires=now + seconds, used=False
            )
            session().add(row)
        session().execute(delete(FamilyRow).where(FamilyRow.ends < now - REFRESH_SECONDS))

    def now(self) -> int:
        """Unix seconds of the gateway's clock."""
        return int(self.gateway.config.clock().timestamp())

    def taken(self, text: str, kind: str) -> Credential | None:
        """The credential, used up by this very call; one that was used already takes its family with it."""
        credential = find(text)
        if credential is None or credential.token.kind != kind:
            return None
        if credential.token.used:
            credential.family.revoked = True
            return None
        credential.token.used = True
        fresh = credential.token.expires > self.now() and not credential.family.revoked
        return credential if fresh else None


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib ships no types
    """The authorization code, good once and for a minute."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("none",)

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Start the family of a sign-in."""
        now = self.server.now()
        asked = request.payload.data
        family = FamilyRow(
            id=str(uuid4()),
            counsellor=request.user.id,
            client=request.client.get_client_id(),
            scope=request.scope,
            redirect_uri=request.payload.redirect_uri,
            nonce=asked["nonce"],
            challenge=asked["code_challenge"],
            signed_in=now,
            ends=now + CODE_SECONDS,
            revoked=False,
        )
        session().add(family)
        session().flush()
        session().add(
            TokenRow(digest=digest_of(code), family=family.id, kind="code", expires=now + CODE_SECONDS, used=False)
        )

    def query_authorization_code(self, code: str, client: Desk) -> Credential | None:
        """The code, used up even when what follows fails."""
        credential: Credential | None = self.server.taken(code, "code")
        return credential if credential is not None and credential.check_client(client) else None

    def delete_authorization_code(self, authorization_code: Credential) -> None:
        """Nothing: a used code is remembered, to recognise it."""

    def authenticate_user(self, authorization_code: Credential) -> CounsellorRow | None:
        """The counsellor of the code."""
        return session().get(CounsellorRow, authorization_code.family.counsellor)


class RefreshGrant(RefreshTokenGrant):  # type: ignore[misc]  # Authlib ships no types
    """Rotation: each refresh token is good once."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("none",)
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Credential | None:
        """The token, used up."""
        credential: Credential | None = self.server.taken(refresh_token, "refresh")
        return credential

    def authenticate_user(self, refresh_token: Credential) -> CounsellorRow | None:
        """The counsellor of the family."""
        return session().get(CounsellorRow, refresh_token.family.counsellor)

    def revoke_old_credential(self, refresh_token: Credential) -> None:
        """Nothing: it was used up when it was read."""


class Revocation(RevocationEndpoint):  # type: ignore[misc]  # Authlib ships no types
    """RFC 7009: either token ends the whole sign-in."""

    CLIENT_AUTH_METHODS = ("none",)

    def query_token(self, token_string: str, _token_type_hint: str | None) -> Credential | None:
        """The token, whichever it is."""
        return find(token_string)

    def revoke_token(self, token: Credential, _request: Any) -> None:
        """End the family."""
        token.family.revoked = True
