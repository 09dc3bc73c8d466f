"""Finding by words: what an index in memory answers, in what order, what it forgets, what it says while it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.models import clock
from desktop.models.access import Access, Basis
from desktop.models.diagnostic import About, Entry, Value, entry_content
from desktop.models.file import ReadLock
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.meeting import removed_content as removed_meeting
from desktop.models.note import Item, Kind
from desktop.models.passport import Holder, Passport
from desktop.models.plan import About as Linked
from desktop.models.plan import Action, Link, action_content, removed_content
from desktop.models.searched import AGREED, HELD, SHARED, Sort
from desktop.models.store import Store
from desktop.models.store.search import STEP
from tests.store.conftest import Opener
from tests.store.pages import found_in
from tests.store.people import ANNE, CONSENT, KARIM, envelope, news, received, withdrawal

HAND = "4f0e2c7a-0000-4000-8000-00000000000c"
BY_HAND = Access(Basis.SAID, (), date(2026, 1, 5))


def shared(store: Store) -> Store:
    """Two files and a note in one of them."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "L’œuvre d’Éléonore, c++ (soudure)"}, item="a")
    return store


def found(store: Store, wanted: str) -> set[str]:
    """Ids of the notes that answer."""
    return {item.id for item in store.search.notes(wanted)}


def keys(store: Store, wanted: str, person: str = "") -> list[str]:
    """Ids of everything that answers, in order."""
    return [hit.key for hit in store.search.find(wanted, 20, person=person)]


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each writing is a minute later than the one before."""
    start, ticks = datetime(2026, 11, 22, 9, 0, tzinfo=UTC), iter(range(10_000))
    monkeypatch.setattr("desktop.models.store.items.now", lambda: start + timedelta(minutes=next(ticks)))
    assert clock.now().tzinfo


def test_accents_ligatures_apostrophes_and_signs_do_not_hide_a_word(store: Store) -> None:
    shared(store)
    for wanted in ("oeuvre", "ŒUVRE", "eleonore", "d'éléo", "soud", "(soudure)", '"soudure', "c++", "éle\u0301o"):
        assert found(store, wanted) == {"a"}, wanted
    assert found(store, "oudure") == found(store, '"*"') == found(store, "soudure xyz") == set()
    for wanted in ('plain : "soudure"', "a AND b OR", "NEAR(", "-soudure^2", "{", "p1"):
        store.search.notes(wanted)  # words, never a question of their own
    assert found(store, "p1") == set()


@pytest.mark.usefixtures("ticking")
def test_accents_that_were_typed_come_first_and_then_the_newest(store: Store) -> None:
    shared(store)
    for item, text in (("1", "À côté de la gare"), ("2", "une cote de popularité"), ("3", "La côte est longue"),
                       ("4", "le côté humain"), ("5", "coté en bourse")):  # fmt: skip
        store.items.record(KARIM, Kind.NOTE, {"text": text}, item=item)
    assert keys(store, "côté") == ["4", "1", "5", "3", "2"]
    assert keys(store, "cote") == ["5", "4", "3", "2", "1"]  # no accent typed: no spelling is preferred
    assert keys(store, "côt") == ["4", "3", "1", "5", "2"]
    assert keys(store, "côté gare") == ["1"]
    assert [hit.key for hit in store.search.find("côté", 2)] == ["4", "1"]
    assert [hit.key for hit in store.search.find("côté", 3)] == ["4", "1", "5"]


@pytest.mark.usefixtures("ticking")
@pytest.mark.parametrize("most", [1, 2, 3, 5, 8, 30])
def test_the_newest_of_several_sorts_are_the_newest_of_all(store: Store, most: int) -> None:
    shared(store)
    kinds = (Kind.NOTE, Kind.WORKING, Kind.WORKING, Kind.PLAN, Kind.WORKING, Kind.NOTE, Kind.PLAN, Kind.NOTE)
    for number in range(24):
        kind = kinds[number % len(kinds)] if number > 7 else Kind.WORKING
        text = {"text": "menuiserie", "what": "menuiserie"}
        store.items.record(KARIM, kind, text, item=f"n{number:02}")
    every = [hit.key for hit in store.search.find("menuis", 100)]
    assert every == [f"n{number:02}" for number in reversed(range(24))]
    assert [hit.key for hit in store.search.find("menuis", most)] == every[:most]
    noted = [hit.key for hit in store.search.find("menuis", 100, sorts=(Sort.NOTE, Sort.OWN))]
    assert [hit.key for hit in store.search.find("menuis", most, sorts=(Sort.OWN, Sort.NOTE))] == noted[:most]
    apart = (Sort.NOTE, Sort.PLAN)
    wanted = [key for key in every if key in {hit.key for hit in store.search.find("menuis", 100, sorts=apart)}]
    assert [hit.key for hit in store.search.find("menuis", most, sorts=apart)] == wanted[:most]


def test_compound_names_and_each_word_by_its_beginning(store: Store) -> None:
    shared(store)
    store.items.record(KARIM, Kind.NOTE, {"text": "Vu avec Jean‑Noël (Le Goff-Tanguy) aujourd’hui"}, item="b")
    for wanted in ("jean-noel", "Jean Noël", "noel tang", "goff", "aujourd'h"):
        assert found(store, wanted) == {"b"}, wanted
    assert found(store, "ean") == set()


def test_the_moment_and_the_place_of_an_interview_find_its_note(store: Store) -> None:
    shared(store)
    said = {"text": "RAS", "moment": "premier_entretien", "place": "Médiathèque de Thouars"}
    store.items.record(KARIM, Kind.NOTE, said, item="b")
    assert found(store, "mediatheque") == found(store, "premier entretien") == {"b"}


def test_actions_answer_by_their_words_their_theme_and_what_they_are_about(store: Store) -> None:
    shared(store)
    link = Link(Linked.OCCUPATION, "J1501", "Aide-soignant / Aide-soignante")
    action = Action("x", "Appeler la mission", theme="P02", how="Avant midi", link=link)
    store.items.record(ANNE, Kind.PLAN, action_content(action), item="x")
    store.items.record(ANNE, Kind.PLAN, {"text": "en train de s’écrire"}, item="y", draft=True)
    for wanted in ("mission", "aide-soignante", "midi"):
        assert [(hit.sort, hit.key) for hit in store.search.find(wanted, sorts=AGREED)] == [(Sort.PLAN, "x")]
    assert store.search.find("train") == ()
    store.items.record(ANNE, Kind.PLAN, removed_content("x"), item="x")
    assert store.search.find("mission", sorts=AGREED) == ()


def test_meetings_answer_by_their_words_the_last_one_first(store: Store) -> None:
    shared(store)
    for item, day, theme in (("m1", 3, "Préparer l’été"), ("m2", 9, "La soudure, suite"), ("m3", 1, "Une soudure")):
        one = Meeting(item, date(2026, 12, day), time(9, 0), place="Médiathèque de Thouars", theme=theme)
        store.items.record(KARIM, Kind.MEETING, meeting_content(one), item=item)
    typed = meeting_content(Meeting("m4", date(2026, 12, 4), time(9, 0), theme="soudure, en train de s’écrire"))
    store.items.record(KARIM, Kind.MEETING, typed, item="m4", draft=True)
    nowhen = {"about": "meeting", "id": "m5", "start": "un jour", "theme": "soudure, on ne sait quand"}
    store.items.record(KARIM, Kind.MEETING, nowhen, item="m5")

    def met(wanted: str) -> list[str]:
        return [hit.key for hit in store.search.find(wanted, sorts=(Sort.MEETING,))]

    assert met("mediatheque thou") == met("entretien") == ["m2", "m1", "m3"]
    assert met("soudure") == ["m2", "m3"]
    assert met("été") == met("ete") == ["m1"]
    assert [hit.key for hit in store.search.shared(KARIM, "soudure", sorts=(Sort.MEETING,))] == ["m2", "m3"]
    store.items.record(KARIM, Kind.MEETING, removed_meeting("m2"), item="m2")
    assert met("soudure") == ["m3"]


def test_what_was_explored_together_answers_and_what_was_not_does_not(store: Store) -> None:
    shared(store)
    for value, item in ((Value.NEED, "d1"), (Value.NOT_EXPLORED, "d2")):
        entry = Entry(About.NEED, item, f"Trouver sa formation {item}", value)
        store.items.record(ANNE, Kind.DIAGNOSTIC, entry_content(entry), item=item)
    assert keys(store, "formation") == ["d1"]


def test_the_parcours_answers_with_its_details_and_skills(store: Store) -> None:
    shared(store)
    assert [(hit.sort, hit.person, hit.key) for hit in store.search.find("kerbrat zeph")] == [(Sort.FACT, ANNE, "f1")]
    assert [hit.person for hit in store.search.find("mission karim")] == [KARIM]
    (skill,) = store.search.find("souder zeph", sorts=HELD)
    assert (skill.sort, skill.words, skill.when) == (Sort.SKILL, "Souder (Zéphyrine)", None)


def test_one_person_alone_and_never_what_is_the_counsellor_s_own(store: Store) -> None:
    shared(store)
    store.items.record(ANNE, Kind.WORKING, {"text": "soudure : à moi seul"}, item="own")
    store.items.record(ANNE, Kind.NOTE, {"text": "soudure, pas encore fini"}, item="draft", draft=True)
    store.items.record(KARIM, Kind.NOTE, {"text": "soudure de Karim"}, item="other")
    assert found(store, "soudure") == {"a", "own", "draft", "other"}
    assert {item.id for item in store.search.notes("soudure", person=ANNE)} == {"a", "own", "draft"}
    assert [item.id for item in store.search.notes("soudure", person=ANNE, shared=True)] == ["a"]
    assert {hit.key for hit in store.search.shared(ANNE, "soud", 20)} == {"a", "f1", "s1"}
    assert {hit.person for hit in store.search.shared(ANNE, "soud", 20)} == {ANNE}
    assert store.search.shared("nobody", "soudure") == ()
    assert Sort.OWN not in SHARED
    with pytest.raises(ValueError, match="one person"):
        store.search.shared("", "soudure")
    with pytest.raises(ValueError, match="both may read"):
        store.search.shared(ANNE, "soudure", sorts=(Sort.OWN,))
    store.items.record(ANNE, Kind.NOTE, {"text": "soudure, fini"}, item="draft")
    assert [item.id for item in store.search.notes("soudure fini", person=ANNE, shared=True)] == ["draft"]


def test_a_text_that_became_a_working_note_leaves_what_is_shared(store: Store) -> None:
    store.passports.create(HAND, Holder("Ali", "Roux", 1979), BY_HAND, Passport())
    store.items.record(HAND, Kind.NOTE, {"text": "soudure"}, item="n")
    assert [item.id for item in store.search.notes("soudure", person=HAND, shared=True)] == ["n"]
    store.items.record(HAND, Kind.WORKING, {"text": "soudure"}, item="n")
    assert store.search.shared(HAND, "soudure") == ()
    assert found(store, "soudure") == {"n"}


def test_a_closed_passport_answers_nothing_until_it_is_open_again(store: Store) -> None:
    shared(store)
    assert keys(store, "kerbrat") == ["f1", "f1"]
    store.reading = ReadLock("fermé", only=frozenset({CONSENT}))
    assert keys(store, "kerbrat") == []
    assert found(store, "soudure") == {"a"}
    store.reading = None
    assert keys(store, "kerbrat") == ["f1", "f1"]


def test_a_passport_that_was_closed_when_it_was_to_be_indexed_answers_once_it_is_open(opener: Opener) -> None:
    shared(opener()).close()
    again = opener()
    again.reading = ReadLock("fermé")
    assert keys(again, "kerbrat") == []
    assert found(again, "soudure") == {"a"}
    again.reading = None
    assert keys(again, "kerbrat") == ["f1", "f1"]


def test_what_is_written_again_is_found_by_its_new_words(store: Store) -> None:
    shared(store)
    assert found(store, "soudure") == {"a"}
    store.items.record(ANNE, Kind.NOTE, {"text": "menuiserie"}, item="a")
    store.items.record(KARIM, Kind.NOTE, {"text": "menuisier"}, item="b")
    assert found(store, "soudure") == set()
    assert found(store, "menuis") == {"a", "b"}
    store.intake.absorb(news(received(version=2, name="Maçonne")), envelope)
    assert [hit.person for hit in store.search.find("maconne", sorts=HELD)] == [ANNE, ANNE]
    assert store.search.find("zephyrine") == ()


def test_only_what_changed_is_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shared(store)
    for number in range(30):
        store.items.record(ANNE, Kind.NOTE, {"text": f"menuiserie {number}"}, item=f"n{number}")
    assert len(store.search.notes("menuiserie", 50)) == 30
    read: list[str] = []
    some = store.items.some

    def counting(ids: Sequence[str]) -> tuple[Item, ...]:
        read.extend(ids)
        return some(ids)

    monkeypatch.setattr(store.items, "some", counting)
    store.items.record(ANNE, Kind.NOTE, {"text": "charpente"}, item="n3")
    assert found(store, "charpente") == {"n3"}
    assert read == ["n3", "n3"]  # to index it, then to answer with it


def test_an_end_takes_the_words_away(store: Store) -> None:
    shared(store)
    assert found(store, "soudure") == {"a"}
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    held = store.search._index._connection
    assert held.execute(
        "SELECT count(*) FROM entries JOIN people USING (who) WHERE person = ?", (ANNE,)
    ).fetchone() == (0,)
    assert held.execute("SELECT count(*) FROM words WHERE words MATCH 'eleonore'").fetchone() == (0,)
    assert found(store, "soudure") == set()
    assert keys(store, "zephyrine") == []


def test_nothing_of_the_index_is_on_the_disk(store: Store, path: Path) -> None:
    shared(store)
    assert found(store, "soudure") == {"a"}
    held: dbapi2.Connection = store.search._index._connection
    assert [row[2] for row in held.execute("PRAGMA database_list")] == [""]
    assert held.execute("PRAGMA temp_store").fetchone() == (2,)
    for word in ("eleonore", "soudure", "fts5"):
        assert found_in(path.parent, word) == []


def test_the_index_is_made_in_steps_and_says_when_it_is_whole(opener: Opener) -> None:
    store = shared(opener())
    for number in range(STEP):
        store.items.record(KARIM, Kind.NOTE, {"text": f"menuiserie {number}"})
    store.close()
    again = opener()
    assert [again.search.complete, again.search.build()] == [False, True]
    assert [again.search.complete, again.search.progress] == [False, (1, 2)]
    assert not again.search.build()
    assert again.search.complete
    assert again.search.progress == (2, 2)
    assert found(again, "soudure") == {"a"}
    assert len(again.search.notes("menuiserie", limit=5)) == 5


def test_one_person_is_read_at_once_while_the_others_wait(opener: Opener) -> None:
    store = shared(opener())
    for number in range(STEP):
        store.items.record(KARIM, Kind.NOTE, {"text": f"menuiserie {number}"})
    for number in range(5):
        store.passports.create(f"h{number}", Holder("Ali", "Roux", 1979), BY_HAND, Passport())
        store.items.record(f"h{number}", Kind.NOTE, {"text": "plomberie"})
    store.close()
    again = opener()
    for number in range(5):
        assert len(again.search.shared(f"h{number}", "plomberie")) == 1
