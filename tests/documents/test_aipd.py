"""The impact assessment says what the code does: its tables, its modules and its tests are the real ones."""

from __future__ import annotations

import pytest

from desktop.documents import aipd
from desktop.models.datamap import CATEGORIES, OUTSIDE, Sealing, declared, where
from desktop.models.measures import MEASURES, RISKS, Measure
from desktop.models.store.tables import METADATA
from tests.documents.reading import words
from tests.sources import ROOT

HIDDEN = ("card", "sealed", "theirs", "wrapped", "mac")


def test_every_column_that_is_kept_is_declared_once() -> None:
    real = {f"{table.name}.{column.name}" for table in METADATA.tables.values() for column in table.columns}
    assert set(declared()) == real, "une colonne manque à desktop/models/datamap.py, ou n’existe plus"
    assert len(declared()) == len(set(declared()))


def test_what_is_sealed_is_not_declared_in_the_clear() -> None:
    clear = (Sealing.FILE, Sealing.CLEAR)
    open_columns = {column for category in CATEGORIES if category.sealing in clear for column in category.columns}
    assert {column for column in open_columns if column.split(".")[1] in HIDDEN} == {"journal.mac"}


def test_every_category_is_whole() -> None:
    assert len({category.name for category in CATEGORIES}) == len(CATEGORIES)
    for category in CATEGORIES:
        told = (category.what, category.purpose, category.basis, category.retention, category.recipients)
        assert all(len(text) > 3 for text in told), category.name
    assert where(CATEGORIES[0]) == "persons"
    (ring,) = [category for category in CATEGORIES if category.sealing is Sealing.KEYRING]
    assert where(ring) == OUTSIDE
    assert where(CATEGORIES[-1]) == f"{OUTSIDE} : rapports/*, reglages.json"


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.threat)
def test_every_module_and_proof_that_is_named_exists(measure: Measure) -> None:
    assert measure.modules
    assert measure.proofs
    for name in measure.modules:
        assert (ROOT / f"{name.replace('.', '/')}.py").is_file(), name
    for path in measure.proofs:
        assert "def " in (ROOT / path).read_text(encoding="utf-8"), path


def test_the_page_of_the_project_is_what_the_code_says() -> None:
    kept = (ROOT / "docs" / "aipd.md").read_text(encoding="utf-8")
    assert kept == aipd.markdown(), "docs/aipd.md a vieilli : python -m desktop.documents.aipd l’écrit de nouveau"


def test_tables_of_the_page_have_rows_as_wide_as_their_headers() -> None:
    widths = [line.count("|") - line.count("\\|") for line in aipd.markdown().splitlines() if line.startswith("|")]
    assert len(widths) > len(CATEGORIES) + len(MEASURES) + len(RISKS)
    assert set(widths) == {9, 5}


def test_the_document_says_every_category_risk_and_threat() -> None:
    said = words(aipd.paper().files["pdf"])
    for name in (*(category.name for category in CATEGORIES), *(risk.name for risk in RISKS)):
        assert name in said
    assert all(measure.threat.split()[0] in said for measure in MEASURES)
