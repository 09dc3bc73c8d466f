"""The attempts of a campaign by shares, between several processes; a long run that was stopped goes on by its seed.

Shares are drawn from the seed alone, whoever works on them. What each came to is kept in a file of the temporary
folder until the run has ended: the same command with the same seed takes it up from there.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import msgspec

from tests.campaigns._frame import Campaign

MINUTE: Final = 60.0


class Part(msgspec.Struct):
    """What a share came to: counts by name, each fault with the attempt that showed it, seconds of processor."""

    counts: dict[str, int] = msgspec.field(default_factory=dict)
    faults: list[tuple[int, str]] = msgspec.field(default_factory=list)
    seconds: float = 0.0

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Adds the seconds of processor that the block takes, those of the children that end in it too."""
        before = _used()
        yield
        self.seconds += _used() - before

    def add(self, name: str, count: int = 1) -> None:
        """Count something."""
        self.counts[name] = self.counts.get(name, 0) + count


class Line(msgspec.Struct):
    """A finished share, as it is kept."""

    share: int
    part: Part


def _used() -> float:
    """Seconds; of this process alone where the system does not count the others."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


Work = Callable[[Campaign, int], Part]


def shared(campaign: Campaign, work: Work, shares: Sequence[int], unit: str) -> Part:
    """All the shares, done by ``campaign.workers`` processes; ``work`` is a module's function, ``unit`` its count."""
    kept = _Kept(campaign)
    whole, said, begun = Part(), time.monotonic(), time.monotonic()
    parts = kept.parts if campaign.long and campaign.point is None else {}
    if parts:
        campaign.say(f"reprise : {len(parts)} parts sur {len(shares)} étaient faites")
    todo = [share for share in shares if share not in parts]
    for part in parts.values():
        _merge(campaign, whole, part)
    for share, part in _done(campaign, work, todo):
        _merge(campaign, whole, part)
        kept.keep(share, part)
        if time.monotonic() - said > MINUTE:
            said = time.monotonic()
            campaign.say(f"{whole.counts.get(unit, 0)} {unit}, {(said - begun) / 60:.0f} min, {campaign.faults} fautes")
    kept.forget()
    return whole


def _merge(campaign: Campaign, whole: Part, part: Part) -> None:
    whole.counts = dict(Counter(whole.counts) + Counter(part.counts))
    whole.seconds += part.seconds
    for point, what in part.faults:
        campaign.fault(point, what)


def _done(campaign: Campaign, work: Work, shares: Sequence[int]) -> Iterator[tuple[int, Part]]:
    """Each share and what it came to, in the order in which they end."""
    if campaign.workers == 1 or len(shares) == 1:
        yield from ((share, work(campaign, share)) for share in shares)
        return
    with ProcessPoolExecutor(min(campaign.workers, len(shares)), mp_context=get_context("spawn")) as pool:
        asked: dict[Future[Part], int] = {pool.submit(work, campaign, share): share for share in shares}
        while asked:
            for future in wait(asked, return_when=FIRST_COMPLETED).done:
                yield asked.pop(future), future.result()


class _Kept:
    """The finished shares of a long run."""

    def __init__(self, campaign: Campaign) -> None:
        self._whole = campaign.long and campaign.point is None
        self._path = Path(tempfile.gettempdir()) / f"escale-campagne-{campaign.name}-{campaign.seed}.jsonl"
        self._decoder = msgspec.json.Decoder(Line)

    @property
    def parts(self) -> dict[int, Part]:
        if not self._path.exists():
            return {}
        whole = [line for line in self._path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]
        lines = map(self._decoder.decode, whole)
        return {line.share: line.part for line in lines}

    def keep(self, share: int, part: Part) -> None:
        if self._whole:
            with self._path.open("ab") as file:
                file.write(msgspec.json.encode(Line(share, part)) + b"\n")

    def forget(self) -> None:
        if self._whole:
            self._path.unlink(missing_ok=True)
