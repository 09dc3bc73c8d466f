"""Where an export of France compétences stands: a file, a folder or a zip, whose members are read as streams.

Nothing is ever extracted; every stream counts its bytes and stops at a cap, so neither a crafted path nor a compression
bomb reaches the disk or fills the memory.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Final

from desktop.errors import Refused
from desktop.reference.packs_file import UNCHANGED

MAX_BYTES: Final = 2 * 1024 * 1024 * 1024  # of one member, uncompressed
MAX_ARCHIVE: Final = 1024 * 1024 * 1024  # of the zip itself
MAX_ENTRIES: Final = 5_000
BLOCK: Final = 64 * 1024

Opener = Callable[[], IO[bytes]]
Found = tuple[str, Opener, int]  # base name, how to open it, the size it claims
_DAY: Final = re.compile(r"(20[0-9]{2})[-_]([01][0-9])[-_]([0-3][0-9])")


class Source:
    """The files of an export by base name, opened one at a time; ``name`` is what a sentence calls it."""

    def __init__(self, name: str, files: Mapping[str, Opener], sizes: Mapping[str, int], cap: int = MAX_BYTES) -> None:
        """``sizes`` are what the folder or the zip says: good for showing progress, trusted for nothing."""
        self.name, self.sizes = name, sizes
        self._files, self._cap = files, cap
        self._streams: list[IO[bytes]] = []

    def close(self) -> None:
        """Let go of what a refusal left half read."""
        for stream in self._streams:
            stream.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The base names, sorted."""
        return tuple(sorted(self._files))

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file in blocks; raises Refused when it cannot be read, or goes past the cap."""
        read = 0
        try:
            with self._files[name]() as stream:
                self._streams.append(stream)
                while block := stream.read(BLOCK):
                    read += len(block)
                    if read > self._cap:
                        raise Refused(
                            f"Le fichier {name} est trop gros pour un export de France compétences.", UNCHANGED
                        )
                    yield block
        except (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
            raise Refused(f"Le fichier {name} est abîmé ou ne peut pas être lu.", UNCHANGED) from error


@contextmanager
def open_source(path: Path, cap: int = MAX_BYTES) -> Iterator[Source]:
    """The export at ``path`` for the time of the block; raises Refused for what is neither a file nor a folder."""
    with ExitStack() as opened:
        if path.is_dir():
            files = [one for one in islice(path.rglob("*"), MAX_ENTRIES) if one.is_file()]
            found = [_on_disk(one) for one in files]
        elif path.suffix.lower() == ".zip":
            found = _in_zip(opened.enter_context(_archive(path)))
        elif path.is_file():
            found = [_on_disk(path)]
        else:
            raise Refused(f"« {path.name} » est introuvable.", UNCHANGED)
        source = _source(path.name, found, cap)
        opened.callback(source.close)
        yield source


def day_in(*names: str) -> str:
    """The ISO date that a name holds (``…_2024_02_22.csv``), the first found; "" when none holds one that exists."""
    for name in names:
        if found := _DAY.search(name):
            with suppress(ValueError):
                return date(*map(int, found.groups())).isoformat()
    return ""


def _source(name: str, found: list[Found], cap: int) -> Source:
    files: dict[str, Opener] = {}
    for base, opener, _ in found:
        if base in files and base.lower().endswith((".csv", ".xml")):
            raise Refused(f"« {name} » contient deux fois le fichier {base}.", UNCHANGED)
        files.setdefault(base, opener)
    return Source(name, files, {base: size for base, _, size in found}, cap)


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        if path.stat().st_size > MAX_ARCHIVE:
            raise Refused(f"L’archive « {path.name} » est trop grosse pour un export de France compétences.", UNCHANGED)
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused(f"« {path.name} » n’est pas une archive zip lisible.", UNCHANGED) from error
    if len(archive.infolist()) > MAX_ENTRIES:
        archive.close()
        raise Refused(f"L’archive « {path.name} » contient trop de fichiers.", UNCHANGED)
    return archive


def _in_zip(archive: zipfile.ZipFile) -> list[Found]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    return [(_base(one), partial(archive.open, one), one.file_size) for one in members]


def _on_disk(path: Path) -> Found:
    return path.name, lambda: path.open("rb"), path.stat().st_size


def _base(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").rsplit("/", 1)[-1]
