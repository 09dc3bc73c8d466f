"""What every answer says to a browser: load nothing from elsewhere, frame nothing, remember nothing."""

from __future__ import annotations

from flask import Flask, Response, g

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' {target}"


def guard(app: Flask) -> None:
    """Add the headers to every answer of ``app``; a sign-in page may also send its form on to ``g.form_target``."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY.format(target=g.get("form_target", "")).rstrip()
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response
