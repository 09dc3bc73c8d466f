"""The parcours in time."""

from __future__ import annotations

from datetime import date

from desktop.models.passport import Passport, Section
from desktop.models.timeline import Lane, finding, lane_of, timeline
from tests.models.people import fact

TODAY = date(2026, 11, 22)
WORK, LEARN, BADGE = Section.EXPERIENCES, Section.TRAININGS, Section.RECOGNITIONS


def test_bars_come_newest_first_and_what_goes_on_reaches_today() -> None:
    line = timeline(
        Passport((fact("ancien", WORK, "2001", "2003"), fact("actuel", WORK, "2020-02", ongoing=True))), TODAY
    )
    assert [bar.fact.id for bar in line.bars] == ["actuel", "ancien"]
    assert line.bars[0].end == TODAY
    assert (line.bars[1].start, line.bars[1].end) == (date(2001, 1, 1), date(2003, 12, 28))


def test_a_recognition_is_a_moment_and_fills_no_time() -> None:
    line = timeline(
        Passport((fact("a", WORK, "2001", "2003"), fact("b", BADGE, "2010"), fact("c", WORK, "2020", "2026"))), TODAY
    )
    moment = next(bar for bar in line.bars if bar.fact.id == "b")
    assert moment.start == moment.end
    assert [(u.start.year, u.end.year) for u in line.untold] == [(2003, 2020)]


def test_training_and_engagement_fill_time_and_short_pauses_are_not_asked_about() -> None:
    facts = (fact("a", WORK, "2020-01-01", "2024-06-30"), fact("b", LEARN, "2024-09-01", "2026-11-01"))
    assert timeline(Passport(facts), TODAY).untold == ()


def test_the_time_until_today_is_asked_about() -> None:
    line = timeline(Passport((fact("a", WORK, "2020", "2022"),)), TODAY)
    assert line.untold[-1].end == TODAY


def test_a_fact_inside_a_longer_one_opens_no_gap() -> None:
    facts = (fact("long", WORK, "2010", "2026"), fact("court", WORK, "2011", "2012"))
    assert timeline(Passport(facts), TODAY).untold == ()


def test_undated_facts_are_kept_aside_and_nothing_is_something() -> None:
    line = timeline(Passport((fact("a", WORK),)), TODAY)
    assert [one.id for one in line.undated] == ["a"]
    assert line.bars == ()
    assert line.untold == ()
    assert finding(line) == "Le parcours reste à raconter"


def test_the_title_counts_jobs_and_years() -> None:
    facts = (fact("a", WORK, "2001", "2003"), fact("b", WORK, "2010", "2012"), fact("c", BADGE, "2005"))
    assert finding(timeline(Passport(facts), TODAY)) == "2 emplois en 11 ans"
    assert finding(timeline(Passport((fact("c", BADGE, "2005"),)), TODAY)) == "1 étape"


def test_every_section_has_a_lane() -> None:
    assert {section: lane_of(section) for section in Section} == {
        Section.EXPERIENCES: Lane.WORK, Section.TRAININGS: Lane.TRAINING, Section.ENGAGEMENTS: Lane.ENGAGEMENT,
        Section.MANDATES: Lane.ENGAGEMENT, Section.RECOGNITIONS: Lane.RECOGNITION, Section.LICENCES: Lane.RECOGNITION,
        Section.BADGES: Lane.RECOGNITION, Section.SKILLS: Lane.RECOGNITION,
    }  # fmt: skip
