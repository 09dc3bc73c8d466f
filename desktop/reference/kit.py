"""The official ROME 4.0 CSV kit, read into rows.

Only the files Escale needs are read, each once, column by column; the joins between them are verified afterwards, on
the compiled file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from itertools import repeat
from pathlib import Path

from desktop.errors import Refused
from desktop.models.occupation import Importance, SkillKind
from desktop.reference.archive import UNCHANGED, Kit, open_kit
from desktop.reference.records import columns, each, header, occupation_codes, ogrs
from desktop.reference.rows import Row, Rows, in_order, rows
from desktop.reference.tree import is_macro, rebuilt
from desktop.reference.wording import fold, tidied, tidy

FIRST_ROME_4 = 400  # versions are numbered 4xx since ROME 4.0

TRANSVERSAL = "Transverse"

Progress = Callable[[str, int, int], None]
Tables = Mapping[str, list[Row]]

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
    "centre_interet": ("interest",),
    "arborescence_centre_interet": ("interest_link",),
    "secteur_activite": ("sector",),
    "sous_secteur_activite": ("sector",),
    "arborescence_secteur_activite": ("sector_link",),
}
# What an older or a trimmed kit may lack: the guided path and the filters by sector have then nothing to offer.
_OPTIONAL = (
    frozenset({"centre_interet", "arborescence_centre_interet"}),
    frozenset({"secteur_activite", "sous_secteur_activite", "arborescence_secteur_activite"}),
)
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
        tables: dict[str, list[Row]] = {table: [] for names in _TABLES.values() for table in names}
        wanted = [resource for resource in _READERS if not _left_out(kit, resource)]
        for step, resource in enumerate(wanted):
            progress(f"Lecture de {kit.file(resource)}", step, len(wanted))
            for table, found in _READERS[resource](kit, known).items():
                tables[table] += found
        files = {table: " ou ".join(map(kit.file, _sources(table))) for table in tables}
        published = _published(kit) or dates.get(kit.version, "")
        return Rows(kit.version, published, False, in_order(tables), files)


def _left_out(kit: Kit, resource: str) -> bool:
    """Whether the resource is one of a group that this kit lacks a file of."""
    return any(resource in group and not all(one in kit for one in group) for group in _OPTIONAL)


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


def _occupations(kit: Kit, _known: Mapping[str, str]) -> Tables:
    resource = "referentiel_code_rome"
    names = ("code_rome", "libelle_rome", "emploi_reglemente?", "code_rome_parent?")
    codes, labels, regulated, parents = columns(kit, resource, *names)
    checked = occupation_codes(kit.file(resource), codes)
    return {"occupation": rows(checked, tidied(labels), [int(one == "O") for one in regulated], parents)}


def _places(kit: Kit, _known: Mapping[str, str]) -> Tables:
    names = ("code_grand_domaine", "libelle_grand_domaine", "code_domaine_professionel", "libelle_domaine_professionel")
    codes, domains, domain_labels, fields, field_labels = columns(kit, "cr_gd_dp", "code_rome", *names)
    clean = each(tidy, {*domain_labels, *field_labels})
    return {
        "domain": list({(code, clean[label]) for code, label in set(zip(domains, domain_labels, strict=True))}),
        "field": list(
            {(code, clean[label], domain) for code, label, domain in zip(fields, field_labels, domains, strict=True)}
        ),
        "place": rows(codes, fields),
    }


def _titles(kit: Kit, _known: Mapping[str, str]) -> Tables:
    resource = "referentiel_appellation"
    names = ("code_ogr", "code_rome", "libelle_appellation_long", "classification?", "peu_usite?")
    numbers, codes, labels, classes, rare = columns(kit, resource, *names)
    ranks = map(_title_rank, classes, rare)
    return {"title": rows(ogrs(kit.file(resource), numbers), codes, tidied(labels), ranks)}


def _title_rank(classification: str, rare: str) -> int:
    return 2 if rare == "O" else int(classification != "PRINCIPALE")


def _skills(kit: Kit, known: Mapping[str, str]) -> Tables:
    resource = "referentiel_competence"
    names = ("code_ogr", "nature", "libelle_competence", "code_ogr_macro_comp", "code_macro_comp", "cat_comp")
    numbers, natures, raw, parents, macros, categories, sorts = columns(kit, resource, *names, "sous_cat_comp?")
    labels = tidied(raw)
    code_of = {number: macro for number, macro in zip(numbers, macros, strict=True) if macro}
    label_of = {macro: label for macro, label in zip(macros, labels, strict=True) if macro}
    _refuse_stray(kit.file(resource), label_of)
    branches, paths = rebuilt(label_of, {**known, **_branches(kit)})
    kinds = {pair: _kind(*pair).value for pair in set(zip(natures, categories, strict=True))}
    skills = rows(
        ogrs(kit.file(resource), numbers),
        labels,
        map(kinds.__getitem__, zip(natures, categories, strict=True)),
        # a parent nobody knows stays as its OGR number, and the check of the joins finds it
        (macro or code_of.get(parent, parent) for macro, parent in zip(macros, parents, strict=True)),
        repeat(""),
        repeat(""),
        (int(sort == TRANSVERSAL) for sort in sorts),
    )
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
    names = ("code_domaine_competence", "domaine_competence", "code_enjeu", "enjeu", "code_objectif", "objectif")
    found = columns(kit, resource, *names)
    pairs = {pair for place in (0, 2, 4) for pair in zip(found[place], found[place + 1], strict=True)}
    return {code: tidy(label) for code, label in sorted(pairs)}


def _knowledge(kit: Kit, _known: Mapping[str, str]) -> Tables:
    resource = "referentiel_savoir"
    names = ("code_ogr_savoir", "libelle_savoir", "categorie_savoir?", "sous_categorie_savoir?")
    numbers, labels, categories, finer = columns(kit, resource, *names)
    clean = each(tidy, {*categories, *finer})
    skills = rows(
        ogrs(kit.file(resource), numbers),
        tidied(labels),
        repeat(SkillKind.KNOWLEDGE.value),
        repeat(""),
        map(clean.__getitem__, categories),
        map(clean.__getitem__, finer),
        repeat(0),
    )
    return {"skill": skills}


def _contexts(kit: Kit, _known: Mapping[str, str]) -> Tables:
    resource = "referentiel_contexte_travail"
    numbers, labels, sorts = columns(kit, resource, "code_ogr", "libelle_cont_travail", "libelle_type_cont_trav?")
    return {"context": rows(ogrs(kit.file(resource), numbers), tidied(labels), tidied(sorts))}


def _links(kit: Kit, _known: Mapping[str, str]) -> Tables:
    resource = "coherence_item"
    codes, numbers, core = columns(kit, resource, "code_rome", "code_ogr", "coeur_metier")
    importances = each(_importance, core)
    return {"link": rows(codes, ogrs(kit.file(resource), numbers), map(importances.__getitem__, core))}


def _importance(core: str) -> str:
    return _IMPORTANCES.get(fold(core), Importance.OTHER).value


def _mobilities(kit: Kit, _known: Mapping[str, str]) -> Tables:
    resource = "rubrique_mobilite"
    codes, targets, ranks = columns(kit, resource, "code_rome", "code_rome_cible", "numero_ordre?")
    return {"mobility": rows(codes, targets, ogrs(kit.file(resource), [rank or "0" for rank in ranks]))}


def _texts(kit: Kit, _known: Mapping[str, str]) -> Tables:
    names = ("code_rome", "libelle_type_texte", "position_phrase", "libelle_texte")
    codes, kinds, positions, texts = columns(kit, "texte", *names)
    return {"text": rows(codes, kinds, ogrs(kit.file("texte"), positions), tidied(texts))}


def _riasec(kit: Kit, _known: Mapping[str, str]) -> Tables:
    codes, majors, minors = columns(kit, "referentiel_code_rome_riasec", "code_rome", "riasec_majeur", "riasec_mineur")
    return {"riasec": rows(codes, (major + minor for major, minor in zip(majors, minors, strict=True)))}


def _interests(kit: Kit, _known: Mapping[str, str]) -> Tables:
    names = ("code_centre_interet", "libelle_centre_interet", "definition_centre_interet?")
    codes, labels, definitions = columns(kit, "centre_interet", *names)
    return {"interest": rows(codes, tidied(labels), tidied(definitions))}


def _interest_links(kit: Kit, _known: Mapping[str, str]) -> Tables:
    names = ("code_centre_interet", "code_rome", "principal?")
    codes, occupations, principal = columns(kit, "arborescence_centre_interet", *names)
    return {"interest_link": rows(codes, occupations, map(_yes, principal))}


def _sectors(kit: Kit, _known: Mapping[str, str]) -> Tables:
    codes, labels = columns(kit, "secteur_activite", "code_sect_activite", "libelle_sect_activite")
    return {"sector": rows(codes, tidied(labels), repeat(""))}


def _sub_sectors(kit: Kit, _known: Mapping[str, str]) -> Tables:
    names = ("code_ss_sect_activite", "libelle_ss_sect_activite", "code_sect_activite")
    codes, labels, parents = columns(kit, "sous_secteur_activite", *names)
    return {"sector": rows(codes, tidied(labels), parents)}


def _sector_links(kit: Kit, _known: Mapping[str, str]) -> Tables:
    """An occupation hangs under the sub-sector when there is one, under its sector otherwise."""
    names = ("code_sect_activite", "code_ss_sect_activite?", "code_rome", "principal?")
    sectors, finer, occupations, principal = columns(kit, "arborescence_secteur_activite", *names)
    codes = (sub or sector for sub, sector in zip(finer, sectors, strict=True))
    return {"sector_link": rows(codes, occupations, map(_yes, principal))}


def _yes(text: str) -> int:
    return int(text == "oui")


_READERS: Mapping[str, Callable[[Kit, Mapping[str, str]], Tables]] = {
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
    "centre_interet": _interests,
    "arborescence_centre_interet": _interest_links,
    "secteur_activite": _sectors,
    "sous_secteur_activite": _sub_sectors,
    "arborescence_secteur_activite": _sector_links,
}
