"""Results to people: the brief, its pictures, and the check that every line has its sentence."""

from __future__ import annotations

from legation.presenting.brief import (
    Brief,
    BriefOptions,
    Figure,
    Line,
    Measured,
    Note,
    Part,
    Picture,
    Section,
)
from legation.presenting.compose import compose
from legation.presenting.markdown import to_markdown
from legation.presenting.notes import unsupported
from legation.presenting.page import to_html

__all__ = [
    "Brief",
    "BriefOptions",
    "Figure",
    "Line",
    "Measured",
    "Note",
    "Part",
    "Picture",
    "Section",
    "compose",
    "to_html",
    "to_markdown",
    "unsupported",
]
