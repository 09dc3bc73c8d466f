"""Forms that only this site's own pages can send."""

from __future__ import annotations

import hmac
import secrets

from flask import Request, Response, make_response, render_template

from gateway.access import Gateway
from gateway.errors import PageTrouble
from gateway.signing import b64

COOKIE = "escale-formulaire"
COOKIE_LIMIT = 100


def form_page(gateway: Gateway, request: Request, template: str, **values: object) -> Response:
    """A page whose forms carry ``jeton``: an HMAC of a cookie that other sites cannot make a browser send."""
    cookie = request.cookies.get(COOKIE, "")
    if not 20 <= len(cookie) <= COOKIE_LIMIT:
        cookie = secrets.token_urlsafe(24)
    response = make_response(render_template(template, jeton=_token(gateway, cookie), **values))
    secure = gateway.config.issuer.startswith("https:")
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="Strict", secure=secure, path="/")
    return response


def check_form(gateway: Gateway, request: Request) -> None:
    """Raise a 403 page unless the form came from a page of ours."""
    cookie = request.cookies.get(COOKIE, "")[:COOKIE_LIMIT]
    if not cookie or not hmac.compare_digest(_token(gateway, cookie).encode(), request.form.get("jeton", "").encode()):
        raise PageTrouble(403, "Cette page a expiré. Revenez en arrière, rechargez-la et recommencez.")


def _token(gateway: Gateway, cookie: str) -> str:
    return b64(gateway.store.keys.seal("form", cookie.encode()))
