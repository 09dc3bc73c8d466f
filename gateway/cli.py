"""The gateway's commands."""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import tempfile
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from gateway.app import DEMO_PEOPLE, served
from gateway.config import Config
from gateway.counsellors import add_counsellor, counsellor_by_email, demo_counsellor
from gateway.errors import GatewayError
from gateway.made import ROME_SKILLS, load_made, read_skills
from gateway.people import load, read_people
from gateway.store import Store
from gateway.tables import CounsellorRow
from gateway.when import now


def serve(arguments: Namespace) -> None:
    """Listen until SIGTERM, Ctrl-C or, when asked, the end of standard input."""
    _check_exposure(arguments)
    with _database(arguments) as database:
        config = Config(
            database=database,
            issuer=arguments.issuer.rstrip("/"),
            host=arguments.host,
            port=arguments.port,
            demo=arguments.demo,
            people=_people(arguments),
        )
        stop: queue.SimpleQueue[None] = queue.SimpleQueue()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.put(None))
        if arguments.until_stdin_closes:
            threading.Thread(target=_watch_stdin, args=(stop,), name="stdin", daemon=True).start()
        with served(config) as url:
            _say_ready(arguments.ready_file, url)
            stop.get()


def load_people(arguments: Namespace) -> None:
    """Load a folder of people, or made-up ones, for one counsellor."""
    if (arguments.folder is None) == (arguments.made is None):
        raise GatewayError("Indiquez un dossier, ou --made et un nombre.")
    with _store(arguments) as store, store.writing() as session:
        counsellor = _counsellor(session, arguments.counsellor)
        if arguments.folder is not None:
            load(session, store.keys.signer, counsellor.id, read_people(arguments.folder), now())
        else:
            skills = ROME_SKILLS if arguments.skills is None else read_skills(arguments.skills)
            load_made(session, counsellor.id, arguments.made, arguments.seed, now(), skills)


def add_account(arguments: Namespace) -> None:
    """Make a counsellor's account; the password is the first line of standard input."""
    password = sys.stdin.readline().rstrip("\n")
    with _store(arguments) as store, store.writing() as session:
        add_counsellor(session, arguments.email, arguments.name, arguments.organisation, password)


def restored(arguments: Namespace) -> None:
    """Say that the database comes from a backup: desks then start a full exchange and offer again what they wrote."""
    with _store(arguments) as store:
        store.renew_epoch()


def _check_exposure(arguments: Namespace) -> None:
    """A demonstration opens with one click, and a sign-in without TLS can be read: neither leaves this machine."""
    if arguments.host in ("127.0.0.1", "::1"):
        return
    if arguments.demo:
        raise GatewayError("La démonstration n’écoute que sur cette machine : 127.0.0.1 ou ::1.")
    if not arguments.issuer.startswith("https://"):
        raise GatewayError("Hors de cette machine, indiquez l’adresse publique : --issuer https://…")


def _counsellor(session: Session, email: str | None) -> CounsellorRow:
    if email is None:
        return demo_counsellor(session)
    found = counsellor_by_email(session, email)
    if found is None:
        raise GatewayError("Aucun compte de conseiller pour cette adresse.")
    return found


@contextmanager
def _store(arguments: Namespace) -> Iterator[Store]:
    store = Store(arguments.database)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _database(arguments: Namespace) -> Iterator[str]:
    """The database's URL; a demonstration without one has a temporary file that goes with it."""
    if arguments.database is not None:
        yield arguments.database
    elif not arguments.demo:
        raise GatewayError("Indiquez la base : --database sqlite:///chemin/passerelle.sqlite3")
    else:
        with tempfile.TemporaryDirectory(prefix="escale-passerelle-", ignore_cleanup_errors=True) as folder:
            yield f"sqlite:///{Path(folder) / 'passerelle.sqlite3'}"


def _people(arguments: Namespace) -> Path | None:
    shipped = DEMO_PEOPLE if DEMO_PEOPLE.is_dir() else None
    return arguments.people or (shipped if arguments.demo else None)


def _say_ready(where: str | None, url: str) -> None:
    line = json.dumps({"url": url}) + "\n"
    if where == "-":
        sys.stdout.write(line)
        sys.stdout.flush()
    elif where is not None:
        target = Path(where)
        beside = target.with_name(target.name + ".part")
        beside.write_text(line, encoding="utf-8")
        beside.replace(target)
    else:
        sys.stderr.write(f"Passerelle à l’écoute : {url}\n")


def _watch_stdin(stop: queue.SimpleQueue[None]) -> None:
    while os.read(0, 4096):
        pass
    stop.put(None)
