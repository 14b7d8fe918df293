"""An event reduced to what is compared, whether a person or a program told it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legation.knowledge.names import group_codes

LONGEST_QUOTE = 300
"""Characters that a coder's quote may have to count as evidence."""

_WORD = re.compile(r"\w+")
_SHORTEST_WORD = 3
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as somebody told it.

    `actors` and `recipients` are codes in capitals, `said_by` the words of `per`, `spans` the
    offsets of the evidence that stands in the text, `row` the event as it was written.
    """

    type: str
    mode: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str | None
    when: str | None
    place: str | None
    said_by: frozenset[str]
    spans: Spans
    core: bool
    row: Mapping[str, Any]

    @property
    def codes(self) -> frozenset[str]:
        """Codes of all sides."""
        return self.actors | self.recipients


def told(event: Mapping[str, Any], text: str) -> Told:
    """An event of a gold file or of coded output, its evidence found in `text`."""
    return Told(
        type=event["type"],
        mode=event.get("mode") or None,
        actors=_codes(event.get("actors")),
        recipients=_codes(event.get("recipients")),
        status=event.get("status"),
        when=_when(event.get("when")),
        place=event.get("place") or None,
        said_by=_words(event.get("per")),
        spans=spans(event.get("evidence"), text),
        core=event.get("weight", "core") == "core",
        row=event,
    )


def _codes(sides: Any) -> frozenset[str]:
    found = (side.get("code") if isinstance(side, dict) else side for side in sides or ())
    return frozenset(_one_code(code).upper() for code in found if code)


def _one_code(code: str) -> str:
    """A group's code by whichever of its names somebody wrote it: "NSA:Islamic State"."""
    if not code.startswith("NSA:"):
        return code
    return group_codes().get(code.upper().replace("’", "'"), code)


def _when(value: Any) -> str | None:
    if isinstance(value, list | tuple):
        return "/".join(end or ".." for end in value)
    return value or None


def _words(holders: Any) -> frozenset[str]:
    """Words of three letters or more in names, codes and offices."""
    texts: list[str] = []
    for holder in holders or ():
        if isinstance(holder, dict):
            texts += [str(holder.get(key) or "") for key in ("name", "code", "office")]
        else:
            texts.append(str(holder))
    words = _WORD.findall(" ".join(texts).lower())
    return frozenset(word for word in words if len(word) >= _SHORTEST_WORD)


def spans(evidence: Any, text: str) -> Spans:
    """Offsets of evidence: given ones must hold the quote they claim, a bare quote is looked up."""
    found = []
    for item in evidence or ():
        if isinstance(item, dict) and _number(item.get("start")) and _number(item.get("stop")):
            start, stop = item["start"], item["stop"]
            stands = item.get("quote") is None or text[start:stop] == item["quote"]
        else:
            quote = item.get("quote", "") if isinstance(item, dict) else item
            start = text.find(quote) if quote else -1
            stop, stands = start + len(quote), start >= 0
        if stands:
            found.append((start, stop))
    return tuple(found)


def _number(value: Any) -> bool:
    return isinstance(value, int)
