"""The themes: every colour is readable where it is used."""

from __future__ import annotations

import pytest

from desktop.charts.colours import colours, contrast, mixed
from desktop.models.skill import Standing


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_are_readable_on_every_ground(name: str) -> None:
    c = colours(name)
    inks = (c.ink, c.muted, c.accent, *c.standings.values())
    grounds = (c.panel, c.background, c.soft)
    low = [(ink, ground) for ink in inks for ground in grounds if contrast(ink, ground) < 4.5]
    assert low == []
    assert contrast(c.panel, c.accent) >= 4.5
    assert contrast(c.muted, c.accent_soft) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_focus_ring_is_seen(name: str) -> None:
    c = colours(name)
    assert min(contrast(c.accent, ground) for ground in (c.panel, c.background, c.soft)) >= 3


def test_every_standing_has_its_colour() -> None:
    assert set(colours("light").standings) == set(Standing)
    assert len(set(colours("dark").standings.values())) == 6


def test_contrast_and_mixing_follow_their_definitions() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert mixed("#FFFFFF", "#000000", 0.5) == "#808080"
    assert mixed("#123456", "#000000", 1) == "#123456"


def test_lengths_follow_the_size_of_words() -> None:
    assert colours("light", body=30).sized(8) == 16
