"""The action plan of a file: typed line by line, said by one key, undone exactly, never lost, on a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.correction import Word, occupation_content, skill_content
from desktop.models.news import Answer
from desktop.models.note import Delivery, Kind, Theirs
from desktop.models.plan import About, Action, Link, Owner, Status, action_content
from desktop.models.plan_groups import Grouping
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.plan.plan_page import PlanPage
from tests.views.conftest import Shown
from tests.views.people import ALI, CLAIRE
from tests.views.plan.written import chosen, kept, listed, stored, typed
from tests.views.reach import cut, missed, unnamed

Press = Callable[..., None]


def test_a_line_then_enter_is_an_action(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "J’appelle la mission locale", "Monter un dossier d’inscription à une formation")
    assert page.entry.text() == ""
    first, second = stored(page).values()
    assert (first.status, first.owner, first.step, first.order) == (Status.TO_DO, Owner.PERSON, "", 1)
    assert (second.step, second.theme, second.order) == ("Q07", "P02", 2)
    assert [item.delivery for item in kept(page)] == [Delivery.WAITING] * 2
    assert [item.id for item in kept(page)] == [item.content["id"] for item in kept(page)]
    assert listed(page) == ["Sans date · 2", "J’appelle la mission locale", second.what]
    assert page.card.isVisible()
    assert page.list.title.text() == "2 actions à mener"


@pytest.mark.parametrize(
    ("key", "status"),
    [("c", Status.UNDER_WAY), ("r", Status.DONE), ("A", Status.CANCELLED)],
)
def test_one_key_says_where_an_action_stands(page: PlanPage, key: str, status: Status, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    page.rows.setFocus()
    qtbot.keyClicks(page.rows, key)
    qtbot.waitUntil(lambda: stored(page)["Appeler"].status is status)
    assert page.card.status.value is status
    qtbot.keyClicks(page.rows, "f")
    qtbot.waitUntil(lambda: stored(page)["Appeler"].status is Status.TO_DO)


def test_undoing_gives_back_exactly_what_was_there(page: PlanPage, qtbot: QtBot) -> None:
    content = action_content(Action("a", "Appeler", how="tôt")) | {"later": "gardé"}
    page.desk.background.write(lambda store: store.items.record(CLAIRE, Kind.PLAN, content, item="a"))
    qtbot.waitUntil(lambda: "Appeler" in listed(page))
    chosen(page, "Appeler")
    page.rows.setFocus()
    qtbot.keyClicks(page.rows, "r")
    qtbot.keyClicks(page.rows, "c")
    qtbot.keyClick(page.rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "retirée" in page.undo.words.text())
    assert (stored(page), kept(page)[0].content) == ({}, {"about": "action", "id": "a", "state": "removed"})
    for status in (Status.UNDER_WAY, Status.DONE, Status.TO_DO):
        with qtbot.waitSignal(page.desk.background.changed):
            page.undo.undo()
        qtbot.waitUntil(lambda: page.undo.button.text() == "Rétablir")
        assert stored(page)["Appeler"].status is status
    assert kept(page)[0].content == content
    qtbot.waitUntil(lambda: page.undo.button.text() == "Rétablir")


def test_what_was_just_added_can_be_taken_back(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    qtbot.waitUntil(page.undo.isVisible)
    assert page.undo.words.text() == "Ajoutée au plan : « Appeler »."
    page.undo.undo()
    qtbot.waitUntil(lambda: stored(page) == {})
    qtbot.waitUntil(lambda: listed(page) == [])
    assert not page.card.isVisible()
    page.undo.redo()
    qtbot.waitUntil(lambda: listed(page) == ["Sans date · 1", "Appeler"])


def test_details_are_written_when_their_field_is_left(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    card = page.card
    card.how.setFocus()
    qtbot.keyClicks(card.how, "le matin")
    card.due.setFocus()
    qtbot.waitUntil(lambda: stored(page)["Appeler"].how == "le matin")
    qtbot.keyClicks(card.due, "demain")
    qtbot.keyClick(card.due, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page)["Appeler"].due == date(2026, 11, 23))
    assert card.due.text() == "23 novembre 2026"
    card.why.setFocus()
    qtbot.keyClicks(card.why.lineEdit(), "Pour souffler")
    card.how.setFocus()
    qtbot.waitUntil(lambda: stored(page)["Appeler"].why == "Pour souffler")
    card.owner.chips[Owner.COUNSELLOR].click()
    qtbot.waitUntil(lambda: stored(page)["Appeler"].owner is Owner.COUNSELLOR)
    assert "Plus tard · 1" in listed(page)
    assert page.rows.model_of_rows.rows[1].around == "par le conseiller · pour demain"


def test_a_theme_and_a_step_of_the_vocabulary_are_codes(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    card = page.card
    card.step.setCurrentIndex(card.step.findData("Q11"))
    card.step.activated.emit(card.step.currentIndex())
    qtbot.waitUntil(lambda: stored(page)["Appeler"].step == "Q11")
    assert stored(page)["Appeler"].theme == "P03"
    assert card.why.currentText() == "Mes candidatures"
    assert card.step.count() == 7


def test_a_date_that_cannot_be_read_is_said_and_stays(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    qtbot.keyClicks(page.card.due, "bientot")
    qtbot.keyClick(page.card.due, Qt.Key.Key_Return)
    assert page.card.due_trouble.isVisible()
    assert page.card.due_trouble.text().startswith("La date « bientot » ne se lit pas.")
    page.rows.setFocus()
    qtbot.keyClicks(page.rows, "c")
    qtbot.waitUntil(lambda: stored(page)["Appeler"].status is Status.UNDER_WAY)
    assert (page.card.due.text(), stored(page)["Appeler"].due) == ("bientot", None)


def test_an_action_is_tied_to_what_was_chosen_together(page: PlanPage, qtbot: QtBot) -> None:
    wish = skill_content("121288", "Accueillir", Word.TO_ACQUIRE)
    target = occupation_content("J1501", "Aide-soignant", chosen=True)

    def prepare(store: Store) -> Changes:
        said = store.items.record(CLAIRE, Kind.CORRECTION, wish)
        return said | store.items.record(CLAIRE, Kind.OCCUPATION, target)

    page.desk.background.write(prepare)
    typed(page, qtbot, "Appeler")
    link = page.card.link
    qtbot.waitUntil(lambda: link.count() == 3)
    assert [link.itemText(at) for at in range(3)] == [
        "Rien en particulier", "Métier : Aide-soignant", "Compétence : Accueillir",
    ]  # fmt: skip
    link.setCurrentIndex(2)
    link.activated.emit(2)
    qtbot.waitUntil(lambda: stored(page)["Appeler"].link == Link(About.SKILL, "121288", "Accueillir"))


def test_leaving_the_file_keeps_what_is_half_typed(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    qtbot.keyClicks(page.card.how, "le soir")
    qtbot.keyClicks(page.entry, "Ecrire a")
    page.flush().result(timeout=10)
    page.show_person(ALI)
    assert (page.entry.text(), page.card.isVisible(), page.undo.isVisible()) == ("", False, False)
    assert stored(page)["Appeler"].how == "le soir"
    assert [item.delivery for item in kept(page)] == [Delivery.WAITING, Delivery.DRAFT]
    assert kept(page, ALI) == ()
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.entry.text() == "Ecrire a")
    assert "Ecrire a" not in listed(page)
    qtbot.keyClicks(page.entry, " un ami")
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ecrire a un ami" in stored(page))
    assert [item.delivery for item in kept(page)] == [Delivery.WAITING] * 2
    assert page.flush().result(timeout=10) == Changes()


def test_a_line_emptied_again_is_no_draft(page: PlanPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.entry, "a")
    page.flush().result(timeout=10)
    qtbot.keyClick(page.entry, Qt.Key.Key_Backspace)
    page.flush().result(timeout=10)
    assert kept(page) == ()


def test_what_arrives_never_replaces_what_is_being_typed(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    page.card.how.setFocus()
    qtbot.keyClicks(page.card.how, "le mat")
    anew = action_content(replace(stored(page)["Appeler"], status=Status.DONE))
    page.desk.background.write(lambda store: store.items.record(CLAIRE, Kind.PLAN, anew, item=anew["id"]))
    qtbot.waitUntil(lambda: page.card.status.value is Status.DONE)
    assert page.card.how.toPlainText() == "le mat"
    qtbot.keyClicks(page.card.how, "in")
    page.entry.setFocus()
    qtbot.waitUntil(lambda: stored(page)["Appeler"].how == "le matin")
    assert stored(page)["Appeler"].status is Status.DONE


def test_too_long_to_be_kept_it_is_said_and_stays_in_its_field(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    page.card.how.setFocus()
    page.card.how.setPlainText("mot " * 20_000)
    page.entry.setFocus()
    qtbot.waitUntil(lambda: "trop long" in page.undo.words.text())
    qtbot.waitUntil(lambda: page.card.pending() is not None)
    assert page.card.how.toPlainText().startswith("mot mot")
    with pytest.raises(Exception, match="trop long"):
        page.flush().result(timeout=10)


def test_a_line_that_could_not_be_kept_comes_back(page: PlanPage, qtbot: QtBot) -> None:
    page.entry.setText("é" * 32_000)  # more bytes than an item may hold
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.entry.text().startswith("éé"))
    qtbot.waitUntil(lambda: listed(page) == [])


def test_the_page_is_cut_by_date_by_theme_or_by_owner(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Un", "Deux", "Trois")
    page.by.chips[Grouping.OWNER].click()
    assert listed(page) == ["La personne · 3", "Un", "Deux", "Trois"]
    chosen(page, "Trois")
    page.rows.setFocus()
    qtbot.keyClick(page.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert listed(page) == ["La personne · 3", "Un", "Trois", "Deux"]
    qtbot.waitUntil(lambda: list(stored(page)) == ["Un", "Trois", "Deux"])
    page.by.chips[Grouping.THEME].click()
    assert listed(page)[0] == "Sans thème · 3"
    assert page.rows.currentIndex().data() == "Trois"


def test_late_is_said_in_the_list_and_over_it(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    page.card.due.setText("19/11/2026")
    page.card.take()
    assert page.list.title.text() == "1 action à mener, 1 en retard"
    assert listed(page) == ["En retard · 1", "Appeler"]
    row = page.rows.model_of_rows.rows[1]
    assert row.said == "En retard depuis le 19 novembre"
    assert row.spoken == "Appeler. à faire. En retard depuis le 19 novembre. par la personne"


def in_two_versions(page: PlanPage) -> None:
    """The only action of Claire is done here, and cancelled at the gateway."""
    (item,) = kept(page)
    content = dict(item.content) | {"status": "ANNULEE", "how": "par courrier"}
    theirs = Theirs(2, datetime(2026, 11, 22, 7, 0, tzinfo=UTC), "C. Martin", content)

    def settle(store: Store) -> Changes:
        anew = dict(item.content) | {"status": "REALISEE"}
        store.items.record(CLAIRE, Kind.PLAN, anew, item=item.id)
        waiting = [sent for sent in store.post.batch() if sent.item.id == item.id]
        return store.post.settle(waiting, [Answer(item.id, "conflict", 2, "", theirs)])

    page.desk.background.write(settle)


@pytest.mark.parametrize(("keep", "status"), [("keep_mine", Status.DONE), ("keep_theirs", Status.CANCELLED)])
def test_two_versions_wait_for_a_choice(page: PlanPage, keep: str, status: Status, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    in_two_versions(page)
    qtbot.waitUntil(page.conflict.isVisible)
    assert not page.card.isVisible()
    assert "en conflit" in page.rows.model_of_rows.rows[1].around
    assert page.conflict.mine.text() == "Appeler\nréalisée · par la personne"
    assert page.conflict.theirs.text() == "Appeler\nannulée · par la personne\npar courrier"
    page.rows.setFocus()
    qtbot.keyClicks(page.rows, "f")
    assert (unnamed(page), cut(page)) == ([], [])
    getattr(page.conflict, keep).click()
    qtbot.waitUntil(page.card.isVisible)
    assert not page.conflict.isVisible()
    assert stored(page)["Appeler"].status is status
    assert kept(page)[0].delivery is Delivery.WAITING


def test_what_is_typed_while_another_version_comes_is_kept(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    page.card.how.setFocus()
    qtbot.keyClicks(page.card.how, "le matin")
    in_two_versions(page)
    qtbot.waitUntil(lambda: stored(page)["Appeler"].how == "le matin")
    assert stored(page)["Appeler"].status is Status.DONE


def test_everything_is_named_and_reached(page: PlanPage, qtbot: QtBot) -> None:
    typed(page, qtbot, "Un", "Deux")
    page.card.due.setText("bientôt")
    page.card.take()
    assert (unnamed(page), cut(page)) == ([], [])
    with qtbot.waitActive(page):
        page.activateWindow()
    page.entry.setFocus()
    assert missed(page) == []
    assert QApplication.focusWidget() is not None


def test_large_letters_cut_nothing(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = PlanPage(large_desk)
    large_desk.background.changed.connect(page.absorb)
    page.show_person(CLAIRE)
    shown(page)
    typed(page, qtbot, "J’appelle la mission locale pour prendre un rendez-vous")
    qtbot.waitUntil(lambda: cut(page) == [])
    assert unnamed(page) == []


def test_a_line_half_typed_is_a_draft_at_each_pause_and_whole_when_given(page: PlanPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.entry, "Appeler")
    qtbot.waitUntil(lambda: [item.content.get("what") for item in kept(page)] == ["Appeler"])
    assert [item.delivery for item in kept(page)] == [Delivery.DRAFT]
    qtbot.keyClicks(page.entry, " demain")
    qtbot.waitUntil(lambda: kept(page)[0].content["what"] == "Appeler demain")
    assert page.entry.text() == "Appeler demain"
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [item.delivery for item in kept(page)] == [Delivery.WAITING])
    assert list(stored(page)) == ["Appeler demain"]
    assert page.entry.text() == ""


def test_a_line_emptied_at_a_pause_leaves_no_draft(page: PlanPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.entry, "Appeler")
    qtbot.waitUntil(lambda: len(kept(page)) == 1)
    page.entry.selectAll()
    qtbot.keyClick(page.entry, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept(page) == ())
