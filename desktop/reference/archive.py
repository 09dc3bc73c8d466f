"""The official CSV kit as a folder or a zip: which files it holds, and their bytes, within bounds.

Nothing is ever extracted: members are read by name, into memory, up to a cap, so neither a crafted path nor a
compression bomb reaches the disk.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from desktop.errors import Refused

MAX_FILE = 64 * 1024 * 1024  # bytes of one CSV, uncompressed
MAX_TOTAL = 256 * 1024 * 1024  # bytes of all the CSV read
MAX_ARCHIVE = 256 * 1024 * 1024  # bytes of the zip itself, whose index is read whole
MAX_ENTRIES = 5_000  # entries of a folder or of a zip
MAX_NOTICE = 64 * 1024  # bytes of version.txt

UNCHANGED = "Rien n’a été changé : le référentiel en usage reste le même."
NOTICE = "version.txt"

_NAME = re.compile(r"unix_([a-z_]+)_v([0-9]{3})_utf8\.csv", re.IGNORECASE)

Reader = Callable[[int], bytes]  # up to that many bytes


class Kit:
    """The files of one version of the kit, read on demand."""

    def __init__(self, name: str, files: Mapping[str, Reader]) -> None:
        """``files`` maps base names to readers; raises Refused unless they are one version of a kit."""
        found = [(match, file) for file in files if (match := _NAME.fullmatch(file))]
        versions = sorted({match[2] for match, _ in found})
        if not found:
            raise Refused(f"« {name} » ne contient aucun fichier du kit CSV du ROME.", UNCHANGED)
        if len(versions) > 1:
            raise Refused(f"« {name} » mélange plusieurs versions du ROME ({', '.join(versions)}).", UNCHANGED)
        self.name = name
        self.version = versions[0]
        self._names = {match[1].lower(): file for match, file in found}
        self._files = files
        self._left = MAX_TOTAL

    def __contains__(self, resource: str) -> bool:
        """Whether the kit holds that resource."""
        return resource in self._names

    def file(self, resource: str) -> str:
        """The base name of the resource's file, or the one it should have."""
        return self._names.get(resource, f"unix_{resource}_v{self.version}_utf8.csv")

    def text(self, resource: str) -> str:
        """The whole decoded file; raises Refused if it is absent, too big, unreadable or not UTF-8."""
        file = self.file(resource)
        if resource not in self:
            raise Refused(f"Il manque le fichier {file} dans « {self.name} ».", UNCHANGED)
        raw = self._bytes(file, min(MAX_FILE, self._left))
        self._left -= len(raw)
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Refused(f"Le fichier {file} contient des caractères illisibles.", UNCHANGED) from error

    def notice(self) -> str:
        """The text of version.txt, "" without one; accents are not trusted, only digits are read from it."""
        file = next((name for name in self._files if name.lower() == NOTICE), "")
        return self._bytes(file, MAX_NOTICE).decode("utf-8", "replace") if file else ""

    def _bytes(self, file: str, cap: int) -> bytes:
        try:
            raw = self._files[file](cap + 1)
        except (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
            raise Refused(f"Le fichier {file} ne peut pas être lu.", UNCHANGED) from error
        if len(raw) > cap:
            raise Refused(f"Le fichier {file} est trop gros pour un kit du ROME.", UNCHANGED)
        return raw


@contextmanager
def open_kit(path: Path) -> Iterator[Kit]:
    """The kit at ``path``, a folder or a zip, open for the time of the block; raises Refused for anything else."""
    if path.is_dir():
        yield Kit(path.name, _folder_files(path))
        return
    try:
        if path.stat().st_size > MAX_ARCHIVE:
            raise Refused(f"L’archive « {path.name} » est trop grosse pour un kit du ROME.", UNCHANGED)
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused(f"« {path.name} » n’est ni un dossier ni une archive zip lisible.", UNCHANGED) from error
    with archive:
        yield Kit(path.name, _zip_files(path.name, archive))


def _folder_files(folder: Path) -> dict[str, Reader]:
    for pattern in ("*", "*/*"):
        files = [entry for entry in islice(folder.glob(pattern), MAX_ENTRIES) if entry.is_file()]
        if any(_NAME.fullmatch(file.name) for file in files):
            return _by_name(folder.name, [(file.name, _file_reader(file)) for file in files])
    return {}


def _zip_files(name: str, archive: zipfile.ZipFile) -> dict[str, Reader]:
    members = archive.infolist()
    if len(members) > MAX_ENTRIES:
        raise Refused(f"L’archive « {name} » contient trop de fichiers pour un kit du ROME.", UNCHANGED)
    return _by_name(name, [(_base(member), _member_reader(archive, member)) for member in members])


def _base(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").rsplit("/", 1)[-1]


def _by_name(name: str, pairs: list[tuple[str, Reader]]) -> dict[str, Reader]:
    kept: dict[str, Reader] = {}
    for file, reader in pairs:
        if file in kept and _NAME.fullmatch(file):
            raise Refused(f"« {name} » contient deux fois le fichier {file}.", UNCHANGED)
        kept.setdefault(file, reader)
    return kept


def _file_reader(file: Path) -> Reader:
    def read(cap: int) -> bytes:
        with file.open("rb") as stream:
            return stream.read(cap)

    return read


def _member_reader(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Reader:
    def read(cap: int) -> bytes:
        with archive.open(member) as stream:
            return stream.read(cap)

    return read
