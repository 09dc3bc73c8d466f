"""The tab Avenir, by hand and by keyboard, on a real store and the shipped extract."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import StoreTrouble
from desktop.models.changes import Changes
from desktop.models.correction import experience_content, item_about, occupation_content
from desktop.models.note import Kind
from desktop.models.plan import About, Link, actions
from desktop.models.plan_links import about_skill
from desktop.models.skill import Standing
from desktop.models.text import folded
from desktop.models.why import not_shared_words
from desktop.views.desk import Desk
from desktop.views.gap.gap_page import GapPage
from desktop.views.gap.outlook import Outlook
from desktop.views.gap.reason_card import LONGEST
from desktop.views.lost_words import TAKE_UP
from tests.views.conftest import Shown
from tests.views.disk import Disk
from tests.views.file.test_closed import LOCK, close
from tests.views.people import ALI, CLAIRE, NADIA
from tests.views.reach import cut, unnamed


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> GapPage:
    """Nadia's future, before any choice."""
    page = GapPage(desk)
    desk.background.changed.connect(page.absorb)
    page.show_person(NADIA)
    shown(page)
    qtbot.waitUntil(lambda: page.shown is not None)
    return page


def seen(page: GapPage) -> Outlook:
    """What is on the page."""
    assert page.shown is not None
    return page.shown


def choose(page: GapPage, qtbot: QtBot, words: str) -> None:
    """Type an occupation and take the first answer."""
    before = len(seen(page).targets)
    page.targets.field.setFocus()
    qtbot.keyClicks(page.targets.field, words)
    qtbot.waitUntil(lambda: any(folded(words).split()[0] in folded(one.label) for one in page.targets.field.found))
    qtbot.keyClick(page.targets.field.completer().popup(), Qt.Key.Key_Down)
    qtbot.keyClick(page.targets.field.completer().popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(seen(page).targets) == before + 1)


def test_an_empty_page_says_what_to_do(page: GapPage) -> None:
    assert page.gap.empty.isVisible()
    assert "Tapez le nom d’un métier" in page.gap.empty.text()
    assert not page.gap.card.isVisible()
    assert page.gap.source.text() == "ROME 4.0 version 458, 16 décembre 2024, France Travail"
    assert page.gap.extract.isVisible()


def test_an_occupation_typed_without_accents_becomes_a_target(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    assert seen(page).targets[0].code == "J1501"
    assert page.gap.card.title.text().startswith("Aide-soignant / Aide-soignante (J1501) : ")
    assert len(seen(page).rows) == len([row for row in page.gap.rows.model_of_rows.rows if not row.heading])
    assert unnamed(page) == []
    assert cut(page) == []


def test_what_is_said_moves_the_row_and_can_be_taken_back(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    row = next(row for row in seen(page).rows if row.standing is Standing.TO_EXPLORE)

    def standing() -> Standing:
        return next(one.standing for one in seen(page).rows if one.skill.code == row.skill.code)

    page.gap.explain(row.skill.code)
    assert page.gap.why.title.text() == row.skill.label
    page.gap.why.wish.click()
    qtbot.waitUntil(lambda: standing() is Standing.TO_ACQUIRE)
    assert page.gap.forward.isVisible()
    page.gap.why.say.click()
    qtbot.waitUntil(lambda: standing() is Standing.SAID)
    assert page.gap.why.back.isVisible()
    page.gap.why.back.click()
    qtbot.waitUntil(lambda: standing() is Standing.TO_EXPLORE)


def test_a_missing_skill_goes_to_the_plan_once_and_can_be_taken_back(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    row, card = next(row for row in seen(page).rows if row.standing is Standing.TO_EXPLORE), page.gap.why
    page.gap.explain(row.skill.code)
    card.plan.click()
    assert not card.plan.isVisible()
    qtbot.waitUntil(card.in_plan.isVisible)
    page._plan(about_skill("again", row.skill.code, row.skill.label, row.standing))
    link = Link(About.SKILL, row.skill.code, row.skill.label)
    assert page.undo.words.text() == f"Ajoutée au plan d’action : « En parler ensemble : {row.skill.label} »."
    assert [one.link for one in actions(seen(page).known.items)] == [link]
    assert (unnamed(page), cut(page)) == ([], [])
    page.undo.undo()
    qtbot.waitUntil(card.plan.isVisible)
    assert actions(seen(page).known.items) == ()
    card.say.click()
    qtbot.waitUntil(lambda: not card.plan.isVisible())


def test_enter_on_a_row_tells_why(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    page.gap.rows.setFocus()
    page.gap.rows.step(1)
    qtbot.keyClick(page.gap.rows, Qt.Key.Key_Return)
    assert page.gap.why.title.text() in {row.skill.label for row in seen(page).rows}


def test_three_targets_at_most_and_one_let_go(page: GapPage, qtbot: QtBot) -> None:
    for words in ("aide soignant", "employe familial", "teleconseiller"):
        choose(page, qtbot, words)
    assert not page.targets.field.isVisible()
    page.targets.looked_at.emit("K1304")
    qtbot.waitUntil(lambda: seen(page).code == "K1304")
    page.targets.drop.click()
    qtbot.waitUntil(lambda: len(seen(page).targets) == 2)
    assert "K1304" not in [one.code for one in seen(page).targets]


def test_the_whole_rome_can_be_asked_for(page: GapPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.import_asked):
        page.import_asked.emit()


def test_the_reason_is_kept_in_the_words_of_the_person(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    page.activateWindow()
    page.gap.reason.field.setFocus()
    qtbot.waitUntil(page.gap.reason.field.hasFocus)
    page.gap.reason.field.insertPlainText("J’ai aidé ma grand-mère.")
    page.targets.field.setFocus()
    qtbot.waitUntil(lambda: seen(page).targets[0].reason == "J’ai aidé ma grand-mère.")
    assert seen(page).targets[0].edition == "458"


def test_a_reason_half_typed_is_kept_when_the_file_is_left(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    page.gap.reason.field.insertPlainText("Près de chez moi")
    page.flush().result(10)
    qtbot.waitUntil(lambda: seen(page).targets[0].reason == "Près de chez moi")
    assert page.flush().result(10) == Changes()


def test_a_deduction_refused_together_is_to_explore_again(page: GapPage, qtbot: QtBot) -> None:
    tie = experience_content("f1", "K1304", "Employé familial", edition="458")
    page.desk.background.write(lambda store: store.items.record(NADIA, Kind.CORRECTION, tie))
    choose(page, qtbot, "employe familial")
    row = next(row for row in seen(page).rows if row.standing is Standing.DEDUCED)
    page.gap.explain(row.skill.code)
    assert "déjà exercé" in page.gap.why.rule.text()
    assert page.gap.why.source.text().startswith("Au cœur du métier K1304, ROME 4.0 version 458")
    page.gap.why.refuse.click()
    qtbot.waitUntil(lambda: "écartée ensemble" in page.gap.why.rule.text())
    page.gap.why.back.click()
    qtbot.waitUntil(lambda: "déjà exercé" in page.gap.why.rule.text())


def test_each_word_is_told_and_can_be_undone(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    row = next(row for row in seen(page).rows if row.standing is Standing.TO_EXPLORE)
    page.gap.explain(row.skill.code)
    page.gap.why.wish.click()
    qtbot.waitUntil(lambda: row.skill.code in seen(page).spoken)
    qtbot.waitUntil(lambda: page.undo.words.text() == f"« {row.skill.label} » : à acquérir.")
    page.undo.undo()
    qtbot.waitUntil(lambda: row.skill.code not in seen(page).spoken)
    page.targets.drop.click()
    qtbot.waitUntil(lambda: not seen(page).targets)
    qtbot.waitUntil(lambda: "n’est plus un métier visé" in page.undo.words.text())
    page.undo.undo()
    qtbot.waitUntil(lambda: [one.code for one in seen(page).targets] == ["J1501"])


def said_elsewhere(page: GapPage, reason: str, qtbot: QtBot) -> None:
    """Another computer of the counsellor's brings another reason for the first target."""
    known, first = seen(page).known.items, seen(page).targets[0]
    content = occupation_content(first.code, first.label, True, reason, first.edition)
    write = page.desk.background.write
    write(lambda store: store.items.record(NADIA, Kind.OCCUPATION, content, item=item_about(known, content)))
    qtbot.waitUntil(lambda: seen(page).targets[0].reason == reason)


def test_a_newer_reason_is_not_written_over_by_a_field_that_was_only_looked_at(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    said_elsewhere(page, "Près de chez elle", qtbot)
    page.activateWindow()
    page.gap.reason.field.setFocus()
    qtbot.waitUntil(page.gap.reason.field.hasFocus)
    said_elsewhere(page, "Pour aider", qtbot)
    assert page.gap.reason.field.toPlainText() == "Pour aider"
    page.targets.field.setFocus()
    assert page.flush().result(10) == Changes()
    assert seen(page).targets[0].reason == "Pour aider"


def test_what_is_typed_stays_when_a_newer_reason_comes(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    page.activateWindow()
    page.gap.reason.field.setFocus()
    qtbot.waitUntil(page.gap.reason.field.hasFocus)
    page.gap.reason.field.insertPlainText("Moi")
    said_elsewhere(page, "Pour aider", qtbot)
    assert page.gap.reason.field.toPlainText() == "Moi"


def test_a_reason_half_typed_is_kept_when_reading_closes(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    page.gap.reason.field.insertPlainText("Près de chez moi")
    close(page.desk, LOCK, qtbot)
    qtbot.waitUntil(lambda: page.closed is not None and page.closed.isVisible())
    close(page.desk, None, qtbot)
    qtbot.waitUntil(lambda: page.shown is not None and seen(page).targets[0].reason == "Près de chez moi")


def test_a_reason_that_is_too_long_says_so_and_is_never_cut_in_silence(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    card = page.gap.reason
    assert not card.long.isVisible()
    card.field.setPlainText("a" * LONGEST)
    assert not card.long.isVisible()
    card.field.insertPlainText("b")
    assert card.long.isVisible()
    assert str(LONGEST) in card.long.text()
    card.field.setPlainText("a")
    assert not card.long.isVisible()


def test_a_reason_typed_does_not_make_another_target_looked_at(page: GapPage, qtbot: QtBot) -> None:
    later = [occupation_content(code, code, True, edition="458") for code in ("K1304", "J1501")]
    for content in later:
        page.desk.background.write(lambda store, content=content: store.items.record(NADIA, Kind.OCCUPATION, content))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen(page).targets) == 2)
    looked_at = seen(page).code
    page.gap.reason.field.setPlainText("Pour aider")
    page.flush().result(10)
    qtbot.waitUntil(lambda: any(one.reason for one in seen(page).targets))
    assert seen(page).code == looked_at


def test_a_target_let_go_as_its_reason_is_typed_comes_back_with_it(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    page.gap.reason.field.setPlainText("Pour aider")
    page.gap.reason.take()
    page.targets.drop.click()
    qtbot.waitUntil(lambda: not seen(page).targets)
    qtbot.waitUntil(lambda: "n’est plus un métier visé" in page.undo.words.text())
    page.undo.undo()
    qtbot.waitUntil(lambda: [one.reason for one in seen(page).targets] == ["Pour aider"])
    page.targets.drop.click()
    qtbot.waitUntil(lambda: not seen(page).targets)
    choose(page, qtbot, "aide soignant")
    assert seen(page).targets[0].reason == "Pour aider"


def test_what_is_typed_to_find_an_occupation_is_not_left_to_somebody_else(page: GapPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.targets.field, "aide soignant")
    qtbot.waitUntil(lambda: bool(page.targets.field.found))
    page.show_person(ALI)
    assert (page.targets.field.text(), page.targets.field.found) == ("", ())


def test_no_row_of_somebody_else_stays_behind_the_empty_page(page: GapPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    assert page.gap.model.lines
    page.show_person(ALI)
    assert page.gap.model.lines == page.gap.rows.model_of_rows.rows == ()


def test_a_file_typed_here_was_shared_by_nobody(page: GapPage, qtbot: QtBot) -> None:
    assert "Non partagé" in not_shared_words(seen(page).known.sections)
    page.show_person(ALI)
    qtbot.waitUntil(lambda: page.shown is not None and page.person == ALI)
    choose(page, qtbot, "aide soignant")
    assert page.gap.unshared.isHidden()
    page.gap.explain(seen(page).rows[0].skill.code)
    assert page.gap.why.unshared.isHidden()


def test_enter_never_takes_an_answer_to_other_letters(page: GapPage, qtbot: QtBot) -> None:
    field = page.targets.field
    qtbot.keyClicks(field, "aide soignant")
    qtbot.waitUntil(lambda: bool(field.found))
    qtbot.keyClick(field, Qt.Key.Key_X)
    field.completer().popup().hide()
    with qtbot.assertNotEmitted(field.chosen):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_reason_that_a_full_disk_refused_stays_in_its_field(page: GapPage, disk: Disk, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    disk.fill()
    page.gap.reason.field.setPlainText("Près de chez moi")
    with qtbot.waitSignal(page.desk.background.troubled):
        page.gap.reason.take()
    qtbot.waitUntil(lambda: page.gap.reason.pending() is not None)
    assert page.gap.reason.field.toPlainText() == "Près de chez moi"
    disk.free()
    page.flush().result(10)
    qtbot.waitUntil(lambda: seen(page).targets[0].reason == "Près de chez moi")
    assert page.lost.trouble is None


def test_a_reason_refused_when_the_file_was_left_comes_back(page: GapPage, disk: Disk, qtbot: QtBot) -> None:
    choose(page, qtbot, "aide soignant")
    disk.fill()
    page.gap.reason.field.setPlainText("Près de chez moi")
    page.flush()
    with qtbot.waitSignal(page.desk.background.troubled):
        page.show_person(CLAIRE)
    with pytest.raises(StoreTrouble):
        page.flush().result(10)
    assert not page.lost_notice.isVisible()
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: page.lost_notice.isVisible() and page.shown is not None)
    disk.free()
    next(one for one in page.lost_notice.findChildren(QPushButton) if one.text() == TAKE_UP).click()
    qtbot.waitUntil(lambda: [one.reason for one in seen(page).targets] == ["Près de chez moi"])
    assert page.gap.reason.field.toPlainText() == "Près de chez moi"
