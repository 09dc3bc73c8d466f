"""Bugs of erasure, planted one at a time in code that is otherwise right: the campaign must find each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from desktop.custody.backup import Backups
from desktop.models.note import Item
from desktop.models.store import Store, engine
from desktop.models.store.drafts import Drafts
from desktop.models.store.handover import Handover
from desktop.models.store.tombstones import Tombstones
from desktop.timekeeping import Timekeeping
from desktop.vault.epochs import Epochs
from desktop.vault.seals import PersonSeals

LATE: Final = "réponse attardée du serveur"
SEEN: Final = "fin vue puis horloge reculée"


@dataclass(frozen=True, slots=True)
class Plant:
    """One bug: where it is, what stands there instead, and the way on which it would show."""

    name: str
    owner: Any
    attribute: str
    instead: Callable[[Any], Any]  # from what is there to the bug
    way: str = "retrait à un échange"
    keyring: bool = True

    @contextmanager
    def planted(self) -> Iterator[None]:
        """The bug is there for as long as the block."""
        before = getattr(self.owner, self.attribute)
        setattr(self.owner, self.attribute, self.instead(before))
        try:
            yield
        finally:
            setattr(self.owner, self.attribute, before)


def _same_epoch(_: Any) -> Any:
    def begin(epochs: Epochs) -> bytes:
        key = epochs.current()
        assert key
        return key

    return begin


def _no_group(begin: Any) -> Any:
    return lambda seals, _: begin(seals, ())


def _one_spared(to_expunge: Any) -> Any:
    return lambda backups, store: to_expunge(backups, store)[1:]


def _plain(pseudonym: Any) -> Any:
    return lambda seals, text: pseudonym(seals, text) if "|" in text else text


def _forgotten(keep: Any) -> Any:
    def kept(handover: Handover, connection: Connection, item: Item) -> None:
        if item.delivery != "draft":
            keep(handover, connection, item)

    return kept


PLANTED: Final = (
    Plant("l’époque n’est pas renouvelée", Epochs, "begin", _same_epoch),
    Plant("la clé de groupe n’est pas renouvelée", PersonSeals, "begin_epoch", _no_group),
    Plant("une sauvegarde n’est pas réécrite", Backups, "to_expunge", _one_spared),
    Plant("secure_delete est éteint", engine, "PRAGMAS", lambda before: (*before, "secure_delete=OFF")),
    Plant("la pierre tombale est oubliée", Tombstones, "bury", lambda _: lambda *_args: None, LATE),
    Plant("le journal d’écriture n’est pas vidé", Store, "flush", lambda _: lambda _store: None),
    Plant("les brouillons restent", Drafts, "end", lambda _: lambda *_args: 0),
    Plant("un brouillon n’est pas remis", Handover, "keep", _forgotten),
    Plant("l’heure de l’ordinateur est crue", Timekeeping, "now", lambda _: lambda time: time._clock().wall, SEEN),
    Plant("un pseudonyme nomme", PersonSeals, "pseudonym", _plain),
)
