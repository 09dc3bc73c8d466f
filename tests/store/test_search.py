"""Finding notes: what an index in memory answers, what it forgets, and what it says while it is being made."""

from __future__ import annotations

from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.models.store.search import STEP
from tests.store.conftest import Opener
from tests.store.people import ANNE, KARIM, envelope, news, received, withdrawal


def shared(store: Store) -> Store:
    """Two files and a note in one of them."""
    store.intake.absorb(news(received(), received(KARIM, "Karim")), envelope)
    store.items.record(ANNE, Kind.NOTE, {"text": "L’œuvre d’Éléonore, c++ (soudure)"}, item="a")
    return store


def found(store: Store, wanted: str) -> set[str]:
    """Ids of the notes that answer."""
    return {item.id for item in store.search.notes(wanted)}


def test_accents_ligatures_apostrophes_and_signs_do_not_hide_a_word(store: Store) -> None:
    shared(store)
    for wanted in ("oeuvre", "ŒUVRE", "eleonore", "d'éléo", "soud", "(soudure)", '"soudure', "c++"):
        assert found(store, wanted) == {"a"}, wanted
    assert found(store, "oudure") == found(store, '"*"') == found(store, "soudure xyz") == set()


def test_what_is_written_again_is_found_by_its_new_words(store: Store) -> None:
    shared(store)
    assert found(store, "soudure") == {"a"}
    store.items.record(ANNE, Kind.NOTE, {"text": "menuiserie"}, item="a")
    store.items.record(KARIM, Kind.NOTE, {"text": "menuisier"}, item="b")
    assert found(store, "soudure") == set()
    assert found(store, "menuis") == {"a", "b"}


def test_an_end_takes_the_words_away(store: Store) -> None:
    shared(store)
    assert found(store, "soudure") == {"a"}
    store.intake.absorb(news(ends=(withdrawal(),)), envelope)
    assert found(store, "soudure") == set()


def test_the_index_is_made_in_steps_and_says_when_it_is_whole(opener: Opener) -> None:
    store = shared(opener())
    for number in range(STEP):
        store.items.record(KARIM, Kind.NOTE, {"text": f"menuiserie {number}"})
    store.close()
    again = opener()
    assert not again.search.complete
    assert again.search.build()
    assert not again.search.complete
    assert not again.search.build()
    assert again.search.complete
    assert found(again, "soudure") == {"a"}
    assert len(again.search.notes("menuiserie", limit=5)) == 5
