"""What holds of every gap, whatever the passport and whatever was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.correction import Answer, Word, before, experience_content, shown_content, skill_content
from desktop.models.gap import Gap, core_rows, finding, groups, reading, tally
from desktop.models.note import Item
from desktop.models.passport import Fact, Passport, Section
from desktop.models.skill import Standing
from desktop.models.text import in_words
from tests.models.gap_world import (
    CORE,
    SKILLS,
    TARGET,
    Content,
    codes,
    contents,
    fact_ids,
    facts,
    gap,
    passports,
    said_anew,
    sections,
    skills,
    spoken,
    whole_passports,
)

quick = settings(deadline=None, max_examples=150)
everyone = st.one_of(passports, whole_passports)
Known = tuple[Passport, tuple[Item, ...]]


def with_fact(known: Known, fact: Fact, word: Content | None = None) -> Known:
    """One more fact in the passport, and what was said of it."""
    passport, items = known
    return replace(passport, facts=(*passport.facts, fact)), said_anew(items, word) if word else items


@st.composite
def evidence_added(draw: st.DrawFn) -> tuple[Known, Known]:
    """A passport with what was said, then the same with one more evidence."""
    known = (draw(everyone), draw(spoken))
    passport, items = known
    code, tied = draw(codes), draw(st.sampled_from(tuple(CORE)))
    kind = draw(st.sampled_from(("skill", "said", "experience", "badge", "engagement", "recognition")))
    if kind == "skill":
        return known, (replace(passport, skills=(*passport.skills, draw(skills))), items)
    if kind == "said":
        return known, (passport, said_anew(items, skill_content(code, code, Word.SAID)))
    if kind == "experience":
        fact = draw(facts(st.just("new"), (Section.EXPERIENCES,)))
        return known, with_fact(known, fact, experience_content("new", tied, tied))
    if kind == "recognition":
        fact = draw(facts(st.just("new"), (Section.RECOGNITIONS,)))
        return known, with_fact(known, fact)
    fact = draw(facts(st.just("new"), (Section.BADGES if kind == "badge" else Section.ENGAGEMENTS,)))
    return known, with_fact(known, fact, shown_content("new", code, code, Answer.ACCEPTED))


def surety(standing: Standing) -> Standing:
    """What is to acquire is no less held than what is to explore."""
    return min(standing, Standing.TO_EXPLORE)


@quick
@given(evidence_added())
def test_adding_evidence_never_lowers_a_standing(both: tuple[Known, Known]) -> None:
    before_, after = ({row.skill.code: row.standing for row in gap(*known)} for known in both)
    assert not {code for code, standing in before_.items() if surety(after[code]) > surety(standing)}


@st.composite
def kept_back(draw: st.DrawFn) -> tuple[Passport, Passport]:
    """What a person shares, and the same among anything at all of the others, identifiers that clash too."""
    whole, shared = draw(whole_passports), draw(sections)
    others = tuple(one for one in Section if one not in shared and one is not Section.SKILLS)
    seen = tuple(fact for fact in whole.facts if fact.section in shared)
    hidden = tuple(draw(st.lists(facts(fact_ids, others), max_size=4))) if others else ()
    facts_held = (*hidden, *seen) if draw(st.booleans()) else (*seen, *hidden)
    if Section.SKILLS not in shared:
        return Passport(seen, (), shared), Passport(facts_held, whole.skills, shared)
    without = tuple(
        one if one.proof is None or one.proof.section in shared else replace(one, proof=None) for one in whole.skills
    )
    return Passport(seen, without, shared), Passport(facts_held, whole.skills, shared)


@quick
@given(kept_back(), spoken)
def test_what_is_not_shared_changes_no_row(both: tuple[Passport, Passport], items: tuple[Item, ...]) -> None:
    shared, whole = both
    assert gap(whole, items) == gap(shared, items)


@quick
@given(everyone, spoken, st.data())
def test_the_same_facts_and_words_in_any_order_make_the_same_gap(
    passport: Passport, items: tuple[Item, ...], data: st.DataObject
) -> None:
    other = Passport(
        tuple(data.draw(st.permutations(passport.facts))),
        tuple(data.draw(st.permutations(passport.skills))),
        tuple(data.draw(st.permutations(passport.sections))),
    )
    assert gap(other, tuple(data.draw(st.permutations(items)))) == gap(passport, items)


@quick
@given(everyone, spoken)
def test_counts_and_groups_are_of_the_rows_shown(passport: Passport, items: tuple[Item, ...]) -> None:
    rows = gap(passport, items)
    assert len(rows) == len(TARGET.requirements) == sum(tally(rows).values())
    grouped = [row for group in groups(rows) for row in group.rows]
    assert len(grouped) == len(rows)
    assert all(grouped.count(row) == 1 for row in rows)


def figures(text: str) -> list[str]:
    """The numbers of a sentence, in digits or in letters, in order; those of codes are no figures."""
    letters = "|".join(in_words(number, feminine=True) for number in range(13))
    return re.findall(rf"\b(?:{letters}|\d+)\b", text.lower())


def many(rows: Sequence[Gap], *standings: Standing) -> str:
    """How many rows have one of these standings, as sentences write it."""
    return in_words(sum(row.standing in standings for row in rows), feminine=True)


SURE = (Standing.PROVEN, Standing.DECLARED, Standing.SAID)
HELD = (*SURE, Standing.DEDUCED)


@quick
@given(everyone, spoken)
def test_every_figure_said_is_a_number_of_rows(passport: Passport, items: tuple[Item, ...]) -> None:
    rows = gap(passport, items)
    core = core_rows(rows)
    asked, sure, deduced = str(len(rows)), many(rows, *SURE), many(rows, Standing.DEDUCED)
    remaining = [many(rows, one) for one in (Standing.TO_EXPLORE, Standing.TO_ACQUIRE)]
    at_core = [many(core, *HELD), str(len(core)), many(core, Standing.DEDUCED)]
    none = "aucune"
    if any(row.standing is not Standing.TO_EXPLORE for row in rows):
        core_said = [] if at_core[0] == none else at_core
        optional = [*([deduced] if deduced != none else []), *(one for one in remaining if one != none)]
        expected = [asked, sure, *optional, *(one for one in core_said if one != none)]
    else:
        expected = [asked]
    assert figures(reading(rows)) == expected
    title = finding(TARGET, rows).partition(" : ")[2]
    told = many(rows, *SURE) if sure != none else deduced
    assert [in_words(int(one), feminine=True) for one in figures(title)[:1]] == ([told] if told != none else [])
    assert figures(title)[1:] == ([asked] if told != none else [])


@quick
@given(everyone, spoken)
def test_near_skills_are_on_rows_not_held_and_change_no_standing(passport: Passport, items: tuple[Item, ...]) -> None:
    rows = gap(passport, items)
    assert [replace(row, near=()) for row in rows] == list(gap(passport, items, near=False))
    for row in rows:
        assert not (row.near and row.standing.held)
        assert row.skill.code not in {one.code for one in row.near}
        assert all(one.standing.held and SKILLS[one.code].macro == row.skill.macro for one in row.near)


@quick
@given(everyone, spoken, contents)
def test_undoing_gives_back_the_former_gap(passport: Passport, items: tuple[Item, ...], word: Content) -> None:
    undone = said_anew(said_anew(items, word), before(items, word))
    assert gap(passport, undone) == gap(passport, items)
