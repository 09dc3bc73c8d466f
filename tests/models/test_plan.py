"""What holds of an action plan: nothing is lost of it, whoever wrote it; every figure is the length of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.models.correction import before, item_about, said_of
from desktop.models.note import Delivery, Item, Kind
from desktop.models.plan import (
    About,
    Action,
    Link,
    Owner,
    Status,
    action_content,
    action_of,
    actions,
    added,
    drafts,
    linked,
    moved,
    removed_content,
    same,
)
from desktop.models.plan_day import read_day, typed_day
from desktop.models.plan_groups import (
    NEXT,
    Grouping,
    grouped,
    overdue,
    said_action,
    said_due,
    said_plan,
    titled,
    upcoming,
)
from desktop.models.plan_terms import STEPS, THEMES, step_named, step_words, steps_for, theme_named, theme_of
from tests.models.people import written

DAY = date(2026, 11, 22)  # a Sunday
quick = settings(deadline=None, max_examples=200)
links = st.builds(Link, st.sampled_from(About), st.text(min_size=1), st.text(min_size=1))
days = st.dates(DAY - timedelta(days=60), DAY + timedelta(days=60))
plain = st.builds(
    Action, st.uuids().map(str), st.text(), st.sampled_from(["", "Q07", "Q99"]), st.sampled_from(["", "À elle"]),
    st.sampled_from(["", "P02", "P09"]), st.text(), st.sampled_from(Status), st.sampled_from(Owner),
    st.none() | days, st.none() | links, st.integers(0, 99),
)  # fmt: skip
plans = st.lists(plain, max_size=12, unique_by=lambda one: one.id)
contents = st.dictionaries(
    st.sampled_from(["what", "text", "status", "owner", "due", "link", "code", "order", "later", "why"]), st.text()
)


def item(content: Mapping[str, str], identifier: str = "a", minute: int = 0) -> Item:
    return replace(written(Kind.PLAN, content, minute), id=identifier)


def action(what: str = "Appeler", **changes: object) -> Action:
    return replace(Action("a", what), **changes)  # type: ignore[arg-type]


@quick
@given(plain)
def test_what_is_written_of_an_action_is_read_again(one: Action) -> None:
    read = action_of(item(action_content(one), one.id))
    assert same(read, one)
    assert read.id == one.id


@quick
@given(contents)
def test_a_content_of_any_shape_is_an_action_and_nothing_of_it_goes(content: dict[str, str]) -> None:
    (read,) = actions([item(content)])
    anew = action_content(replace(read, status=Status.DONE, how="ainsi"))
    assert anew["status"] == "REALISEE"
    assert {name: value for name, value in anew.items() if name not in ("about", "id", "status", "how")} == {
        name: value for name, value in content.items() if name not in ("status", "how")
    }


@quick
@given(plans, st.sampled_from(Grouping))
def test_every_action_stands_once_and_no_heading_is_empty(every: list[Action], by: Grouping) -> None:
    groups = grouped(every, by, DAY)
    assert sorted(one.id for group in groups for one in group.actions) == sorted(one.id for one in every)
    assert all(group.actions for group in groups)
    assert len({group.title for group in groups}) == len(groups)


@quick
@given(plans)
def test_late_and_next_never_meet_and_are_open(every: list[Action]) -> None:
    late, near = overdue(every, DAY), upcoming(every, DAY)
    assert not {one.id for one in late} & {one.id for one in near}
    assert all(one.status.open and one.due is not None for one in (*late, *near))
    assert all(one.due is not None and DAY <= one.due <= DAY + NEXT for one in near)
    assert [one.due for one in late] == sorted(one.due for one in late if one.due)
    dated = {group.title: group.actions for group in grouped(every, Grouping.DATE, DAY)}
    assert dated.get("En retard", ()) == late


@quick
@given(plans)
def test_figures_are_lengths_of_lists(every: list[Action]) -> None:
    said, dated = said_plan(every, DAY), {g.title: g.actions for g in grouped(every, Grouping.DATE, DAY)}
    still = sum(len(inside) for title, inside in dated.items() if title != "Terminées")
    if still:
        assert said.startswith(f"{still} action")
        assert (f"{len(dated.get('En retard', ()))} en retard" in said) == ("En retard" in dated)
        assert (f"{len(dated.get('Cette semaine', ()))} cette semaine" in said) == ("Cette semaine" in dated)
    else:
        assert said == "Aucune action dans le plan" if not every else "rien à faire" in said


@quick
@given(st.lists(plain, min_size=2, max_size=8, unique_by=lambda one: one.id), st.data())
def test_moving_changes_the_order_and_nothing_else(every: list[Action], data: st.DataObject) -> None:
    placed = sorted(every, key=lambda one: one.order)
    one, other = data.draw(st.permutations(placed))[:2]
    anew = {now.id: now for now in moved(placed, one, other)}
    after = sorted((anew.get(was.id, was) for was in placed), key=lambda now: now.order)
    wanted = [was.id for was in placed if was.id != one.id]
    wanted.insert([was.id for was in placed].index(other.id), one.id)
    assert [now.id for now in after] == wanted
    assert all(
        same(replace(now, order=0), replace(was, order=0)) for was in placed for now in after if was.id == now.id
    )


def test_actions_come_in_their_order_without_drafts_nor_what_was_taken_out() -> None:
    first, second = action_content(action("Un", order=2)), action_content(action("Deux", order=1))
    draft = replace(item({"what": "à moit"}, "d"), delivery=Delivery.DRAFT)
    gone, note = item(removed_content("r"), "r"), written(Kind.NOTE, {"text": "note"})
    every = [item(first, "1"), item(second, "2"), draft, gone, note]
    assert [one.what for one in actions(every)] == ["Deux", "Un"]
    assert drafts(every) == (draft,)


def test_taken_out_nothing_of_its_words_stays() -> None:
    assert set(removed_content("r")) == {"about", "id", "state"}


def test_undoing_writes_exactly_what_was_there() -> None:
    content = action_content(action("Appeler", how="par téléphone")) | {"later": "gardé"}
    former = item(content)
    anew = action_content(replace(action_of(former), status=Status.DONE))
    assert said_of([former], anew) is former
    assert item_about([], anew) == "a"
    assert before([former], anew) == content
    assert before([], anew) == removed_content("a")


def test_a_new_action_comes_last_and_its_step_brings_its_theme() -> None:
    new = added([action(order=3)], Action("b", "Monter le dossier", step="Q07"))
    assert (new.order, new.theme) == (4, "P02")
    assert added([], Action("b", "Monter", step="Q07", why="Pour elle")).theme == ""


def test_an_action_about_a_thing_is_found_unless_cancelled() -> None:
    link = Link(About.SKILL, "121288", "Accueillir")
    about = action(link=link)
    assert linked([about], replace(link, label="autre")) is about
    assert linked([replace(about, status=Status.CANCELLED)], link) is None
    assert linked([about], Link(About.OCCUPATION, "121288", "")) is None


def test_themes_come_in_the_order_of_the_vocabulary_then_free_ones_then_none() -> None:
    every = [action(), action(why="Écrire"), action(theme="P03"), action(theme="P01"), action(why="Danser")]
    assert [group.title for group in grouped(every, Grouping.THEME, DAY)] == [
        "Mon (nouveau) métier", "Mes candidatures", "Danser", "Écrire", "Sans thème",
    ]  # fmt: skip


def test_what_is_over_comes_last_under_its_heading() -> None:
    (group,) = grouped([action(status=Status.DONE), action(order=9)], Grouping.OWNER, DAY)
    assert [one.status for one in group.actions] == [Status.TO_DO, Status.DONE]


@pytest.mark.parametrize(
    ("due", "status", "said"),
    [
        (None, Status.TO_DO, ""),
        (DAY, Status.TO_DO, "pour aujourd’hui"),
        (DAY + timedelta(days=1), Status.UNDER_WAY, "pour demain"),
        (DAY + timedelta(days=9), Status.TO_DO, "pour le 1er décembre"),
        (date(2027, 5, 4), Status.TO_DO, "pour le 4 mai 2027"),
        (DAY - timedelta(days=3), Status.TO_DO, "en retard depuis le 19 novembre"),
        (DAY - timedelta(days=3), Status.DONE, "prévue pour le 19 novembre"),
    ],
)
def test_a_date_is_said_as_people_say_it(due: date | None, status: Status, said: str) -> None:
    assert said_due(action(due=due, status=status), DAY) == said


def test_what_surrounds_an_action() -> None:
    one = action(due=DAY, owner=Owner.COUNSELLOR, link=Link(About.CERTIFICATION, "RNCP1", "Un titre"))
    assert said_action(one, DAY) == "par le conseiller · pour aujourd’hui · certification « Un titre »"
    assert said_action(replace(one, what="S’informer sur : Un titre"), DAY) == "par le conseiller · pour aujourd’hui"
    assert titled(action(" ")) == "Action sans intitulé"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("  ", None),
        ("4/12", date(2026, 12, 4)),
        ("4/12/2026", date(2026, 12, 4)),
        ("04.12.2026", date(2026, 12, 4)),
        ("2/1", date(2027, 1, 2)),
        ("1er décembre", date(2026, 12, 1)),
        ("le 4 Decembre", date(2026, 12, 4)),
        ("4 décembre 2026", date(2026, 12, 4)),
        ("1/2/2026", date(2026, 2, 1)),
        ("29/2", date(2028, 2, 29)),
        ("aujourd’hui", DAY),
        ("Demain", date(2026, 11, 23)),
        ("après-demain", date(2026, 11, 24)),
        ("dans 10 jours", date(2026, 12, 2)),
        ("dans une semaine", date(2026, 11, 29)),
        ("dans 1 mois", date(2026, 12, 22)),
        ("dans 3 mois", date(2027, 2, 22)),
        ("dans 14 mois", date(2028, 1, 22)),
    ],
)
def test_a_day_is_read_as_it_is_typed(typed: str, day: date | None) -> None:
    assert read_day(typed, DAY) == day


@pytest.mark.parametrize("typed", ["31/2", "bientôt", "4 brumaire", "32/1/2026", "4/12/1600", "4/13", "dans 2 ans"])
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refused, match="La date « "):
        read_day(typed, DAY)


@given(days)
def test_a_day_that_is_shown_is_read_again(day: date) -> None:
    assert read_day(typed_day(day), DAY) == day


def test_the_end_of_a_month_is_kept_within_it() -> None:
    assert read_day("dans un mois", date(2027, 1, 31)) == date(2027, 2, 28)


def test_every_step_has_one_theme_and_its_own_words() -> None:
    every = steps_for("")
    assert len(dict(every)) == len(every) == len({words for _, words in every})
    assert all(theme_of(code) in THEMES and step_named(words.upper()) == code for code, words in every)
    assert all(step_words(code) == words for code, words in every)
    assert set(STEPS) <= set(THEMES)
    assert (theme_named("ma formation professionnelle"), theme_named("autre"), theme_named("")) == ("P02", "", "")
    assert (step_named("autre"), step_named(""), step_words("Q99"), theme_of("")) == ("", "", "", "")
    assert steps_for("P06") == every
