"""Runs one campaign by its name, prints its figures; exit code 1 when a goal is missed."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from tests.campaigns._frame import Campaign, missed, table, told


def main(argv: Sequence[str]) -> int:
    """Run the campaign that the arguments name; ``--point`` replays one attempt of it."""
    parser = argparse.ArgumentParser(prog="tests.campaigns", description="Une campagne de pannes ou d’attaques.")
    parser.add_argument("name", metavar="NOM")
    parser.add_argument("--long", action="store_true", help="la forme longue, pour la nuit")
    parser.add_argument("--seed", type=int, default=None, help="la graine ; tirée au sort, et dite, sans elle")
    parser.add_argument("--point", type=int, default=None, help="rejoue cet essai seul")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="combien d’essais à la fois")
    chosen = parser.parse_args(argv)
    seed = secrets.randbelow(1_000_000) if chosen.seed is None else chosen.seed
    print(f"Campagne {chosen.name}, graine {seed}{', longue' if chosen.long else ''}", flush=True)
    started = time.monotonic()
    campaign = Campaign(chosen.name, seed, chosen.long, chosen.point, workers=max(1, chosen.workers))
    figures = tuple(import_module(f"tests.campaigns.{chosen.name}").run(campaign))
    lasted = told("durée (s)", time.monotonic() - started)
    print(table([*figures, lasted]))
    return 1 if missed(figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
