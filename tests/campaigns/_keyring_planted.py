"""Bugs around the keyring, planted one at a time: each must show in the matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import Any, Final

import keyring
import msgspec

from desktop.custody import opening
from desktop.errors import EpochLost, StoreTrouble
from desktop.models.anchor import Anchor
from desktop.models.store import Mode
from desktop.vault import keychain
from desktop.vault.bonds import Bonds
from desktop.vault.header import Header, secret, text
from desktop.vault.keychain import SystemKeychain
from tests.campaigns._tamper_planted import Bug

PUT: Final = vars(SystemKeychain)["put"]
STORE: Final = vars(opening._Opening)["_store"]
WRITTEN: Final = vars(Anchor)["written"]


def _any(allowed: object = ()) -> SystemKeychain:
    """The keyring of the session, whatever it is."""
    return SystemKeychain(keyring.get_keyring())


def _not_renewed(self: Any, header: Header) -> tuple[Header, bytes]:
    """A header that asks for a half which nobody kept."""
    bound = msgspec.structs.replace(header, keychain=self._keychain.name if self._keychain else "")
    return msgspec.structs.replace(bound, half=header.next_half_item()), bytes(32) if self._keychain else b""


def _half_made_up(self: Any, header: Header) -> bytes:
    """A half that is missing is made anew, without a word."""
    found = self._keychain.get(header.service(), header.half_item()) if self._keychain else ""
    if found is None:
        found = text(bytes(32))
        self._keychain.put(header.service(), header.half_item(), found)
    return secret(found)


def _swallowing(self: SystemKeychain, service: str, item: str, words: str) -> None:
    """A keyring that refuses is believed to have kept."""
    with suppress(StoreTrouble):
        PUT(self, service, item, words)


def _anew_at_once(self: Any, mode: Mode, guard: Any = None) -> Any:
    """Passports that do not open are given up without a question."""
    try:
        return STORE(self, mode, guard)
    except EpochLost:
        return STORE(self, Mode.ANEW, guard)


@contextmanager
def _unanswering() -> Iterator[None]:
    """The library's errors come out as they are."""
    yield


PLANTED: Final[Mapping[str, Bug]] = MappingProxyType(
    {
        "n’importe quel trousseau accepté": Bug(keychain, "system_keychain", _any, ("en clair, jamais pris",)),
        "récupération qui oublie la moitié": Bug(Bonds, "renewed", _not_renewed, ("vidé", "moitié retirée")),
        "moitié refaite en silence": Bug(Bonds, "half", _half_made_up, ("vidé", "moitié retirée")),
        "refus du trousseau ignoré": Bug(
            SystemKeychain, "put", _swallowing, ("refuse pendant un effacement", "refuse pendant une récupération")
        ),
        "époque perdue sans un mot": Bug(opening._Opening, "_store", _anew_at_once, ("époque retirée",)),
        "ancre disparue sans un mot": Bug(opening._Opening, "_told_inside", lambda *_: None, ("ancre retirée",)),
        "trousseau verrouillé, exception nue": Bug(keychain, "_answering", _unanswering, ("verrouillé",)),
        "ancre trop longue": Bug(
            Anchor, "written", lambda self, key: WRITTEN(self, key) + " " * 1200, ("2 560 octets de Windows",)
        ),
    }
)
