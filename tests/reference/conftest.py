"""A tiny kit and a tiny extract written to disk, and the whole official kit compiled once for the session."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
NOTICE = "Numero de version : 58\n\nDate de publication : 16/12/2024\n\nDate de validation : 15/11/2024\n"

TINY: dict[str, list[list[str]]] = {
    "referentiel_code_rome": [
        ["code_rome", "code_ogr", "libelle_rome", "emploi_reglemente", "colonne_nouvelle", "code_rome_parent"],
        ["J1501", "1", "Aide-soignant / Aide-soignante", "O", "x", "J1501"],
        ["K1302", "2", "Assistant / Assistante de vie", "", "x", "J1501"],
    ],
    "cr_gd_dp": [
        [
            "code_rome",
            "libelle_rome",
            "code_grand_domaine",
            "libelle_grand_domaine",
            "code_domaine_professionel",
            "libelle_domaine_professionel",
        ],
        ["J1501", "Aide-soignant / Aide-soignante", "J", "Santé", "J15", "Soins paramédicaux"],
        ["K1302", "Assistant / Assistante de vie", "K", "Services à la personne", "K13", "Aide à la vie quotidienne"],
    ],
    "referentiel_appellation": [
        ["code_ogr", "libelle_appellation_long", "code_rome", "classification", "peu_usite"],
        ["11", "Aide-soignant / Aide-soignante", "J1501", "PRINCIPALE", "N"],
        ["12", "Auxiliaire de l'hôpital", "J1501", "SYNONYME", "N"],
        ["13", "Assistant / Assistante de vie", "K1302", "PRINCIPALE", "N"],
        ["14", "Garde-malade", "K1302", "SYNONYME", "O"],
    ],
    "referentiel_competence": [
        [
            "code_ogr",
            "nature",
            "libelle_competence",
            "code_ogr_macro_comp",
            "code_macro_comp",
            "cat_comp",
            "sous_cat_comp",
        ],
        ["300", "Macro-compétence", "Aider la personne", "", "1E101", "Savoir-faire", "Technique"],
        ["301", "Macro-compétence", "Travailler en équipe", "", "6D102", "Savoir-être professionnel", "Transverse"],
        ["100", "Compétence", "Préparer des repas", "300", "", "Savoir-faire", "Technique"],
        ["101", "Compétence", "Veiller à l'hygiène", "300", "", "Savoir-faire", "Transverse"],
    ],
    "referentiel_savoir": [
        ["code_ogr_savoir", "libelle_savoir", "categorie_savoir", "sous_categorie_savoir"],
        ["200", "Oeuvres d'art", "Domaines d'expertise", "Culture et arts"],
    ],
    "referentiel_contexte_travail": [
        ["code_ogr", "libelle_cont_travail", "libelle_type_cont_trav"],
        ["400", "Travail de nuit", "Horaires et durée du travail"],
    ],
    "coherence_item": [
        ["code_rome", "code_ogr", "coeur_metier"],
        ["J1501", "101", "Principale"],
        ["J1501", "200", "Émergente"],
        ["J1501", "300", ""],
        ["J1501", "400", ""],
        ["K1302", "101", ""],
        ["K1302", "100", "Principale"],
        ["K1302", "301", ""],
    ],
    "rubrique_mobilite": [["code_rome", "code_rome_cible", "numero_ordre"], ["J1501", "K1302", "1"]],
    "texte": [
        ["code_rome", "code_compo_bloc", "libelle_type_texte", "position_phrase", "libelle_texte"],
        ["J1501", "3", "definition", "2", "Veille à l''hygiène.\u200b"],
        ["J1501", "3", "definition", "1", "Assure les soins"],
        ["J1501", "4", "acces_metier", "1", "Diplôme d''Etat obligatoire."],
    ],
    "referentiel_code_rome_riasec": [["code_rome", "riasec_majeur", "riasec_mineur"], ["J1501", "S", "R"]],
    "arborescence_competences": [
        ["code_domaine_competence", "domaine_competence", "code_enjeu", "enjeu", "code_objectif", "objectif"],
        ["1", "Management, Social, Soin", "1E", "Soin", "1E1", "Aider et accompagner"],
        ["6", "Coopération", "6D", "Qualités professionnelles", "6D1", "Faire preuve de qualités"],
    ],
    "centre_interet": [
        ["code_centre_interet", "libelle_centre_interet", "definition_centre_interet"],
        ["22", "Je souhaite prendre soin des autres", "Vous aimez aider ?\n\n Des métiers vous attendent."],
        ["14", "J'aime le travail manuel", ""],
    ],
    "arborescence_centre_interet": [
        ["code_centre_interet", "code_rome", "principal"],
        ["22", "J1501", "oui"],
        ["22", "K1302", "non"],
        ["14", "K1302", "oui"],
    ],
    "secteur_activite": [
        ["code_sect_activite", "libelle_sect_activite"],
        ["85", "Santé"],
        ["86", "Service à la personne"],
    ],
    "sous_secteur_activite": [
        ["code_ss_sect_activite", "libelle_ss_sect_activite", "code_sect_activite"],
        ["119", "Médical", "85"],
    ],
    "arborescence_secteur_activite": [
        ["code_sect_activite", "code_ss_sect_activite", "code_rome", "principal"],
        ["85", "119", "J1501", "oui"],
        ["86", "", "K1302", "oui"],
    ],
}

EXTRACT = {
    "edition": {"version": "458", "published": "2024-12-16", "source": "France Travail, ROME 4.0, Licence Ouverte 2.0"},
    "domains": [["J", "Santé"]],
    "fields": [["J15", "Soins paramédicaux"]],
    "tree": [["1", "Social", "1E", "Soin", "1E1", "Aider", "1E101", "Aider la personne", "300"]],
    "skills": [
        ["300", "Aider la personne", "macro", "", "", ""],
        ["101", "Veiller à l'hygiène", "detailed", "1E101", "", ""],
    ],
    "transversal": ["101"],
    "contexts": [["400", "Travail de nuit", "Horaires et durée du travail"]],
    "interests": [["22", "Je souhaite prendre soin des autres", "Soigner, aider."]],
    "sectors": [["85", "Santé", ""], ["119", "Médical", "85"]],
    "occupations": [
        {
            "code": "J1501",
            "label": "Aide-soignant / Aide-soignante",
            "field": "J15",
            "definition": "Assure les soins.",
            "access": "Avec un diplôme.",
            "riasec": "SR",
            "regulated": True,
            "titles": [["11", "Aide-soignant / Aide-soignante"]],
            "core": ["101"],
            "emerging": [],
            "other": ["300"],
            "contexts": ["400"],
            "mobilities": [],
            "parent": "J1501",
            "interests": ["22"],
            "sectors": ["119"],
        }
    ],
}


def csv_text(rows: list[list[str]]) -> str:
    """The rows as the kit writes them: comma, every field quoted, LF."""
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return stream.getvalue()


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A folder holding a tiny kit of two occupations."""
    folder = tmp_path / "kit"
    folder.mkdir()
    for resource, rows in TINY.items():
        (folder / f"unix_{resource}_v458_utf8.csv").write_text(csv_text(rows), encoding="utf-8", newline="")
    (folder / "version.txt").write_text(NOTICE, encoding="utf-8")
    return folder


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder like ``resources/reference``, with a tiny extract and two labels of the tree."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "extrait.json").write_text(json.dumps(EXTRACT, ensure_ascii=False), encoding="utf-8")
    labels = {"version": "458", "published": "2024-12-16", "source": "", "labels": {"1": "Domaine livré"}}
    (folder / "tree.json").write_text(json.dumps(labels), encoding="utf-8")
    return folder


@pytest.fixture
def shelf(tmp_path: Path, shipped: Path) -> Shelf:
    """An empty shelf."""
    return Shelf(tmp_path / "shelf", shipped)


@pytest.fixture
def opened(shelf: Shelf) -> Iterator[Callable[[], Reference]]:
    """Open what is in use, and close it after the test."""
    kept: list[Reference] = []

    def open_in_use() -> Reference:
        kept.append(Reference.open(shelf.in_use()))
        return kept[-1]

    yield open_in_use
    for reference in kept:
        reference.close()


@pytest.fixture(scope="session")
def whole_shelf(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The whole official kit, imported once."""
    shelf = Shelf(tmp_path_factory.mktemp("rome"), ROOT / "resources" / "reference")
    shelf.import_kit(shared_data / "rome_v458")
    return shelf


@pytest.fixture(scope="session")
def whole(whole_shelf: Shelf) -> Iterator[Reference]:
    """The whole official kit, open."""
    with Reference.open(whole_shelf.in_use()) as reference:
        yield reference


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    """The extract that ships with Escale, compiled and open."""
    with Reference.open(Shelf(tmp_path_factory.mktemp("extrait"), ROOT / "resources" / "reference").in_use()) as found:
        yield found
