"""Light and dark: one stylesheet and one palette built from the tokens, sized after the system's own font."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.charts.colours import Colours, colours, mixed
from desktop.models.skill import Standing
from desktop.resources import resource

GOOD_FAMILIES: Final = ("Inter", "Cantarell", "Noto Sans", "DejaVu Sans")
POOR_FAMILIES: Final = ("", "Sans", "Sans Serif", "Helvetica", "DejaVu Sans", "Bitstream Vera Sans")
EDGE: Final = 0.72  # of the quiet ink around a field: seen by those who see little (3:1 on every ground)
TOKENS: Final = ("background", "panel", "soft", "line", "ink", "muted", "accent", "accent_soft")
USUAL_POINTS: Final[Mapping[str, float]] = {
    "win32": 9.0,
    "darwin": 13.0,
}  # what each system's interface font is unless somebody changed it


@dataclass(frozen=True, slots=True)
class Theme:
    """``light`` or ``dark``; every length of the look is given for 15-pixel body text and follows ``colours.body``."""

    name: str
    colours: Colours

    @classmethod
    def named(cls, name: str, scale: float = 1.0) -> Theme:
        """That theme in the system's font, ``scale`` times its usual size (1.3 when shared); needs a QApplication."""
        return cls(name, colours(name, family(), 15 * scale * _system_factor()))

    @classmethod
    def of_system(cls, scale: float = 1.0) -> Theme:
        """Dark when the system says so, else light."""
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return cls.named("dark" if dark else "light", scale)

    def px(self, length: float) -> int:
        """A length of the look in logical pixels, at least 1."""
        return max(1, round(self.colours.sized(length)))

    def colour(self, value: str) -> QColor:
        """A ``#RRGGBB`` token as Qt wants it."""
        return QColor(value)

    def font(self, size: float = 15, bold: bool = False) -> QFont:
        """The interface font, ``size`` being a length of the look (15 body, 13 small, 16, 18, 24 titles)."""
        font = QFont(self.colours.family)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def stylesheet(self) -> str:
        """The whole stylesheet: tokens put in, lengths scaled."""
        c = self.colours
        tokens = {name: getattr(c, name) for name in TOKENS} | {"alarm": c.of(Standing.TO_ACQUIRE)}
        tokens["drawings"] = resource("themes", self.name).as_posix()
        tokens |= {"pressed": mixed(c.ink, c.accent, 0.18), "hover": mixed(c.ink, c.accent, 0.09)}
        tokens["edge"] = mixed(c.muted, c.panel, EDGE)
        text = Template(resource("themes", "escale.qss").read_text("utf-8")).substitute(tokens)
        return re.sub(r"\b(\d+)px", lambda found: f"{self.px(int(found[1]))}px", text)

    def palette(self) -> QPalette:
        """What Fusion paints by itself; disabled words keep the contrast of muted ones."""
        c, role, palette = self.colours, QPalette.ColorRole, QPalette()
        chosen = {
            role.Window: c.background, role.WindowText: c.ink, role.Base: c.panel, role.AlternateBase: c.background,
            role.Text: c.ink, role.Button: c.panel, role.ButtonText: c.ink, role.BrightText: c.ink,
            role.ToolTipBase: c.panel, role.ToolTipText: c.ink, role.Highlight: c.accent,
            role.HighlightedText: c.panel, role.Link: c.accent, role.LinkVisited: c.accent,
            role.PlaceholderText: c.muted, role.Light: c.soft, role.Midlight: c.soft, role.Mid: c.line,
            role.Dark: c.muted, role.Shadow: c.line, role.Accent: c.accent,
        }  # fmt: skip
        for which, value in chosen.items():
            palette.setColor(which, QColor(value))
        for which in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.muted))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.soft))
        palette.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(c.muted))
        return palette

    def apply(self, app: QApplication) -> None:
        """Dress the whole application; may be called again with another theme."""
        app.setStyle("Fusion")
        app.setFont(self.font())
        app.setPalette(self.palette())
        app.setStyleSheet(self.stylesheet())


def family() -> str:
    """The system's interface font; a better one where Linux has a poor default; a shipped one where there is none."""
    present = QFontDatabase.families()
    if not present:
        return _shipped()
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if not _on_linux() or (system in present and system not in POOR_FAMILIES):
        return system
    return next((good for good in GOOD_FAMILIES if good in present), system)


def _on_linux() -> bool:
    return sys.platform.startswith("linux")


def _shipped() -> str:
    spec = find_spec("matplotlib")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
            QFontDatabase.addApplicationFont(str(Path(folder, "mpl-data", "fonts", "ttf", name)))
    return "DejaVu Sans"


def _system_factor() -> float:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.pointSizeF() <= 0 or (_on_linux() and font.family() in POOR_FAMILIES):
        return 1.0  # nobody chose that size
    return max(0.8, font.pointSizeF() / USUAL_POINTS.get(sys.platform, 10.0))
