"""A doubtful store is said above every page, with two ways out."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.doubt import Doubt
from desktop.views.desk import Desk
from desktop.views.doubt_banner import DoubtBanner
from desktop.views.window import MainWindow
from tests.views.conftest import Shown
from tests.views.reach import cut, unnamed


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_doubt_is_said_with_its_advice(shown: Shown, doubt: Doubt) -> None:
    banner = DoubtBanner()
    assert banner.isHidden()
    shown(banner)
    banner.show_doubt(doubt.sentence, doubt.advice)
    assert (banner.sentence.text(), banner.advice.text()) == (doubt.sentence, doubt.advice)
    assert unnamed(banner) == []


def test_two_ways_out(qtbot: QtBot, shown: Shown) -> None:
    banner = DoubtBanner()
    shown(banner)
    for button, signal in ((banner.restore_button, banner.restore_asked), (banner.resume_button, banner.resume_asked)):
        with qtbot.waitSignal(signal):
            button.click()
    banner.show_busy(True)
    with qtbot.assertNotEmitted(banner.resume_asked):
        banner.resume_button.click()


def test_it_stands_above_the_page_until_it_is_settled(desk: Desk, shown: Shown) -> None:
    window = MainWindow(desk, ())
    shown(window)
    assert not window.doubt_banner.isVisible()
    window.doubt_banner.show_doubt(Doubt.ROLLED_BACK.sentence, Doubt.ROLLED_BACK.advice)
    assert window.doubt_banner.isVisible()
    window.doubt_banner.show_doubt("", "")
    assert not window.doubt_banner.isVisible()


def test_nothing_is_cut_with_letters_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    banner = DoubtBanner()
    shown(banner)
    banner.resize(700, 300)
    banner.show_doubt(Doubt.REPLACED.sentence, Doubt.REPLACED.advice)
    qtbot.waitUntil(lambda: cut(banner) == [])
