"""The access report as JSON: everything, word for word, in a form that another program can read."""

from __future__ import annotations

import json as standard
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from desktop.models.archived import Archived
from desktop.models.clock import written
from desktop.models.file import File
from desktop.models.journal import Entry
from desktop.models.note import Item, Kind
from desktop.models.passport import Fact, HeldSkill
from desktop.models.version import Version

FORMAT: Final = "escale/rapport-d-acces"
VERSION: Final = 1


def json(
    file: File,
    items: Sequence[Item],
    versions: Mapping[str, Sequence[Version]],
    entries: Sequence[Entry],
    today: date,
    held: Collection[str] = (),
    former: Sequence[Archived] = (),
    drafts: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """UTF-8, indented; a lone surrogate, which no other program could read, is written as an escape.

    ``held``: ids of the meetings that were given to a calendar. ``drafts``: forms left half filled, by name.
    """
    said = {
        "format": FORMAT,
        "version": VERSION,
        "etabli_le": today.isoformat(),
        "personne": _holder(file),
        "acces": _access(file),
        "passeport": {
            "faits": [_fact(fact) for fact in file.passport.facts],
            "competences": [_skill(skill) for skill in file.passport.skills],
        },
        "ecrits": [
            _item(item, versions.get(item.id, ()), given=item.id in held)
            for item in sorted(items, key=lambda item: (item.written, item.id))
        ],
        "formulaires_a_moitie_remplis": dict(drafts),
        "archives": [_former(one) for one in former],
        "journal": [
            {"numero": entry.seq, "instant": written(entry.at), "evenement": str(entry.event), "quoi": entry.what}
            for entry in entries
        ],
    }
    return (standard.dumps(said, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")


def _holder(file: File) -> dict[str, object]:
    holder = file.card.holder
    return {
        "identifiant": file.card.person,
        "prenom": holder.first_name,
        "nom": holder.family_name,
        "annee_de_naissance": holder.birth_year,
        "commune": holder.town,
    }


def _access(file: File) -> dict[str, object]:
    card, access = file.card, file.card.access
    return {
        "fondement": str(access.basis),
        "consentement": access.consent,
        "sections": [str(section) for section in access.sections],
        "debut": access.start.isoformat(),
        "fin": access.end.isoformat() if access.end else None,
        "conservation": str(card.kept),
        "version": card.version,
        "mise_a_jour": written(card.changed),
        "derniere_ouverture": written(card.opened) if card.opened else None,
    }


def _fact(fact: Fact) -> dict[str, object]:
    return {
        "id": fact.id,
        "section": str(fact.section),
        "origine": str(fact.origin),
        "source": fact.source,
        "intitule": fact.title,
        "lieu": fact.place,
        "debut": str(fact.start) if fact.start else None,
        "fin": str(fact.end) if fact.end else None,
        "en_cours": fact.ongoing,
        "details": [list(pair) for pair in fact.details],
        "metiers": list(fact.occupations),
    }


def _skill(skill: HeldSkill) -> dict[str, object]:
    proof = {"section": str(skill.proof.section), "fait": skill.proof.fact} if skill.proof else None
    return {
        "id": skill.id,
        "code": skill.code,
        "libelle": skill.label,
        "origine": str(skill.origin),
        "source": skill.source,
        "preuve": proof,
    }


def _item(item: Item, versions: Sequence[Version], *, given: bool) -> dict[str, object]:
    theirs = item.theirs
    return {
        "id": item.id,
        "nature": str(item.kind),
        "ecrit_le": written(item.written),
        "etat": str(item.delivery),
        "privee": item.kind is Kind.WORKING,
        "version": item.version,
        "recu_le": written(item.received) if item.received else None,
        "dans_un_agenda": given,
        "motif": item.reason,
        "contenu": dict(item.content),
        "autre_version": theirs
        and {
            "version": theirs.version,
            "ecrit_le": written(theirs.written),
            "auteur": theirs.author,
            "contenu": dict(theirs.content),
        },
        "versions_anterieures": [
            {
                "numero": version.number,
                "nature": str(version.kind),
                "ecrit_le": written(version.written),
                "auteur": version.author,
                "contenu": dict(version.content),
            }
            for version in versions
        ],
    }


def _former(one: Archived) -> dict[str, object]:
    return {
        "nature": str(one.kind),
        "ecrit_le": written(one.written),
        "jusqu_au": one.until.isoformat(),
        "contenu": dict(one.content),
    }
