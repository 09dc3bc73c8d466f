"""Made-up people in any number, the same for the same seed: for measures and tests. Every name says it is invented."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from gateway.errors import GatewayError
from gateway.shares import SECTIONS, consents_changed
from gateway.tables import IN_FORCE, HouseRow, PersonRow, ShareRow
from gateway.when import instant, today

MOST = 10_000
SKILLS_BYTES = 8 * 1024 * 1024
CHUNK = 500
FIRST_NAMES = ("Alix", "Camille", "Claude", "Dominique", "Eden", "Lou", "Maxence", "Noa", "Sacha", "Yaël")
TOWNS = ("Ville-Inventée", "Bourg-Imaginaire", "Saint-Exemple", "Val-Fictif")
EMPLOYERS = ("Atelier Inventé", "Transports Imaginaires", "Clinique de l’Exemple", "Magasin Fictif", "Mairie d’Essai")
TITLES = (
    "Agent d’accueil", "Aide-soignante", "Cariste", "Comptable", "Conducteur de ligne", "Employé libre-service",
    "Secrétaire", "Serveur", "Technicien de maintenance", "Vendeuse",
)  # fmt: skip
ROME_SKILLS = (
    ("100023", "Abattre un arbre"),
    ("101901", "Accueillir le client et l'installer"),
    ("104090", "Assurer un accueil téléphonique"),
    ("104174", "Accueillir, orienter et renseigner un client"),
    ("107368", "Accueillir des enfants"),
    ("107661", "Réaliser des soins d'hygiène corporelle, de confort et de prévention"),
    ("108821", "Maintenir un environnement propre et accueillant"),
    ("115093", "Renseigner les parents sur le fonctionnement d'une structure d'accueil"),
    ("117139", "Codifier une facture"),
    ("118983", "Accueillir en face à face"),
    ("121449", "Organiser un espace d'accueil"),
    ("123905", "Accueillir, orienter et renseigner un patient"),
)
Skill = tuple[str, str]


def read_skills(path: Path) -> tuple[Skill, ...]:
    """A JSON list of ``[code OGR, label]`` pairs, at least one; GatewayError for anything else."""
    try:
        with path.open("rb") as file:
            skills = msgspec.json.decode(file.read(SKILLS_BYTES), type=list[tuple[str, str]])
    except (OSError, msgspec.DecodeError) as error:
        raise GatewayError("La liste de compétences n’est pas une liste JSON de couples [code, libellé].") from error
    if not skills:
        raise GatewayError("La liste de compétences est vide.")
    return tuple(skills)


def load_made(
    session: Session, counsellor: str, count: int, seed: int, moment: datetime, skills: Sequence[Skill] = ROME_SKILLS
) -> None:
    """Insert ``count`` people, all shared with ``counsellor`` for twelve weeks; GatewayError beyond MOST."""
    if not 1 <= count <= MOST:
        raise GatewayError(f"Demandez entre 1 et {MOST} personnes inventées.")
    taken = update(HouseRow).values(sequence=HouseRow.sequence + count).returning(HouseRow.sequence)
    first = session.scalars(taken).one() - count + 1
    rows = _rows(random.Random(seed), counsellor, count, first, moment, skills)  # noqa: S311  # not a secret
    for _ in range(0, count, CHUNK):
        chunk = [row for _, row in zip(range(CHUNK), rows, strict=False)]
        session.execute(insert(PersonRow), [person for person, _ in chunk])
        session.execute(insert(ShareRow), [share for _, share in chunk])
    consents_changed(session, counsellor)


def _rows(
    dice: random.Random, counsellor: str, count: int, first: int, moment: datetime, skills: Sequence[Skill]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    day = today(moment)
    for number in range(count):
        person = _person(dice, number, instant(moment), skills)
        share = {
            "consent": _uuid(dice),
            "person": person["id"],
            "counsellor": counsellor,
            "basis": "PUBLICATION_TITULAIRE",
            "sections": json.dumps(list(SECTIONS)),
            "start": (day - timedelta(days=dice.randrange(60))).isoformat(),
            "end": (day + timedelta(days=84)).isoformat(),
            "state": IN_FORCE,
            "changed": first + number,
        }
        yield person, share


def _person(dice: random.Random, number: int, updated: str, skills: Sequence[Skill]) -> dict[str, Any]:
    titulaire = {
        "prenom": dice.choice(FIRST_NAMES),
        "nom": f"Fictif-{number + 1:05d}",
        "anneeNaissance": dice.randint(1960, 2006),
        "commune": dice.choice(TOWNS),
    }
    return {
        "id": _uuid(dice),
        "first_name": titulaire["prenom"],
        "last_name": titulaire["nom"],
        "birth_year": titulaire["anneeNaissance"],
        "titulaire": json.dumps(titulaire, ensure_ascii=False),
        "sections": json.dumps(_sections(dice, skills), ensure_ascii=False, separators=(",", ":")),
        "version": 1,
        "updated": updated,
    }


def _sections(dice: random.Random, skills: Sequence[Skill]) -> dict[str, list[dict[str, Any]]]:
    """Between 8 and 30 facts."""
    jobs = [_experience(dice, 2008 + 3 * place) for place in range(dice.randint(2, 6))]
    held = dice.sample(range(len(skills)), min(len(skills), dice.randint(6, 20)))
    licences = [{**_fact(dice, "GARANTIE", "PERMIS"), "categorie": "B"}] if dice.random() < 0.6 else []
    return {
        "experiences": jobs,
        "formations": [
            {**_fact(dice, "GARANTIE", "MCF"), "intitule": "Formation inventée", "dateDebut": f"{2010 + place}-09"}
            for place in range(dice.randint(0, 3))
        ],
        "permis": licences,
        "competences": [
            {**_fact(dice, "DECLAREE", "TITULAIRE"), "codeOgr": skills[place][0], "libelle": skills[place][1][:300]}
            for place in held
        ],
    }


def _experience(dice: random.Random, year: int) -> dict[str, Any]:
    return {
        **_fact(dice, "GARANTIE", "DSN"),
        "metierFonction": dice.choice(TITLES),
        "employeur": dice.choice(EMPLOYERS),
        "typeContrat": dice.choice(("CDI", "CDD", "Intérim")),
        "dateDebut": f"{year}-{dice.randint(1, 12):02d}-01",
        "dateFin": f"{year + 2}-{dice.randint(1, 12):02d}-28",
    }


def _fact(dice: random.Random, origin: str, source: str) -> dict[str, Any]:
    return {"id": _uuid(dice), "origine": origin, "source": source}


def _uuid(dice: random.Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))
