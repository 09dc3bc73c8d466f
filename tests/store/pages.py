"""Reading the encrypted file as somebody who stole it, and as somebody who stole its key too."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE = 4096
RESERVED = 80  # SQLCipher 4: 16 bytes of IV, 64 of HMAC-SHA512, at the end of each page
WAL_HEADER, FRAME_HEADER = 32, 24


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of the file and of its log as SQLite sees them: free pages and superseded frames too."""
    content = path.read_bytes()
    pages = [_page(content[at : at + PAGE], key, 16 if at == 0 else 0) for at in range(0, len(content), PAGE)]
    log = path.with_name(path.name + "-wal")
    frames = log.read_bytes()[WAL_HEADER:] if log.exists() else b""
    for at in range(0, len(frames), FRAME_HEADER + PAGE):
        first = frames[at : at + 4] == b"\0\0\0\1"
        pages.append(_page(frames[at + FRAME_HEADER : at + FRAME_HEADER + PAGE], key, 16 if first else 0))
    return b"".join(pages)


def _page(sealed: bytes, key: bytes, salt: int) -> bytes:
    initial = sealed[PAGE - RESERVED : PAGE - RESERVED + 16]
    cipher = Cipher(AES(key[:32]), CBC(initial)).decryptor()
    return cipher.update(sealed[salt : PAGE - RESERVED]) + cipher.finalize()


def spellings(word: str) -> tuple[bytes, ...]:
    """A word as files may hold it."""
    return tuple(word.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def found_in(folder: Path, word: str) -> list[str]:
    """The files, whatever they are, in which a word can be read."""
    everything = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in everything if any(form in file.read_bytes() for form in spellings(word))]
