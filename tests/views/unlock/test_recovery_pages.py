"""The recovery sheet: shown, proved by typing two groups, and used when the passphrase is lost or the computer new."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.recovery import grouped
from desktop.views.theme import Theme
from desktop.views.unlock.bring_back_page import BringBackPage
from desktop.views.unlock.recovery_page import RecoveryPage
from desktop.views.unlock.recovery_sheet_page import RecoverySheetPage, two_of
from desktop.views.unlock.unlock_page import UnlockPage
from tests.views.conftest import Shown
from tests.views.people import PASSPHRASE
from tests.views.reach import cut, unnamed

KEY = grouped(bytes(range(20)))


def test_two_groups_typed_again_prove_the_sheet(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    page = RecoverySheetPage(theme, KEY, lambda _: (2, 7))
    shown(page)
    assert page.focusWidget() is page.groups
    assert all(group in page.groups.accessibleName() for group in KEY.split("-"))
    page.kept_button.click()
    assert not page.groups.isVisible()
    assert "n° 3 et n° 8" in page.said.text()
    page.fields[0].setText("XXXX")
    with qtbot.assertNotEmitted(page.proved):
        page.check_button.click()
    assert page.trouble.text() == "Le groupe n° 3 n’est pas celui-là."
    groups = KEY.split("-")
    page.fields[0].setText(f" {groups[2].lower()} ")
    page.fields[1].setText(groups[7].replace("1", "l").replace("0", "o"))
    with qtbot.waitSignal(page.proved):
        page.check_button.click()
    page.show_proved()
    assert "ouvrir une copie du coffre" in page.said.text()
    with qtbot.waitSignal(page.done):
        page.go_button.click()


def test_the_two_groups_are_never_the_same() -> None:
    drawn = {two_of(9) for _ in range(300)}
    assert all(0 <= first < second < 9 for first, second in drawn)
    assert len(drawn) > 20


def test_a_slip_in_the_key_is_said_before_anything_is_asked(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    page = RecoveryPage(theme)
    shown(page)
    page.key.edit.setText(KEY[:-1] + ("2" if KEY[-1] != "2" else "3"))
    page.chosen.first.edit.setText(PASSPHRASE)
    page.chosen.second.edit.setText(PASSPHRASE)
    with qtbot.assertNotEmitted(page.asked):
        page.open_button.click()
    assert "groupe n° 9" in page.trouble.text()
    page.key.edit.setText(KEY)
    with qtbot.waitSignal(page.asked) as asked:
        page.open_button.click()
    assert asked.args == [KEY, PASSPHRASE]
    assert not page.open_button.isEnabled()


def test_seven_words_are_proposed_and_must_be_typed_again(theme: Theme, shown: Shown) -> None:
    page = RecoveryPage(theme)
    shown(page)
    page.chosen.propose_button.click()
    assert len(page.chosen.proposed.text().split()) == 7
    assert page.chosen.proposed.isVisible()
    assert page.chosen.missing() == "Écrivez la même phrase dans le second champ."
    page.chosen.second.edit.setText(page.chosen.text)
    assert page.chosen.missing() == ""


def test_a_new_computer_asks_for_the_file_the_key_and_a_passphrase(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    page = BringBackPage(theme, "keyring.backends.SecretService.Keyring")
    shown(page)
    page.open_button.click()
    assert page.trouble.text() == "Choisissez le fichier de sauvegarde."
    page.path.setText("a.sauvegarde")
    page.key.edit.setText(KEY)
    page.chosen.first.edit.setText(PASSPHRASE)
    page.chosen.second.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(page.asked) as asked:
        page.open_button.click()
    assert asked.args == ["a.sauvegarde", KEY, PASSPHRASE]


def test_the_next_attempt_is_counted_down(theme: Theme, shown: Shown) -> None:
    page = UnlockPage(theme)
    shown(page)
    page.wait(2)
    assert page.doing.text() == "Nouvel essai possible dans 2 secondes."
    assert not page.open_button.isEnabled()
    page._count()
    assert page.doing.text() == "Nouvel essai possible dans 1 seconde."
    page._count()
    assert page.open_button.isEnabled()
    assert not page.doing.isVisible()


def test_after_ten_failures_the_sheet_alone_is_left(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    page = UnlockPage(theme)
    shown(page)
    page.show_exhausted()
    assert not page.field.isVisible()
    with qtbot.waitSignal(page.recovery_asked):
        page.recovery_button.click()


@pytest.mark.parametrize("kind", [RecoveryPage, BringBackPage, RecoverySheetPage])
def test_every_control_has_a_name_and_nothing_is_cut(kind: type[QWidget], theme: Theme, shown: Shown) -> None:
    page = RecoverySheetPage(theme, KEY) if kind is RecoverySheetPage else kind(theme)  # type: ignore[arg-type]  # a theme
    shown(page)
    assert unnamed(page) == []
    assert cut(page) == []


@pytest.mark.parametrize("recovering", [True, False])
def test_without_a_keyring_a_passphrase_alone_has_to_be_understood(
    theme: Theme, shown: Shown, qtbot: QtBot, recovering: bool
) -> None:
    page = RecoveryPage(theme) if recovering else BringBackPage(theme, "")
    shown(page)
    if isinstance(page, RecoveryPage):
        assert not page.alone.isVisible()
        page.ask_alone()
    else:
        page.path.setText("a.sauvegarde")
    page.key.edit.setText(KEY)
    page.chosen.first.edit.setText(PASSPHRASE)
    page.chosen.second.edit.setText(PASSPHRASE)
    with qtbot.assertNotEmitted(page.asked):
        page.open_button.click()
    assert "trousseau" in page.trouble.text()
    page.alone.setChecked(True)
    with qtbot.waitSignal(page.asked):
        page.open_button.click()
