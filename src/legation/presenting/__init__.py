"""Results to people: the brief, its pictures, and the check that every line has its sentence."""

from __future__ import annotations

from legation.presenting.brief import Brief, BriefOptions, Line, Note, Part, Section, unsupported
from legation.presenting.compose import compose
from legation.presenting.markdown import to_markdown
from legation.presenting.page import to_html

__all__ = [
    "Brief",
    "BriefOptions",
    "Line",
    "Note",
    "Part",
    "Section",
    "compose",
    "to_html",
    "to_markdown",
    "unsupported",
]
