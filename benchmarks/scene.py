"""What a counsellor has already done in the pictures: occupations confirmed and chosen, notes written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from benchmarks.notes_scene import write_notes
from benchmarks.settled import settle
from desktop.custody.rehearse import remember, remember_made
from desktop.models import meeting as met
from desktop.models.access import Basis
from desktop.models.changes import Changes
from desktop.models.closing import Closing, Reason, closing_content, months_after
from desktop.models.correction import experience_content, occupation_content
from desktop.models.cv import Cv, Ref, cv_content, with_all
from desktop.models.diagnostic import Impact, Value, entry_content, explored, told
from desktop.models.hand import HandFile, Person, build
from desktop.models.meeting import Medium, Meeting, Reception, Sort, meeting_content
from desktop.models.note import Kind
from desktop.models.passport import Fact
from desktop.models.plan import About, Action, Link, Owner, Status, action_content
from desktop.office import Office
from desktop.rehearsal import waited

if TYPE_CHECKING:
    from desktop.models.store import Store

CHOSEN: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "Nadia Brindille": (("J1501", "Aide-soignant / Aide-soignante"),),
    "Daniel Routebelle": (("N4101", "Conducteur / Conductrice de transport de marchandises sur longue distance"),),
    "Solange Petitpré": (
        ("M1608", "Secrétaire comptable"),
        ("M1203", "Comptable"),
        ("M1501", "Assistant / Assistante ressources humaines"),
    ),
}
CONFIRMED: Final = (("D1505", "Caissier / Caissière"), ("N1103", "Magasinier / Magasinière gestionnaire de stocks"))
CV_TITLE: Final = "Aide-soignante"
CV_PROFILE: Final = (
    "J’ai accompagné ma grand-mère pendant trois ans : prendre soin, c’est ce que je veux faire. Je suis ponctuelle et"
    " j’aime travailler en équipe."
)
PLAN: Final = (  # what, days from today, the rest
    ("Rappeler la maison de santé pour l’immersion", -3, Action("", theme="P01", step="Q21", how="Avant midi")),
    ("Préparer les questions pour la visite", 1, Action("", theme="P01", step="Q04")),
    ("Envoyer les dates du concours", 4, Action("", theme="P02", step="Q06", owner=Owner.COUNSELLOR)),
    ("Monter le dossier d’inscription à l’institut de formation", 20, Action(
        "", theme="P02", step="Q07", status=Status.UNDER_WAY,
        link=Link(About.OCCUPATION, "J1501", "Aide-soignant / Aide-soignante"))),
    ("Trouver qui garde les enfants pendant l’immersion", None, Action("", why="M’organiser à la maison")),
    ("Demander l’attestation de bénévolat", -10, Action("", theme="P01", step="Q01", status=Status.DONE)),
)  # fmt: skip
EXPLORED: Final[tuple[tuple[str, Value, Impact | None], ...]] = (  # key, what is said, what it weighs
    ("need|1", Value.STRENGTH, None),
    ("need|4", Value.STRENGTH, None),
    ("need|6", Value.NEED, None),
    ("confidence|pouvoirAgir", Value.YES, None),
    ("constraint|27", Value.NO, None),
    ("constraint|24", Value.YES, Impact.MIDDLE),
    ("situation|10", Value.YES, None),
    ("objective|9", Value.UNDER_WAY, None),
    ("constraint|23", Value.YES, Impact.STRONG),
)
CLOSED: Final = "Lalaina Clairebrise"
WORKSHOP: Final = Meeting("", date.min, time(16), 90, reception=Reception.GROUP, sort=Sort.WORKSHOP, place="Salle 2")
MEETINGS: Final[tuple[tuple[str, int, Meeting], ...]] = (  # who, how many days from today, the rest
    ("Daniel Routebelle", -3, Meeting("", date.min, time(10, 30), 30, medium=Medium.PHONE)),
    ("Nadia Brindille", -9, Meeting("", date.min, time(9), 60, met.Status.HELD, theme="Premier entretien")),
    ("Nadia Brindille", 0, Meeting("", date.min, time(9), 45, theme="Le projet")),
    ("Karim Longchemin", 0, Meeting("", date.min, time(10), 30, met.Status.ABSENT, Medium.PHONE)),
    ("Solange Petitpré", 0, Meeting("", date.min, time(14), 60)),
    ("Timéo Farinel", 0, Meeting("", date.min, time(14, 30), 45, medium=Medium.VIDEO)),
    ("Daniel Routebelle", 1, WORKSHOP),
    ("Solange Petitpré", 1, WORKSHOP),
    ("Nadia Brindille", 5, Meeting("", date.min, time(11), 45, medium=Medium.OUTSIDE, place="Mairie")),
)


def people(office: Office) -> dict[str, str]:
    """The ids of those whose files are here, by name."""
    return {card.holder.name: card.person for card in office.background.ask(lambda store: store.passports.cards())}


def prepare(office: Office) -> None:
    """Confirm, choose and write, then exchange."""
    found = people(office)
    for name, occupations in CHOSEN.items():
        for code, words in occupations:
            _record(office, found[name], Kind.OCCUPATION, occupation_content(code, words, chosen=True))
    nadia = found["Nadia Brindille"]
    file = office.background.ask(lambda store: store.passports.file(nadia))
    facts = file.passport.facts if file else ()
    for fact, (code, words) in zip(facts, CONFIRMED, strict=False):
        _record(office, nadia, Kind.CORRECTION, experience_content(fact.id, code, words))
    write_notes(office, nadia)
    _plan(office, nadia)
    _cv(office, nadia, facts)
    _explore(office, nadia)
    _meet(office, found)
    _close(office, found[CLOSED])
    settle(office.background)
    with waited(office.exchanges.settled):
        office.exchanges.synchronise()
    _keep_house(office)


def _keep_house(office: Office) -> None:
    """A sheet made and verified, a backup, a file erased: what the settings list."""
    today = office.today()
    office.background.write(partial(_with_sheet, today))
    made = build(HandFile(Person("Ines", "Vauquelin", "1990"), Basis.SAID, {}), today)
    person, (holder, access, passport) = str(uuid4()), made
    office.background.write(lambda store: store.passports.create(person, holder, access, passport))
    with waited(office.upkeep.copies_changed):
        office.upkeep.back_up(lambda _: None, office.troubled.emit)
    with waited(office.upkeep.searched):
        office.background.write(lambda store: store.passports.remove(person))


def _with_sheet(today: date, store: Store) -> Changes:
    remember_made(store, today)
    remember(store, today)
    return Changes()


def _plan(office: Office, person: str) -> None:
    today = office.today()
    for order, (what, ahead, rest) in enumerate(PLAN, 1):
        due = None if ahead is None else today + timedelta(days=ahead)
        content = action_content(replace(rest, id=str(uuid4()), what=what, due=due, order=order))
        _record(office, person, Kind.PLAN, content, content["id"])


def _explore(office: Office, person: str) -> None:
    grid = told(())
    for key, value, impact in EXPLORED:
        if entry := grid.find(key):
            said = replace(explored(entry, value, "Camille Ferrand", office.today()), impact=impact)
            _record(office, person, Kind.DIAGNOSTIC, entry_content(said))


def _cv(office: Office, person: str, facts: Iterable[Fact]) -> None:
    """What is chosen for a CV: every step of the path but one."""
    refs = [Ref(fact.section, fact.id) for fact in facts][:-1]
    begun = Cv(str(uuid4()), CV_TITLE, "J1501", CV_PROFILE, since="2026-11-20T09:00:00Z")
    content = cv_content(with_all(begun, refs))
    _record(office, person, Kind.CV, content, content["id"])


def _meet(office: Office, found: Mapping[str, str]) -> None:
    for name, days, meeting in MEETINGS:
        one = replace(meeting, id=str(uuid4()), day=office.today() + timedelta(days=days))
        _record(office, found[name], Kind.MEETING, meeting_content(one), one.id)


def _close(office: Office, person: str) -> None:
    """Somebody to ask, six months after."""
    day = months_after(office.today(), -7)
    one = Closing(str(uuid4()), day, Reason.TRAINING, "Bonne formation ! La porte reste ouverte.")
    _record(office, person, Kind.CLOSING, closing_content(one), one.id)


def _record(office: Office, person: str, kind: Kind, content: dict[str, str], item: str = "") -> None:
    office.background.write(partial(_written, person, kind, content, item))


def _written(person: str, kind: Kind, content: dict[str, str], item: str, store: Store) -> Changes:
    return store.items.record(person, kind, content, item=item)
