"""The page of the day, on a real store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.models.accreditation import STATE, Accreditation, written
from desktop.models.closing import Closing, closing_content
from desktop.models.note import Kind
from desktop.models.passport import Holder
from desktop.models.plan import Action, Owner, Status, action_content
from desktop.models.plan_today import plan_day
from desktop.models.today import Leads, Notice, Standing, Today
from desktop.models.when import said_day
from desktop.views.desk import Desk
from desktop.views.rows import Row, RowsView
from desktop.views.today.today_page import MOST, NoticesCard, TodayPage
from tests.views.conftest import Shown
from tests.views.people import CLAIRE, MOUSSA, NADIA, YANN
from tests.views.reach import cut, missed, unnamed


def rows(view: RowsView) -> tuple[Row, ...]:
    return view.model_of_rows.rows


def people(card: NoticesCard) -> list[str]:
    return [notice.person for notice in card._notices]


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> TodayPage:
    page = TodayPage(desk)
    shown(page)
    qtbot.waitUntil(lambda: page.columns.isVisible())
    return page


def test_it_says_the_day_and_what_is_new(page: TodayPage) -> None:
    assert page.title.text() == "Dimanche 22 novembre"
    assert people(page.fresh) == [YANN, NADIA, CLAIRE]
    assert rows(page.fresh.rows)[1].said == "Partage reçu hier : expériences, diplômes et titres, compétences."
    assert people(page.watched) == [CLAIRE]
    assert people(page.writings) == [MOUSSA, NADIA]
    assert not page.welcome.isVisible()


def test_a_row_opens_its_file(page: TodayPage, qtbot: QtBot) -> None:
    view = page.fresh.rows
    with qtbot.waitSignal(page.open_file) as asked:
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center()
        )
    assert asked.args == [YANN, ""]


def test_a_write_brings_the_page_up_to_date(page: TodayPage, qtbot: QtBot) -> None:
    page.desk.background.write(lambda store: store.passports.open(NADIA))
    qtbot.waitUntil(lambda: NADIA not in people(page.fresh))
    assert len(rows(page.fresh.rows)) == 2


def test_a_hidden_page_waits_until_it_is_looked_at(page: TodayPage, qtbot: QtBot) -> None:
    page.hide()
    with qtbot.waitSignal(page.desk.background.changed):
        page.desk.background.write(lambda store: store.passports.open(NADIA))
    assert len(rows(page.fresh.rows)) == 3
    page.show()
    qtbot.waitUntil(lambda: len(rows(page.fresh.rows)) == 2)


def test_whom_to_ask_six_months_after_leads_to_where_it_is_noted(page: TodayPage, qtbot: QtBot) -> None:
    closing = Closing("5d7f2a52-3c94-4c1e-8a83-0d6d4a7a2f10", date(2026, 5, 20))
    assert not page.reminders.isVisible()
    page.desk.background.write(
        lambda store: store.items.record(CLAIRE, Kind.CLOSING, closing_content(closing), item=closing.id)
    )
    qtbot.waitUntil(page.reminders.isVisible)
    assert people(page.reminders) == [CLAIRE]
    qtbot.waitUntil(lambda: people(page.watched) == [])  # nobody is told to have her renew
    with qtbot.waitSignal(page.open_file) as asked:
        page.reminders.rows.chosen.emit(rows(page.reminders.rows)[0])
    assert asked.args == [CLAIRE, "Partage"]


def test_the_end_of_the_habilitation_leads_to_the_settings(page: TodayPage, qtbot: QtBot) -> None:
    near = written(Accreditation(until=date(2026, 12, 1)))
    page.desk.background.write(lambda store: store.state.put({STATE: near}))
    qtbot.waitUntil(page.reminders.isVisible)
    with qtbot.waitSignal(page.settings_asked) as asked:
        page.reminders.rows.chosen.emit(rows(page.reminders.rows)[0])
    assert asked.args == ["Habilitation"]


def test_without_a_file_it_says_what_to_do(empty_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = TodayPage(empty_desk)
    shown(page)
    qtbot.waitUntil(lambda: page.welcome.isVisible())
    assert not page.columns.isVisible()
    assert unnamed(page) == []
    assert missed(page) == []


def test_a_long_list_stops_and_says_so(page: TodayPage, qtbot: QtBot) -> None:
    many = tuple(Notice(f"p{at}", Holder("A", "B", 1990).short_name, "Partage reçu hier.") for at in range(MOST + 3))
    page.show_today(Today(many, (), (), len(many)))
    assert len(rows(page.fresh.rows)) == MOST
    assert page.fresh.more.text() == "Voir aussi 3 autres dossiers"
    page.fresh.show_notices(many[: MOST + 1])
    assert page.fresh.more.text() == "Voir aussi 1 autre dossier"
    with qtbot.waitSignal(page.files_asked):
        page.fresh.more.click()
    assert page.watched.calm.isVisible()
    assert page.writings.calm.isVisible()


def test_cards_are_as_tall_as_what_they_hold(page: TodayPage) -> None:
    before = page.fresh.height()
    page.show_today(Today((Notice("p", "Nadia B.", "Partage reçu hier."),), (), (), 1))
    assert page.fresh.sizeHint().height() < before
    assert page.fresh.rows.height() < 100


def test_everything_has_a_name_and_is_on_the_way_of_tab(page: TodayPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []


def test_columns_are_stacked_with_letters_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = TodayPage(large_desk)
    shown(page)
    page.resize(990, 700)
    qtbot.waitUntil(lambda: page.columns.isVisible() and page.watched.y() + page.watched.parentWidget().y() > 300)
    assert cut(page) == []


def test_the_row_of_an_end_leads_to_the_invitation(page: TodayPage, qtbot: QtBot) -> None:
    (row,) = rows(page.watched.rows)
    assert row.action == "Inviter"
    with qtbot.waitSignal(page.open_file) as asked:
        page.watched.rows.chosen.emit(row)
    assert asked.args == [CLAIRE, "Partage"]


@pytest.mark.parametrize(("leads", "part"), [(Leads.VAULT, "Coffre"), (Leads.COPIES, "Sauvegardes")])
def test_what_the_vault_asks_for_leads_to_its_settings(page: TodayPage, qtbot: QtBot, leads: Leads, part: str) -> None:
    assert not page.vault.isVisible()
    page.show_today(Today((), (), (), 1, (Notice("", "Fiche de secours", "À vérifier.", leads=leads),)))
    assert page.vault.isVisible()
    with qtbot.waitSignal(page.settings_asked) as asked:
        page.vault.rows.chosen.emit(rows(page.vault.rows)[0])
    assert asked.args == [part]


def test_reading_about_to_close_leads_to_an_exchange(page: TodayPage, qtbot: QtBot) -> None:
    page.standing = lambda _: Standing(reading_until=datetime(2026, 11, 23, 12, tzinfo=UTC))
    page.load()
    qtbot.waitUntil(page.vault.isVisible)
    (row,) = rows(page.vault.rows)
    assert row.action == "Synchroniser"
    with qtbot.waitSignal(page.sync_asked):
        page.vault.rows.chosen.emit(row)


def test_a_long_silence_is_read_from_the_store(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    last = desk.background.ask(lambda store: store.passports.contacts())[MOUSSA]
    page = TodayPage(Desk(desk.background, desk.reference, desk.theme, lambda: last + timedelta(days=350)))
    shown(page)
    qtbot.waitUntil(lambda: MOUSSA in people(page.watched))
    said = [notice.said for notice in page.watched._notices if notice.person == MOUSSA]
    assert any(one.startswith(f"Aucun contact depuis le {said_day(last)} : ce dossier sera effacé") for one in said)


def planned(page: TodayPage, person: str, *actions: Action) -> None:
    """Put these in that person's plan, and wait until they are kept."""
    for one in actions:
        content = action_content(one)
        page.desk.background.write(
            lambda store, content=content: store.items.record(person, Kind.PLAN, content, item=content["id"])
        ).result(10)


def test_what_is_late_or_comes_next_in_the_plans_is_said(page: TodayPage, qtbot: QtBot) -> None:
    assert page.plans.calm.isVisible()
    today = page.desk.today()
    planned(page, NADIA, Action("a", "Appeler", due=today), Action("b", "Plus tard", due=today + timedelta(days=30)))
    planned(page, CLAIRE, Action("c", "Envoyer", due=today - timedelta(days=3), owner=Owner.COUNSELLOR))
    planned(page, CLAIRE, Action("d", "Faite", due=today, status=Status.DONE), Action("e", "Sans date"))
    qtbot.waitUntil(lambda: len(rows(page.plans.rows)) == 2)
    late, near = rows(page.plans.rows)
    assert (late.title, late.said, late.around) == (
        "Claire P.", "Envoyer", "en retard depuis le 19 novembre · par le conseiller",
    )  # fmt: skip
    assert (near.title, near.said, near.around) == ("Nadia B.", "Appeler", "pour aujourd’hui · par la personne")
    assert page.plans.said.text() == "1 action en retard, 1 dans les sept jours."
    assert not page.plans.calm.isVisible()
    with qtbot.waitSignal(page.open_file) as asked:
        page.plans.rows.chosen.emit(late)
    assert asked.args == [CLAIRE, "Plan d’action"]
    assert (unnamed(page), cut(page)) == ([], [])


def test_many_actions_are_shown_on_demand(page: TodayPage, qtbot: QtBot) -> None:
    day = page.desk.today()
    planned(page, NADIA, *(Action(f"a{number}", f"Action {number}", due=day) for number in range(MOST + 2)))
    qtbot.waitUntil(lambda: page.plans.more.text() == "Voir aussi 2 autres actions")
    assert page.plans.more.isVisible()
    page.plans.more.click()
    assert len(rows(page.plans.rows)) == MOST + 2
    assert not page.plans.more.isVisible()


def test_a_bound_that_is_reached_is_said() -> None:
    assert plan_day((), (), date(2026, 11, 22), 0).said == "Seules les 0 actions écrites en dernier ont été lues."
