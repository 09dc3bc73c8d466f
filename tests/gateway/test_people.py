"""The twelve people of the demonstration: true to the contract, to the extract of ROME, and each to their own story."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "gateway" / "demo" / "people").glob("*.json"))
TODAY = date(2026, 11, 22)
SCHEMA_OF = {
    "experiences": "Experience",
    "reconnaissances": "Reconnaissance",
    "formations": "Formation",
    "engagements": "Engagement",
    "mandats": "Mandat",
    "permis": "Permis",
    "badges": "Badge",
    "competences": "Competence",
}
SPANS = (("dateDebut", "dateFin"), ("dateDebutValidite", "dateFinValidite"), ("dateObtention", "dateFinValidite"))
PAST = ("dateDebut", "dateFin", "dateObtention", "dateDebutValidite")

Person = dict[str, Any]
every_person = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    """The sharing contract, as it is written."""
    text = (ROOT / "resources" / "contract" / "openapi.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@pytest.fixture(scope="module")
def extract() -> dict[str, Any]:
    """The demonstration extract of ROME."""
    return dict(json.loads((ROOT / "resources" / "reference" / "extrait.json").read_text(encoding="utf-8")))


def read(path: Path) -> Person:
    """The person of one file."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def person(number: int) -> Person:
    """The person whose file begins with ``number``."""
    return read(next(path for path in FILES if path.stem.startswith(f"{number:02d}-")))


def facts(who: Person) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every fact of a person with the section it stands in."""
    for section, held in who["sections"].items():
        for fact in held:
            yield section, fact


def first_day(text: str) -> date:
    """The earliest day that a date of the contract may mean."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def first_experience(who: Person) -> date:
    """The day this person began their first job."""
    return min(first_day(fact["dateDebut"]) for fact in who["sections"]["experiences"])


def validator(contract: dict[str, Any], pointer: str) -> Draft202012Validator:
    """What checks a value against one schema of the contract, its references resolved there."""
    registry: Registry[Any] = Registry().with_resource("urn:contract", DRAFT202012.create_resource(contract))
    return Draft202012Validator({"$ref": f"urn:contract#/components/schemas/{pointer}"}, registry=registry)


def test_there_are_twelve_people_and_a_page_about_them() -> None:
    assert [path.stem[:2] for path in FILES] == [f"{number:02d}" for number in range(1, 13)]
    assert (FILES[0].parent / "LISEZMOI.md").is_file()


def test_the_check_refuses_what_the_contract_refuses(contract: dict[str, Any]) -> None:
    assert not validator(contract, "Competence").is_valid({"codeOgr": "100016", "libelle": "sans provenance"})


@every_person
def test_a_person_keeps_to_the_contract(path: Path, contract: dict[str, Any]) -> None:
    who = read(path)
    validator(contract, "Uuid").validate(who["personne"])
    for word in ("titulaire", "sections"):
        validator(contract, f"Passport/properties/{word}").validate(who[word])
    assert set(who) == {"story", "share", "personne", "titulaire", "sections"}
    assert who["story"].endswith(".")


@every_person
def test_a_person_uses_no_word_that_the_contract_lacks(path: Path, contract: dict[str, Any]) -> None:
    schemas = contract["components"]["schemas"]
    for section, fact in facts(read(path)):
        known = {*schemas["Fact"]["properties"], *schemas[SCHEMA_OF[section]]["properties"]} - {"siret"}
        assert set(fact) <= known


@every_person
def test_a_share_names_sections_of_the_contract_and_ends_after_it_begins(path: Path, contract: dict[str, Any]) -> None:
    share = read(path)["share"]
    assert set(share) == {"sections", "start", "end", "state"}
    assert set(share["sections"]) <= set(contract["components"]["schemas"]["Section"]["enum"])
    assert len(share["sections"]) == len(set(share["sections"])) > 0
    assert share["start"] < 0 < share["end"]
    assert share["state"] in {"shared", "withdrawn"}


def test_no_identifier_serves_twice() -> None:
    people = [read(path) for path in FILES]
    ids = [who["personne"] for who in people] + [fact["id"] for who in people for _, fact in facts(who)]
    assert len(ids) == len(set(ids)) > 400


@every_person
def test_dates_exist_follow_one_another_and_are_not_yet_to_come(path: Path) -> None:
    for _, fact in facts(read(path)):
        assert all(first_day(fact[word]) <= TODAY for word in PAST if word in fact)
        for begin, end in SPANS:
            if begin in fact and end in fact:
                assert first_day(fact[begin]) <= first_day(fact[end])


@every_person
def test_nobody_works_before_the_year_they_turn_fifteen(path: Path) -> None:
    who = read(path)
    assert first_experience(who).year - who["titulaire"]["anneeNaissance"] >= 15


@every_person
def test_skills_and_occupations_are_those_of_the_extract_word_for_word(path: Path, extract: dict[str, Any]) -> None:
    who = read(path)
    labels = {row[0]: row[1] for row in extract["skills"]}
    occupations = {row["code"] for row in extract["occupations"]}
    skills = who["sections"].get("competences", [])
    assert len({skill["codeOgr"] for skill in skills}) == len(skills) <= 35
    assert all(labels.get(skill["codeOgr"]) == skill["libelle"] for skill in skills)
    for fact in who["sections"].get("reconnaissances", []):
        assert set(fact.get("codesRome", ())) <= occupations


@every_person
def test_a_proof_points_to_a_fact_and_a_guaranteed_skill_has_one_that_guarantees_it(path: Path) -> None:
    who = read(path)
    origins = {(section, fact["id"]): fact["origine"] for section, fact in facts(who) if section != "competences"}
    for skill in who["sections"].get("competences", []):
        proof = (skill["preuve"]["section"], skill["preuve"]["id"]) if "preuve" in skill else None
        assert proof is None or proof in origins
        if skill["origine"] == "GARANTIE":
            assert proof
            assert origins[proof] == "GARANTIE"
            assert proof[0] != "experiences"


@every_person
def test_what_the_person_added_is_never_guaranteed(path: Path) -> None:
    for _, fact in facts(read(path)):
        assert (fact["source"] == "TITULAIRE") == (fact["origine"] == "DECLAREE")


@every_person
def test_a_job_in_a_household_is_only_declared_as_no_employer_sends_it(path: Path) -> None:
    for section, fact in facts(read(path)):
        if section == "experiences" and fact["employeur"].startswith("Particulier employeur"):
            assert fact["origine"] == "DECLAREE"
            assert {"pcsEse", "idcc"}.isdisjoint(fact)


@every_person
def test_apostrophes_are_typographic_in_what_is_not_the_official_wording(path: Path) -> None:
    who = read(path)
    told = [who["story"], *who["titulaire"].values()]
    told += [value for section, fact in facts(who) if section != "competences" for value in fact.values()]
    assert not [text for text in told if isinstance(text, str) and "'" in text]


def test_most_people_carry_skills_enough_for_a_map(extract: dict[str, Any]) -> None:
    held = [{skill["codeOgr"] for skill in read(path)["sections"].get("competences", [])} for path in FILES]
    assert sum(len(codes) >= 10 for codes in held) >= 8
    fields = {row["field"] for row in extract["occupations"] for codes in held if len(codes & set(row["core"])) >= 4}
    assert len({field[0] for field in fields}) >= 8


def test_1_is_an_apprentice_of_fifteen() -> None:
    who = person(1)
    (job,) = who["sections"]["experiences"]
    assert who["titulaire"]["anneeNaissance"] == 2011
    assert (job["typeContrat"], job["dateDebut"]) == ("Contrat d’apprentissage", "2026-09-01")


def test_2_has_many_short_contracts_declared_to_the_msa() -> None:
    jobs = person(2)["sections"]["experiences"]
    assert len(jobs) >= 20
    assert {job["source"] for job in jobs} == {"MSA"}
    assert all((first_day(job["dateFin"]) - first_day(job["dateDebut"])).days < 190 for job in jobs)


def test_3_is_known_by_employers_alone_and_shows_no_skill() -> None:
    who = person(3)
    assert set(who["sections"]) == {"experiences"}
    assert {fact["source"] for _, fact in facts(who)} == {"DSN"}
    assert "competences" in who["share"]["sections"]


def test_4_keeps_the_books_of_an_association_and_says_so_herself() -> None:
    who = person(4)
    treasurer = who["sections"]["engagements"][0]
    assert treasurer["typeActivite"] == "BENEVOLAT_ASSOCIATIF"
    assert "heures" in treasurer["fonction"]
    declared = [s for s in who["sections"]["competences"] if s.get("preuve", {}).get("id") == treasurer["id"]]
    assert len(declared) >= 10
    assert {skill["origine"] for skill in declared} == {"DECLAREE"}


def test_5_comes_from_a_civic_service_with_a_bafa() -> None:
    sections = person(5)["sections"]
    assert "SERVICE_CIVIQUE" in {fact["typeActivite"] for fact in sections["engagements"]}
    assert any("BAFA" in fact["intitule"] for fact in sections["reconnaissances"])
    assert "Contrat d’engagement éducatif" in {fact["typeContrat"] for fact in sections["experiences"]}


def test_6_has_trained_apprentices_for_six_months_or_more() -> None:
    kept = [e for e in person(6)["sections"]["engagements"] if e["typeActivite"] == "MAITRE_APPRENTISSAGE"]
    assert {fact["source"] for fact in kept} == {"CEC"}
    assert all((first_day(fact["dateFin"]) - first_day(fact["dateDebut"])).days > 183 for fact in kept)


def test_7_has_a_foreign_diploma_that_is_only_declared() -> None:
    held = {fact["intitule"]: fact for fact in person(7)["sections"]["reconnaissances"]}
    assert held["Diplôme d’État d’infirmière (Madagascar)"]["origine"] == "DECLAREE"
    assert any("ENIC-NARIC" in fact["certificateur"] for fact in held.values())


def test_8_has_a_recent_diploma_that_should_have_been_guaranteed() -> None:
    who = person(8)
    diploma = next(fact for fact in who["sections"]["reconnaissances"] if fact["type"] == "RNCP")
    assert first_day(diploma["dateObtention"]) >= date(2021, 7, 1)
    assert (diploma["origine"], diploma["source"]) == ("DECLAREE", "TITULAIRE")
    assert "changement de nom" in who["story"]


def test_4_and_9_have_a_badge_that_names_its_skills_in_several_frameworks(extract: dict[str, Any]) -> None:
    labels = {row[0]: row[1] for row in extract["skills"]}
    for number in (4, 9):
        (badge,) = person(number)["sections"]["badges"]
        assert {"ESCO", "ROME"} <= {one["referentiel"] for one in badge["alignements"]}
        assert all(labels[one["code"]] == one["libelle"] for one in badge["alignements"] if "code" in one)


def test_9_shares_for_three_more_days() -> None:
    assert person(9)["share"]["end"] == 3


def test_10_alone_has_withdrawn() -> None:
    withdrawn = [path.stem for path in FILES if read(path)["share"]["state"] == "withdrawn"]
    assert withdrawn == ["10-partage-retire"]


def test_11_alone_keeps_sections_to_himself() -> None:
    partial = {path.stem: read(path) for path in FILES if len(read(path)["share"]["sections"]) < len(SCHEMA_OF)}
    assert list(partial) == ["11-deux-rubriques"]
    who = partial["11-deux-rubriques"]
    assert who["share"]["sections"] == ["experiences", "permis"]
    assert {"reconnaissances", "competences"} <= set(who["sections"])


def test_12_has_worked_for_thirty_four_years() -> None:
    who = person(12)
    jobs = who["sections"]["experiences"]
    assert (TODAY - first_experience(who)).days // 365.25 == 34
    assert len({job["employeur"] for job in jobs}) >= 18
    assert {"C", "CE"} <= {fact["categorie"] for fact in who["sections"]["permis"]}
    assert "SAPEUR_POMPIER_VOLONTAIRE" in {fact["typeActivite"] for fact in who["sections"]["engagements"]}
    assert who["sections"]["mandats"]
