"""The official ROME 4.0 CSV kit, read into rows.

Only the dozen files Escale needs are read; the joins between them are verified afterwards, on the compiled file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from desktop.errors import Refused
from desktop.models.occupation import Importance, SkillKind
from desktop.reference.archive import UNCHANGED, Kit, open_kit
from desktop.reference.records import header, occupation_code, ogr, records
from desktop.reference.rows import Row, Rows
from desktop.reference.tree import is_macro, rebuilt
from desktop.reference.wording import fold, tidy

FIRST_ROME_4 = 400  # versions are numbered 4xx since ROME 4.0

Progress = Callable[[str, int, int], None]

_TABLES: Mapping[str, tuple[str, ...]] = {
    "referentiel_code_rome": ("occupation",),
    "cr_gd_dp": ("domain", "field", "place"),
    "referentiel_appellation": ("title",),
    "referentiel_competence": ("skill", "branch", "path"),
    "referentiel_savoir": ("skill",),
    "referentiel_contexte_travail": ("context",),
    "coherence_item": ("link",),
    "rubrique_mobilite": ("mobility",),
    "texte": ("text",),
    "referentiel_code_rome_riasec": ("riasec",),
}
_IMPORTANCES: Mapping[str, Importance] = {"principale": Importance.CORE, "emergente": Importance.EMERGING}
_PUBLISHED = re.compile(r"publication\s*:\s*(\d{1,2})/(\d{1,2})/(\d{4})")
_NUMBER = re.compile(r"version\s*:\s*(\d+)")


def read_kit(path: Path, known: Mapping[str, str], dates: Mapping[str, str], progress: Progress) -> Rows:
    """The rows of the kit at ``path`` (folder or zip), its texts tidied.

    ``known`` labels the tree when the kit does not; ``dates`` gives the ISO date of a version without version.txt.
    Raises Refused, one sentence naming the file, whenever the kit cannot be trusted whole.
    """
    with open_kit(path) as kit:
        _refuse_old(kit)
        tables: dict[str, list[Row]] = {}
        for step, (resource, read) in enumerate(_READERS.items()):
            progress(f"Lecture de {kit.file(resource)}", step, len(_READERS))
            for table, rows in read(kit, known).items():
                tables.setdefault(table, []).extend(rows)
        files = {table: " ou ".join(map(kit.file, _sources(table))) for table in tables}
        published = _published(kit) or dates.get(kit.version, "")
        return Rows(kit.version, published, False, tables, files)


def _sources(table: str) -> list[str]:
    return [resource for resource, names in _TABLES.items() if table in names]


def _refuse_old(kit: Kit) -> None:
    old = int(kit.version) < FIRST_ROME_4
    if old or ("referentiel_code_rome" in kit and "libelle_code_rome" in header(kit, "referentiel_code_rome")):
        raise Refused(f"« {kit.name} » est un kit du ROME 3, d’avant 2023 : Escale lit le ROME 4.0.", UNCHANGED)


def _published(kit: Kit) -> str:
    notice = kit.notice()
    number, found = _NUMBER.search(notice), _PUBLISHED.search(notice)
    if found and (number is None or int(number[1]) % 100 == int(kit.version) % 100):
        with suppress(ValueError):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    return ""


def _occupations(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    resource = "referentiel_code_rome"
    rows: list[Row] = [
        (occupation_code(kit.file(resource), code), tidy(label), int(regulated == "O"))
        for code, label, regulated in records(kit, resource, "code_rome", "libelle_rome", "emploi_reglemente?")
    ]
    return {"occupation": rows}


def _places(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    columns = ("code_grand_domaine", "libelle_grand_domaine", "code_domaine_professionel")
    found = list(records(kit, "cr_gd_dp", "code_rome", *columns, "libelle_domaine_professionel"))
    domains: set[Row] = {(domain, tidy(label)) for _, domain, label, _, _ in found}
    fields: set[Row] = {(field, tidy(label), domain) for _, domain, _, field, label in found}
    return {"domain": list(domains), "field": list(fields), "place": [(row[0], row[3]) for row in found]}


def _titles(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    resource = "referentiel_appellation"
    columns = ("code_ogr", "code_rome", "libelle_appellation_long", "classification?", "peu_usite?")
    return {
        "title": [
            (ogr(kit.file(resource), number), code, tidy(label), _title_rank(classification, rare))
            for number, code, label, classification, rare in records(kit, resource, *columns)
        ]
    }


def _title_rank(classification: str, rare: str) -> int:
    return 2 if rare == "O" else int(classification != "PRINCIPALE")


def _skills(kit: Kit, known: Mapping[str, str]) -> dict[str, list[Row]]:
    resource = "referentiel_competence"
    file = kit.file(resource)
    columns = ("code_ogr", "nature", "libelle_competence", "code_ogr_macro_comp", "code_macro_comp", "cat_comp")
    found = list(records(kit, resource, *columns))
    code_of = {number: macro for number, _, _, _, macro, _ in found if macro}
    labels = {macro: tidy(label) for _, _, label, _, macro, _ in found if macro}
    _refuse_stray(file, labels)
    branches, paths = rebuilt(labels, {**known, **_branches(kit)})
    skills: list[Row] = [
        (ogr(file, number), tidy(label), _kind(nature, category), macro or code_of.get(parent, parent), "")
        for number, nature, label, parent, macro, category in found
    ]  # a parent nobody knows stays as its OGR number, and the check of the joins finds it
    return {"skill": skills, "branch": branches, "path": paths}


def _refuse_stray(file: str, macros: Mapping[str, str]) -> None:
    stray = next((code for code in macros if not is_macro(code)), None)
    if stray is not None:
        raise Refused(f"Le fichier {file} contient un code de macro-compétence inconnu : « {stray[:20]} ».", UNCHANGED)


def _kind(nature: str, category: str) -> SkillKind:
    if not fold(nature).startswith("macro"):
        return SkillKind.DETAILED
    return SkillKind.SOFT if fold(category).startswith("savoir etre") else SkillKind.MACRO


def _branches(kit: Kit) -> dict[str, str]:
    resource = "arborescence_competences"
    if resource not in kit:
        return {}
    columns = ("code_domaine_competence", "domaine_competence", "code_enjeu", "enjeu", "code_objectif", "objectif")
    labels: dict[str, str] = {}
    for record in set(records(kit, resource, *columns)):
        labels.update({record[place]: tidy(record[place + 1]) for place in (0, 2, 4)})
    return labels


def _knowledge(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    resource = "referentiel_savoir"
    columns = ("code_ogr_savoir", "libelle_savoir", "categorie_savoir?")
    return {
        "skill": [
            (ogr(kit.file(resource), number), tidy(label), SkillKind.KNOWLEDGE, "", tidy(category))
            for number, label, category in records(kit, resource, *columns)
        ]
    }


def _contexts(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    resource = "referentiel_contexte_travail"
    found = records(kit, resource, "code_ogr", "libelle_cont_travail")
    return {"context": [(ogr(kit.file(resource), number), tidy(label)) for number, label in found]}


def _links(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    resource = "coherence_item"
    return {
        "link": [
            (code, ogr(kit.file(resource), number), _importance(core))
            for code, number, core in records(kit, resource, "code_rome", "code_ogr", "coeur_metier")
        ]
    }


def _importance(core: str) -> Importance:
    return _IMPORTANCES.get(fold(core), Importance.OTHER) if core else Importance.OTHER


def _mobilities(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    resource = "rubrique_mobilite"
    return {
        "mobility": [
            (code, target, ogr(kit.file(resource), rank or "0"))
            for code, target, rank in records(kit, resource, "code_rome", "code_rome_cible", "numero_ordre?")
        ]
    }


def _texts(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    columns = ("code_rome", "libelle_type_texte", "position_phrase", "libelle_texte")
    file = kit.file("texte")
    return {
        "text": [
            (code, kind, ogr(file, position), tidy(text))
            for code, kind, position, text in records(kit, "texte", *columns)
        ]
    }


def _riasec(kit: Kit, _known: Mapping[str, str]) -> dict[str, list[Row]]:
    columns = ("code_rome", "riasec_majeur", "riasec_mineur")
    found = records(kit, "referentiel_code_rome_riasec", *columns)
    return {"riasec": [(code, major + minor) for code, major, minor in found]}


_READERS: Mapping[str, Callable[[Kit, Mapping[str, str]], dict[str, list[Row]]]] = {
    "referentiel_code_rome": _occupations,
    "cr_gd_dp": _places,
    "referentiel_appellation": _titles,
    "referentiel_competence": _skills,
    "referentiel_savoir": _knowledge,
    "referentiel_contexte_travail": _contexts,
    "coherence_item": _links,
    "rubrique_mobilite": _mobilities,
    "texte": _texts,
    "referentiel_code_rome_riasec": _riasec,
}
