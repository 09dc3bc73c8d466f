"""The gateway's expected failures, and how each is said: JSON to a desk, a page to a person, a line to a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, jsonify, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

RETRY_SECONDS = 2
PROGRAMS = ("/api/", "/oauth/token", "/oauth/revoke", "/oauth/jwks", "/.well-known/")


class GatewayError(Exception):
    """A command that cannot be carried out; its text is one French sentence for the terminal."""


class ApiTrouble(Exception):
    """An answer of the sharing API other than 200: ``word`` is one of the contract's, ``message`` a French sentence."""

    def __init__(self, status: int, word: str, message: str, retry_after: int | None = None) -> None:
        """``retry_after`` is in whole seconds, and required with 429 and 503."""
        super().__init__(message)
        self.status, self.word, self.message, self.retry_after = status, word, message, retry_after


class PageTrouble(Exception):
    """A page that says in one French sentence why nothing was done."""

    def __init__(self, status: int, sentence: str, retry_after: int | None = None) -> None:
        """``status`` is the HTTP status; ``retry_after`` is in whole seconds."""
        super().__init__(sentence)
        self.status, self.sentence, self.retry_after = status, sentence, retry_after


WORDS: Mapping[int, tuple[str, str]] = {
    401: ("unauthorized", "La connexion a pris fin. Identifiez-vous de nouveau."),
    404: ("not_found", "Cette adresse n’existe pas sur la passerelle."),
    405: ("not_found", "Cette adresse n’accepte pas cette demande."),
    413: ("too_large", "L’envoi dépasse la taille acceptée par la passerelle."),
    500: ("internal", "La passerelle a rencontré une erreur. Réessayez plus tard."),
}


def api_answer(status: int, word: str, message: str, retry_after: int | None = None) -> Response:
    """The contract's Error schema, with ``Retry-After`` and ``WWW-Authenticate`` where they belong."""
    response = make_response(jsonify(error=word, message=message), status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def page_answer(status: int, sentence: str, retry_after: int | None = None) -> Response:
    """A whole HTML page around one sentence."""
    response = make_response(render_template("trouble.html", sentence=sentence), status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def answer(status: int, word: str, message: str, retry_after: int | None = None) -> Response:
    """JSON where programs ask, a page where people look."""
    if request.path.startswith(PROGRAMS):
        return api_answer(status, word, message, retry_after)
    return page_answer(status, message, retry_after)


def say_troubles(app: Flask) -> None:
    """Teach ``app`` to say every failure, expected or not, without a trace and without a value."""

    @app.errorhandler(ApiTrouble)
    def api_trouble(trouble: ApiTrouble) -> Response:
        return api_answer(trouble.status, trouble.word, trouble.message, trouble.retry_after)

    @app.errorhandler(PageTrouble)
    def page_trouble(trouble: PageTrouble) -> Response:
        return page_answer(trouble.status, trouble.sentence, trouble.retry_after)

    @app.errorhandler(OperationalError)
    def database_trouble(_: OperationalError) -> Response:
        app.logger.warning("the database did not answer in time")
        return answer(503, "unavailable", "La passerelle est momentanément indisponible.", RETRY_SECONDS)

    @app.errorhandler(HTTPException)
    def http_trouble(trouble: HTTPException) -> Response:
        status = trouble.code or 500
        word, message = WORDS.get(status, ("invalid", "La demande n’est pas comprise par la passerelle."))
        return answer(status, word, message)

    @app.errorhandler(InternalServerError)
    def bug(_: InternalServerError) -> Response:
        return answer(500, *WORDS[500])
