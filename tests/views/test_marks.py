"""Marks: six shapes that differ without their colour."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.charts.words import ORIGIN_WORDS, WORDS
from desktop.models.passport import Origin
from desktop.models.skill import Standing
from desktop.views.marks import mark_icon, mark_pixmap, origin_standing
from desktop.views.theme import Theme


def silhouette(standing: Standing, theme: Theme) -> bytes:
    """Which of the pixels of a mark are inked, without their colour."""
    image = mark_pixmap(standing, theme, 32).toImage().convertToFormat(QImage.Format.Format_Alpha8)
    return bytes(image.constBits())


def test_every_mark_has_its_own_shape(qapp: QApplication) -> None:
    theme = Theme.named("light")
    shapes = {silhouette(standing, theme) for standing in Standing if standing is not Standing.PROVEN}
    assert len(shapes) == 5
    assert any(any(shape) for shape in shapes)


def test_a_mark_is_sharp_at_every_ratio(qapp: QApplication) -> None:
    theme = Theme.named("light")
    pixmap = mark_pixmap(Standing.SAID, theme, 16, 2.0)
    assert pixmap.width() == 2 * theme.px(16)
    assert len(mark_icon(Standing.SAID, theme).availableSizes()) == 3


def test_every_standing_and_provenance_has_a_word_and_a_mark() -> None:
    assert set(WORDS) == set(Standing)
    assert set(ORIGIN_WORDS) == set(Origin)
    assert [origin_standing(origin) for origin in Origin] == [Standing.PROVEN, Standing.DECLARED, Standing.SAID]
