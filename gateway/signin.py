"""OpenID Connect: discovery, keys, the page on which a counsellor signs in, tokens and their revocation."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749 import OAuth2Error
from flask import Blueprint, Response, g, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from gateway.access import Gateway
from gateway.client import CLIENT, SCOPES, Desk
from gateway.counsellors import demo_counsellors, signed_in
from gateway.errors import PageTrouble
from gateway.forms import check_form, form_page
from gateway.tables import CounsellorRow
from gateway.tokens import Provider

REFUSED = "Cette demande de connexion ne vient pas d’Escale : rien n’a été envoyé. Relancez la connexion depuis Escale."


def signin_routes(gateway: Gateway, provider: Provider) -> Blueprint:
    """The routes that need no token."""
    routes = Blueprint("signin", __name__)

    @routes.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        return jsonify(_discovery(gateway.config.issuer))

    @routes.get("/oauth/jwks")
    def jwks() -> Response:
        return jsonify(keys=[gateway.store.keys.id_token.as_dict(private=False)])

    _authorize_routes(routes, gateway, provider)
    _token_routes(routes, gateway, provider)
    return routes


def _authorize_routes(routes: Blueprint, gateway: Gateway, provider: Provider) -> None:
    @routes.get("/oauth/authorize")
    def ask() -> AnyResponse:
        with gateway.store.reading() as session:
            g.session = session
            checked = _checked(gateway, provider)
            if isinstance(checked, AnyResponse):
                return checked
            return _signin_page(gateway, checked.redirect_uri)

    @routes.post("/oauth/authorize")
    def authorize() -> AnyResponse:
        with gateway.store.writing() as session:
            g.session = session
            checked = _checked(gateway, provider)
            if isinstance(checked, AnyResponse):
                return checked
            check_form(gateway, request)
            if "refuser" in request.form:
                return _answer(provider, checked, None)
            counsellor = _counsellor(gateway)
            if counsellor is None:
                return _signin_page(gateway, checked.redirect_uri, wrong=True)
            return _answer(provider, checked, counsellor)


def _token_routes(routes: Blueprint, gateway: Gateway, provider: Provider) -> None:
    @routes.post("/oauth/token")
    def token() -> Response:
        with gateway.store.writing() as session:
            g.session = session
            answer: Response = provider.create_token_response()
        return answer

    @routes.post("/oauth/revoke")
    def revoke() -> Response:
        with gateway.store.writing() as session:
            g.session = session
            answer: Response = provider.create_endpoint_response("revocation")
        return answer


def _checked(gateway: Gateway, provider: Provider) -> Any:
    """Authlib's grant for a request that may go on, or the redirect that says what is wrong; a 400 page otherwise."""
    doubled = any(len(values) > 1 for _, values in request.args.lists())
    known = request.args.get("client_id") == CLIENT and Desk().check_redirect_uri(request.args.get("redirect_uri", ""))
    if doubled or not known or not re.fullmatch("[a-z_ ]{0,99}", request.args.get("response_type", "")):
        raise PageTrouble(400, REFUSED)
    try:
        return provider.get_consent_grant(end_user=None)
    except OAuth2Error as error:
        if not error.redirect_uri:
            raise PageTrouble(400, REFUSED) from error
        said = [*error.get_body(), ("iss", gateway.config.issuer)]
        return redirect(add_params_to_uri(error.redirect_uri, said))


def _answer(provider: Provider, grant: Any, counsellor: CounsellorRow | None) -> Response:
    answer: Response = provider.create_authorization_response(grant=grant, grant_user=counsellor)
    return answer


def _counsellor(gateway: Gateway) -> CounsellorRow | None:
    """Who signs in: a click in the demonstration, a password elsewhere."""
    if gateway.config.demo and "counsellor" in request.form:
        chosen = request.form["counsellor"]
        return next((row for row in demo_counsellors(g.session) if row.id == chosen), None)
    email, password = request.form.get("courriel", ""), request.form.get("secret", "")
    return signed_in(g.session, email[:300], password, gateway.config.clock())


def _signin_page(gateway: Gateway, redirect_uri: str, wrong: bool = False) -> Response:
    people = demo_counsellors(g.session) if gateway.config.demo else []
    response = form_page(
        gateway,
        request,
        "signin.html",
        counsellors=people,
        demo=gateway.config.demo,
        wrong=wrong,
        action=request.full_path,
    )
    origin = urlsplit(redirect_uri)
    g.form_target = "http:" if origin.hostname == "::1" else f"http://{origin.netloc}"
    response.status_code = 401 if wrong else 200
    return response


def _discovery(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}/oauth/token",
        "revocation_endpoint": f"{issuer}/oauth/revoke",
        "jwks_uri": f"{issuer}/oauth/jwks",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": True,
        "claims_supported": ["sub", "name", "organization"],
        "ui_locales_supported": ["fr"],
    }
