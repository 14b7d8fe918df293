"""Pictures of ties and partners: SVG of our own, whole in itself, with the numbers that it draws.

Each picture has a title, its frame, units, source and day, a text alternative, and its data. It is read
by shape, place and pattern as well as by colour, on light and dark pages.
"""

from __future__ import annotations

from legation.presenting.pictures.chart import About, Chart, Part
from legation.presenting.pictures.partners import partner_charts
from legation.presenting.pictures.sheet import figure, figure_style, to_html, to_svg
from legation.presenting.pictures.ties import tie_charts

__all__ = [
    "About",
    "Chart",
    "Part",
    "figure",
    "figure_style",
    "partner_charts",
    "tie_charts",
    "to_html",
    "to_svg",
]
