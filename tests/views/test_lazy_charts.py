"""The window opens without matplotlib: it comes with the first chart."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "desktop.charts.colours, desktop.charts.shapes, desktop.views.theme, desktop.views.chart_card, "
    "desktop.views.gap.gap_page, desktop.views.skills.skills_page, desktop.views.passport.parcours_page"
)


def test_pages_are_imported_without_matplotlib() -> None:
    asked = f"import sys, {MODULES}; print('matplotlib' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
