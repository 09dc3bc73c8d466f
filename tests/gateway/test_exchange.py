"""Exchanges: cursors that lose nothing, withdrawals before files, leases that stay small, shares that age."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import requests

from gateway.app import served
from gateway.config import Config, Rate
from gateway.counsellors import add_counsellor
from gateway.people import PersonFile, Sharing, Titulaire
from gateway.store import Store, epoch_of
from gateway.when import today
from tests.gateway.conftest import Clock
from tests.gateway.desk import Contract, Desk

Populate = Callable[..., str]
JOB = "00000000-0000-4000-8000-0000000000a1"


def person(number: int, **share: Any) -> PersonFile:
    """A person with one experience, and one skill that it shows."""
    fact = {"id": JOB, "origine": "GARANTIE", "source": "DSN"}
    job = {**fact, "metierFonction": "Cariste", "employeur": "Atelier Inventé", "dateDebut": "2020-01"}
    proof = {"section": "experiences", "id": JOB}
    skill = {**fact, "id": JOB.replace("a1", "b2"), "codeOgr": "117139", "libelle": "Codifier une facture"}
    return PersonFile(
        story="Une personne d’essai.",
        share=Sharing(**share),
        titulaire=Titulaire(prenom="Alix", nom=f"Fictif-{number}", annee_naissance=1990),
        personne=f"00000000-0000-4000-8000-{number:012d}",
        sections={"experiences": [job], "competences": [{**skill, "preuve": proof}]},
    )


def consents(files: list[dict[str, Any]]) -> str:
    """The digest that the contract asks a lease to carry."""
    ids = sorted(file["consentement"]["id"] for file in files)
    return hashlib.sha256("".join(f"{one}\n" for one in ids).encode()).hexdigest()


def test_pages_hold_everyone_once_and_resume_anywhere(desk: Desk, populate: Populate) -> None:
    """Every cut resumes from the last page received: no file twice, none lost."""
    populate(23)
    pages = list(desk.pages(limit=5))
    assert [len(page["files"]) for page in pages] == [5, 5, 5, 5, 3]
    assert [page["remaining"] for page in pages] == [18, 13, 8, 3, 0]
    everyone = [file["personne"] for page in pages for file in page["files"]]
    assert len(set(everyone)) == 23
    for place, page in enumerate(pages[:-1]):
        rest = [file["personne"] for later in desk.pages(page["cursor"], limit=7) for file in later["files"]]
        assert rest == everyone[5 * (place + 1) :]


def test_lease_covers_the_files_delivered(desk: Desk, populate: Populate) -> None:
    """Its digest and count are those of what was received, it lasts seven days, and its sequence grows."""
    counsellor = populate(12)
    page = desk.page(limit=200)
    first, second = page["lease"]["payload"], desk.page(page["cursor"])["lease"]["payload"]
    assert first["consents"] == second["consents"] == consents(page["files"])
    assert (first["count"], first["counsellor"]) == (12, counsellor)
    assert second["sequence"] > first["sequence"]
    assert first["expires"] > first["issued"]


def latest(desk: Desk) -> str:
    """The cursor after everything, without judging thousands of files."""
    page: dict[str, Any] = {"cursor": None, "more": True}
    while page["more"]:
        body = {"cursor": page["cursor"], "limit": 200}
        page = desk.web.post(f"{desk.url}/api/v1/exchange", json=body, headers=desk.bearer()).json()
    return str(page["cursor"])


@pytest.mark.parametrize("count", [0, 300, 2000])
def test_empty_delta_is_under_a_kilobyte(desk: Desk, populate: Populate, count: int) -> None:
    """One request, lease and countersignature included, whatever the caseload."""
    populate(count)
    cursor = latest(desk)
    anchor = {"desk": JOB, "generation": 2**53 - 1, "head": "a" * 64}
    answer = desk.post("exchange", {"cursor": cursor, "anchor": anchor})
    page = answer.json()
    assert (page["withdrawals"], page["files"], page["more"], page["cursor"]) == ([], [], False, cursor)
    assert page["lease"]["payload"]["count"] == count
    assert page["countersignature"]["payload"]["head"] == "a" * 64
    assert len(answer.content) < 1024
    heads = [hashlib.sha256(bytes([number])).hexdigest() for number in range(2)]  # of the second time on, known too
    for head in heads:
        answer = desk.post("exchange", {"cursor": cursor, "anchor": anchor | {"head": head, "renewed": True}})
    assert [answer.json()[name] is None for name in ("known", "countersignature")] == [False, False]
    assert int(answer.headers["Content-Length"]) < 700


def test_empty_delta_does_not_read_the_caseload(desk: Desk, populate: Populate, store: Store) -> None:
    """The digest is kept between changes: a wrong one planted in the cache is what the lease says."""
    counsellor = populate(3)
    cursor = desk.page()["cursor"]
    with store.writing() as session:
        session.connection().exec_driver_sql("UPDATE counsellors SET digest = ?", ("f" * 64,))
    assert desk.page(cursor)["lease"]["payload"]["consents"] == "f" * 64
    populate(1, seed=2)
    changed = desk.page(cursor)["lease"]["payload"]
    assert (changed["counsellor"], changed["count"]) == (counsellor, 4)
    assert changed["consents"] != "f" * 64


@pytest.mark.parametrize("cursor", ["", "x", "é", "A" * 43, "A" * 200, "AAAA====", "a b"])
def test_foreign_cursor_is_410(desk: Desk, cursor: str) -> None:
    """Never 500, never a silent restart."""
    answer = desk.post("exchange", {"cursor": cursor})
    assert (answer.status_code, answer.json()["error"]) == (410, "cursor_unknown")


def test_tampered_or_borrowed_cursor_is_410(desk: Desk, populate: Populate, store: Store) -> None:
    """Each character counts, and a colleague's cursor is not mine."""
    populate(3)
    cursor = desk.page()["cursor"]
    for place in range(0, len(cursor), 7):
        other = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        assert desk.post("exchange", {"cursor": other}).status_code == 410
    with store.writing() as session:
        add_counsellor(session, "b@exemple.fr", "Dominique Essai", "Essai")
    desk.sign_in(choice=1)
    assert desk.post("exchange", {"cursor": cursor}).status_code == 410


def test_each_counsellor_sees_only_what_was_shared(desk: Desk, populate: Populate, store: Store) -> None:
    """A colleague's exchange is empty."""
    populate(3)
    with store.writing() as session:
        add_counsellor(session, "b@exemple.fr", "Dominique Essai", "Essai")
    desk.sign_in(choice=1)
    page = desk.page()
    assert (page["files"], page["lease"]["payload"]["count"]) == ([], 0)


def test_new_epoch_starts_again(desk: Desk, populate: Populate, store: Store) -> None:
    """After a restoration: 410, then everything again under another epoch."""
    populate(4)
    before = desk.page()
    store.renew_epoch()
    assert desk.post("exchange", {"cursor": before["cursor"]}).status_code == 410
    after = desk.page()
    assert after["epoch"] != before["epoch"]
    assert after["epoch"] == desk.keys().json()["epoch"]
    assert after["files"] == before["files"]


def test_cursor_ahead_of_a_restored_database_is_410(desk: Desk, populate: Populate, store: Store) -> None:
    """Even when the operator forgot to say that a backup was restored."""
    populate(4)
    cursor = desk.page()["cursor"]
    with store.writing() as session:
        session.connection().exec_driver_sql("UPDATE house SET sequence = 1")
    assert desk.post("exchange", {"cursor": cursor}).status_code == 410


def test_only_named_sections_leave(desk: Desk, admit: Callable[[PersonFile], None]) -> None:
    """Nor does a skill tell of a fact that is not shared."""
    admit(person(1, sections=["competences"]))
    admit(person(2))
    narrow, wide = desk.page()["files"]
    assert set(narrow["sections"]) == {"competences"}
    assert JOB not in json.dumps(narrow)
    assert wide["sections"]["competences"][0]["preuve"]["id"] == JOB


def test_shares_age_into_signed_withdrawals(desk: Desk, admit: Callable[[PersonFile], None], clock: Clock) -> None:
    """The last day is included; the day after, the withdrawal says expired and the lease no longer counts it."""
    admit(person(1, end=1))
    admit(person(2, end=30))
    cursor = desk.page()["cursor"]
    clock.ahead = timedelta(days=1)
    desk.sign_in()
    assert desk.page(cursor)["withdrawals"] == []
    clock.ahead = timedelta(days=2)
    desk.sign_in()
    page = desk.page(cursor)
    (withdrawal,) = page["withdrawals"]
    assert (withdrawal["payload"]["person"], withdrawal["payload"]["reason"]) == (person(1).personne, "expired")
    assert page["lease"]["payload"]["count"] == 1
    assert desk.page(page["cursor"])["withdrawals"] == []


def test_loaded_as_withdrawn_was_withdrawn_in_the_past(desk: Desk, admit: Callable[[PersonFile], None]) -> None:
    """A demonstration can hold a person who withdrew before it began; one who shares nothing never appears."""
    admit(person(1, state="withdrawn", start=-30))
    admit(person(2, state="none"))
    page = desk.page()
    (withdrawal,) = page["withdrawals"]
    assert withdrawal["payload"]["at"] < page["lease"]["payload"]["issued"]
    assert page["lease"]["payload"]["count"] == 0


def test_withdrawals_come_before_files_and_by_hundreds(desk: Desk, admit: Callable[[PersonFile], None]) -> None:
    """A page holds 500 at most, none holds files beside them, and everything arrives once."""
    for number in range(1, 504):
        admit(person(number, state="withdrawn", start=-3))
    admit(person(600))
    pages = list(desk.pages())
    assert [(len(page["withdrawals"]), len(page["files"])) for page in pages] == [(500, 0), (3, 0), (0, 1)]
    assert [page["remaining"] for page in pages] == [1, 1, 0]


def test_many_shares_age_at_once(desk: Desk, populate: Populate, clock: Clock) -> None:
    """More than one request may age: no lease is given before all are withdrawn."""
    populate(700)
    clock.ahead = timedelta(days=100)
    desk.sign_in()
    pages = list(desk.pages())
    assert sum(len(page["withdrawals"]) for page in pages) == 700
    assert [file for page in pages for file in page["files"]] == []
    assert pages[-1]["lease"]["payload"]["count"] == 0


def test_large_pages_are_gzipped_on_request(desk: Desk, populate: Populate) -> None:
    """Only when accepted, and only when it is worth it."""
    populate(10)
    plain = desk.post("exchange", {"cursor": None}, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    zipped = desk.post("exchange", {"cursor": None}, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert int(zipped.headers["Content-Length"]) < len(plain.content) / 2
    assert zipped.json()["files"] == plain.json()["files"]
    small = desk.post("exchange", {"cursor": zipped.json()["cursor"]}, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in small.headers
    assert len(gzip.compress(plain.content)) < len(plain.content)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"\xff"',
        b"[" * 100_000,
        b"{}",
        b'{"cursor": 3}',
        b'{"cursor": null, "limit": 0}',
        b'{"cursor": null, "limit": 201}',
        b'{"cursor": null, "limit": true}',
        b'{"cursor": null, "autre": 1}',
        b'{"cursor": null, "anchor": {"generation": 1, "head": ""}}',
        b'{"cursor": "\\ud800"}',
        json.dumps({"cursor": "x" * 201}).encode(),
        *(
            json.dumps({"cursor": None, "anchor": {"desk": JOB, "generation": 1, "head": ""} | wrong}).encode()
            for wrong in (
                {"head": "x" * 129},
                {"generation": -1},
                {"generation": 2**53},
                {"desk": "not-a-desk"},
                {"renewed": "yes"},
                {"other": 1},
            )
        ),
    ],
)
def test_bodies_out_of_contract_are_422(desk: Desk, body: bytes) -> None:
    """Said in the contract's words."""
    answer = desk.post("exchange", None, data=body, json=None, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid")


def test_other_content_types_are_422_and_giants_413(desk: Desk) -> None:
    """The cap is eight mebibytes."""
    plain = desk.post("exchange", None, data=b'{"cursor": null}', json=None, headers={"Content-Type": "text/plain"})
    assert plain.status_code == 422
    giant = b'{"cursor": "' + b"x" * (8 * 1024 * 1024) + b'"}'
    answer = desk.post("exchange", None, data=giant, json=None, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_hurry_is_answered_429(config: Config, contract: Contract) -> None:
    """With the seconds to wait; another sign-in has its own bucket."""
    with served(replace(config, rate=Rate(burst=3, per_second=0.01))) as url, Desk(url, contract) as desk:
        desk.sign_in()
        answers = [desk.keys() for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert int(answers[-1].headers["Retry-After"]) > 1
        desk.sign_in()
        assert desk.keys().status_code == 200


def test_a_busy_database_is_503(config: Config, contract: Contract, store: Store) -> None:
    """Somebody else holds the write lock for too long: come back, says the contract."""
    with served(replace(config, busy_seconds=0.05)) as url, Desk(url, contract) as desk:
        desk.sign_in()
        with store.writing() as session:
            epoch_of(session)
            answer = desk.post("exchange", {"cursor": None})
            refused = desk.ask_token(grant_type="refresh_token", refresh_token=desk.tokens["refresh_token"])
        assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")
        assert (refused.status_code, refused.json()["error"]) == (503, "unavailable")
        assert desk.page()["files"] == []


def test_many_desks_at_once(desk: Desk, populate: Populate) -> None:
    """Readers and writers wait for each other; nobody is told that the database is locked."""
    populate(30)

    def ask(place: int) -> tuple[int, int]:
        answers = [
            requests.post(f"{desk.url}/api/v1/exchange", json={"cursor": None}, headers=desk.bearer(), timeout=30)
            for _ in range(5)
        ]
        return place, sum(answer.status_code == 200 and len(answer.json()["files"]) == 30 for answer in answers)

    with ThreadPoolExecutor(12) as desks:
        assert list(desks.map(ask, range(12))) == [(place, 5) for place in range(12)]
    sequences = [desk.page()["lease"]["payload"]["sequence"] for _ in range(2)]
    assert sequences == sorted(set(sequences))


def test_a_bug_is_said_without_a_value(desk: Desk, populate: Populate, store: Store) -> None:
    """A spoiled row is nobody's fault outside: 500 in the contract's shape, nothing of the row in it."""
    populate(1)
    with store.writing() as session:
        session.connection().exec_driver_sql("UPDATE people SET sections = '{\"SECRET'")
    answer = desk.web.post(f"{desk.url}/api/v1/exchange", json={"cursor": None}, headers=desk.bearer())
    assert (answer.status_code, answer.json()["error"]) == (500, "internal")
    desk.contract.judge("Error", answer.json())
    assert "SECRET" not in answer.text


def test_troubles_are_said_in_the_contract_s_words(desk: Desk) -> None:
    """Unknown addresses, wrong methods and missing tokens."""
    for path, method, status in (
        ("/api/v1/rien", "GET", 404),
        ("/api/v1/items", "GET", 405),
        ("/api/v1/keys", "GET", 401),
    ):
        answer = requests.request(method, desk.url + path, timeout=5)
        assert answer.status_code == status
        desk.contract.judge("Error", answer.json())
    assert requests.get(f"{desk.url}/rien", timeout=5).headers["Content-Type"].startswith("text/html")


def test_holder_publishes_amends_and_withdraws(desk: Desk, admit: Callable[[PersonFile], None], clock: Clock) -> None:
    """The whole life of a consent, from the person's page to the desk."""
    admit(person(1, state="none"))
    who = person(1).personne
    page = desk.page()
    assert page["files"] == []
    counsellor = page["lease"]["payload"]["counsellor"]
    end = (today(clock()) + timedelta(days=10)).isoformat()
    shared = {"rubrique": ["experiences", "competences"], "conseiller": counsellor, "fin": end}
    assert "passeport est partagé" in desk.holder(who, "publier", **shared).text
    page = desk.page(page["cursor"])
    (file,) = page["files"]
    assert (file["consentement"]["fin"], set(file["sections"])) == (end, {"experiences", "competences"})
    desk.holder(who, "publier", **(shared | {"rubrique": ["experiences"]}))
    page = desk.page(page["cursor"])
    (amended,) = page["files"]
    assert amended["consentement"]["id"] == file["consentement"]["id"]
    assert amended["version"] > file["version"]
    assert set(amended["sections"]) == {"experiences"}
    desk.holder(who, "experience", metier="Serveuse", employeur="Café Inventé", debut="2024-01-01")
    page = desk.page(page["cursor"])
    assert [job["metierFonction"] for job in page["files"][0]["sections"]["experiences"]] == ["Cariste", "Serveuse"]
    desk.holder(who, "retirer", partage=file["consentement"]["id"])
    page = desk.page(page["cursor"])
    assert [signed["payload"]["consent"] for signed in page["withdrawals"]] == [file["consentement"]["id"]]
    desk.holder(who, "publier", **shared)
    page = desk.page(page["cursor"])
    assert page["files"][0]["consentement"]["id"] != file["consentement"]["id"]
