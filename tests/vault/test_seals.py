"""Seals are bound to person, class and place; erasing ends what older copies hold; the box of tokens to its key."""

from __future__ import annotations

import hmac
import re

import pytest

from desktop.errors import EpochLost, SignInNeeded, StoreTrouble
from desktop.models.seal import Class
from desktop.vault.epochs import Epochs
from desktop.vault.seals import PersonSeals, SealKeys
from desktop.vault.tokens import TokenBox
from desktop.vault.wrap import Broken, seal, unseal
from tests.vault.memory import ShelfInMemory, seals_in_memory, seals_on

SEALS = seals_in_memory()
P = Class.PASSPORT


def test_a_key_is_bound_to_its_person_and_its_class() -> None:
    wrapped = SEALS.new_key("anne", Class.NOTES)
    assert len(wrapped) == 60
    SEALS.opened("anne", Class.NOTES, wrapped)
    with pytest.raises(StoreTrouble):
        SEALS.opened("karim", Class.NOTES, wrapped)


def test_the_same_wrapping_key_does_not_confuse_the_classes() -> None:
    shelf = ShelfInMemory(b"E" * 32)
    one = seals_on(shelf)
    one.new_rack()
    with pytest.raises(StoreTrouble):
        one.opened("anne", P, one.new_key("anne", Class.NOTES))


def test_a_value_is_bound_to_its_place() -> None:
    key = SEALS.opened("anne", Class.NOTES, SEALS.new_key("anne", Class.NOTES))
    sealed = key.seal(b"plain", "items|1")
    assert key.open(sealed, "items|1") == b"plain"
    assert sealed != key.seal(b"plain", "items|1")
    with pytest.raises(StoreTrouble):
        key.open(sealed, "items|2")


def test_every_altered_byte_is_refused() -> None:
    key = SEALS.opened("anne", Class.NOTES, SEALS.new_key("anne", Class.NOTES))
    sealed = key.seal(b"plain", "items|1")
    for place in range(len(sealed)):
        with pytest.raises(StoreTrouble):
            key.open(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], "items|1")
    for length in (0, 5, 12, len(sealed) - 1):
        with pytest.raises(StoreTrouble):
            key.open(sealed[:length], "items|1")


def test_another_vault_opens_nothing() -> None:
    with pytest.raises(StoreTrouble):
        seals_on(ShelfInMemory(None), b"n" * 32).opened("anne", Class.NOTES, SEALS.new_key("anne", Class.NOTES))


def test_class_p_waits_for_a_rack_and_class_n_does_not() -> None:
    seals = seals_in_memory()
    with pytest.raises(EpochLost, match="trousseau"):
        seals.new_key("anne", P)
    seals.opened("anne", Class.NOTES, seals.new_key("anne", Class.NOTES))


def test_a_rack_is_opened_again_by_its_epoch_and_by_no_other() -> None:
    shelf = ShelfInMemory(b"P" * 32)
    seals = seals_on(shelf)
    rack, key = seals.new_rack(), seals.new_key("anne", P)
    again = seals_on(shelf)
    again.open_rack(rack)
    again.opened("anne", P, key)
    for other in (None, b"p" * 32):
        with pytest.raises(EpochLost):
            seals_on(ShelfInMemory(other)).open_rack(rack)
    for altered in (b"", rack[:-1], rack[:-1] + bytes([rack[-1] ^ 1])):
        with pytest.raises(EpochLost):
            seals_on(shelf).open_rack(altered)


def test_people_are_spread_over_the_groups_and_stay_in_theirs() -> None:
    groups = [SEALS.group(f"personne-{number}") for number in range(9000)]
    assert len(set(groups)) == 256
    assert groups == [seals_in_memory().group(f"personne-{number}") for number in range(9000)]


def erased(shelf: ShelfInMemory) -> tuple[bytes, bytes, bytes, bytes]:
    """Anne erased, Karim of her group kept: old rack, her key, new rack, his key under it."""
    seals = seals_on(shelf)
    karim = next(f"k{n}" for n in range(9999) if seals.group(f"k{n}") == seals.group("anne"))
    old, hers, his = seals.new_rack(), seals.new_key("anne", P), seals.new_key(karim, P)
    sealed = seals.opened(karim, P, his).seal(b"plain", "place")
    new = seals.begin_epoch([seals.group("anne")])
    rewrapped = seals.rewrapped(karim, his)
    seals.end_epoch()
    assert seals.opened(karim, P, rewrapped).open(sealed, "place") == b"plain"
    with pytest.raises(StoreTrouble):
        seals.opened("anne", P, hers)
    return old, hers, new, rewrapped


def test_after_an_erasure_no_earlier_copy_opens_and_no_later_one_opens_hers() -> None:
    shelf = ShelfInMemory(b"P" * 32)
    old, hers, new, _ = erased(shelf)
    again = seals_on(shelf)
    with pytest.raises(EpochLost):
        again.open_rack(old)
    again.open_rack(new)
    with pytest.raises(StoreTrouble):
        again.opened("anne", P, hers)


def test_people_of_other_groups_need_no_new_wrapping() -> None:
    seals = seals_in_memory()
    seals.new_rack()
    other = next(f"k{n}" for n in range(99) if seals.group(f"k{n}") != seals.group("anne"))
    key = seals.new_key(other, P)
    seals.begin_epoch({seals.group("anne")})
    seals.opened(other, P, key)
    seals.end_epoch()
    seals.opened(other, P, key)


@pytest.mark.parametrize("committed", [True, False])
def test_an_erasure_that_was_cut_short_is_finished_or_undone_as_the_file_tells(committed: bool) -> None:
    shelf = ShelfInMemory(b"P" * 32)
    seals = seals_on(shelf)
    old = seals.new_rack()
    new = seals.begin_epoch([seals.group("anne")])
    assert shelf.kept == b"P" * 32
    stands = seals_on(shelf)
    stands.open_rack(new if committed else old)
    assert shelf.pending()  # opening writes nothing: the file may be a doubtful one
    stands.end_epoch()
    assert not shelf.pending()
    seals_on(shelf).open_rack(new if committed else old)
    with pytest.raises(EpochLost):
        seals_on(shelf).open_rack(old if committed else new)


def test_what_is_wrapped_during_an_erasure_that_is_undone_is_as_before() -> None:
    shelf = ShelfInMemory(b"P" * 32)
    seals = seals_on(shelf)
    rack, key = seals.new_rack(), seals.new_key("anne", P)
    seals.begin_epoch([seals.group("anne")])
    seals.opened("anne", P, key)
    seals.opened("anne", P, seals.new_key("anne", P))
    seals.drop_epoch()
    assert shelf.next is None
    seals.opened("anne", P, key)
    seals_on(shelf).open_rack(rack)


def test_a_keyring_that_refuses_before_changes_nothing_and_after_is_asked_again() -> None:
    shelf = ShelfInMemory(b"P" * 32)
    seals = seals_on(shelf)
    rack, key = seals.new_rack(), seals.new_key("anne", P)
    shelf.refuses = True
    with pytest.raises(StoreTrouble):
        seals.begin_epoch([0])
    seals.opened("anne", P, key)
    shelf.refuses = False
    new = seals.begin_epoch([0])
    shelf.refuses = True
    with pytest.raises(StoreTrouble):
        seals.end_epoch()
    seals.new_key("anne", P)
    shelf.refuses = False
    again = seals_on(shelf)
    again.open_rack(new)
    newer = again.begin_epoch([1])  # what was not ended is ended first
    again.end_epoch()
    for gone in (rack, new):
        with pytest.raises(EpochLost):
            seals_on(shelf).open_rack(gone)
    seals_on(shelf).open_rack(newer)


def test_without_an_epoch_a_new_rack_makes_one() -> None:
    shelf = ShelfInMemory(None)
    rack = seals_on(shelf).new_rack()
    assert shelf.kept is not None
    seals_on(shelf).open_rack(rack)


def test_keys_of_the_first_schema_are_opened_and_adopted() -> None:
    first = seal(b"P" * 32, b"D" * 32, b"escale/v1/key|anne|P")
    seals = seals_in_memory()
    sealed = seals.from_first_schema("anne", P, first).seal(b"plain", "place")
    seals.new_rack()
    adopted = seals.adopted("anne", first)
    assert seals.opened("anne", P, adopted).open(sealed, "place") == b"plain"
    notes = seals.new_key("anne", Class.NOTES)
    seals.from_first_schema("anne", Class.NOTES, notes)
    for person, kept in (("karim", first), ("anne", notes)):
        with pytest.raises(StoreTrouble):
            seals.from_first_schema(person, P, kept)
    with pytest.raises(EpochLost):
        seals_on(ShelfInMemory(None)).from_first_schema("anne", P, first)


def test_a_pseudonym_is_the_same_in_one_vault_and_tells_nothing() -> None:
    name = SEALS.pseudonym("anne|consentement")
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", name)
    assert seals_in_memory().pseudonym("anne|consentement") == name
    other = PersonSeals(SealKeys(b"N" * 32, b"G" * 32, b"a" * 32, b"J" * 32), Epochs(ShelfInMemory(None), bytes))
    assert name not in (SEALS.pseudonym("anne|autre"), other.pseudonym("anne|consentement"))


def test_a_name_for_outside_is_the_same_in_one_vault_and_no_pseudonym() -> None:
    name = SEALS.outside_name("rendez-vous")
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert seals_in_memory().outside_name("rendez-vous") == name
    others = (SEALS.outside_name("autre"), seals_on(ShelfInMemory(None), names=b"B" * 32).outside_name("rendez-vous"))
    assert name not in others
    bits = hmac.digest(b"A" * 32, b"rendez-vous", "sha256")  # what the pseudonym of the same text is made of
    assert bits[:8].hex() not in name


def test_the_chain_depends_on_what_comes_before_and_on_the_vault() -> None:
    first = SEALS.chained(b"", b"entry")
    assert len(first) == 32
    assert len({first, SEALS.chained(first, b"entry"), SEALS.chained(b"e", b"ntry"), SEALS.chained(b"", b"other")}) == 4
    other = PersonSeals(SealKeys(b"N" * 32, b"G" * 32, b"A" * 32, b"j" * 32), Epochs(ShelfInMemory(None), bytes))
    assert other.chained(b"", b"entry") != first


def test_nothing_printed_shows_a_key() -> None:
    keys = SealKeys(b"N" * 32, b"G" * 32, b"A" * 32, b"J" * 32)
    assert "N" * 8 not in repr(keys) + repr(SEALS)


def test_tokens_open_with_their_key_only() -> None:
    sealed = TokenBox(bytes(32)).seal("jeton")
    assert "jeton" not in sealed
    assert TokenBox(bytes(32)).open(sealed) == "jeton"
    with pytest.raises(SignInNeeded):
        TokenBox(b"1" * 32).open(sealed)


def test_wrapping_binds_the_place() -> None:
    sealed = seal(bytes(32), b"plain", b"here")
    assert unseal(bytes(32), sealed, b"here") == b"plain"
    with pytest.raises(Broken):
        unseal(bytes(32), sealed, b"there")


def test_a_new_rack_after_a_cut_renewal_is_sealed_under_the_epoch_that_stands() -> None:
    shelf = ShelfInMemory(b"P" * 32)
    one = seals_on(shelf)
    one.new_rack()
    pending = one.begin_epoch({1})
    after_cut = seals_on(shelf)
    after_cut.open_rack(pending)
    fresh = after_cut.new_rack()
    after_cut.end_epoch()
    seals_on(shelf).open_rack(fresh)
    seals_on(shelf).open_rack(pending)  # the store that is here stays as it is until the other takes its place
