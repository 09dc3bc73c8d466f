"""What desks send, checked at the border: the shapes, bounds and patterns of the contract."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

import msgspec
from flask import Request

from gateway.errors import ApiTrouble

Uuid = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")]
Instant = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")]
Base64url = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]+\Z", max_length=200_000)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Kind = Literal["note", "plan", "meeting", "diagnostic", "correction", "occupation", "cv", "closing"]


class Anchor(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Where a desk's store stands: its generation and the head of its journal.

    ``renewed``: the counsellor said there that this store stands, although a later one may have been known.
    """

    desk: Uuid
    generation: Count
    head: Annotated[str, msgspec.Meta(max_length=128)]
    renewed: bool = False


class ExchangeRequest(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Give me what changed since ``cursor``."""

    cursor: Annotated[str, msgspec.Meta(max_length=200)] | None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50
    anchor: Anchor | None = None


class Item(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="camel"):
    """Something a counsellor wrote about a person."""

    id: Uuid
    person: Uuid
    kind: Kind
    base_version: Count
    written_at: Instant
    content: dict[str, Any]


class ItemsRequest(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A batch of items."""

    items: Annotated[list[Item], msgspec.Meta(min_length=1, max_length=100)]


class SealedItem(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An item that only the hand-over key opens."""

    id: Uuid
    sealed: Base64url


class HandoverRequest(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A batch of sealed items."""

    kid: Annotated[str, msgspec.Meta(max_length=64)]
    items: Annotated[list[SealedItem], msgspec.Meta(min_length=1, max_length=100)]


Body = TypeVar("Body")


def body_of(request: Request, kind: type[Body]) -> Body:
    """The request's JSON as ``kind``, or a 422 that names no value."""
    if request.mimetype != "application/json":
        raise ApiTrouble(422, "invalid", "La passerelle attend du JSON.")
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ApiTrouble(422, "invalid", "L’envoi ne suit pas le contrat de partage.") from error
