"""How much of one piece of input is taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one piece of input.

    `bytes` bound a file, a page or a line of JSON Lines (which may itself be of any length);
    `characters` bound an article's text and `letters` are the fewest that make one. An address
    has `seconds` to begin to answer and `patience` seconds to end, may redirect `redirects`
    times, and its host is asked again after `pause` seconds at the earliest.
    """

    bytes: int = 50_000_000
    characters: int = 2_000_000
    letters: int = 20
    seconds: float = 20.0
    patience: float = 60.0
    redirects: int = 5
    pause: float = 1.0


def megabytes(size: int) -> str:
    """A size in bytes as a reader would say it."""
    return f"{size / 1e6:.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"
