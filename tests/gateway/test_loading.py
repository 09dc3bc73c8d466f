"""Loading people: files in the agreed form, made-up ones in any number, clear refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gateway.app import served
from gateway.config import Config
from gateway.errors import GatewayError
from gateway.made import MOST, load_made, read_skills
from gateway.people import PersonFile, read_people
from gateway.store import Store
from gateway.when import now
from tests.gateway.desk import Contract, Desk

WHOLE = {
    "story": "Une personne d’essai.",
    "share": {"sections": None, "start": -30, "end": 84, "state": "shared"},
    "titulaire": {"prenom": "Alix", "nom": "Fictif", "anneeNaissance": 1990, "commune": "Ville-Inventée"},
    "personne": "00000000-0000-4000-8000-000000000001",
    "sections": {
        "permis": [
            {
                "id": "00000000-0000-4000-8000-0000000000a1",
                "origine": "GARANTIE",
                "source": "PERMIS",
                "categorie": "B",
            }
        ]
    },
}


ALIGNED = {"libelle": "gérer la trésorerie", "referentiel": "ESCO"}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A folder with one person, changed as asked."""

    def put(**changes: Any) -> Path:
        folder = tmp_path / "people"
        folder.mkdir(exist_ok=True)
        (folder / "a.json").write_text(json.dumps({**WHOLE, **changes}), encoding="utf-8")
        return folder

    return put


def test_demonstration_starts_with_its_people(config: Config, contract: Contract, write: Callable[..., Path]) -> None:
    """Once: starting again changes nothing, a changed file comes again under the same consent."""
    with served(replace(config, people=write())) as url, Desk(url, contract) as desk:
        desk.sign_in()
        page = desk.page()
    (file,) = page["files"]
    assert file["titulaire"] == WHOLE["titulaire"]
    for changes, count in (({}, 0), ({"titulaire": {"prenom": "A", "nom": "B", "anneeNaissance": 1990}}, 1)):
        with served(replace(config, people=write(**changes))) as url, Desk(url, contract) as desk:
            desk.sign_in()
            files = desk.page(page["cursor"])["files"]
            assert [one["consentement"]["id"] for one in files] == [file["consentement"]["id"]] * count


@pytest.mark.parametrize(
    "changes",
    [
        {"sections": {"inconnue": []}},
        {"sections": {"permis": [{"id": "x"}]}},
        {"sections": {"competences": [WHOLE["sections"]["permis"][0] | {"preuve": {"section": "permis"}}]}},  # type: ignore[index]
        {"sections": {"badges": [WHOLE["sections"]["permis"][0] | {"alignements": [{"libelle": "x"}]}]}},  # type: ignore[index]
        {"sections": {"badges": [WHOLE["sections"]["permis"][0] | {"alignements": [ALIGNED] * 21}]}},  # type: ignore[index]
        {"sections": {"permis": [WHOLE["sections"]["permis"][0] | {"alignements": [ALIGNED]}]}},  # type: ignore[index]
        {"share": {"start": 1}},
        {"share": {"start": -1, "end": -2}},
        {"share": {"sections": ["inconnue"]}},
        {"personne": "x"},
        {"titulaire": {"prenom": "A", "nom": "B", "anneeNaissance": 12}},
        {"autre": 1},
    ],
)
def test_bad_files_are_named(write: Callable[..., Path], changes: dict[str, Any]) -> None:
    """In one sentence."""
    with pytest.raises(GatewayError, match=r"a\.json"):
        read_people(write(**changes))


def test_broken_giant_and_missing_files_are_refused(write: Callable[..., Path], tmp_path: Path) -> None:
    """Never a trace."""
    folder = write()
    for raw in (b"{", b"[" * 10_000, b"\xff", b" " * (1024 * 1024 + 1)):
        (folder / "a.json").write_bytes(raw)
        with pytest.raises(GatewayError, match=r"a\.json"):
            read_people(folder)
    with pytest.raises(GatewayError, match="doit contenir"):
        read_people(tmp_path / "absent")


def test_made_people_are_the_same_for_the_same_seed(tmp_path: Path, contract: Contract, config: Config) -> None:
    """And follow the contract, whatever skills they were given."""
    skills = tmp_path / "skills.json"
    skills.write_text('[["123456", "Compétence d’essai"]]', encoding="utf-8")
    passports = []
    for name in ("a", "b"):
        other = replace(config, database=f"sqlite:///{tmp_path / name}.sqlite3")
        with served(other) as url, Desk(url, contract) as desk:
            desk.sign_in()
            store = Store(other.database)
            with store.writing() as session:
                load_made(session, desk.page()["lease"]["payload"]["counsellor"], 5, 7, now(), read_skills(skills))
            store.close()
            passports.append([(file["personne"], file["sections"]) for file in desk.page()["files"]])
    assert passports[0] == passports[1]
    assert all(sections["competences"][0]["codeOgr"] == "123456" for _, sections in passports[0])


def test_impossible_numbers_and_lists_are_refused(store: Store, populate: Callable[..., str], tmp_path: Path) -> None:
    """Ten thousand people at most; a list of skills is a list of pairs."""
    counsellor = populate(0)
    with pytest.raises(GatewayError, match=str(MOST)), store.writing() as session:
        load_made(session, counsellor, MOST + 1, 1, now())
    for text in ("[]", "{}", '["x"]'):
        (tmp_path / "s.json").write_text(text, encoding="utf-8")
        with pytest.raises(GatewayError, match="liste de compétences"):
            read_skills(tmp_path / "s.json")


def test_shipped_people_follow_the_contract(config: Config, contract: Contract, pytestconfig: pytest.Config) -> None:
    """Each has a story of its own, and what reaches the desk is in the contract's shape."""
    folder = pytestconfig.rootpath / "gateway" / "demo" / "people"
    people = read_people(folder)
    assert len({person.story for person in people}) == len(people)
    with served(replace(config, people=folder)) as url, Desk(url, contract) as desk:
        desk.sign_in()
        files = [file for page in desk.pages() for file in page["files"]]
    assert len(files) == len([person for person in people if _reaches_the_desk(person)])


def _reaches_the_desk(person: PersonFile) -> bool:
    return person.share.state == "shared" and person.share.end >= 0
