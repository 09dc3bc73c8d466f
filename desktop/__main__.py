"""Arguments, then the window or a verb."""

from __future__ import annotations

import argparse
import io
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import config
from desktop.errors import EscaleError
from desktop.hardening import harden
from desktop.logs import quiet

if TYPE_CHECKING:
    from desktop.models.lock import Locked


def main(words: list[str] | None = None) -> int:
    """Run Escale; the exit code is 0, or 1 after a sentence on the error stream."""
    harden()
    _speak_utf8()
    quiet()
    parser = argparse.ArgumentParser(
        prog="escale", description="Le bureau du conseiller pour le Passeport de compétences."
    )
    parser.add_argument("--home", type=Path, help="dossier d’Escale (par défaut : celui de votre session)")
    parser.add_argument(
        "--demo", action="store_true", help="démonstration : serveur et dossiers inventés, effacés à la fin"
    )
    parser.add_argument("--check", action="store_true", help="avec --demo : vérifie le premier échange, sans personne")
    for unseen in ("--locked", "--gateway"):
        parser.add_argument(unseen, default="", help=argparse.SUPPRESS)
    parser.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", metavar="verbe")
    from desktop import cli

    cli.add_verbs(verbs)
    arguments = parser.parse_args(words)
    try:
        if arguments.verb:
            return cli.run_verb(config.load(arguments.home), arguments)
        return _window(arguments)
    except EscaleError as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _speak_utf8() -> None:
    """Whatever the console was set to, an accent is never a failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _window(arguments: argparse.Namespace) -> int:
    if arguments.check:
        return _checked(arguments)
    if not arguments.supervised and (arguments.demo or sys.platform == "win32" or getattr(sys, "frozen", False)):
        from desktop.supervisor import run_supervised

        with _configuration(arguments) as chosen:
            return run_supervised(chosen)
    return _at_work(arguments)


def _checked(arguments: argparse.Namespace) -> int:
    from desktop import app

    with _configuration(arguments) as chosen:
        return app.check(chosen)


def _at_work(arguments: argparse.Namespace) -> int:
    """The process that will hold the keys, and end by locking."""
    from desktop import app, relaunch

    chosen = config.load(arguments.home)
    if arguments.demo:
        from desktop.demonstration import supervised

        chosen = supervised(chosen.home, arguments.gateway)
    way: relaunch.Relaunch = relaunch.leave_to_parent
    if not arguments.supervised:
        way = relaunch.replacing(relaunch.starter(), ("--home", str(chosen.home.absolute())))
    return app.run(chosen, way, _locked(arguments.locked))


def _locked(word: str) -> Locked | None:
    if not word:
        return None
    from desktop.models.lock import locked_of

    return locked_of(word)


def _configuration(arguments: argparse.Namespace) -> AbstractContextManager[config.Config]:
    if not arguments.demo:
        return nullcontext(config.load(arguments.home))
    from desktop.demonstration import demonstration

    return demonstration()


if __name__ == "__main__":
    sys.exit(main())
