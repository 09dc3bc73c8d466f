"""The demonstration: a gateway of its own on this machine, a throw-away home, people who do not exist."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop.config import Config
from desktop.errors import Refused
from desktop.vault.vault import Vault

PASSPHRASE: Final = "Cerise Lampe Dune Tulipe Ancre Violon Brume"  # noqa: S105 (shown on screen, opens nothing real)


@contextmanager
def demonstration(passphrase: str = PASSPHRASE) -> Iterator[Config]:
    """A configuration that lives as long as the block: then gateway, home and all that was written are gone."""
    if getattr(sys, "frozen", False):
        raise Refused("La démonstration se lance depuis les sources d’Escale.", "Son mode d’emploi est dans README.md.")
    with tempfile.TemporaryDirectory(prefix="escale-demonstration-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "bureau"
        with _gateway(Path(folder) / "passerelle") as issuer:
            Vault(home, None).create(passphrase)
            yield Config(home, issuer, demo=True, passphrase=passphrase)


def supervised(home: Path, issuer: str) -> Config:
    """The configuration of a demonstration whose gateway and home the parent process holds."""
    return Config(home, issuer, demo=True, passphrase=PASSPHRASE)


@contextmanager
def _gateway(folder: Path) -> Iterator[str]:
    folder.mkdir(mode=0o700)
    database = f"sqlite:///{(folder / 'passerelle.db').as_posix()}"
    command = [sys.executable, "-m", "gateway", "serve", "--demo", "--port", "0", "--database", database,
               "--ready-file", "-", "--until-stdin-closes"]  # fmt: skip
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        try:
            yield _address(process)
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(timeout=30)


def _address(process: subprocess.Popen[bytes]) -> str:
    line = process.stdout.readline(4096) if process.stdout else b""
    try:
        return str(json.loads(line)["url"])
    except (ValueError, KeyError) as error:
        raise Refused(
            "Le serveur de démonstration n’a pas démarré.", "Lancez la démonstration depuis le dossier du projet."
        ) from error
