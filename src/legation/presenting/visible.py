"""Making characters visible that would change how the words around them are read."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200e\u200f\u200b\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]"
)


def visible(text: str) -> str:
    """The text with direction overrides and control characters shown as their code points."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
