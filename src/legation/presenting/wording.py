"""Events in plain words; the phrases for each type, mode and CAMEO code are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from legation.knowledge.tables import rows
from legation.model import Event, Evidence, Status
from legation.model.when import known_days
from legation.presenting.brief import Part
from legation.presenting.notes import squeezed
from legation.presenting.sides import capital, is_plural, sides_words

SIGNS = {
    Status.OCCURRED: "●",
    Status.PLANNED: "◇",
    Status.HYPOTHETICAL: "△",
    Status.DENIED: "✕",
    Status.CANCELLED: "⊘",
}
STATUS_WORDS = {
    Status.OCCURRED: "Occurred",
    Status.PLANNED: "Planned",
    Status.HYPOTHETICAL: "Could happen",
    Status.DENIED: "Denied",
    Status.CANCELLED: "Called off",
}
_LONGEST_QUOTE = 320
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def mark(status: Status) -> str:
    """A status as its sign and its words, so that neither colour nor sign is needed."""
    return f"{SIGNS[status]} {STATUS_WORDS[status]}"


@cache
def _phrases() -> dict[tuple[str, str, str, str], tuple[str, str]]:
    return {
        (row["type"], row["mode"], row["cameo"], row["form"]): (row["past"], row["base"])
        for row in rows("phrases.tsv")
    }


def _form(event: Event) -> tuple[str, ...]:
    if event.recipients:
        return ("to",)
    return ("mutual", "alone") if len(set(event.codes)) > 1 else ("alone",)


def phrase(event: Event) -> tuple[str, str]:
    """Past and base form of what was done: the most exact row of the table that fits."""
    mode, table = event.mode or "", _phrases()
    for form in _form(event):
        for kind in ((mode, event.cameo), (mode, ""), ("", event.cameo), ("", "")):
            if found := table.get((event.type.value, *kind, form)):
                return found
    raise KeyError(event.type)


def event_words(event: Event, published: str | None = None) -> str:
    """What happened, is planned, could happen or is denied, as a sentence without its end.

    `published` is the day of the report; a denial of what lies after it speaks of the future.
    """
    past, base = (words.format(r=_recipients(event)) for words in phrase(event))
    actors = sides_words(event.actors)
    plural = is_plural(event.actors)
    match event.status:
        case Status.OCCURRED:
            verb = past
        case Status.PLANNED:
            verb = f"{'are' if plural else 'is'} to {base}"
        case Status.HYPOTHETICAL:
            verb = f"could {base}"
        case Status.CANCELLED:
            verb = f"{'were' if plural else 'was'} to {base}"
        case Status.DENIED:
            verb = f"{'will' if _lies_ahead(event, published) else 'did'} not {base}"
    return capital(f"{actors} {verb}")


def _recipients(event: Event) -> str:
    """Those at whom it was aimed; one visits a country even where the text names whom one met."""
    if event.mode == "visit":
        return sides_words([replace(side, name=None, office=None) for side in event.recipients])
    return sides_words(event.recipients)


def _lies_ahead(event: Event, published: str | None) -> bool:
    """Whether the days of an event begin after its report, or reach beyond it without an end."""
    found = known_days(event.when)
    if not found or not found.first or not published:
        return False
    first, day = found.first.isoformat(), published[:10]
    return first > day or (first == day and found.last is None)


def quote_parts(evidence: Sequence[Evidence], longest: int = _LONGEST_QUOTE) -> tuple[Part, ...]:
    """The first piece of the evidence in quotation marks, with dots where a sentence is cut."""
    words = squeezed(evidence[0].quote)
    whole = bool(_SENTENCE_END.search(words))
    if len(words) > longest or (not whole and len(words) > longest * 3 // 4):
        words = words[:longest].rpartition(" ")[0] or words[:longest]
        whole = False
    first = "“… " if words[:1].islower() else "“"
    return (Part(text=first), Part(text=words, quoted=True), Part(text="”" if whole else " …”"))


def told_apart(words: str, evidence: Sequence[Evidence]) -> Part:
    """Words as quoted where they stand so in the evidence, else as the program's own rendering."""
    words = re.sub(r" (?=[,.;:!?])", "", squeezed(words)).removesuffix("…").rstrip(", ")
    return Part(text=words, quoted=any(words in squeezed(piece.quote) for piece in evidence))
