"""The longest that people really write, about one person: nothing of it may be cut, or lie over anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from benchmarks.settled import settle
from desktop.furniture import Furniture
from desktop.models.access import Basis
from desktop.models.cv import Cv, Ref, cv_content
from desktop.models.hand import Entry, HandFile, Person, build
from desktop.models.interview import Header, Level, Medium, Moment, with_header
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.note import Kind
from desktop.models.passport import Section
from desktop.models.plan import About, Action, Link, Owner, action_content
from desktop.office import Office

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.models.changes import Changes
    from desktop.models.store import Store

LONG: Final = "8d0f1c1e-54b5-4a5e-9d0b-3d5d0a8a7c11"
WHO: Final = Person(
    "Marie-Antoinette-Éléonore", "de Villedieu-Montferrand d’Aubusson", "1971", "Saint-Germain-de-Longue-Chaume"
)
PLACE: Final = "Maison de l’emploi et de la formation du pays de Parthenay-Gâtine, salle Joséphine-Baker, 2e étage"
WHAT: Final = (
    "J’appelle la communauté d’agglomération du Bocage bressuirais pour savoir si le poste d’assistante de gestion"
    " administrative et budgétaire est encore ouvert, et à qui envoyer ma candidature avant la fin du mois"
)
TARGET: Final = "Conducteur / Conductrice de transport de marchandises sur longue distance"
STEPS: Final = tuple(
    Entry(
        f"{title} dans un établissement d’hébergement pour personnes âgées dépendantes, remplacements de nuit",
        "Centre intercommunal d’action sociale de la Haute-Vallée-de-l’Autize-et-du-Pays-de-Ménigoute",
        "14/03/2009",
        "27/09/2019",
    )
    for title in ("Agente de service hospitalier", "Auxiliaire de vie sociale")
)
ADDRESS: Final = f"https://exemple.test/{'tres-long-chemin/' * 8}"
TEXT: Final = "\n\n".join(
    f"# {head}\n\n{WHAT}. « Anticonstitutionnellement » : {ADDRESS}\n\n- [ ] {WHAT}"
    for head in ("Ce qui est demandé, et ce qui ne l’est pas encore tout à fait aujourd’hui", "La suite")
)


def write_long(office: Office) -> None:
    """Everything about that person."""
    today = office.today()
    holder, access, passport = build(HandFile(WHO, Basis.SAID, {Section.EXPERIENCES: STEPS}), today)
    office.background.write(lambda store: store.passports.create(LONG, holder, access, passport))
    header = Header(Moment.CAREER, today, 135, Medium.WALK_IN, PLACE, Level.TWO)
    _record(office, Kind.NOTE, with_header({"text": TEXT}, header))
    _record(office, Kind.WORKING, with_header({"text": TEXT}, header))
    for due, owner in ((-40, Owner.PERSON), (2, Owner.COUNSELLOR)):
        link = Link(About.OCCUPATION, "N4101", TARGET)
        action = Action(str(uuid4()), WHAT, why=WHAT, how=WHAT, due=today + timedelta(days=due), owner=owner, link=link)
        _record(office, Kind.PLAN, action_content(action), action.id)
    for day in (0, 9):
        meeting = Meeting(str(uuid4()), today + timedelta(days=day), time(9), 135, place=PLACE, theme=WHAT)
        _record(office, Kind.MEETING, meeting_content(meeting), meeting.id)
    refs = tuple(Ref(fact.section, fact.id) for fact in passport.facts)
    cv = Cv(str(uuid4()), TARGET, "N4101", f"{WHAT}. {WHAT}.", chosen=refs)
    _record(office, Kind.CV, cv_content(cv), cv.id)
    settle(office.background)


def long_ways() -> Mapping[str, Callable[[Furniture], QWidget | None]]:
    """How to go to each picture of that person, by its name."""
    titles = {"synthese": "Synthèse", "parcours": "Parcours", "diagnostic": "Diagnostic", "cv": "CV", "notes": "Notes",
              "plan": "Plan d’action", "rendez-vous": "Rendez-vous", "partage": "Partage"}  # fmt: skip
    ways: dict[str, Callable[[Furniture], QWidget | None]] = {
        f"longs-{name}": partial(_show, title) for name, title in titles.items()
    }
    return ways | {"longs-aujourdhui": _today, "longs-trouver": _found}


def _show(title: str, furniture: Furniture) -> None:
    furniture.open_file(LONG, title)
    settle(furniture.office.background)
    if title == furniture.plan.title:
        furniture.plan.rows.step(1)
    elif title == furniture.notes.title:
        furniture.notes.rows.step(1)
        furniture.notes.rows.choose_current()


def _today(furniture: Furniture) -> None:
    furniture.window.show_page("today")


def _found(furniture: Furniture) -> QWidget:
    furniture.window.show_page("today")
    furniture.palette.open()
    furniture.palette.field.setText("bressuirais")
    return furniture.palette


def _record(office: Office, kind: Kind, content: dict[str, str], item: str = "") -> None:
    office.background.write(partial(_written, kind, content, item))


def _written(kind: Kind, content: dict[str, str], item: str, store: Store) -> Changes:
    return store.items.record(LONG, kind, content, item=item)
