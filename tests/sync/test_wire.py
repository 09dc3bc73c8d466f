"""Files from outside: what cannot be is set aside, what is not shared is not read, and nothing raises anything else."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import EscaleError
from desktop.models.news import Received, SetAside
from desktop.models.passport import Section
from desktop.models.suggestion import alignments
from desktop.sync.received import news
from desktop.sync.signed import Keys, PublicKey
from desktop.sync.wire import clean, file, page
from gateway.shares import person_changed
from gateway.tables import PersonRow
from gateway.when import now
from tests.gateway.desk import Contract
from tests.sync.conftest import Desk, Town
from tests.sync.faults import Faults, altered

KEYS = Keys("e", PublicKey("k", "Ed25519", "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg"),
            PublicKey("h", "X25519", "NYBy1jZYgNGu6jKa35EhODhR7SGijjt16WXQ0s0WYlQ"))  # fmt: skip
PERSON, CONSENT, FACT = (f"{digit}f0c9a52-7d1e-4b8e-9c3d-0a1b2c3d4e5f" for digit in "123")
BASE = {"id": FACT, "origine": "GARANTIE", "source": "DSN"}
JOB = BASE | {"metierFonction": "Cariste", "employeur": "Essai", "dateDebut": "2019", "idcc": "1234"}
SKILL = BASE | {"codeOgr": "104090", "libelle": "Accueil", "preuve": {"section": "experiences", "id": FACT}}
TITLE = BASE | {"type": "RNCP", "intitule": "CAP", "codesRome": ["K1303"], "dateFinValidite": "2029-01"}
WHOLE: dict[str, Any] = {
    "personne": PERSON,
    "version": 3,
    "misAJour": "2026-11-22T08:42:00Z",
    "consentement": {
        "id": CONSENT,
        "fondement": "PUBLICATION_TITULAIRE",
        "sections": ["experiences", "competences", "engagements", "reconnaissances", "permis"],
        "debut": "2026-11-01",
        "fin": "2027-02-01",
    },
    "titulaire": {"prenom": "Zoé", "nom": "Fictif", "anneeNaissance": 1990, "commune": "Val-Fictif"},
    "sections": {
        "experiences": [JOB],
        "competences": [SKILL],
        "engagements": [BASE | {"typeActivite": "RESERVE_CIVIQUE", "organisme": "Essai"}],
        "reconnaissances": [TITLE],
        "permis": [BASE | {"categorie": "B", "dateObtention": "2010-06-01"}],
    },
}  # fmt: skip
Change = Callable[[dict[str, Any]], object]


def read(value: object) -> Received | SetAside:
    return file(msgspec.Raw(json.dumps(value).encode()))


def changed(change: Change) -> dict[str, Any]:
    whole = deepcopy(WHOLE)
    change(whole)
    return whole


def first(section: str, **words: object) -> Change:
    return lambda whole: whole["sections"][section][0].update(words)


IMPOSSIBLE: dict[str, Change] = {
    "31 February": first("experiences", dateDebut="2019-02-31"),
    "31 February of a validity": first("reconnaissances", dateFinValidite="2019-02-31"),
    "a year of five digits": first("permis", dateObtention="20190"),
    "reversed": first("experiences", dateDebut="2019", dateFin="2018-12"),
    "reversed sharing": lambda whole: whole["consentement"].update(fin="2026-10-31"),
    "no such day of sharing": lambda whole: whole["consentement"].update(fin="2026-02-30"),
    "huge text": first("experiences", metierFonction="x" * 1_000_000),
    "301 characters": first("experiences", secteurActivite="x" * 301),
    "a number for a title": first("experiences", metierFonction=12),
    "no title": lambda whole: whole["sections"]["experiences"][0].pop("metierFonction"),
    "no kind of engagement": lambda whole: whole["sections"]["engagements"][0].pop("typeActivite"),
    "501 facts": lambda whole: whole["sections"].update(experiences=whole["sections"]["experiences"] * 501),
    "unknown section": lambda whole: whole["consentement"].update(sections=["pensees"]),
    "unknown origin": first("experiences", origine="CERTAINE"),
    "line feed in a code": first("competences", codeOgr="104090\n"),
    "arabic digits": first("competences", codeOgr="١٢"),
    "year 1": lambda whole: whole.update(misAJour="0001-01-01T00:00:00Z"),
    "no such instant": lambda whole: whole.update(misAJour="2026-02-30T00:00:00Z"),
    "version 2^63": lambda whole: whole.update(version=2**63),
    "version 0": lambda whole: whole.update(version=0),
    "no holder": lambda whole: whole.pop("titulaire"),
    "born in 1066": lambda whole: whole["titulaire"].update(anneeNaissance=1066),
}


def test_a_whole_file(contract: Contract) -> None:
    contract.judge("Passport", WHOLE)
    found = read(WHOLE)
    assert isinstance(found, Received)
    job = found.passport.of(Section.EXPERIENCES)[0]
    assert (job.title, job.place, job.ongoing, job.details) == ("Cariste", "Essai", True, (("idcc", "1234"),))
    assert found.passport.of(Section.ENGAGEMENTS)[0].title == "RESERVE_CIVIQUE"
    assert found.passport.of(Section.RECOGNITIONS)[0].details == (("type", "RNCP"), ("dateFinValidite", "2029-01"))


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_is_set_aside(name: str) -> None:
    found = read(changed(IMPOSSIBLE[name]))
    assert isinstance(found, SetAside)
    assert found.person == PERSON
    assert found.version in (0, 3)
    assert found.reason.startswith("Un passeport reçu ")
    assert found.reason.endswith("il a été mis de côté.")
    assert "Zoé" not in found.reason


def test_what_is_not_shared_is_not_read() -> None:
    whole = changed(lambda whole: whole["consentement"].update(sections=["competences"]))
    whole["sections"]["badges"] = "not even a list"
    found = read(whole)
    assert isinstance(found, Received)
    assert (found.passport.facts, found.passport.sections) == ((), (Section.SKILLS,))
    assert found.passport.skills[0].proof is None
    assert b"Cariste" not in msgspec.json.encode(found)


def badge(*aligned: object) -> dict[str, Any]:
    """A file with one badge that names these skills; "nothing" of it, as an older server, when there is none."""
    one = BASE | {"intitule": "Aidant numérique"} | ({"alignements": list(aligned)} if aligned else {})
    whole = deepcopy(WHOLE)
    whole["consentement"]["sections"] = ["badges"]
    whole["sections"] = {"badges": [one]}
    return whole


def test_a_badge_names_skills_in_the_words_of_their_framework(contract: Contract) -> None:
    whole = badge(
        {"libelle": "gérer des flux de trésorerie", "referentiel": "ESCO", "code": "urn:esco:1"},
        {"libelle": "Accueil\u202e", "referentiel": "ROME", "code": "104090"},
        {"libelle": "Accueil", "referentiel": "ROME", "code": "pas un code"},
        {"libelle": "Aider", "referentiel": "AUTRE"},
    )
    contract.judge("Passport", whole)
    found = read(whole)
    assert isinstance(found, Received)
    assert found.passport.facts[0].details == (
        ("alignementEsco", "gérer des flux de trésorerie"),
        ("alignementRome", "Accueil (104090)"),
        ("alignementRome", "Accueil"),
        ("alignementAutre", "Aider"),
    )
    assert [one.code for one in alignments(found.passport.facts[0])] == ["", "104090", "", ""]


def test_a_server_that_knows_nothing_of_alignments_still_serves(contract: Contract) -> None:
    contract.judge("Passport", badge())
    found = read(badge())
    assert isinstance(found, Received)
    assert found.passport.facts[0].details == ()


@pytest.mark.parametrize(
    "aligned",
    [
        [{"libelle": "x" * 301, "referentiel": "ESCO"}],
        [{"libelle": "x", "referentiel": "PCS"}],
        [{"referentiel": "ESCO"}],
        [{"libelle": 3, "referentiel": "ESCO"}],
        ["x"],
        [{"libelle": "x", "referentiel": "ESCO"}] * 21,
    ],
)
def test_alignments_that_the_contract_refuses_set_the_file_aside(aligned: list[object], contract: Contract) -> None:
    with pytest.raises(AssertionError):
        contract.judge("Passport", badge(*aligned))
    assert isinstance(read(badge(*aligned)), SetAside)


def test_alignments_of_anything_but_a_badge_are_not_kept() -> None:
    found = read(changed(first("experiences", alignements=[{"libelle": "x", "referentiel": "ESCO"}])))
    assert isinstance(found, Received)
    assert found.passport.of(Section.EXPERIENCES)[0].details == (("idcc", "1234"),)


def test_words_of_a_later_contract_are_ignored() -> None:
    found = read(changed(first("experiences", description="x" * 5000, autre={"a": [1]})))
    assert isinstance(found, Received)
    assert [word for word, _ in found.passport.of(Section.EXPERIENCES)[0].details] == ["idcc"]


@pytest.mark.parametrize("raw", [b"{}", b"12", b'{"personne": "x"}', b"[" * 5000 + b"]" * 5000])
def test_nobody_knows_whose(raw: bytes) -> None:
    found = file(msgspec.Raw(raw))
    assert isinstance(found, SetAside)
    assert (found.person, found.version, found.access) == ("", 0, None)
    assert found.digest == file(msgspec.Raw(raw)).digest != file(msgspec.Raw(b"[]")).digest  # type: ignore[union-attr]  # set aside


def test_what_is_still_shared_is_told_even_of_a_file_set_aside() -> None:
    whole = changed(lambda whole: whole["consentement"].update(sections=["competences"]))
    whole["titulaire"] = None
    found, good = read(whole), read(WHOLE)
    assert isinstance(found, SetAside)
    assert isinstance(good, Received)
    assert found.access == replace(good.access, sections=(Section.SKILLS,))
    reversed_one = read(changed(IMPOSSIBLE["reversed sharing"]))
    assert isinstance(reversed_one, SetAside)
    assert (reversed_one.access, reversed_one.digest) == (None, "")


def test_texts_are_cleaned() -> None:
    assert clean(" a\u202eb\x00c\u0085\u061c\ud800 e\u0301\ufeff\n") == "abc é"


def test_one_bad_file_leaves_the_others_and_what_was_there(desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    desk.synchronise()
    bad, *good = sorted(desk.people())
    before = desk.store.passports.file(bad)

    def spoil(found: dict[str, Any]) -> None:
        for one in found["files"]:
            if one["personne"] == bad:
                one["version"], one["sections"]["experiences"][0]["dateDebut"] = 2**60, "2019-02-31"
        found["files"].append({"personne": None})

    with town.store.writing() as session:
        for row in session.scalars(select(PersonRow)):
            person_changed(session, row, now())
    faults.next("/api/v1/exchange", altered(spoil))
    assert desk.synchronise().received == 2
    assert desk.store.passports.file(bad) == before
    assert {one.person for one in desk.store.intake.set_aside()} == {bad, ""}
    assert {card.person for card in desk.store.passports.cards() if card.version == 2} == set(good)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)
PAGE = {"epoch": "e", "withdrawals": [], "files": [WHOLE], "cursor": "c", "more": False, "remaining": 0, "lease": None}
SIGNED = {"payload": {"type": "withdrawal", "person": PERSON}, "kid": "k", "signature": "A" * 86}


def places(value: object, at: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Every place of a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, one in inner for place in places(one, (*at, key)))]


def put(value: Any, place: tuple[Any, ...], new: object) -> Any:
    """The value with ``new`` at that place."""
    if not place:
        return new
    value[place[0]] = put(value[place[0]], place[1:], new)
    return value


def take(body: bytes) -> None:
    """Read a page as an exchange does: only an EscaleError may come of it."""
    try:
        news(page(body), KEYS)
    except EscaleError:
        return


@settings(max_examples=200, deadline=None, derandomize=True)
@given(JSON)
def test_any_json_as_a_page(value: object) -> None:
    take(json.dumps(value).encode())


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(places(PAGE | {"withdrawals": [SIGNED]})), JSON, st.booleans())
def test_a_page_with_something_else_in_a_place(place: tuple[Any, ...], new: object, signed: bool) -> None:
    whole = deepcopy(PAGE | {"withdrawals": [SIGNED]})
    put(whole, place, new)
    if isinstance(whole, dict) and not signed and isinstance(new, (dict, list)):
        whole["withdrawals"] = []
    take(json.dumps(whole).encode())
    if place and place[0] == "files":
        take(json.dumps(whole | {"withdrawals": []}).encode())


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data())
def test_a_page_with_other_bytes(data: st.DataObject) -> None:
    body = bytearray(json.dumps(PAGE, ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body) - 1))
        body[start : start + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    take(bytes(body))


@pytest.mark.parametrize("name", ["duplicate keys", "half a pair", "deep payload", "big number"])
def test_seeds(name: str) -> None:
    text = json.dumps(PAGE)
    deep: Any = 1
    for _ in range(900):
        deep = [deep]
    bodies = {
        "duplicate keys": text.replace('"more": false', '"more": false, "more": true, "files": [], "files": 1'),
        "half a pair": text.replace("Cariste", "\\ud800"),
        "deep payload": json.dumps(PAGE | {"withdrawals": [SIGNED | {"payload": {"type": "withdrawal", "x": deep}}]}),
        "big number": json.dumps(PAGE | {"withdrawals": [SIGNED | {"payload": {"type": "withdrawal", "x": 10**400}}]}),
    }
    with pytest.raises(EscaleError):
        news(page(bodies[name].encode()), KEYS)
