"""The sharing API: routes below ``/api/v1``, each one checked request, one transaction, one JSON answer."""

from __future__ import annotations

import gzip
import json
from typing import Any

from flask import Blueprint, Response, request

from gateway.access import Gateway, counsellor_of
from gateway.exchange import page
from gateway.handover import hold
from gateway.items import receive
from gateway.signing import b64
from gateway.store import Store, epoch_of
from gateway.wire import ExchangeRequest, HandoverRequest, ItemsRequest, body_of

PLAIN_BYTES = 700  # an exchange that brings nothing stays under a kilobyte, whatever is known of its desk


def sharing_routes(gateway: Gateway) -> Blueprint:
    """Keys, exchange, items and hand-over."""
    routes = Blueprint("sharing", __name__, url_prefix="/api/v1")
    store = gateway.store

    @routes.get("/keys")
    def keys() -> Response:
        counsellor_of(gateway, request)
        return _json(_keys(store))

    @routes.post("/exchange")
    def exchange() -> Response:
        counsellor = counsellor_of(gateway, request)
        asked = body_of(request, ExchangeRequest)
        with store.writing() as session:
            answer = page(gateway, session, counsellor, asked)
        return _json(answer)

    @routes.post("/items")
    def items() -> Response:
        counsellor = counsellor_of(gateway, request)
        asked = body_of(request, ItemsRequest)
        with store.writing() as session:
            answer = receive(gateway, session, counsellor, asked.items)
        return _json(answer)

    @routes.post("/handover")
    def handover() -> Response:
        counsellor = counsellor_of(gateway, request)
        asked = body_of(request, HandoverRequest)
        with store.writing() as session:
            held = hold(gateway, session, counsellor, asked)
        return _json({"held": held})

    return routes


def _keys(store: Store) -> dict[str, Any]:
    signer, box = store.keys.signer, store.keys.box
    with store.reading() as session:
        epoch = epoch_of(session)
    return {
        "epoch": epoch,
        "signing": {"kid": signer.kid, "alg": "Ed25519", "public": b64(signer.public)},
        "handover": {"kid": box.kid, "alg": "X25519", "public": b64(box.public)},
    }


def _json(answer: dict[str, Any]) -> Response:
    """Compact UTF-8 JSON, gzipped when the client accepts it and it is worth it."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    response = Response(body, mimetype="application/json")
    response.headers["Vary"] = "Accept-Encoding"
    if len(body) > PLAIN_BYTES and request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(body, compresslevel=6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
