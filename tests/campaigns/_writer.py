"""The worker of the power campaign: a real desk doing real work in a watched folder; the log is what it leaves.

``python -m tests.campaigns._writer ORDER LOG``: the order is JSON (``home``, ``deeds``…).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.campaigns._deeds import Deed
from tests.campaigns._desk import Desk, Keyring
from tests.campaigns._iolog import Begun, Done, Secret, save
from tests.campaigns._planted import PLANTED
from tests.campaigns._watch import Watch


class Order(msgspec.Struct, frozen=True):
    """What to do, where, with a keyring or not, and which bug to plant ("" for none)."""

    home: str
    deeds: list[Deed]
    keyring: bool
    plant: str = ""
    ancient: bool = False  # what is there already was written by the first released schema
    secrets: list[tuple[str, str, str]] = []  # what the keyring holds already: service, item, secret


def _kind(order: Order) -> type[Desk]:
    if order.ancient:
        from tests.campaigns._kill_work import Ancient  # with what reads that store

        return Ancient
    return PLANTED[order.plant] if order.plant else Desk


class WatchedKeyring(Keyring):
    """A keyring whose every change is in the log."""

    def __init__(self, watch: Watch, secrets: Sequence[tuple[str, str, str]]) -> None:
        """Holds these secrets already."""
        super().__init__()
        self._watch = watch
        for service, item, secret in secrets:
            self.put(service, item, secret)

    def put(self, service: str, item: str, secret: str) -> None:
        """See Keychain."""
        super().put(service, item, secret)
        self._watch.note(Secret(service, item, secret))

    def remove(self, service: str, item: str) -> None:
        """See Keychain."""
        super().remove(service, item)
        self._watch.note(Secret(service, item, None))


def main(argv: Sequence[str]) -> int:
    """Do what is ordered, and save the log."""
    order = msgspec.json.decode(Path(argv[0]).read_bytes(), type=Order)
    home = Path(order.home)
    watch = Watch(home)
    keyring = WatchedKeyring(watch, order.secrets) if order.keyring else None
    watch.note(Begun({"do": "start"}))
    desk = _kind(order)(home, keyring)
    for deed in order.deeds:
        watch.note(Begun(deed))
        watch.note(Done(desk.do(deed)))
    desk.close()
    watch.settle()
    save(Path(argv[1]), watch.events)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
