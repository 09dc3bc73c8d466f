"""Every class of tampering with the files of a vault, as a list of attempts: sampled, or whole."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

from desktop.custody.backup import FOLDER
from desktop.custody.pages import PAGE
from desktop.custody.wal import FRAME, WHOLE, _chained
from desktop.custody.wal import HEADER as START
from desktop.vault.header import text
from tests.campaigns._tamper_judge import (
    Attempt,
    by_backup,
    by_expunging,
    by_passphrase,
    by_second_copy,
    by_store,
)
from tests.campaigns._tamper_scene import HEADER, LOG, MAIN, SEAL, SECOND, Scene, Shot

FLIPS: Final = "octets retournés"
Make = Callable[[], Shot]


@dataclass(frozen=True)
class Sizes:
    """How many attempts of each class; 0 for every one there is."""

    main: int
    log: int
    seal: int
    header: int
    backup: int
    replays: int
    pages: int = 0  # of the main file, flipped byte by byte


SHORT: Final = Sizes(150, 60, 60, 60, 40, 25)
LONG: Final = Sizes(4000, 4000, 0, 0, 2000, 0, pages=3)


def attempts(scene: Scene, lone: Scene, random: Random, sizes: Sizes) -> Iterator[Attempt]:
    """All of them; ``lone`` is the life of a machine without a keyring."""
    yield from _flips(scene, random, sizes)
    yield from _replays(scene, random, sizes.replays)
    for kind, what, make in (*_older(scene), *_cut_logs(scene, random), *_seals(scene), *_planted_files(scene)):
        yield Attempt(kind, what, make, by_store)
    for what, make in _older_headers(scene):
        yield Attempt("en-tête plus ancien", what, make, by_passphrase)
    for what, make in _swapped(scene, lone):
        yield Attempt("trousseau ou époque échangés", what, make, by_passphrase)
    yield from _alone(lone, random, sizes)
    yield from _backups(scene, random, sizes)


def _flips(scene: Scene, random: Random, sizes: Sizes) -> Iterator[Attempt]:
    main, closed, live = scene.closed.files[MAIN], scene.closed, scene.live
    whole = range(PAGE * sizes.pages)
    for at in (*whole, *_positions(main, random, sizes.main)):
        yield Attempt(f"{MAIN} : {FLIPS}", f"octet {at}", _flip(closed, MAIN, at, random), by_store)
    for at in _positions(live.files[LOG], random, sizes.log):
        yield Attempt(f"{LOG} : {FLIPS}", f"octet {at}", _flip(live, LOG, at, random), by_store)
    for at in _positions(closed.files[SEAL], random, sizes.seal):
        yield Attempt(f"{SEAL} : {FLIPS}", f"octet {at}", _flip(closed, SEAL, at, random), by_store)
    for name, way in ((HEADER, by_passphrase), (SECOND, by_second_copy)):
        for at in _positions(closed.files[name] * 8, random, sizes.header):
            make = partial(_flipped, closed, name, at // 8, 1 << at % 8)
            yield Attempt(f"{name} : bits retournés", f"bit {at}", make, way)


def _replays(scene: Scene, random: Random, size: int) -> Iterator[Attempt]:
    """A page of before, at its own number: in the file, or in the log under checksums that follow."""
    for older, newer, name in ((scene.old, scene.closed, "closed"), (scene.early, scene.live, "live")):
        for number in _drawn(_common(older.files[MAIN], newer.files[MAIN]), random, size):
            make = partial(_page_back, newer, older.files[MAIN], number)
            yield Attempt("page ancienne remise à sa place", f"{name}, page {number}", make, by_store)
    frames = len(_frames(scene.live.files[LOG]))
    for at in _drawn(range(frames), random, size):
        make = partial(_frame_back, scene, at)
        yield Attempt("page ancienne dans le journal WAL", f"trame {at}, sommes refaites", make, by_store)
    for length in _drawn(range(1, frames + 1), random, size):
        make = partial(_frames_again, scene, length)
        yield Attempt("page ancienne dans le journal WAL", f"{length} trames rejouées à la fin", make, by_store)


def _older(scene: Scene) -> Iterator[tuple[str, str, Make]]:
    """A whole older file, alone and with what belongs to it; the keyring is today's."""
    kind = "fichier plus ancien"
    for name, shot in (
        ("ancient", scene.ancient),
        ("old", scene.old),
        ("early", scene.early),
        ("closed", scene.closed),
    ):
        for now in (scene.closed, scene.live):
            main, log, seal = (shot.files.get(file) for file in (MAIN, LOG, SEAL))
            for what, files in (
                ("seul", {MAIN: main}),
                ("avec son WAL", {MAIN: main, LOG: log}),
                ("avec son sceau", {MAIN: main, SEAL: seal}),
                ("avec WAL et sceau", {MAIN: main, LOG: log, SEAL: seal}),
                ("sans sceau", {MAIN: main, LOG: log, SEAL: None}),
            ):
                if any(now.files.get(name) != content for name, content in files.items()):
                    yield kind, f"{name} {what}", partial(now.over, files)
            if shot is not now:
                yield kind, f"dossier entier de {name}", partial(shot.with_keyring_of, now)
    yield kind, "escale.db absent", partial(scene.closed.put, main=None)
    yield kind, "escale.db vide", partial(scene.closed.put, main=b"")
    for pages in (1, 7, len(scene.closed.files[MAIN]) // PAGE - 1):
        yield kind, f"coupé à {pages} pages", partial(scene.closed.put, main=scene.closed.files[MAIN][: pages * PAGE])
    yield kind, "allongé d’une page", partial(scene.closed.put, main=scene.closed.files[MAIN] + bytes(PAGE))


def _cut_logs(scene: Scene, random: Random) -> Iterator[tuple[str, str, Make]]:
    kind, log = "journal WAL retiré, vidé ou coupé", scene.live.files[LOG]
    yield kind, "retiré", partial(scene.live.put, log=None)
    yield kind, "vidé", partial(scene.live.put, log=b"")
    yield kind, "zéros", partial(scene.live.put, log=bytes(len(log)))
    for end in (*range(START, len(log), WHOLE), *(random.randrange(len(log)) for _ in range(20))):
        yield kind, f"coupé à {end}", partial(scene.live.put, log=log[:end])
    yield kind, "celui d’avant", partial(scene.live.put, log=scene.early.files[LOG])


def _seals(scene: Scene) -> Iterator[tuple[str, str, Make]]:
    kind, seal = "sceau retiré, coupé ou plus ancien", scene.closed.files[SEAL]
    for name, now in (("closed", scene.closed), ("live", scene.live)):
        yield kind, f"{name}, retiré", partial(now.put, seal=None)
        yield kind, f"{name}, vidé", partial(now.put, seal=b"")
        yield kind, f"{name}, plus ancien", partial(now.put, seal=scene.old.files[SEAL])
        yield kind, f"{name}, d’avant la rotation", partial(now.put, seal=scene.ancient.files[SEAL])
        for end in (1, 80, len(seal) // 2, len(seal) - 1):
            yield kind, f"{name}, coupé à {end}", partial(now.put, seal=now.files[SEAL][:end])


def _planted_files(scene: Scene) -> Iterator[tuple[str, str, Make]]:
    """A rollback journal that SQLite would play back over the file."""
    page = scene.old.files[MAIN][:PAGE]
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">5I", 1, 0, 1, 512, PAGE)
    journal = head.ljust(512, b"\0") + struct.pack(">I", 1) + page + bytes(4)
    yield "journal de retour déposé", "page 1 d’avant", partial(scene.closed.over, {f"{MAIN}-journal": journal})


def _older_headers(scene: Scene) -> Iterator[tuple[str, Make]]:
    """Today's passphrase, over a header of before it, or of before the rotation."""
    for name, shot in (("old", scene.old), ("ancient", scene.ancient)):
        head = {HEADER: shot.files[HEADER], SECOND: shot.files[SECOND]}
        yield f"en-tête de {name}", partial(scene.closed.over, head)
        yield f"tout {name}", partial(shot.with_keyring_of, scene.closed)
    yield "en-tête retiré", partial(scene.closed.over, {HEADER: None})
    yield "en-tête vide", partial(scene.closed.over, {HEADER: b""})
    yield "en-têtes retirés", partial(scene.closed.over, {HEADER: None, SECOND: None})


def _swapped(scene: Scene, lone: Scene) -> Iterator[tuple[str, Make]]:
    now = scene.closed
    yield "époque d’avant l’effacement", partial(now.item, "epoch", scene.old.secret("epoch"))
    yield "époque tirée au sort", partial(now.item, "epoch", text(os.urandom(32)))
    yield "époque illisible", partial(now.item, "epoch", "é")
    yield "époque retirée", partial(now.item, "epoch", None)
    yield "moitié tirée au sort", partial(now.item, "half", text(os.urandom(32)))
    yield "moitié retirée", partial(now.item, "half", None)
    yield "moitié illisible", partial(now.item, "half", "é")
    yield "ancre illisible", partial(now.item, "anchor", "é" * 80)
    yield "ancre d’un autre coffre", partial(now.item, "anchor", "0" * 64 + now.secret("anchor")[64:])
    yield "ancre retirée, fichier d’avant", lambda: now.with_keyring_of(scene.live).item("anchor", None)
    epoch = lone.closed.files["epoque"]
    yield "fichier d’époque d’avant", partial(lone.closed.over, {"epoque": lone.old.files["epoque"]})
    yield "fichier d’époque retiré", partial(lone.closed.over, {"epoque": None})
    for at in range(0, len(epoch), 7):
        yield f"fichier d’époque, octet {at}", partial(_flipped, lone.closed, "epoque", at, 1)


def _alone(lone: Scene, random: Random, sizes: Sizes) -> Iterator[Attempt]:
    """Without a keyring, the seal alone stands guard over the file."""
    kind = "sans trousseau : fichier seul"
    for at in _positions(lone.closed.files[MAIN], random, sizes.main // 5):
        yield Attempt(kind, f"octet {at}", _flip(lone.closed, MAIN, at, random), by_store)
    for number in _drawn(_common(lone.old.files[MAIN], lone.closed.files[MAIN]), random, sizes.replays):
        make = partial(_page_back, lone.closed, lone.old.files[MAIN], number)
        yield Attempt(kind, f"page {number} d’avant", make, by_store)
    for what, make in (
        ("plus ancien", partial(lone.closed.put, main=lone.old.files[MAIN])),
        ("sceau plus ancien", partial(lone.closed.put, seal=lone.old.files[SEAL])),
        ("sceau retiré", partial(lone.closed.put, seal=None)),
        ("sceau retiré, plus ancien", partial(lone.closed.put, seal=None, main=lone.old.files[MAIN])),
    ):
        yield Attempt(kind, what, make, by_store)


def _backups(scene: Scene, random: Random, sizes: Sizes) -> Iterator[Attempt]:
    name = next(name for name in scene.closed.files if name.startswith(FOLDER))
    content, kind = scene.closed.files[name], f"sauvegardes : {FLIPS}, coupées"
    head = range(min(len(content), 24 + int.from_bytes(content[20:24], "big")))
    for at in (*_drawn(head, random, sizes.backup), *_positions(content, random, sizes.backup)):
        yield Attempt(kind, f"octet {at}", _flip(scene.closed, name, at, random), by_backup)
    for end in (0, 10, head.stop, len(content) - 1):
        yield Attempt(kind, f"coupée à {end}", partial(scene.closed.over, {name: content[:end]}), by_backup)
    yield Attempt(kind, "allongée", partial(scene.closed.over, {name: content + b"\0"}), by_backup)
    past = {name: scene.old.files[name]}
    yield Attempt("sauvegarde d’avant un effacement, remise", name, partial(scene.closed.over, past), by_expunging)


def _positions(content: bytes, random: Random, count: int) -> Sequence[int]:
    """Of bytes, one in each of ``count`` equal parts; all of them for 0."""
    if not count or count >= len(content):
        return range(len(content))
    return [random.randrange(len(content) * at // count, len(content) * (at + 1) // count) for at in range(count)]


def _drawn(whole: Sequence[int], random: Random, count: int) -> Sequence[int]:
    return whole if not count or count >= len(whole) else sorted(random.sample(whole, count))


def _flip(shot: Shot, name: str, at: int, random: Random) -> Make:
    return partial(_flipped, shot, name, at, 1 << random.randrange(8))


def _flipped(shot: Shot, name: str, at: int, mask: int) -> Shot:
    content = bytearray(shot.files[name])
    content[at] ^= mask
    return shot.over({name: bytes(content)})


def _common(older: bytes, newer: bytes) -> list[int]:
    """Numbers from 0 of the pages that both have, and that differ."""
    ends = range(0, min(len(older), len(newer)), PAGE)
    return [at // PAGE for at in ends if older[at : at + PAGE] != newer[at : at + PAGE]]


def _page_back(shot: Shot, older: bytes, number: int) -> Shot:
    main = bytearray(shot.files[MAIN])
    main[number * PAGE : (number + 1) * PAGE] = older[number * PAGE : (number + 1) * PAGE]
    return shot.put(main=bytes(main))


def _frames(log: bytes) -> list[tuple[int, int, bytes]]:
    """(page, size if it ends a transaction, content) of each frame."""
    starts = range(START, len(log) - WHOLE + 1, WHOLE)
    return [(*struct.unpack(">2I", log[at : at + 8]), log[at + FRAME : at + WHOLE]) for at in starts]


def relogged(log: bytes, frames: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A log of these frames, under the header of that one, with the checksums that SQLite expects."""
    order = "<" if log[:4] == bytes.fromhex("377f0682") else ">"
    sums, found = struct.unpack(">2I", log[24:32]), [log[:START]]
    for number, size, page in frames:
        head = struct.pack(">2I", number, size)
        sums = _chained(head + page, sums, order)
        found.append(head + log[16:24] + struct.pack(">2I", *sums) + page)
    return b"".join(found)


def _frame_back(scene: Scene, at: int) -> Shot:
    """The frame's page as an older frame, or the file, has it."""
    log = scene.live.files[LOG]
    frames = _frames(log)
    number, size, page = frames[at]
    main = scene.live.files[MAIN]
    past = [main[(number - 1) * PAGE : number * PAGE], *(one[2] for one in frames[:at] if one[0] == number)]
    older = next((one for one in past if len(one) == PAGE and one != page), frames[at - 1][2])
    return scene.live.put(log=relogged(log, [*frames[:at], (number, size, older), *frames[at + 1 :]]))


def _frames_again(scene: Scene, length: int) -> Shot:
    """The first frames once more, after the last: the log only grew."""
    log = scene.live.files[LOG]
    frames = _frames(log)
    again = frames[:length]
    number, size, page = again[-1]
    return scene.live.put(log=relogged(log, [*frames, *again[:-1], (number, size or frames[-1][1], page)]))
