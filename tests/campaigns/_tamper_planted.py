"""Guards taken down one at a time: each must make the campaign fail, or it proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from desktop.custody import opening, pageseal
from desktop.custody.anchor import AnchorKeeper
from desktop.custody.backup import Backups
from desktop.custody.pages import TAG, Closers
from desktop.custody.pageseal import PageSeal
from desktop.models.anchor import Anchor
from desktop.models.doubt import Doubt
from desktop.models.store import Mode
from desktop.vault import copies
from desktop.vault.header import Header


@dataclass(frozen=True)
class Bug:
    """What stands in the place of what, and the classes of attempts that should show it."""

    owner: object
    name: str
    instead: object
    shows: tuple[str, ...]

    @contextmanager
    def planted(self) -> Iterator[None]:
        """The bug, for a while."""
        right = vars(self.owner)[self.name]
        setattr(self.owner, self.name, self.instead)
        try:
            yield
        finally:
            setattr(self.owner, self.name, right)


def _ignoring_its_mac(path: Path, _: bytes) -> pageseal.Sealed | None:
    """The seal, whoever wrote it."""
    content = pageseal.seal_of(path).read_bytes()
    if len(content) < pageseal.HEAD.size + pageseal.DIGEST:
        return None
    _, sequence, pages, size, entries, length, digest = pageseal.HEAD.unpack_from(content)
    end = pageseal.HEAD.size + pages * TAG
    tags = tuple(content[at : at + TAG] for at in range(pageseal.HEAD.size, end, TAG))
    overlay = dict(pageseal.ENTRY.iter_unpack(content[end : end + entries * pageseal.ENTRY.size]))
    return pageseal.Sealed(sequence, tags, size, overlay, length, digest.hex() if length else "")


def _raw_header(path: Path) -> Header:
    """The header, whatever the decoder says of it."""
    return msgspec.json.decode(path.read_bytes(), type=Header)


def _store_for_writing(self: Any, _: Mode, guard: PageSeal | None = None) -> Any:
    """The store, as if nothing were doubtful."""
    return _STORE(self, Mode.WHOLE, guard)


_STORE: Final[Callable[..., Any]] = vars(opening._Opening)["_store"]
MAIN, LOG, SEAL = "escale.db : ", "escale.db-wal : ", "escale.sceau : "
PAGE: Final = "page ancienne remise à sa place"
OLDER: Final = "fichier plus ancien"
PLANTED: Final[Mapping[str, Bug]] = MappingProxyType(
    {
        "ouvert sans l’ancre": Bug(AnchorKeeper, "known", lambda _: (Anchor(0, "", 0), None), (OLDER,)),
        "ouvert sans le sceau des pages": Bug(PageSeal, "judged", lambda *_: None, (PAGE, MAIN)),
        "pages crues sur leur étiquette": Bug(Closers, "which", lambda *_: 0, (MAIN,)),
        "sceau cru sur parole": Bug(pageseal, "read_sealed", _ignoring_its_mac, (SEAL, "sceau retiré")),
        "en-tête cru sur parole": Bug(Header, "check", lambda *_: None, ("coffre.json : ",)),
        "en-tête lu sans filet": Bug(copies, "read_header", _raw_header, ("coffre.json : ",)),
        "doute ouvert en écriture": Bug(opening._Opening, "_store", _store_for_writing, (OLDER, PAGE)),
        "doute sans phrase": Bug(Doubt, "sentence", property(lambda _: ""), (OLDER,)),
        "sauvegarde d’avant jamais reprise": Bug(Backups, "to_expunge", lambda *_: (), ("sauvegarde d’avant",)),
    }
)
