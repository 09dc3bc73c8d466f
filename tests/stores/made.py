"""How the stores of this folder were made: the Escale of each schema wrote its own.

From the root of the project, with the last commit that had the schema (0002: e7252ad, 0003: 2666545, 0004: c494555)::

    mkdir ../then && git archive COMMIT | tar -x -C ../then
    cd ../then && PYTHONPATH=. python ../escale/tests/stores/made.py ../escale/tests/stores/0004.db

It prints the epoch, which ``tests/store/test_golden.py`` holds; the other keys are those of ``tests/vault/memory``
(``seals_on``) and of ``tests/store/conftest`` (``KEY``). 0001.db is older than this page: the same keys, an epoch that
is still ``b"P" * 32``, two shared files, one made by hand, a withdrawal. A store that was released is never made anew.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from desktop.models.journal import Event
from desktop.models.news import Answer, SetAside
from desktop.models.note import Kind, Theirs
from desktop.models.store import Store
from tests.store.conftest import KEY
from tests.store.people import ANNE, KARIM, access, envelope, holder, news, passport, received, withdrawal
from tests.vault.memory import ShelfInMemory, seals_on

HAND: Final = "hand-1"
GONE: Final = "4f0e2c7a-0000-4000-8000-00000000000c"
ASIDE: Final = "4f0e2c7a-0000-4000-8000-00000000000d"
LONG: Final = " ".join(f"phrase {number} du premier entretien" for number in range(60))
THEIRS: Final = Theirs(4, datetime(2026, 11, 20, 9, tzinfo=UTC), "Paule Le Goff", {"text": "Texte de l’autre poste"})
ANSWERS: Final[Mapping[str, Answer]] = {
    "sent": Answer("sent", "accepted", 2),
    "torn": Answer("torn", "conflict", 4, "", THEIRS),
    "refused": Answer("refused", "refused", 0, "too_large"),
    "gone-sent": Answer("gone-sent", "accepted", 1),
}


def fill(store: Store) -> None:
    """Something in every table, in words that every schema knows."""
    store.intake.absorb(news(received(), received(KARIM, "Karim"), received(GONE, "Partie")), envelope)
    store.passports.create(HAND, holder("Main"), access("", None), passport("Main"))
    _say(store, GONE, "gone-sent", "Note transmise, puis archivée")
    _exchange(store)
    _say(store, GONE, "gone-waiting", "Note à remettre")
    store.intake.absorb(news(ends=(withdrawal(GONE),), cursor="c2"), envelope)
    _say(store, ANNE, "sent", LONG)
    _say(store, ANNE, "sent", "Note transmise de Zéphyrine")
    _say(store, ANNE, "torn", "Texte de ce poste")
    _say(store, KARIM, "refused", "Texte refusé")
    _exchange(store)
    _say(store, ANNE, "waiting", "Note qui attend")
    _say(store, KARIM, "draft", "Note commencée", draft=True)
    _say(store, HAND, "hand", "Note du dossier à la main")
    _say_apart(store, ANNE, "private", "Note de travail de Zéphyrine")
    store.items.record(ANNE, Kind.OCCUPATION, {"code": "H2913", "label": "Soudage", "state": "chosen"}, item="target")
    store.drafts.put("note", "Phrase à moitié")
    store.journal.note(Event.VIEWED, ANNE, "experiences")
    store.intake.absorb(news(aside=(SetAside(ASIDE, 3, "Un passeport illisible.", "d1"),), cursor="c3"), envelope)
    store.state.put({"gateway": "https://exemple.fr", "counsellor": "Nolwenn"})


def _say(store: Store, person: str, item: str, text: str, *, draft: bool = False) -> None:
    store.items.record(person, Kind.NOTE, {"text": text}, item=item, draft=draft)


def _say_apart(store: Store, person: str, item: str, text: str) -> None:
    """A note of the counsellor's own: a flag until schema 0003, a kind since."""
    kind = next((one for one in Kind if one == "working"), None)
    flag: dict[str, Any] = {} if kind else {"private": True}
    store.items.record(person, kind or Kind.NOTE, {"text": text}, item=item, **flag)


def _exchange(store: Store) -> None:
    """Everything that waits is answered."""
    sent = store.post.take()
    store.post.settle(sent, [ANSWERS[outgoing.item.id] for outgoing in sent])


def made(path: Path) -> bytes:
    """Write the store at ``path``, where nothing is; its epoch."""
    shelf = ShelfInMemory(b"P" * 32)
    store = Store(path, KEY, seals_on(shelf), keep_notes=True)
    fill(store)
    store.close()
    return shelf.kept or b""


if __name__ == "__main__":
    print(made(Path(sys.argv[1])).hex())
