"""The one client, and what it holds, in the words Authlib asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import g
from sqlalchemy.orm import Session

from gateway.access import digest_of
from gateway.tables import FamilyRow, TokenRow

CLIENT = "escale-bureau"
SCOPES = ("openid", "profile", "exchange")
REDIRECT = re.compile(r"http://(?:127\.0\.0\.1|\[::1\]):([0-9]{1,5})/retour")


class Desk:
    """The one client: native and public (RFC 8252), so it has no secret and any loopback port."""

    id_token_signed_response_alg = "ES256"  # noqa: S105  # an algorithm's name

    def get_client_id(self) -> str:
        """Its name."""
        return CLIENT

    def get_default_redirect_uri(self) -> None:
        """None: the redirect is always said."""

    def get_allowed_scope(self, scope: str | None) -> str:
        """What it may have of what it asks."""
        return " ".join(word for word in (scope or "").split() if word in SCOPES)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Loopback by address, any port, the exact path, nothing after it."""
        match = REDIRECT.fullmatch(redirect_uri)
        return match is not None and 1 <= int(match.group(1)) <= 65535

    def check_response_type(self, response_type: str) -> bool:
        """Codes only."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Codes and their refreshing."""
        return grant_type in ("authorization_code", "refresh_token")

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        """It proves nothing but its name."""
        return method == "none"


@dataclass(frozen=True, slots=True)
class Credential:
    """A code or a token with its family, as Authlib asks about them."""

    token: TokenRow
    family: FamilyRow

    @property
    def code_challenge(self) -> str:
        """The S256 challenge of the sign-in."""
        return self.family.challenge

    @property
    def code_challenge_method(self) -> str:
        """Never anything else."""
        return "S256"

    def check_client(self, client: Desk) -> bool:
        """Whether it was given to that client."""
        return self.family.client == client.get_client_id()

    def get_redirect_uri(self) -> str:
        """Where the code was sent."""
        return self.family.redirect_uri

    def get_scope(self) -> str:
        """What was allowed."""
        return self.family.scope

    def get_nonce(self) -> str:
        """The nonce of the sign-in."""
        return self.family.nonce

    def get_auth_time(self) -> int:
        """When the counsellor signed in, Unix seconds."""
        return self.family.signed_in

    def get_acr(self) -> None:
        """Not said."""

    def get_amr(self) -> None:
        """Not said."""


def session() -> Session:
    """The database session of the request that is being answered."""
    current: Session = g.session
    return current


def find(text: str) -> Credential | None:
    """The code or token that ``text`` is, with its family."""
    row = session().get(TokenRow, digest_of(text))
    return None if row is None else Credential(row, session().get_one(FamilyRow, row.family))
