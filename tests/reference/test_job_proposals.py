"""Title and declared profession together, on the whole ROME and the published PCS table: as employers write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.models.occupation import Node
from desktop.models.proposal import Profession, proposals
from desktop.reference.crosswalk import Crosswalk
from desktop.reference.opened import Reference
from desktop.reference.packs import PackShelf
from desktop.reference.titles import Titles

ROOT = Path(__file__).resolve().parents[2]
OCCUPATION = "SELECT code, label FROM occupation WHERE code = ?"
FIRST = (  # title, PCS-ESE, sector, the occupation proposed first
    ("Tailleuse de vigne", "691d", "Culture de la vigne", "A1418"),
    ("Cueilleuse d’abricots", "691d", "Culture de fruits à pépins et à noyau", "A1401"),
    ("Ouvrière en conditionnement de fruits", "691e", "Commerce de gros de fruits et légumes", "H3302"),
    ("Agent de médiation de quartier", "435b", "Action sociale sans hébergement", "K1204"),
    ("Agente d’accompagnement en école maternelle", "525a", "Administration publique générale", "K1308"),
    ("Hôtesse de caisse, remplacement", "552a", "Commerce de détail à prédominance alimentaire", "D1505"),
    ("Conducteur de benne", "641a", "Transports routiers de fret", "N4116"),
    ("Agente de service hospitalier, équipe de nuit", "525d", "Hébergement médicalisé", "J1301"),
    ("Apprenti boulanger", "636c", "Boulangerie et boulangerie-pâtisserie", "D1102"),
    ("Livreur de repas à domicile", "643a", "Services des traiteurs", "N4104"),
)


@pytest.fixture(scope="module")
def titles(whole: Reference) -> Titles:
    """The appellations of the whole kit."""
    return Titles(whole)


@pytest.fixture(scope="module")
def crosswalk(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Crosswalk:
    """The published table."""
    packs = PackShelf(tmp_path_factory.mktemp("packs"), ROOT / "resources" / "reference")
    return packs.import_crosswalk(shared_data / "crosswalks" / "table-correspondance-pcs-rome.csv")


@pytest.mark.parametrize(("title", "pcs", "sector", "expected"), FIRST, ids=[one[0] for one in FIRST])
def test_a_likely_title_is_proposed_before_what_the_profession_alone_leads_to(
    whole: Reference, titles: Titles, crosswalk: Crosswalk, title: str, pcs: str, sector: str, expected: str
) -> None:
    led = tuple(Node(*row) for code in crosswalk.occupations(pcs) for row in whole.rows(OCCUPATION, code))
    parts = tuple(part for node in led for part in whole.children(node.code))
    found = proposals(titles.matches(title, sector), Profession(pcs, crosswalk.family(pcs), led, parts))
    assert led
    assert found[0].occupation.code == expected
    assert found[0].title
