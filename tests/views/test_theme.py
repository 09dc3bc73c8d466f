"""Light and dark: readable, scaled, and complete."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop.charts.colours import contrast, mixed
from desktop.views.theme import EDGE, Theme, family


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_stylesheet_has_no_token_left_and_no_unknown_colour(qapp: QApplication, name: str) -> None:
    text = Theme.named(name).stylesheet()
    assert "$" not in text.partition("*/")[2]
    assert all(len(found) == 7 for found in re.findall(r"#[0-9A-Fa-f]+\b", text))
    assert "font-size: 24px" in text


def test_every_length_follows_the_size_of_words(qapp: QApplication) -> None:
    text = Theme.named("light", 2.0).stylesheet()
    assert 'QLabel[look="title"] { font-size: 48px;' in text


@pytest.mark.parametrize("name", ["light", "dark"])
def test_disabled_words_can_be_read(qapp: QApplication, name: str) -> None:
    palette = Theme.named(name).palette()
    words = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name().upper()
    assert contrast(words, palette.color(QPalette.ColorRole.Base).name().upper()) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_edge_of_a_field_is_seen_on_every_ground(qapp: QApplication, name: str) -> None:
    theme = Theme.named(name)
    edge = mixed(theme.colours.muted, theme.colours.panel, EDGE)
    assert f"border: 1px solid {edge}" in theme.stylesheet()
    assert all(contrast(edge, ground) >= 3 for ground in (theme.colours.panel, theme.colours.background))


def test_applying_a_theme_changes_what_is_painted(qapp: QApplication) -> None:
    for name in ("dark", "light"):
        theme = Theme.named(name)
        theme.apply(qapp)
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == theme.colours.background
        assert qapp.font().pixelSize() == theme.px(15)
    qapp.setStyleSheet("")


def test_the_font_is_one_that_is_there(qapp: QApplication) -> None:
    assert family() in QFontDatabase.families()


def test_lengths_are_never_nothing(qapp: QApplication) -> None:
    assert Theme.named("light").px(0.2) == 1
