"""The demonstration extract shipped with Escale: a hand-made JSON, read into the same rows as the kit."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from desktop.errors import Refused
from desktop.models.occupation import Importance, SkillKind
from desktop.reference.compiled import TABLES
from desktop.reference.placing import shipped_bytes
from desktop.reference.rows import Row, Rows, in_order
from desktop.reference.wording import tidy

MAX_EXTRACT = 16 * 1024 * 1024  # bytes


class _Edition(msgspec.Struct, frozen=True):
    version: str
    published: str
    source: str


class _Occupation(msgspec.Struct, frozen=True):
    code: str
    label: str
    field: str
    definition: str
    access: str
    riasec: str
    regulated: bool
    titles: list[tuple[str, str]]  # OGR, label
    core: list[str]
    emerging: list[str]
    other: list[str]
    contexts: list[str]
    mobilities: list[str]
    parent: str
    interests: list[str]  # the principal one first
    sectors: list[str]  # the principal one first; the code of the sub-sector when there is one


class _Extract(msgspec.Struct, frozen=True):
    edition: _Edition
    domains: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    tree: list[tuple[str, str, str, str, str, str, str, str, str]]
    skills: list[tuple[str, str, SkillKind, str, str, str]]
    transversal: list[str]
    contexts: list[tuple[str, str, str]]
    interests: list[tuple[str, str, str]]
    sectors: list[tuple[str, str, str]]
    occupations: list[_Occupation]


def digest(path: Path) -> str:
    """The sha-256 (hexadecimal) of the extract's bytes."""
    return hashlib.sha256(shipped_bytes(path, MAX_EXTRACT)).hexdigest()


def read_extract(path: Path) -> Rows:
    """The rows of the extract; raises Refused, naming the file, if it is absent or malformed."""
    try:
        found = msgspec.json.decode(shipped_bytes(path, MAX_EXTRACT), type=_Extract)
        tables = _tables(found)
    except (msgspec.DecodeError, ValueError) as error:
        raise Refused(f"L’extrait de démonstration {path.name} est abîmé.", "Réinstallez Escale.") from error
    return Rows(
        found.edition.version, found.edition.published, True, in_order(tables), dict.fromkeys(tables, path.name)
    )


def _tables(found: _Extract) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    tables["domain"] = [(code, tidy(label)) for code, label in found.domains]
    tables["field"] = [(code, tidy(label), code[:1]) for code, label in found.fields]
    tables["context"] = [(int(code), tidy(label), tidy(category)) for code, label, category in found.contexts]
    tables["interest"] = [(code, tidy(label), tidy(definition)) for code, label, definition in found.interests]
    tables["sector"] = [(code, tidy(label), parent) for code, label, parent in found.sectors]
    macro_of = {branch[8]: branch[6] for branch in found.tree}
    common = frozenset(found.transversal)
    tables["skill"] = [
        (int(code), tidy(label), kind.value, macro or macro_of.get(code, ""), tidy(sort), tidy(finer), code in common)
        for code, label, kind, macro, sort, finer in found.skills
    ]
    tables["path"] = [(branch[6], branch[0], branch[2], branch[4]) for branch in found.tree]
    branches = {(branch[place], tidy(branch[place + 1])) for branch in found.tree for place in (0, 2, 4, 6)}
    tables["branch"].extend(branches)
    for occupation in found.occupations:
        _add(tables, occupation)
    return tables


def _add(tables: dict[str, list[Row]], occupation: _Occupation) -> None:
    code, label = occupation.code, tidy(occupation.label)
    tables["occupation"].append((code, label, int(occupation.regulated), occupation.parent))
    tables["place"].append((code, occupation.field))
    tables["riasec"].append((code, occupation.riasec))
    tables["text"].append((code, "definition", 1, tidy(occupation.definition)))
    tables["text"].append((code, "acces_metier", 1, tidy(occupation.access)))
    titles = [(int(number), tidy(title)) for number, title in occupation.titles]
    tables["title"].extend((number, code, title, int(title != label)) for number, title in titles)
    links = {Importance.CORE: occupation.core, Importance.EMERGING: occupation.emerging}
    links[Importance.OTHER] = occupation.other + occupation.contexts
    tables["link"].extend(
        (code, int(number), importance.value) for importance, all_ in links.items() for number in all_
    )
    tables["mobility"].extend((code, target, rank) for rank, target in enumerate(occupation.mobilities, start=1))
    for table, codes in (("interest_link", occupation.interests), ("sector_link", occupation.sectors)):
        tables[table].extend((linked, code, int(rank == 0)) for rank, linked in enumerate(codes))
