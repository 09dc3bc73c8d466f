"""Gaps worked out by hand: what each row of an occupation should say of a demonstration person, and the reason.

One file of ``tests/cases`` is one person and one occupation, written from the person's passport, the occupation's lists
and decision 0015, never from what the program answers. The person comes as the gateway serves them and as Escale reads
them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import pytest

from desktop.models.correction import Answer, Word, experience_content, said_skills, shown_content, skill_content
from desktop.models.evidence import held_skills, tied_occupations, to_acquire
from desktop.models.gap import Gap, families, gaps, tally
from desktop.models.news import Received
from desktop.models.note import Delivery, Item, Kind
from desktop.models.occupation import Importance, Occupation
from desktop.models.passport import Passport, Section
from desktop.models.sections import SECTION_WORDS
from desktop.models.skill import Rule, Standing
from desktop.models.why import Why, why
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from desktop.sync.wire import file
from gateway.exchange import passport
from gateway.tables import PersonRow, ShareRow

ROOT: Final = Path(__file__).resolve().parents[2]
CASES: Final = tuple(sorted((ROOT / "tests" / "cases").glob("*.toml")))
MORNING: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)
CONSENT: Final = "3f0c9a52-7d1e-4b8e-9c3d-0a1b2c3d4e5f"
WORDS: Final[Mapping[str, Standing]] = {
    "prouvée": Standing.PROVEN,
    "déclarée": Standing.DECLARED,
    "dite": Standing.SAID,
    "déduite": Standing.DEDUCED,
    "à explorer": Standing.TO_EXPLORE,
    "à acquérir": Standing.TO_ACQUIRE,
}
IN_WORDS: Final[Mapping[Standing, str]] = {standing: word for word, standing in WORDS.items()}
Case = dict[str, Any]

every_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


class Worked(NamedTuple):
    """What the program makes of one case."""

    passport: Passport
    items: tuple[Item, ...]
    occupation: Occupation
    rows: tuple[Gap, ...]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    """The extract that ships with Escale, compiled and open."""
    with Reference.open(Shelf(tmp_path_factory.mktemp("extrait"), ROOT / "resources" / "reference").in_use()) as found:
        yield found


@cache
def read(path: Path) -> Case:
    """The case of one file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def received(case: Case) -> Passport:
    """The person of the case, served by the gateway with the sections of the case, and read as Escale reads them."""
    who = json.loads((ROOT / "gateway" / "demo" / "people" / f"{case['person']}.json").read_text(encoding="utf-8"))
    for fact in (fact for facts in who["sections"].values() for fact in facts):
        if fact["id"] in case.get("declared", ()):
            fact |= {"origine": "DECLAREE", "source": "TITULAIRE"}
    person = PersonRow(
        id=who["personne"],
        titulaire=json.dumps(who["titulaire"]),
        sections=json.dumps(who["sections"]),
        version=1,
        updated="2026-11-22T08:00:00Z",
    )
    named = json.dumps(case.get("sections", who["share"]["sections"]))
    share = ShareRow(
        consent=CONSENT, basis="PUBLICATION_TITULAIRE", sections=named, start="2026-11-01", end="2027-02-01"
    )
    answer = file(msgspec.Raw(json.dumps(passport(share, person)).encode()))
    assert isinstance(answer, Received)
    return answer.passport


def content(word: Mapping[str, str], reference: Reference) -> dict[str, str]:
    """What Escale writes when that word is said."""
    if "occupation" in word:
        tied = reference.occupation(word["occupation"])
        assert tied is not None
        return experience_content(word["fact"], tied.code, tied.label, edition="458")
    skill = reference.skill(word["skill"])
    assert skill is not None
    if "answer" in word:
        return shown_content(word["fact"], skill.code, skill.label, Answer(word["answer"]), "458")
    return skill_content(skill.code, skill.label, Word(word["said"]), "458")


def spoken(case: Case, reference: Reference) -> tuple[Item, ...]:
    """The words of the case, a minute apart, in the order in which they were said."""
    return tuple(
        Item(f"i{n}", "p", Kind.CORRECTION, content(word, reference), MORNING + timedelta(minutes=n), Delivery.WAITING)
        for n, word in enumerate(case.get("words", ()))
    )


def worked(case: Case, reference: Reference) -> Worked:
    """The gap of the case, by the same functions as the pages."""
    shared, items = received(case), spoken(case, reference)
    held = held_skills(shared, items, {code: reference.core_skills(code) for code in tied_occupations(shared, items)})
    occupation = reference.occupation(case["occupation"])
    assert occupation is not None
    paths = reference.paths({asked.skill.macro for asked in occupation.requirements} - {""})
    near = families(held, reference.skills(held))
    return Worked(shared, items, occupation, gaps(held, occupation, paths, to_acquire(items), near))


def reasons(worked: Worked, reference: Reference) -> dict[str, Why]:
    """By OGR code, what "Pourquoi ?" answers."""
    said, edition = said_skills(worked.items), reference.edition()
    return {
        row.skill.code: why(row, worked.occupation, edition, worked.passport.sections, said.get(row.skill.code))
        for row in worked.rows
    }


def differences(case: Case, rows: tuple[Gap, ...]) -> list[str]:
    """Row by row, where the program and the hand disagree, with the hand's reason."""
    expected = {code: (word, rule, reason) for code, word, rule, reason in case["expected"]}
    found = []
    for row in rows:
        word, rule, reason = expected.get(row.skill.code, ("à explorer", "", "Personne n’en a parlé."))
        first = str(row.evidence[0].rule) if row.evidence else ""
        if (IN_WORDS[row.standing], first) != (word, rule):
            found.append(
                f"{row.skill.code} {row.skill.label}\n"
                f"    à la main : {word} ({rule or 'sans preuve'}). {reason}\n"
                f"    programme : {IN_WORDS[row.standing]} ({first or 'sans preuve'})"
            )
    return found


@every_case
def test_a_case_is_whole(path: Path, reference: Reference) -> None:
    case = read(path)
    occupation = reference.occupation(case["occupation"])
    assert occupation is not None
    asked = {one.skill.code for one in occupation.requirements}
    codes = [code for code, *_ in case["expected"]]
    assert len(codes) == len(set(codes))
    named = {*codes, *case.get("proofs", ()), *case.get("titles", ()), *case.get("details", ()), *case["near"]}
    assert named <= asked
    assert all(len(reason) > 10 and reason.endswith(".") and "'" not in reason for *_, reason in case["expected"])
    assert list(case["counts"]) == list(WORDS)
    assert sum(case["counts"].values()) == len(asked)


@every_case
def test_every_row_stands_where_the_hand_put_it_by_the_rule_it_named(path: Path, reference: Reference) -> None:
    case = read(path)
    rows = worked(case, reference).rows
    assert not (found := differences(case, rows)), "\n".join([case["about"], *found])
    assert {IN_WORDS[standing]: many for standing, many in tally(rows).items()} == case["counts"]


@every_case
def test_no_proof_is_lost_and_the_surest_comes_first(path: Path, reference: Reference) -> None:
    case = read(path)
    rows = {row.skill.code: row for row in worked(case, reference).rows}
    expected = case.get("proofs", {})
    assert {code: [str(one.rule) for one in rows[code].evidence] for code in expected} == expected
    titles, details = case.get("titles", {}), case.get("details", {})
    assert {code: rows[code].evidence[0].title for code in titles} == titles
    assert {code: rows[code].evidence[0].detail for code in details} == details


@every_case
def test_near_skills_are_those_the_hand_found(path: Path, reference: Reference) -> None:
    case = read(path)
    rows = {row.skill.code: row for row in worked(case, reference).rows}
    assert {code: {one.code for one in rows[code].near} for code in case["near"]} == {
        code: set(near) for code, near in case["near"].items()
    }


@every_case
def test_every_row_can_be_explained(path: Path, reference: Reference) -> None:
    found = worked(read(path), reference)
    answers = reasons(found, reference)
    kept = [SECTION_WORDS[section] for section in Section if section not in found.passport.sections]
    for row in found.rows:
        told = answers[row.skill.code]
        assert told.rule
        assert told.change
        assert found.occupation.code in told.source
        assert "458" in told.source
        assert told.evidence == row.evidence
        assert bool(told.near) == bool(row.near)
        assert bool(told.unshared) == (bool(kept) and row.standing is not Standing.PROVEN)
        assert not told.unshared or all(word in told.unshared for word in kept)


def test_the_cases_are_of_five_people_and_ten_occupations_and_use_every_rule(reference: Reference) -> None:
    cases = [read(path) for path in CASES]
    assert len({case["person"] for case in cases}) >= 5
    assert len({case["occupation"] for case in cases}) >= 10
    expected = [row for case in cases for row in case["expected"]]
    assert {rule for _, _, rule, _ in expected} == {"", *map(str, Rule)}
    assert {WORDS[word] for _, word, _, _ in expected} == set(Standing)
    held = {
        (row.skill.code, row.importance)
        for case in cases
        for row in worked(case, reference).rows
        if row.standing.held and row.importance is Importance.EMERGING
    }
    assert len(held) >= 3


def test_a_wrong_standing_a_wrong_rule_and_a_missing_row_are_told_with_the_reason(reference: Reference) -> None:
    case = read(CASES[0])
    rows = worked(case, reference).rows
    (code, word, rule, reason), *others = next(
        [row, *case["expected"][:n], *case["expected"][n + 1 :]]
        for n, row in enumerate(case["expected"])
        if row[1] == "déclarée"
    )
    for changed in ([[code, "prouvée", rule, reason], *others], [[code, word, "badge", reason], *others]):
        (told,) = differences(case | {"expected": changed}, rows)
        assert code in told
        assert reason in told
    (told,) = differences(case | {"expected": others}, rows)
    assert "Personne n’en a parlé" in told
