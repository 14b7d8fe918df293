"""Results to people: the brief, its pictures, and the check that every line has its sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from legation.presenting.composing import compose
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

_ELSEWHERE = {
    "compose": "composing",
    "to_html": "page",
    "to_markdown": "markdown",
    "unsupported": "notes",
}
"""What does not stand in `brief`. Each is imported when it is asked for: every verb passes here."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_ELSEWHERE.get(name, 'brief')}")
    found = globals()[name] = getattr(module, name)
    return found
