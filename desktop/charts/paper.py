"""A chart as the bytes of a file: PNG, SVG or PDF, with its title and its sentence; or alone, for a document."""

from __future__ import annotations

import io
from typing import Literal, TypeVar

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from desktop.charts.chart import Chart, Drawing
from desktop.charts.colours import Colours
from desktop.charts.sheet import Pen, Sheet, wrapped
from desktop.models.gaplines import GROUP_KEY

Rows = TypeVar("Rows")
WIDTH, MARGIN = 900.0, 28.0  # points
SHARP = 216  # dots per inch of a PNG: three for each point


def exported(
    form: str, chart: Chart[Rows], rows: Rows, colours: Colours, title: str, sentence: str, foot: str = ""
) -> bytes:
    """The chart under its title and its sentence, as ``png``, ``svg`` or ``pdf``: bytes that say no hour.

    ``foot`` is written small beneath: where it comes from, and its day.
    """
    figure = _figure(chart, rows, colours, title, sentence, foot)
    dates = {} if form == "png" else {"Date" if form == "svg" else "CreationDate": None}
    made = io.BytesIO()
    figure.savefig(made, format=form, dpi=SHARP, facecolor=colours.panel, metadata={"Title": title, **dates})
    return made.getvalue()


def drawn(chart: Chart[Rows], rows: Rows, colours: Colours, width: float, form: Literal["svg", "png"]) -> Drawing:
    """The chart alone, ``width`` points wide; nothing is written on the disk, nothing says when."""
    tall = chart.height(rows, width, colours)
    figure = Figure(figsize=(width / 72, tall / 72), dpi=72, facecolor=colours.panel)
    FigureCanvasAgg(figure)
    regions = chart.draw(figure.add_axes((0, 0, 1, 1)), rows, colours)
    made = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    figure.savefig(made, format=form, dpi=SHARP, facecolor=colours.panel, metadata=metadata)
    cuts = sorted({region.y for region in regions if region.key.startswith(GROUP_KEY)})
    return Drawing(made.getvalue(), tall, tuple(cuts))


def _figure(chart: Chart[Rows], rows: Rows, colours: Colours, title: str, sentence: str, foot: str) -> Figure:
    width = colours.sized(WIDTH)
    margin, line = colours.sized(MARGIN), colours.sized(24)
    heading, reading = Pen(18, colours.ink, bold=True), Pen(14, colours.muted)
    words = [(text, heading) for text in wrapped(title, width - 2 * margin, 3, heading, colours)]
    words += [(text, reading) for text in wrapped(sentence, width - 2 * margin, 4, reading, colours)]
    tall = chart.height(rows, width - 2 * margin, colours)
    small, below = Pen(12, colours.muted), colours.sized(18)
    notes = wrapped(foot, width - 2 * margin, 3, small, colours)
    bottom = margin + below * len(notes)
    whole = tall + margin + bottom + line * (len(words) + 0.5)
    figure = Figure(figsize=(width / 72, whole / 72), dpi=72, facecolor=colours.panel)
    FigureCanvasAgg(figure)
    head = Sheet(figure.add_axes((0, 0, 1, 1)), colours)
    for number, (text, pen) in enumerate(words):
        head.text(margin, margin + line * (number + 0.5), text, pen)
    for number, text in enumerate(notes):
        head.text(margin, whole - bottom + below * (number + 0.8), text, small)
    place = (margin / width, bottom / whole, 1 - 2 * margin / width, tall / whole)
    chart.draw(figure.add_axes(place), rows, colours)
    return figure
