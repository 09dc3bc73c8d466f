"""What a traced program wrote, wherever it wrote it, deleted files included: from what ``strace`` says of it."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CALLS: Final = "openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,link,linkat,symlink,symlinkat,execve"
WRITES: Final = "write,pwrite64,writev,pwritev,pwritev2"
LONGEST: Final = 1 << 21  # bytes of one write that are shown
WRITE: Final = re.compile(rb"(?:^|\s)p?writev?(?:64|2)?\((\d+)<([^>]*)>")
QUOTED: Final = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
MADE: Final = (b"O_CREAT", b"O_WRONLY", b"O_RDWR", b"rename", b"mkdir", b"creat(", b"link")


@dataclass(frozen=True, slots=True)
class Traced:
    """The bytes written to each file, in order; and every path that was named in a call that makes or moves one."""

    written: dict[str, bytes]
    paths: tuple[str, ...]
    deleted: int


def tracer(log: Path) -> Sequence[str]:
    """The start of a command that is followed, its children too; empty when this system has no ``strace``."""
    found = shutil.which("strace")
    if found is None:
        return ()
    asked = f"trace={CALLS},{WRITES}"
    return (found, "-f", "--seccomp-bpf", "-qq", "-yy", "-xx", "-s", str(LONGEST), "-e", asked, "-e", "signal=none",
            "-o", str(log))  # fmt: skip


def read(log: Path) -> Traced:
    """What a log says."""
    written: defaultdict[str, list[bytes]] = defaultdict(list)
    paths: set[str] = set()
    deleted = 0
    with log.open("rb") as lines:
        for line in lines:
            if match := WRITE.search(line[:400]):
                where = _plain(match[2]).decode(errors="replace")
                if where.startswith("/"):
                    written[where] += [_plain(found) for found in QUOTED.findall(line)]
            elif any(word in line for word in MADE):
                paths.update(_plain(found).decode(errors="replace") for found in QUOTED.findall(line))
            deleted += b"unlink" in line
    return Traced({where: b"".join(parts) for where, parts in written.items()}, tuple(sorted(paths)), deleted)


def _plain(escaped: bytes) -> bytes:
    if b"\\x" not in escaped:
        return escaped
    return bytes.fromhex(escaped.replace(b"\\x", b"").decode())
