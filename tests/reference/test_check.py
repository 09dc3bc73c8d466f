"""The whole official ROME holds together, number by number; so does the extract, which repeats it faithfully."""

from __future__ import annotations

import json

import pytest

from desktop.reference.check import check
from desktop.reference.opened import Reference
from desktop.reference.report import (
    check_as_json,
    check_as_text,
    edition_text,
    list_as_json,
    list_as_text,
    occupation_as_json,
    occupation_as_text,
    search_as_json,
    search_as_text,
)
from desktop.reference.shelf import Shelf


def test_the_official_numbers(whole: Reference) -> None:
    report = check(whole)
    assert report.clean
    assert report.broken == ()
    assert (report.version, report.published) == ("458", "2024-12-16")
    assert (report.occupations, report.appellations, report.contexts) == (1056, 12107, 150)
    assert report.skills == {"detailed": 10839, "macro": 491, "soft": 16, "knowledge": 10233}
    assert sorted(report.categories.values(), reverse=True) == [3042, 2056, 1850, 1840, 1445]
    assert report.links == {"detailed": 20937, "macro": 9447, "soft": 3561, "knowledge": 24407, "context": 7392}
    assert report.importances == {"core": 14602, "emerging": 820, "other": 50322}
    assert (report.mobilities, report.mobility_targets) == (10442, 992)
    assert report.tree == {"domain": 6, "stake": 32, "objective": 84, "macro": 507}
    sizes = {join.table: join.count for join in report.joins}
    assert (sizes["text"], sizes["riasec"], sizes["domain"], sizes["field"], sizes["link"]) == (
        7321,
        1056,
        14,
        110,
        65744,
    )


def test_official_sheets(whole: Reference) -> None:
    sheets = [whole.occupation(node.code) for node in whole.occupations()]
    sizes = sorted(len(sheet.requirements) for sheet in sheets if sheet)
    assert len(sizes) == 1056
    assert sum(not whole.core_skills(sheet.code) for sheet in sheets if sheet) == 3
    assert all(6 <= len(sheet.mobilities) <= 21 for sheet in sheets if sheet)
    assert all(sheet.riasec for sheet in sheets if sheet)


def test_no_doubled_apostrophe_nor_invisible_character_is_left(whole: Reference) -> None:
    for table in ("text", "title", "skill", "occupation", "context", "branch"):
        odd = "label LIKE '%''%' OR label LIKE '%' || char(8203) || '%' OR label LIKE '%  %'"
        assert whole.rows(f"SELECT label FROM {table} WHERE {odd}") == []


def test_official_searches(whole: Reference) -> None:
    assert whole.search("aide soignant")[0].code == "J1501"
    assert whole.search("J1501")[0].code == "J1501"
    assert whole.search("eleveur bovin")[0].label == "Éleveur / Éleveuse de bovins"
    sheet = whole.occupation("K1302")
    assert sheet is not None
    asked = [one.skill.code for one in sheet.requirements]
    assert len(whole.occupations_asking(asked, 5)) == 5
    assert whole.occupations_asking(asked)[0][0].code == "K1302"


def test_the_extract_is_clean(demonstration: Reference) -> None:
    report = check(demonstration)
    assert report.broken == ()
    assert report.clean
    assert demonstration.edition().extract
    assert demonstration.edition().published == "2024-12-16"


def test_the_extract_repeats_the_official_labels(demonstration: Reference, whole: Reference) -> None:
    for query in (
        "SELECT code, label FROM occupation",
        "SELECT ogr, label, kind, macro, category, subcategory, transversal FROM skill",
        "SELECT ogr, label, category FROM context",
        "SELECT code, parent FROM occupation",
        "SELECT code, label FROM interest",
        "SELECT interest, occupation, principal FROM interest_link",
        "SELECT code, label, parent FROM sector",
        "SELECT sector, occupation, principal FROM sector_link",
        "SELECT ogr, occupation, label FROM title",
        "SELECT code, label FROM branch",
        "SELECT code, label FROM domain",
        "SELECT code, label, domain FROM field",
        "SELECT occupation, field FROM place",
        "SELECT occupation, ogr FROM link",
        "SELECT occupation, target FROM mobility",
        "SELECT occupation, letters FROM riasec",
    ):
        assert set(demonstration.rows(query)) - set(whole.rows(query)) == set(), query


def test_the_shipped_labels_are_the_official_ones(whole: Reference, whole_shelf: Shelf) -> None:
    official = dict(whole.rows("SELECT code, label FROM branch WHERE length(code) < 4"))
    assert len(official) == 122
    assert whole_shelf._labels() == official


def test_reports_can_be_read_and_serialised(demonstration: Reference) -> None:
    edition, report = demonstration.edition(), check(demonstration)
    sheet = demonstration.occupation(demonstration.occupations()[0].code)
    assert sheet is not None
    values = (list_as_json(edition, [edition]), check_as_json(report), occupation_as_json(sheet), search_as_json([]))
    assert json.loads(json.dumps(values))[1]["clean"] is True
    assert "publiée le 16/12/2024 (extrait de démonstration" in edition_text(edition)
    assert list_as_text(edition, [edition]) == (f"En usage : {edition_text(edition)}",)
    assert check_as_text(report)[-1] == "Tout se tient."
    assert occupation_as_text(sheet)[0] == f"{sheet.code} {sheet.label}"
    assert search_as_text(()) == ("Aucun métier ne correspond.",)


@pytest.mark.parametrize("text", ["aide", "cuisin"])
def test_found_occupations_are_told_with_their_code(demonstration: Reference, text: str) -> None:
    found = demonstration.search(text)
    assert found
    assert search_as_text(found)[0].startswith(found[0].code)
