"""The forms a word or a key may take in a file, a log or a memory, and the streams that hide inside other bytes."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from uuid import UUID

CODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
STREAM: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|PK\x03\x04")
INFLATED: Final = 32 * 1024 * 1024  # bytes taken from one stream
DEPTH: Final = 3  # a stream in a stream in a file
ZIP_HEADER: Final = 30


@dataclass(frozen=True, slots=True)
class Needle:
    """One thing to look for, under a name that may be printed; ``plain`` are the forms that a memory would hold."""

    name: str
    forms: tuple[bytes, ...]
    plain: tuple[bytes, ...] = ()


def bare(needle: Needle) -> Needle:
    """The same in fewer forms: a memory is long, and nothing is escaped there."""
    return Needle(needle.name, needle.plain or needle.forms)


def of_word(name: str, word: str) -> Needle:
    """A word of ASCII letters: what stands around it in a text (accents, escapes) does not hide it."""
    texts = {word, word.lower(), word.upper(), word.capitalize()}
    plain = tuple(word.encode(coding) for coding in (*CODINGS[:2], CODINGS[3]))
    return Needle(name, tuple({form for text in texts for form in _of_text(text)}), plain)


def of_text(name: str, text: str) -> Needle:
    """A token or a printed key, as it is."""
    plain = (text.encode(), text.encode("utf-16-le"))
    return Needle(name, (*plain, *_based(text.encode())), plain)


def of_identifier(name: str, identifier: str) -> Needle:
    """A UUID, as text, as digits alone, as its sixteen bytes."""
    raw = UUID(identifier).bytes
    texts = {identifier, identifier.upper(), raw.hex(), raw.hex().upper()}
    return Needle(name, tuple({raw, *(form for text in texts for form in _of_text(text)), *_based(raw)}))


def of_secret(name: str, raw: bytes) -> Needle:
    """A key: its bytes, and as text."""
    texts = (raw.hex(), raw.hex().upper(), *(base64.b64encode(raw).decode().rstrip("="),))
    forms = tuple({raw, *_based(raw), *(text.encode(coding) for text in texts for coding in CODINGS[:3])})
    return Needle(name, forms, (raw, raw.hex().encode(), base64.b64encode(raw).rstrip(b"=")))


def of_bytes(name: str, raw: bytes) -> Needle:
    """These bytes and nothing else."""
    return Needle(name, (raw,))


def found(needles: Iterable[Needle], content: bytes) -> list[str]:
    """The names of those that are in these bytes, or in a stream inside them."""
    layers = list(unpacked(content))
    return [one.name for one in needles if any(form in layer for layer in layers for form in one.forms)]


def unpacked(content: bytes, depth: int = DEPTH) -> Iterator[bytes]:
    """The bytes, then what each zlib, gzip or zip stream inside them holds."""
    yield content
    if depth <= 1:
        return
    for match in STREAM.finditer(content):
        if len(plain := _inflated(content, match.start())) > 8:
            yield from unpacked(plain, depth - 1)


def _inflated(content: bytes, start: int) -> bytes:
    window, begin = zlib.MAX_WBITS | 32, start
    if content.startswith(b"PK", start):
        names = content[start + 26 : start + ZIP_HEADER]
        begin = start + ZIP_HEADER + int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
        window = -zlib.MAX_WBITS
    try:
        return zlib.decompressobj(window).decompress(memoryview(content)[begin:], INFLATED)
    except zlib.error:
        return b""


def _of_text(text: str) -> Iterator[bytes]:
    for coding in CODINGS:
        yield text.encode(coding)
    for coding in CODINGS[:2]:
        yield from _based(text.encode(coding))
    escaped = ("".join(f"%{byte:02x}" for byte in text.encode()), "".join(f"\\u{ord(one):04x}" for one in text))
    for form in (quote(text), *escaped, *(one.upper().replace("\\U", "\\u") for one in escaped)):
        yield form.encode()


def _based(raw: bytes) -> Iterator[bytes]:
    """Hexadecimal; base64 and base32 wherever the bytes stand in a longer run."""
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for before in range(3):
        yield from _aligned(raw, before, 6, (base64.b64encode, base64.urlsafe_b64encode))
    for before in range(5):
        yield from _aligned(raw, before, 5, (base64.b32encode,))


def _aligned(raw: bytes, before: int, bits: int, ways: Sequence[object]) -> Iterator[bytes]:
    first, last = -(-before * 8 // bits), (before + len(raw)) * 8 // bits
    for way in ways:
        assert callable(way)
        yield way(bytes(before) + raw)[first:last]
