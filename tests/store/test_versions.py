"""Earlier texts of a note: kept when it is worth it, sealed, told newest first, gone with their note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import StoreTrouble
from desktop.models.news import Answer
from desktop.models.note import Kind, Theirs
from desktop.models.store import Store
from desktop.models.version import MOST, Version
from tests.store.conftest import KEY, Opener, rows
from tests.store.pages import decrypted, spellings
from tests.store.people import ANNE, KARIM, access, envelope, holder, news, passport, received, withdrawal
from tests.vault.memory import ShelfInMemory, seals_on

BEGUN = datetime(2026, 11, 28, 9, tzinfo=UTC)
THEIRS = Theirs(3, BEGUN - timedelta(days=1), "M. Diallo", {"text": "le leur"})
Write = Callable[..., None]


@pytest.fixture(autouse=True)
def two_files(store: Store) -> None:
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)


@pytest.fixture
def write(store: Store, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Records a text of the note ``n`` at so many seconds after nine."""

    def record(text: str, at: float = 0, kind: Kind = Kind.NOTE, *, draft: bool = True, item: str = "n") -> None:
        monkeypatch.setattr("desktop.models.store.items.now", lambda: BEGUN + timedelta(seconds=at))
        store.items.record(ANNE, kind, {"text": text}, item=item, draft=draft)

    return record


def texts(store: Store, item: str = "n") -> list[str]:
    return [version.text for version in store.versions.of(item)]


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.WORKING])
def test_what_is_typed_in_one_go_leaves_no_version(store: Store, write: Write, kind: Kind) -> None:
    for length in range(1, 300):
        write("a" * length, length, kind)
    write("a" * 299, 300, kind)
    assert texts(store) == []


def test_a_saved_text_is_kept_when_it_changes_and_only_then(store: Store, write: Write) -> None:
    write("enregistré", draft=False)
    write("enregistré", 1, draft=True)
    write("enregistré", 2, draft=False)
    assert texts(store) == []
    write("enregistré, puis", 3)
    write("enregistré, puis repris", 4, draft=False)
    assert store.versions.of("n") == (
        Version(1, Kind.NOTE, BEGUN + timedelta(seconds=2), {"text": "enregistré"}),
    )  # fmt: skip
    write("enregistré", 5, draft=False)  # restored: a text like another, over which nothing is lost
    assert texts(store) == ["enregistré, puis repris", "enregistré"]
    write("autre", 6)
    assert texts(store) == ["enregistré", "enregistré, puis repris", "enregistré"]


def test_a_transmitted_text_is_kept(store: Store, write: Write) -> None:
    write("transmis", draft=False)
    store.post.settle(store.post.batch(), [Answer("n", "accepted", 1)])
    write("transmis, puis repris", 1)
    assert texts(store) == ["transmis"]


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.WORKING])
def test_another_session_keeps_the_text_of_the_one_before(store: Store, write: Write, kind: Kind) -> None:
    write("ce matin", 0, kind)
    write("ce matin, encore", 300, kind)
    assert texts(store) == []
    write("ce midi", 601, kind)
    assert [(one.text, one.kind) for one in store.versions.of("n")] == [("ce matin, encore", kind)]


def test_a_quarter_of_an_hour_of_writing_leaves_a_version(store: Store, write: Write) -> None:
    for minute in range(0, 37, 3):
        write("mot " * (minute + 1), minute * 60)
    assert [text.count("mot") for text in texts(store)] == [34, 16]


def test_much_erased_at_once_is_kept(store: Store, write: Write) -> None:
    write("long " * 100)
    write("", 1)
    write("neuf", 2)
    assert texts(store) == ["long " * 100]


def test_much_erased_letter_by_letter_is_kept_whole(store: Store, write: Write) -> None:
    whole = "une lettre après l’autre " * 20
    for gone in range(0, len(whole), 10):
        write(whole[: len(whole) - gone], gone)
    assert max(map(len, texts(store))) == len(whole)
    write("x", 600)
    write(whole, 601, item="m")
    assert texts(store, "m") == []


def test_a_word_corrected_leaves_no_version(store: Store, write: Write) -> None:
    for at, text in enumerate(["Bonjout", "", "Bonjour"]):
        write(text, at)
    assert texts(store) == []


@pytest.mark.parametrize("way", ["resolve", "record"])
def test_a_conflict_ended_keeps_both_texts(store: Store, write: Write, way: str) -> None:
    write("le mien", draft=False)
    store.post.settle(store.post.batch(), [Answer("n", "conflict", 3, "", THEIRS)])
    if way == "resolve":
        store.items.resolve("n", {"text": "les deux"})
    else:
        write("les deux", 1, draft=False)
    mine, theirs = store.versions.of("n")
    assert (mine.text, mine.author, theirs.text, theirs.author) == ("le mien", "", "le leur", "M. Diallo")
    assert theirs.written == THEIRS.written


def test_a_conflict_ended_by_one_of_the_texts_keeps_the_other(store: Store, write: Write) -> None:
    write("le mien", draft=False)
    store.post.settle(store.post.batch(), [Answer("n", "conflict", 3, "", THEIRS)])
    store.items.resolve("n", {"text": "le leur"})
    assert texts(store) == ["le mien"]


def test_at_most_fifty_the_first_for_ever(store: Store, write: Write) -> None:
    for number in range(MOST + 12):
        write(f"texte {number}", number, draft=False)
    found = store.versions.of("n")
    assert len(found) == MOST
    assert (found[-1].number, found[-1].text) == (1, "texte 0")
    assert [one.number for one in found[:-1]] == list(range(MOST + 11, 12, -1))


def test_a_version_keeps_the_ink_of_its_day(store: Store, write: Write) -> None:
    write("pour moi", kind=Kind.WORKING)
    write("pour moi, plus tard", 301, Kind.WORKING)
    write("pour les deux", 302, draft=False)
    write("pour les deux aussi", 303, draft=False)
    assert [(one.kind, one.text) for one in store.versions.of("n")] == [
        (Kind.NOTE, "pour les deux"),
        (Kind.WORKING, "pour moi"),
    ]


def test_versions_of_a_private_text_follow_it_when_another_of_the_same_note_had_left(
    store: Store, write: Write
) -> None:
    write("en route", draft=False)
    sent = store.post.batch()
    write("pour moi", 1, Kind.WORKING)
    write("pour moi encore", 302, Kind.WORKING)
    store.post.settle(sent, [Answer("n", "accepted", 1)])
    fresh = next(item for item in store.items.of(ANNE) if item.kind is Kind.WORKING)
    assert texts(store, fresh.id) == ["pour moi"]
    assert texts(store) == ["en route"]


def test_plans_and_choices_have_none(store: Store) -> None:
    for text in ("a", "b"):
        store.items.record(ANNE, Kind.PLAN, {"text": text}, item="p")
    assert texts(store, "p") == []


def test_they_are_there_after_a_restart_and_told_for_a_whole_file(store: Store, opener: Opener, write: Write) -> None:
    for item in ("n", "m"):
        write("un", draft=False, item=item)
        write("deux", 1, draft=False, item=item)
    write("trois", 2, draft=False)
    store.close()
    again = opener()
    assert set(again.versions.about(ANNE)) == {"n", "m"}
    assert [one.text for one in again.versions.about(ANNE)["n"]] == ["deux", "un"]
    assert again.versions.about(KARIM) == {}


def test_a_version_moved_to_another_place_does_not_open(store: Store, write: Write, beside: dbapi2.Connection) -> None:
    write("un", draft=False)
    write("deux", 1, draft=False)
    write("trois", 2, draft=False)
    beside.execute("UPDATE versions SET sealed = (SELECT sealed FROM versions WHERE number = 1)")
    with pytest.raises(StoreTrouble):
        store.versions.of("n")


def test_no_page_shows_their_words_and_no_search_finds_them(store: Store, path: Path, write: Write) -> None:
    write("mot de Quimperlé", draft=False)
    write("autre chose", 1, draft=False)
    assert texts(store) == ["mot de Quimperlé"]
    pages = decrypted(path, KEY)
    assert not [form for form in spellings("Quimperlé") if form in pages]
    assert store.search.notes("Quimperlé") == ()


@pytest.mark.parametrize("end", ["discard", "withdrawal", "removal"])
def test_they_go_with_their_note(store: Store, path: Path, write: Write, beside: dbapi2.Connection, end: str) -> None:
    write("un", draft=False)
    write("deux", 1, draft=False)
    (sealed,) = beside.execute("SELECT sealed FROM versions").fetchone()
    if end == "discard":
        store.items.discard("n")
    elif end == "withdrawal":
        store.intake.absorb(news(ends=(withdrawal(),)), envelope)
        assert dict(store.receipts.all()[0].counts)["versions antérieures"] == 1
        assert bytes(sealed) not in decrypted(path, KEY)
    else:
        store.passports.create("hand", holder(), access("", None), passport())
        for text in ("a", "b"):
            store.items.record("hand", Kind.NOTE, {"text": text}, item="h")
        store.items.discard("n")
        store.passports.remove("hand")
    assert rows(beside, "versions") == 0


def test_a_backup_holds_them_and_brings_them_back(store: Store, write: Write, tmp_path: Path) -> None:
    write("un", draft=False)
    write("deux", 1, draft=False)
    other = bytes(range(100, 148))
    assert store.export(tmp_path / "export.db", other)
    fresh = Store(tmp_path / "nouveau.db", KEY, seals_on(ShelfInMemory(None)))
    fresh.adopt(tmp_path / "export.db", other)
    assert fresh.versions.of("n") == ()  # the file is awaited: nothing of it is told
    fresh.intake.absorb(news(received()), envelope)
    assert texts(fresh) == ["un"]
    fresh.close()
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    store.expunge(tmp_path / "export.db", other)
    again = Store(tmp_path / "encore.db", KEY, seals_on(ShelfInMemory(None)))
    again.adopt(tmp_path / "export.db", other)
    again.intake.absorb(news(replace(received(), person="another")), envelope)
    assert (again.versions.about(ANNE), again.versions.of("n")) == ({}, ())
    again.close()
