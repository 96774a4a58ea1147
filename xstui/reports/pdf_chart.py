"""A report's chart in a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xstui.reports.pdf_text import PLAIN, drawable
from xstui.reports.table import Chart

if TYPE_CHECKING:
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.charts.legends import Legend
    from reportlab.graphics.charts.linecharts import HorizontalLineChart
    from reportlab.graphics.shapes import Drawing

SIZE = 6
LEFT, BELOW, ABOVE = 34, 26, 12
"""Points around the chart itself, for the labels at the axes and the unit above them."""
LABEL_ROOM = 34
"""Points that a label below the chart takes."""
COLOURS = ("#1f4e79", "#c55a11", "#548235", "#7f6000", "#7030a0")


def drawing(chart: Chart, width: float, height: float) -> Drawing:
    """Return a drawing of lines or bars, with the unit above the axis and a legend for several series."""
    from reportlab.graphics.shapes import Drawing, String

    drawn = Drawing(width, height)
    figure = _figure(chart, width - LEFT)
    figure.x, figure.y = LEFT, BELOW
    figure.width, figure.height = width - LEFT, height - BELOW - ABOVE
    drawn.add(figure)
    drawn.add(String(0, height - SIZE, drawable(chart.unit), fontName=PLAIN, fontSize=SIZE))
    if len(chart.series) > 1:
        drawn.add(_legend(chart, width, height))
    return drawn


def _figure(chart: Chart, width: float) -> VerticalBarChart | HorizontalLineChart:
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.charts.linecharts import HorizontalLineChart
    from reportlab.lib.colors import HexColor

    bars = chart.kind == "bar" or not _has_lines(chart)
    figure = VerticalBarChart() if bars else HorizontalLineChart()
    figure.data = [[None if value is None else float(value) for value in series.values] for series in chart.series]
    figure.categoryAxis.categoryNames = _thinned(chart.labels, width)
    figure.valueAxis.valueMin = 0
    if not any(value for series in chart.series for value in series.values):
        figure.valueAxis.valueMax = 1
    for axis in (figure.categoryAxis, figure.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = PLAIN, SIZE
    marks = figure.bars if bars else figure.lines
    for place in range(len(chart.series)):
        colour = HexColor(COLOURS[place % len(COLOURS)])
        marks[place].strokeColor = colour
        if bars:
            marks[place].fillColor = colour
    return figure


def _has_lines(chart: Chart) -> bool:
    """Return whether each series has the two points that a line needs."""
    return all(sum(value is not None for value in series.values) > 1 for series in chart.series)


def _thinned(labels: tuple[str, ...], width: float) -> list[str]:
    """Return the labels, leaving out what would run into its neighbour."""
    step = max(1, -(-len(labels) * LABEL_ROOM // int(width)))
    return [drawable(label) if place % step == 0 else "" for place, label in enumerate(labels)]


def _legend(chart: Chart, width: float, height: float) -> Legend:
    from reportlab.graphics.charts.legends import Legend
    from reportlab.lib.colors import HexColor

    legend = Legend()
    legend.x, legend.y = width / 3, height
    legend.alignment = "right"
    legend.fontName, legend.fontSize = PLAIN, SIZE
    legend.columnMaximum = 1
    legend.colorNamePairs = [
        (HexColor(COLOURS[place % len(COLOURS)]), drawable(series.name)) for place, series in enumerate(chart.series)
    ]
    return legend
