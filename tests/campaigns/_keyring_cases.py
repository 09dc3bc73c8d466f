"""The matrix: what a keyring may be or become, and what must come of it each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop.custody.opening import open_store
from desktop.errors import EscaleError, KeyringChanged, StoreTrouble
from desktop.models.anchor import Anchor
from desktop.models.doubt import Doubt
from desktop.vault import keychain
from desktop.vault.derive import FLOOR
from desktop.vault.shelves import PENDING
from desktop.vault.vault import Vault
from tests.campaigns._deeds import FIRST_PASSPHRASE, news, person_id
from tests.campaigns._desk import Desk, envelope
from tests.campaigns._keyring_rings import ALLOWED, MOST, OtherRing, Ring, WindowsRing, forbidden, in_use
from tests.campaigns._keyring_seat import GONE, OTHER, Base, Failed, Fault, Seat
from tests.campaigns._tamper_judge import FRENCH, Heard

NONE: Final = "un.trousseau.que.personne.n’a"
WRITES: Final = 6  # more than an erasure, a recovery or a change of passphrase asks of a keyring


def none(base: Base, home: Path) -> None:
    """No keyring any more: said, then the sheet opens; from then on the passphrase is alone, and that is said too."""
    seat = Seat(base, home)
    seat.refused(lambda: seat.vault(NONE).unlock(FIRST_PASSPHRASE), KeyringChanged)
    vault = seat.vault(NONE)
    opened = vault.recover(base.sheet, OTHER)
    if opened.keychain or opened.seals.covers_copies:
        raise Failed(Fault.UNSAID, "sans trousseau, le coffre dit en avoir un")
    seat.read(seat.open(vault, opened))
    vault = seat.vault(NONE)
    seat.read(seat.open(vault, vault.unlock(OTHER)))


def locked(base: Base, home: Path) -> None:
    """It does not answer: nothing is opened, and everything is there once it does."""
    seat = Seat(base, home)
    seat.ring.locked = True
    seat.refused(lambda: seat.vault().unlock(FIRST_PASSPHRASE), StoreTrouble)
    seat.refused(lambda: seat.vault().recover(base.sheet, OTHER), StoreTrouble)
    seat.ring.locked = False
    vault = seat.vault()
    opened = vault.unlock(FIRST_PASSPHRASE)
    seat.ring.locked = True
    seat.refused(lambda: open_store(vault, opened, seat.path), StoreTrouble)
    seat.ring.locked = False
    seat.read(seat.open(vault, vault.unlock(FIRST_PASSPHRASE)))


def changed(base: Base, home: Path) -> None:
    """Another class, even an allowed one: the sheet alone binds to it."""
    seat = Seat(base, home, OtherRing(dict(base.kept)))
    seat.refused(lambda: seat.vault().unlock(FIRST_PASSPHRASE), KeyringChanged)
    _recovered(seat)


def emptied(base: Base, home: Path) -> None:
    """Nothing is left in it."""
    seat = Seat(base, home, Ring({}))
    seat.refused(lambda: seat.vault().unlock(FIRST_PASSPHRASE), KeyringChanged)
    _recovered(seat)


def half_removed(base: Base, home: Path) -> None:
    """The half of the key is not there any more; the epoch is, and no passport has to be fetched again."""
    seat = _without(base, home, "half")
    seat.refused(lambda: seat.vault().unlock(FIRST_PASSPHRASE), KeyringChanged)
    _recovered(seat)


def half_unreadable(base: Base, home: Path) -> None:
    """Somebody wrote something else in its place."""
    seat = _without(base, home, "half")
    place = next(iter(base.kept))[0], "half"
    seat.ring.kept[place] = "pas de la base 64 : é"
    seat.refused(lambda: seat.vault().unlock(FIRST_PASSPHRASE), StoreTrouble)
    _recovered(seat)


def epoch_removed(base: Base, home: Path) -> None:
    """Passports do not open: a doubt; gone on with, they are received again, and the notes open."""
    seat = _without(base, home, "epoch")
    vault = seat.vault()
    seat.read(seat.open(vault, vault.unlock(FIRST_PASSPHRASE), expected=Doubt.EPOCH_LOST))
    _again(seat)


def anchor_removed(base: Base, home: Path) -> None:
    """Nothing tells any more whether the file is the last one: that is said."""
    seat = _without(base, home, "anchor")
    vault = seat.vault()
    opened = vault.unlock(FIRST_PASSPHRASE)
    with Heard() as heard:
        watched = open_store(vault, opened, seat.path)
    if heard.error:
        raise Failed(Fault.NAKED, repr(heard.error))
    doubt = watched.doubt
    watched.store.close()
    seat.read(seat.open(vault, opened, expected=doubt))
    _again(seat)
    if doubt is None:
        raise Failed(Fault.UNSAID, "l’ancre a disparu du trousseau, et rien ne le dit")


def plaintext(base: Base, home: Path) -> None:
    """Those that keep in the clear are never taken, neither by this vault nor by a new one."""
    for ring in forbidden():
        seat = Seat(base, home, ring)
        seat.refused(lambda seat=seat: seat.vault().unlock(FIRST_PASSPHRASE), KeyringChanged)  # type: ignore[misc]
        with in_use(ring):
            real, found = keychain.system_keychain(), keychain.system_keychain(ALLOWED)
        if found is not None or (
            real is not None and real.name == f"{type(ring).__module__}.{type(ring).__qualname__}"
        ):
            raise Failed(Fault.FALLBACK, f"{type(ring).__module__}.{type(ring).__qualname__} est accepté")
        if getattr(ring, "kept", {}):
            raise Failed(Fault.FALLBACK, "quelque chose y a été écrit")


def windows(base: Base, home: Path) -> None:
    """2,560 bytes at most: a whole life in it, and the longest anchor that there may ever be."""
    life(home, files=12)
    longest = Anchor(2**31 - 1, "f" * 64, 2**63, 2**32, "f" * 64, "2099-12-31T23:59:59.999999+00:00").written(b"k" * 32)
    if len(longest.encode("utf-16-le")) > MOST:
        raise Failed(Fault.LOST, "la plus longue ancre ne tient pas dans le trousseau de Windows")


def life(home: Path, files: int) -> int:
    """A vault with that many files in Windows' keyring: the longest item it was given, in bytes."""
    Seat(Base({}, {}, "", {}), home)
    home.mkdir(mode=0o700, exist_ok=True)
    ring = WindowsRing({})
    with in_use(ring), Heard() as heard:
        desk = Desk(home, keychain.system_keychain(ALLOWED))  # type: ignore[arg-type]  # any keychain does
        desk.create(FIRST_PASSPHRASE)
        for number in range(0, files, 500):
            people = " ".join(map(person_id, range(number, min(files, number + 500))))
            desk.do({"do": "page", "cursor": f"c{number + 1}", "people": people})
        desk.do({"do": "note", "item": "i1", "person": person_id(1), "text": "note"})
        desk.do({"do": "erase", "cursor": "c99999", "person": person_id(0)})
        desk.do({"do": "recovery"})
        desk.do({"do": "recover", "to": OTHER})
        desk.do({"do": "rotate"})
        desk.close()
    if heard.error or ring.longest > MOST:
        raise Failed(Fault.LOST, f"{ring.longest} octets ; {heard.error!r}")
    return ring.longest


def refused_erasure(base: Base, home: Path) -> None:
    """It refuses from the n-th write of an erasure on: done or not, never half; what is due is done when it answers."""
    for writes in range(WRITES):
        seat = Seat(base, home)
        vault = seat.vault()
        watched = seat.open(vault, vault.unlock(FIRST_PASSPHRASE))
        seat.ring.writes = writes
        with Heard() as heard:
            watched.store.intake.absorb(news({"do": "erase", "cursor": "c2", "person": GONE}), envelope)
        _said(heard.error)
        with Heard() as heard:
            watched.keep(watched.anchor())
        _said(heard.error)
        gone = GONE not in {card.person for card in watched.store.passports.cards()}
        watched.store.close()
        seat.ring.writes = None
        vault = seat.vault()
        again = seat.open(vault, vault.unlock(FIRST_PASSPHRASE))
        if gone and GONE in {card.person for card in again.store.passports.cards()}:
            raise Failed(Fault.LOST, "un effacement annoncé est défait")
        if not again.store.renew_epoch() or any(item == PENDING for _, item in seat.ring.kept):
            raise Failed(Fault.FALLBACK, "l’époque n’a pas été remplacée quand le trousseau a répondu")
        seat.read(again, gone=(GONE,) if gone else ())
        _again(seat, gone=(GONE,) if gone else ())


def refused_recovery(base: Base, home: Path) -> None:
    """It refuses from the n-th write of a recovery on: one of the two passphrases opens, and the sheet still does."""
    for writes in range(WRITES):
        for kept in (base.kept, {}):
            seat = Seat(base, home, Ring(dict(kept)))
            seat.ring.writes = writes
            header = (home / "coffre.json").read_bytes()
            with Heard() as heard:
                seat.vault().recover(base.sheet, OTHER)
            _said(heard.error)
            if heard.error and (home / "coffre.json").read_bytes() != header:
                raise Failed(Fault.FALLBACK, "l’en-tête a changé, et la récupération dit avoir échoué")
            seat.ring.writes = None
            if kept or heard.error is None:
                vault = seat.vault()
                opened = seat.unlocked(vault, FIRST_PASSPHRASE, OTHER)
                seat.read(seat.open(vault, opened, expected=None if kept else Doubt.EPOCH_LOST))
            _recovered(seat)


def refused_change(base: Base, home: Path) -> None:
    """It refuses while the passphrase changes: the new one opens when it was said, otherwise the old one."""
    for writes in range(WRITES):
        seat = Seat(base, home)
        seat.ring.writes = writes
        with Heard() as heard:
            seat.vault().change_passphrase(FIRST_PASSPHRASE, OTHER)
        _said(heard.error)
        seat.ring.writes = None
        vault = seat.vault()
        seat.read(seat.open(vault, vault.unlock(FIRST_PASSPHRASE if heard.error else OTHER)))


def refused_creation(base: Base, home: Path) -> None:
    """It refuses from the n-th write of a new vault on: no vault is left that nobody could open."""
    for writes in range(WRITES):
        seat = Seat(Base({}, {}, "", {}), home, Ring({}))
        home.mkdir(mode=0o700, exist_ok=True)
        seat.ring.writes = writes
        with Heard() as heard:
            seat.vault().create(OTHER)
        _said(heard.error)
        seat.ring.writes = None
        vault = seat.vault()
        vault.unlock(OTHER) if vault.exists() else vault.create(OTHER)


def lone_creation(base: Base, home: Path) -> None:
    """A machine that never had one: the passphrase alone, the header says so."""
    Seat(Base({}, {}, "", {}), home)
    vault = Vault(home, None, FLOOR)
    made = vault.create(OTHER)
    if made.keychain or made.seals.covers_copies:
        raise Failed(Fault.UNSAID, "sans trousseau, le coffre dit en avoir un")
    store = open_store(vault, made, home / "escale.db").store
    store.close()


CASES: Final[Mapping[str, Callable[[Base, Path], None]]] = MappingProxyType(
    {
        "aucun trousseau": none,
        "aucun dès le début": lone_creation,
        "verrouillé": locked,
        "d’une autre classe": changed,
        "vidé": emptied,
        "moitié retirée": half_removed,
        "moitié illisible": half_unreadable,
        "époque retirée": epoch_removed,
        "ancre retirée": anchor_removed,
        "en clair, jamais pris": plaintext,
        "2 560 octets de Windows": windows,
        "refuse pendant un effacement": refused_erasure,
        "refuse pendant une récupération": refused_recovery,
        "refuse pendant un changement de phrase": refused_change,
        "refuse pendant la création": refused_creation,
    }
)


def _without(base: Base, home: Path, item: str) -> Seat:
    return Seat(base, home, Ring({place: secret for place, secret in base.kept.items() if place[1] != item}))


def _recovered(seat: Seat) -> None:
    """The sheet opens, with a new passphrase, and everything is there; the day after too."""
    vault = seat.vault()
    opened = vault.recover(seat.base.sheet, OTHER)
    seat.read(seat.open(vault, opened))
    vault = seat.vault()
    seat.read(seat.open(vault, vault.unlock(OTHER)))


def _again(seat: Seat, gone: tuple[str, ...] = ()) -> None:
    """The next morning nothing is doubtful."""
    vault = seat.vault()
    seat.read(seat.open(vault, vault.unlock(FIRST_PASSPHRASE)), gone=gone)


def _said(error: BaseException | None) -> None:
    """Nothing, or an expected failure in French."""
    if error is not None and not isinstance(error, EscaleError):
        raise Failed(Fault.NAKED, repr(error))
    if isinstance(error, EscaleError) and not FRENCH.search(error.sentence):
        raise Failed(Fault.UNSAID, repr(error))


def judged(case: Callable[[Base, Path], None], base: Base, home: Path) -> Iterator[tuple[Fault, str]]:
    """What one case shows to be wrong; an unexpected failure in the middle of it is one."""
    with Heard() as heard:
        case(base, home)
    if isinstance(heard.error, Failed):
        yield heard.error.fault, str(heard.error)
    elif isinstance(heard.error, EscaleError):
        yield Fault.LOST, f"ne s’ouvre plus : {heard.error}"
    elif heard.error is not None:
        yield Fault.NAKED, repr(heard.error)
