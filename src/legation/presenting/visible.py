"""Making characters visible that would change how the words around them are read."""

from __future__ import annotations

import re

# Direction marks and overrides, zero-width characters and control characters, tab and line ends
# excepted.
_HIDDEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_xml(text: str, instead: str) -> str:
    """The text with `instead` for each character that no XML document may hold."""
    return _NOT_XML.sub(instead, text)


def visible(text: str) -> str:
    """The text with direction overrides and control characters shown as their code points."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
