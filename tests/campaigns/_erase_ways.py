"""The ways a file ends, each as it happens for real; afterwards nothing of the person may be left."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import update

from desktop.errors import EscaleError
from desktop.models import clock
from desktop.models.erasure import Copies, Reason
from desktop.models.file import Kept
from desktop.models.store.engine import transaction
from desktop.models.store.tables import persons
from tests.campaigns._erase_copies import opened_in
from tests.campaigns._erase_scene import Scene, unsent_now
from tests.campaigns._erase_seat import PASSPHRASE, Machine, Seat, Stubborn
from tests.campaigns._erase_town import PAGE, captured
from tests.store.notes import every_note
from tests.sync.faults import altered

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to end: what happens, for how many days it was shared, and where it can be tried."""

    happens: Callable[[Scene], None]
    days: int = 84
    shared: bool = True
    keyring_only: bool = False


class Unexpected(Exception):
    """What was to happen did not: the desk obeyed a clock, a late answer or a restored file."""


def _withdrawn(scene: Scene) -> None:
    scene.town.withdrawn_by_hand(scene.target)
    scene.seat.synchronise()


def _past_offline(scene: Scene) -> None:
    scene.reason = Reason.EXPIRED
    scene.town.cut()
    scene.seat.machine.pass_by(85 * DAY)
    scene.seat.close()
    scene.seat.unlock(PASSPHRASE)
    _here(scene, True, "avant la fin")
    scene.seat.pass_day()


def _set_back(scene: Scene) -> None:
    """Nine days pass, the clock is set back a month, restarted, absurdly forward, then use alone reaches the end."""
    scene.reason = Reason.EXPIRED
    scene.town.cut()
    machine = scene.seat.machine
    for what, by in (("neuf jours", 9 * DAY), ("un mois en arrière", -30 * DAY), ("mille jours en avant", 1000 * DAY),
                     ("retour", -1000 * DAY)):  # fmt: skip
        machine.ahead += by
        _again(scene)
        _here(scene, True, what)
    machine.restart()
    _again(scene)
    _here(scene, True, "redémarré")
    machine.pass_by(3 * DAY)
    scene.seat.pass_day()
    _here(scene, False, "après le dernier jour, par le temps d’usage")


def _seen_then_back(scene: Scene) -> None:
    """The end was seen by the clock (and kept, nothing erased yet: the power went); then it is set back."""
    scene.reason = Reason.EXPIRED
    scene.town.cut()
    seat = scene.seat
    seat.machine.ahead += 12 * DAY
    seat.trusted.today()
    seat.trusted.keep(seat.store)
    seat.watched.keep(seat.watched.anchor(seat.trusted.high_water()))
    seat.machine.ahead -= 30 * DAY
    seat.machine.restart()
    _again(scene)
    _here(scene, False, "le dernier jour avait été vu")


def _restored(scene: Scene) -> None:
    """The old backup comes back from a drawer, on this computer."""
    seat, drawer = scene.seat, scene.folder / "tiroir"
    kept = _drawer(scene)
    _withdrawn(scene)
    seat.care()
    seat.put_back(kept, seat.store.legacy())
    _here(scene, False, "sauvegarde remise en place")
    shutil.copy2(kept, seat.home / "sauvegardes" / kept.name)
    seat.synchronise()
    _here(scene, False, "échange après la remise en place")
    shutil.rmtree(drawer)


def _past_then_restored(scene: Scene) -> None:
    """The end comes without a network; before anything could be handed over, the old backup is put back."""
    kept = _drawer(scene)
    _past_offline(scene)
    scene.seat.care()
    scene.seat.put_back(kept, scene.seat.store.legacy())
    _here(scene, False, "sauvegarde remise en place hors ligne")
    scene.whole = False  # the other passports are awaited
    shutil.rmtree(scene.folder / "tiroir")


def _restored_elsewhere(scene: Scene) -> None:
    """The old backup, the recovery sheet and a new computer; the exchange that follows tells what had ended."""
    kept = _drawer(scene)
    _withdrawn(scene)
    scene.seat.care()
    ring = Stubborn() if scene.seat.ring else None
    other = Seat(scene.folder / "autre-poste", ring, scene.town, Machine())
    scene.seats.append(other)
    other.bring_back(kept, scene.seat.recovery, "sept autres mots pour un poste tout neuf 1")
    card = other.store.passports.card(scene.target.id)
    shown = [item.text for item in (*other.store.items.of(scene.target.id), *every_note(other.store))]
    if (card and card.kept is not Kept.AWAITED) or any(scene.target.mark in text for text in shown):
        raise Unexpected("le dossier se lit sur le nouveau poste avant le premier échange")
    other.sign_in()
    other.synchronise()
    scene.seat.close()
    shutil.rmtree(scene.folder / "tiroir")


def _late_answer(scene: Scene) -> None:
    """Three times the page of before: as it was, without its lease, and with the lease of today."""
    kept = captured(scene.town.faults)
    scene.seat.store.intake.start_over()
    scene.seat.synchronise()
    (old,) = kept
    scene.unsent = {item.id: item.text for item in unsent_now(scene.seat, scene.target.id)}
    _withdrawn(scene)
    for change in (
        lambda answer: answer.update(old),
        lambda answer: answer.update({**old, "lease": answer["lease"], "countersignature": answer["countersignature"]}),
        lambda answer: answer.update(files=old["files"] * 2),
    ):
        _replayed(scene, change)
        _here(scene, False, "réponse attardée")


def _silent(scene: Scene) -> None:
    """More than a year ago was the last contact; the day is one that the gateway signed."""
    scene.reason = Reason.RETENTION
    scene.town.cut()
    with transaction(scene.seat.store._engine) as connection:
        connection.execute(update(persons).values(contact=clock.written(clock.now() - 397 * DAY)))
    scene.receipts = 1 + len(scene.others)
    scene.kept.clear()
    scene.others.clear()
    _again(scene)


def _reassigned(scene: Scene) -> None:
    scene.reason = Reason.REASSIGNED
    scene.town.end(scene.target, "reassigned")
    scene.seat.synchronise()


def _removed(scene: Scene) -> None:
    scene.reason = Reason.REMOVED
    scene.seat.store.passports.remove(scene.target.id)


def _refused(scene: Scene, *items: str) -> None:
    """The keyring refuses at the erasure; the receipt says so; it is asked again once it answers."""
    seat, ring = scene.seat, scene.seat.ring
    assert ring
    ring.refused = frozenset(items)
    _withdrawn(scene)
    if [one.copies for one in seat.store.receipts.all()] != [Copies.DUE]:
        raise Unexpected("le trousseau a refusé, et le reçu ne le dit pas")
    scene.stages["colonnes P ouvertes dans des copies tant que le trousseau refuse (le reçu le dit)"] = sum(
        opened_in(scene, copy).passport for copy in scene.copies
    )
    ring.refused = frozenset()
    if scene.random.random() < 0.5:
        _again(scene)
    elif not seat.store.renew_epoch():
        raise Unexpected("le trousseau répond, et rien n’est recommencé")


def _drawer(scene: Scene) -> Any:
    """A copy of the last backup that holds the target, kept where Escale does not see it."""
    drawer = scene.folder / "tiroir"
    drawer.mkdir()
    newest = max((scene.seat.home / "sauvegardes").glob("*.sauvegarde"))
    return shutil.copy2(newest, drawer / newest.name)


def _replayed(scene: Scene, change: Callable[[dict[str, Any]], object]) -> None:
    scene.town.faults.next(PAGE, altered(change))
    try:
        scene.seat.synchronise()
    except EscaleError as trouble:
        if scene.target.mark in json.dumps(str(trouble), ensure_ascii=False):
            raise Unexpected("le refus d’une réponse attardée nomme la personne") from trouble
    finally:
        scene.town.faults.planned.clear()


def _again(scene: Scene) -> None:
    """Closed and opened, as after a night."""
    scene.seat.close()
    scene.seat.unlock(PASSPHRASE)
    scene.seat.pass_day()


def _here(scene: Scene, expected: bool, when: str) -> None:
    if (scene.seat.store.passports.card(scene.target.id) is not None) is not expected:
        raise Unexpected(f"{when} : le dossier {'n’est plus' if expected else 'est encore'} là")


WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        "retrait à un échange": Way(_withdrawn),
        "fin de partage hors ligne": Way(_past_offline),
        "horloge reculée de 30 jours": Way(_set_back, days=10),
        "fin vue puis horloge reculée": Way(_seen_then_back, days=10),
        "vieille sauvegarde remise en place": Way(_restored),
        "vieille sauvegarde après une fin hors ligne": Way(_past_then_restored),
        "vieille sauvegarde sur un autre poste": Way(_restored_elsewhere),
        "réponse attardée du serveur": Way(_late_answer),
        "douze mois sans contact": Way(_silent, days=700),
        "réaffectation": Way(_reassigned),
        "dossier saisi, effacé à la main": Way(_removed, shared=False),
        "trousseau qui refuse au début": Way(lambda scene: _refused(scene, "epoch-next"), keyring_only=True),
        "trousseau qui refuse à la fin": Way(lambda scene: _refused(scene, "epoch"), keyring_only=True),
    }
)
