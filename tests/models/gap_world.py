"""A small world for properties: twelve skills, three occupations, every passport and every word said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from desktop.models.correction import Answer, Word, experience_content, item_about, shown_content, skill_content
from desktop.models.evidence import held_skills, tied_occupations, to_acquire
from desktop.models.gap import Gap, families, gaps
from desktop.models.note import Delivery, Item, Kind
from desktop.models.occupation import Importance, Occupation, Skill, SkillKind
from desktop.models.passport import Fact, HeldSkill, Origin, Passport, Proof, Section
from desktop.models.when import When
from tests.models.people import occupation, path, skill

SKILLS: Final[Mapping[str, Skill]] = {
    one.code: one
    for one in (
        *(skill(str(n), macro=f"4A{n % 3}") for n in range(8)),
        skill("8", kind=SkillKind.SOFT, macro="4A1"), skill("9", kind=SkillKind.KNOWLEDGE, category="Normes"),
        skill("10", kind=SkillKind.KNOWLEDGE), skill("11", kind=SkillKind.MACRO, macro="4A1"),
    )
}  # fmt: skip
CORE: Final[Mapping[str, tuple[Skill, ...]]] = {
    "K1304": tuple(SKILLS[code] for code in ("0", "1", "2", "9")),
    "J1501": tuple(SKILLS[code] for code in ("2", "3", "11")),
    "D1102": (),
}
TARGET: Final[Occupation] = occupation(
    *((one, list(Importance)[int(code) % 3]) for code, one in SKILLS.items() if code not in ("4", "7"))
)
PATHS: Final = {"4A0": path("4A0", "Soin"), "4A1": path("4A1", "Vente")}
MORNING: Final = datetime(2026, 11, 1, 9, tzinfo=UTC)
DATES: Final = (None, When(2009), When(2009, 1), When(2009, 6), When(2019, 3, 1), When(2024), When(2024, 12, 28))
FACTS: Final = tuple(Section)[:-1]
Content = dict[str, str]

codes = st.sampled_from(tuple(SKILLS))
origins = st.sampled_from((Origin.GUARANTEED, Origin.DECLARED))
fact_ids = st.sampled_from(tuple("abcdef"))
sections = st.sets(st.sampled_from(tuple(Section))).map(lambda kept: tuple(one for one in Section if one in kept))


def facts(ids: st.SearchStrategy[str], kinds: Sequence[Section] = FACTS) -> st.SearchStrategy[Fact]:
    """A fact of any section of ``kinds``; only a recognition prepares occupations."""
    return st.builds(
        _fact, ids, st.sampled_from(kinds), origins, st.sampled_from(DATES), st.sampled_from(DATES), st.booleans(),
        st.lists(st.sampled_from(tuple(CORE)), unique=True, max_size=2),
    )  # fmt: skip


def _fact(
    name: str, kind: Section, origin: Origin, start: When | None, end: When | None, lasts: bool, tied: list[str]
) -> Fact:
    last = None if lasts or (start and end and end.last() < start.first()) else end
    return Fact(
        name, kind, origin, "DSN", f"{kind} {name}", "", start, last, bool(lasts and start), (),
        tuple(tied) if kind is Section.RECOGNITIONS else (),
    )  # fmt: skip


proofs = st.builds(Proof, st.sampled_from(FACTS), fact_ids)
skills = st.builds(
    lambda code, origin, proof: HeldSkill(f"s{code}", code, f"Savoir {code}", origin, "TITULAIRE", proof),
    codes, origins, st.none() | proofs,
)  # fmt: skip
held_lists = st.lists(skills, max_size=4, unique_by=lambda one: one.code).map(tuple)
fact_lists = st.lists(facts(fact_ids), max_size=6, unique_by=lambda one: one.id).map(tuple)
passports = st.builds(Passport, fact_lists, held_lists, sections)
whole_passports = st.builds(lambda known, held: Passport(known, held, tuple(Section)), fact_lists, held_lists)

contents: st.SearchStrategy[Content] = st.one_of(
    st.builds(lambda code, word: skill_content(code, f"Savoir {code}", word), codes, st.sampled_from(Word)),
    st.builds(lambda fact, code: experience_content(fact, code, code), fact_ids, st.sampled_from(("", *CORE))),
    st.builds(
        lambda fact, code, answer: shown_content(fact, code, f"Savoir {code}", answer),
        fact_ids, codes, st.sampled_from(Answer),
    ),
)  # fmt: skip


def said(words: Iterable[Content]) -> tuple[Item, ...]:
    """One item a thing, each word said a minute after the one before."""
    items: tuple[Item, ...] = ()
    for word in words:
        items = said_anew(items, word)
    return items


def said_anew(items: tuple[Item, ...], word: Content) -> tuple[Item, ...]:
    """What the store holds once that word is said: the item of the same thing is written anew."""
    moment = max((one.written for one in items), default=MORNING) + timedelta(minutes=1)
    name = item_about(items, word) or f"i{len(items)}"
    others = tuple(one for one in items if one.id != name)
    return (*others, Item(name, "p", Kind.CORRECTION, word, moment, Delivery.WAITING))


spoken = st.lists(contents, max_size=6).map(said)


def gap(passport: Passport, items: tuple[Item, ...], near: bool = True) -> tuple[Gap, ...]:
    """The rows of the occupation of this world."""
    held = held_skills(passport, items, {code: CORE[code] for code in tied_occupations(passport, items)})
    kin = families(held, SKILLS) if near else {}
    return gaps(held, TARGET, PATHS, to_acquire(items), kin)
