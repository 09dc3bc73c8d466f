"""From facts to skills, one row of the table of standings after another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.models.correction import Answer, Word, experience_content, shown_content, skill_content
from desktop.models.evidence import held_skills, source_words, tied_occupations, to_acquire
from desktop.models.note import Kind
from desktop.models.passport import Fact, HeldSkill, Origin, Passport, Proof, Section
from desktop.models.skill import Rule, Standing
from tests.models.people import fact, skill, written

DIPLOMA = fact(
    "diplome", Section.RECOGNITIONS, "2009-06", place="Éducation nationale", source="MINISTERE", occupations=("K1304",)
)
JOB = fact("emploi", Section.EXPERIENCES, "2014", "2019")
BADGE = fact("badge", Section.BADGES, "2025-05-12", source="OPEN_BADGE")
MENTOR = fact("tutorat", Section.ENGAGEMENTS, "2020", source="CEC")
ALL = tuple(Section)


def shared(*facts: Fact, skills: tuple[HeldSkill, ...] = ()) -> Passport:
    """A passport shared whole."""
    return Passport(facts, skills, ALL)


@pytest.mark.parametrize(
    ("origin", "standing"),
    [(Origin.GUARANTEED, Standing.PROVEN), (Origin.DECLARED, Standing.DECLARED), (Origin.SAID, Standing.SAID)],
)
def test_a_skill_of_the_passport_has_the_standing_of_its_origin(origin: Origin, standing: Standing) -> None:
    held = held_skills(shared(skills=(HeldSkill("k", "1", "Un", origin, "TITULAIRE"),)), (), {})
    assert held["1"].standing is standing
    assert held["1"].evidence[0].detail == "ajouté par la personne"
    assert held["1"].evidence[0].since is None


def test_the_proof_is_told_with_place_period_and_source() -> None:
    known = HeldSkill("k", "1", "Un", Origin.GUARANTEED, "MINISTERE", Proof(Section.RECOGNITIONS, "diplome"))
    evidence = held_skills(shared(DIPLOMA, skills=(known,)), (), {})["1"].evidence[0]
    assert (evidence.title, evidence.fact, evidence.rule) == ("diplome", "diplome", Rule.GUARANTEED)
    assert evidence.detail == "Éducation nationale · juin 2009 · transmis par le ministère"
    assert evidence.since == date(2009, 6, 1)


def test_a_proof_that_was_not_shared_is_not_invented() -> None:
    known = HeldSkill("k", "1", "Un", Origin.DECLARED, "TITULAIRE", Proof(Section.BADGES, "absent"))
    assert held_skills(shared(skills=(known,)), (), {})["1"].evidence[0].title == "Inscrite dans le passeport"
    private = Passport((BADGE,), (replace(known, proof=Proof(Section.BADGES, "badge")),), (Section.SKILLS,))
    assert held_skills(private, (), {})["1"].evidence[0].title == "Inscrite dans le passeport"


def test_core_skills_of_a_recognition_are_deduced() -> None:
    held = held_skills(shared(DIPLOMA), (), {"K1304": (skill("7"),)})
    assert held["7"].standing is Standing.DEDUCED
    assert held["7"].evidence[0].detail == "prépare au métier K1304 (fiche RNCP ou RS) · juin 2009"


def test_what_the_certifications_of_this_computer_say_is_added_once() -> None:
    prepared = {"diplome": ("K1304", "K1302")}
    assert tied_occupations(shared(DIPLOMA), (), prepared) == ("K1304", "K1302")


def test_an_experience_deduces_nothing_until_a_human_confirms_its_occupation() -> None:
    passport, core = shared(JOB), {"J1501": (skill("7"),)}
    assert held_skills(passport, (), core) == {}
    tie = written(Kind.CORRECTION, experience_content("emploi", "J1501", "Aide-soignant"))
    assert tied_occupations(passport, (tie,)) == ("J1501",)
    evidence = held_skills(passport, (tie,), core)["7"].evidence[0]
    assert evidence.detail == "métier confirmé ensemble : Aide-soignant · 2014 – 2019"
    assert (evidence.rule, evidence.since, evidence.until) == (Rule.EXPERIENCE, date(2014, 1, 1), date(2019, 12, 28))


def test_experiences_of_one_occupation_are_one_proof_with_their_whole_length() -> None:
    jobs = (
        fact("a", Section.EXPERIENCES, "2019-09-01", "2019-10-31"),
        fact("b", Section.EXPERIENCES, "2020-09-01", "2020-10-31"),
    )
    ties = tuple(
        written(Kind.CORRECTION, experience_content(job.id, "A1401", "Cueilleur"), minute)
        for minute, job in enumerate(jobs)
    )
    (evidence,) = held_skills(shared(*jobs), ties, {"A1401": (skill("7"),)})["7"].evidence
    assert (evidence.title, evidence.fact) == ("b", "b")
    assert evidence.detail == "métier confirmé ensemble : Cueilleur · 2 emplois · 4 mois en tout, jusqu’en octobre 2020"


def test_a_badge_shows_a_skill_only_once_a_human_said_yes_and_for_what_it_is_worth() -> None:
    def answered(answer: Answer, badge: Fact = BADGE) -> dict[str, Standing]:
        item = written(Kind.CORRECTION, shown_content("badge", "7", "Sept", answer))
        return {code: held.standing for code, held in held_skills(shared(badge), (item,), {}).items()}

    assert held_skills(shared(BADGE), (), {}) == {}
    assert answered(Answer.ACCEPTED) == {"7": Standing.PROVEN}
    assert answered(Answer.ACCEPTED, replace(BADGE, origin=Origin.DECLARED)) == {"7": Standing.DECLARED}
    assert answered(Answer.REFUSED) == answered(Answer.NOTHING) == {}


def test_an_engagement_recognised_together_is_said_and_no_more() -> None:
    yes = written(Kind.CORRECTION, shown_content("tutorat", "7", "Transmettre", Answer.ACCEPTED))
    evidence = held_skills(shared(MENTOR), (yes,), {})["7"].evidence[0]
    assert (evidence.standing, evidence.rule, evidence.fact) == (Standing.SAID, Rule.ENGAGEMENT, "tutorat")


def test_the_surest_proof_comes_first_and_every_proof_is_kept() -> None:
    known = HeldSkill("k", "7", "Sept", Origin.DECLARED, "TITULAIRE")
    said = written(Kind.CORRECTION, skill_content("7", "Sept", Word.SAID))
    held = held_skills(shared(DIPLOMA, skills=(known,)), (said,), {"K1304": (skill("7"),)})["7"]
    assert [one.standing for one in held.evidence] == [Standing.DECLARED, Standing.SAID, Standing.DEDUCED]
    assert held.evidence[1].detail == "le 22 novembre 2026"


def test_among_equal_proofs_the_most_recent_comes_first() -> None:
    old = fact("vieux", Section.RECOGNITIONS, "1999-06", occupations=("K1304",))
    held = held_skills(shared(old, DIPLOMA), (), {"K1304": (skill("7"),)})["7"]
    assert [one.title for one in held.evidence] == ["diplome", "vieux"]


def test_a_deduction_that_the_person_refuses_is_set_aside_and_nothing_else_is() -> None:
    no = written(Kind.CORRECTION, skill_content("7", "Sept", Word.NOT_HELD))
    assert held_skills(shared(DIPLOMA), (no,), {"K1304": (skill("7"),)}) == {}
    known = HeldSkill("k", "7", "Sept", Origin.GUARANTEED, "MINISTERE")
    assert (
        held_skills(shared(DIPLOMA, skills=(known,)), (no,), {"K1304": (skill("7"),)})["7"].standing is Standing.PROVEN
    )


def test_what_is_to_acquire_is_not_held() -> None:
    wish = written(Kind.CORRECTION, skill_content("7", "Sept", Word.TO_ACQUIRE))
    assert held_skills(shared(), (wish,), {}) == {}
    assert to_acquire((wish,)) == {"7"}


def test_sections_that_were_not_shared_neither_help_nor_harm() -> None:
    yes = written(Kind.CORRECTION, shown_content("badge", "8", "Huit", Answer.ACCEPTED))
    known = HeldSkill("k", "9", "Neuf", Origin.GUARANTEED, "MINISTERE")
    closed = Passport((DIPLOMA, BADGE), (known,), (Section.EXPERIENCES,))
    assert held_skills(closed, (yes,), {"K1304": (skill("7"),)}) == {}
    assert tied_occupations(closed, (yes,), {"diplome": ("K1304",)}) == ()


def test_an_unknown_source_keeps_its_own_name() -> None:
    assert source_words("XYZ") == "XYZ"


def test_a_proof_is_looked_for_in_the_section_it_names_alone() -> None:
    known = HeldSkill("k", "1", "Un", Origin.DECLARED, "TITULAIRE", Proof(Section.EXPERIENCES, "badge"))
    closed = Passport((BADGE,), (known,), (Section.EXPERIENCES, Section.SKILLS))
    assert held_skills(closed, (), {})["1"].evidence[0].title == "Inscrite dans le passeport"
    assert held_skills(shared(BADGE, skills=(known,)), (), {})["1"].evidence[0].title == "Inscrite dans le passeport"


def test_equal_proofs_stand_in_one_order_whatever_that_of_the_passport() -> None:
    twin = replace(DIPLOMA, id="b", title="autre")
    told = [held_skills(shared(*facts), (), {"K1304": (skill("7"),)})["7"].evidence
            for facts in ((DIPLOMA, twin), (twin, DIPLOMA))]  # fmt: skip
    assert told[0] == told[1]
    assert [one.title for one in told[0]] == ["autre", "diplome"]


def test_the_last_name_given_to_an_occupation_is_the_one_told() -> None:
    jobs = (JOB, replace(JOB, id="autre"))
    ties = tuple(
        written(Kind.CORRECTION, experience_content(job.id, "J1501", label), minute)
        for minute, (job, label) in enumerate(zip(jobs, ("Ancien nom", "Aide-soignant"), strict=True))
    )
    for facts in (jobs, jobs[::-1]):
        (evidence,) = held_skills(shared(*facts), ties, {"J1501": (skill("7"),)})["7"].evidence
        assert evidence.detail.startswith("métier confirmé ensemble : Aide-soignant · 2 emplois")
