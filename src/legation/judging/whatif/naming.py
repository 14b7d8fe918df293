"""Whom a few words name: states, bodies, groups, and leaders by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legation.errors import UsageError
from legation.knowledge.asking import asked
from legation.knowledge.names import resolve
from legation.knowledge.supposing import words

_JOINED = re.compile(r"\s*(?:,|\band\b|–|/)\s*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")


def code_in(text: str) -> str:
    """The one actor that words name; raises UsageError where they name none."""
    bare = _bare(text)
    if code := resolve(bare):
        return code
    found = asked(bare)
    if len(found.codes) == 1 and not found.words:
        return next(iter(found.codes))
    raise UsageError(
        f"No state, body or group is known as {bare!r}; use a name such as 'North Korea' or a code "
        "such as PRK."
    )


def codes_in(text: str) -> tuple[str, ...]:
    """The actors that words list ("Russia and North Korea", "US-China"), in their order.

    Raises UsageError where one is unknown.
    """
    found: list[str] = []
    for part in filter(None, _JOINED.split(text.strip())):
        if not _bare(part):
            continue
        found += _hyphened(part) or [code_in(part)]
    return tuple(dict.fromkeys(found))


def _hyphened(part: str) -> list[str] | None:
    """Both sides of "US-China", where the whole is no name itself."""
    bare = _bare(part)
    if resolve(bare) or "-" not in bare:
        return None
    codes = [resolve(_bare(half)) for half in bare.split("-")]
    return [code for code in codes if code] if all(codes) else None


def _bare(text: str) -> str:
    """Without articles, "its", "new" and the like at either end, and without a possessive."""
    parts: Sequence[str] = text.strip(" ,.;").split()
    while parts and parts[0].casefold() in words("empty"):
        parts = parts[1:]
    while parts and parts[-1].casefold() in words("empty"):
        parts = parts[:-1]
    return _POSSESSIVE.sub("", " ".join(parts))
