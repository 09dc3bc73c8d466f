"""Reading people into the gateway from JSON files, one a person: the demonstration's, or an organisation's tests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import uuid4

import msgspec
from sqlalchemy.orm import Session

from gateway.errors import GatewayError
from gateway.shares import SECTIONS, consents_changed, person_changed, withdraw
from gateway.signing import Signer
from gateway.store import next_sequence
from gateway.tables import IN_FORCE, PersonRow, ShareRow
from gateway.when import PARIS, instant, today
from gateway.wire import Uuid

FILE_BYTES = 1024 * 1024
FILES = 10_000
FACTS = 2000
ALIGNMENTS = 20
DAYS = 3650
Text = Annotated[str, msgspec.Meta(max_length=300)]
Day = Annotated[int, msgspec.Meta(ge=-DAYS, le=DAYS)]


class Titulaire(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename="camel", omit_defaults=True):
    """Whose passport it is."""

    prenom: Text
    nom: Text
    annee_naissance: Annotated[int, msgspec.Meta(ge=1900, le=2100)]
    commune: Text | msgspec.UnsetType = msgspec.UNSET


class Proof(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The fact that shows a skill."""

    section: Text
    id: Uuid


class Alignment(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A skill that a badge names in a framework."""

    libelle: Text
    referentiel: Literal["ESCO", "ROME", "AUTRE"]
    code: Text | msgspec.UnsetType = msgspec.UNSET


class Fact(msgspec.Struct, frozen=True):
    """What every fact of a passport says, a skill's proof and a badge's alignments where it has some."""

    id: Uuid
    origine: Literal["GARANTIE", "DECLAREE"]
    source: Text
    preuve: Proof | msgspec.UnsetType = msgspec.UNSET
    alignements: Annotated[list[Alignment], msgspec.Meta(max_length=ALIGNMENTS)] = []


class Sharing(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What the person did with the passport; ``start`` and ``end`` count days from the day of loading."""

    sections: list[str] | None = None
    start: Day = 0
    end: Day = 84
    state: Literal["shared", "withdrawn", "none"] = "shared"
    fondement: Literal["PUBLICATION_TITULAIRE", "HABILITATION_R6323_35"] = "PUBLICATION_TITULAIRE"


class PersonFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One file; ``story`` says in a French sentence what the person is there to show."""

    story: str
    share: Sharing
    titulaire: Titulaire
    personne: Uuid
    sections: dict[str, Annotated[list[dict[str, Any]], msgspec.Meta(max_length=FACTS)]]


def read_people(folder: Path) -> list[PersonFile]:
    """Every ``*.json`` of a folder, by name; GatewayError names the first file that cannot be read."""
    paths = sorted(folder.glob("*.json"))
    if not paths or len(paths) > FILES:
        raise GatewayError(f"Le dossier {folder.name} doit contenir entre 1 et {FILES} fichiers JSON.")
    return [_read_person(path) for path in paths]


def _read_person(path: Path) -> PersonFile:
    try:
        with path.open("rb") as file:
            raw = file.read(FILE_BYTES + 1)
        if len(raw) > FILE_BYTES:
            raise GatewayError(f"Le fichier {path.name} dépasse 1 Mio.")
        person = msgspec.json.decode(raw, type=PersonFile)
        msgspec.convert(person.sections, dict[str, list[Fact]])
    except (OSError, msgspec.DecodeError, RecursionError) as error:
        raise GatewayError(f"Le fichier {path.name} ne décrit pas une personne : {error}.") from error
    if any("alignements" in fact for name, facts in person.sections.items() if name != "badges" for fact in facts):
        raise GatewayError(f"Le fichier {path.name} donne des alignements à autre chose qu’un badge.")
    unknown = {*person.sections, *(person.share.sections or ())} - set(SECTIONS)
    if unknown or person.share.start > 0 or person.share.end < person.share.start:
        raise GatewayError(f"Le fichier {path.name} nomme une rubrique ou des dates de partage impossibles.")
    return person


def load(session: Session, signer: Signer, counsellor: str, people: Sequence[PersonFile], moment: datetime) -> int:
    """Put people in, and share them with ``counsellor``; returns how many were new or changed.

    Loading the same files again changes nothing, and never touches a sharing that a person decided since.
    """
    return sum(_load_one(session, signer, counsellor, person, moment) for person in people)


def _load_one(session: Session, signer: Signer, counsellor: str, person: PersonFile, moment: datetime) -> bool:
    titulaire = msgspec.json.encode(person.titulaire).decode()
    sections = json.dumps(person.sections, ensure_ascii=False, separators=(",", ":"))
    row = session.get(PersonRow, person.personne)
    if row is not None:
        if (row.titulaire, row.sections) == (titulaire, sections):
            return False
        row.titulaire, row.sections = titulaire, sections
        person_changed(session, row, moment)
        return True
    session.add(
        PersonRow(
            id=person.personne,
            first_name=person.titulaire.prenom,
            last_name=person.titulaire.nom,
            birth_year=person.titulaire.annee_naissance,
            titulaire=titulaire,
            sections=sections,
            version=1,
            updated=instant(moment),
        )
    )
    session.flush()
    if person.share.state != "none":
        _share(session, signer, counsellor, person, moment)
    return True


def _share(session: Session, signer: Signer, counsellor: str, person: PersonFile, moment: datetime) -> None:
    day = today(moment)
    named = person.share.sections
    share = ShareRow(
        consent=str(uuid4()),
        person=person.personne,
        counsellor=counsellor,
        basis=person.share.fondement,
        sections=json.dumps([name for name in SECTIONS if named is None or name in named]),
        start=(day + timedelta(days=person.share.start)).isoformat(),
        end=(day + timedelta(days=person.share.end)).isoformat(),
        state=IN_FORCE,
        changed=next_sequence(session),
    )
    session.add(share)
    session.flush()
    consents_changed(session, counsellor)
    if person.share.state == "withdrawn":
        halfway = day + timedelta(days=(person.share.start + min(0, person.share.end)) // 2)
        withdraw(session, signer, share, min(moment, datetime.combine(halfway, time(9), PARIS)), "withdrawn")
