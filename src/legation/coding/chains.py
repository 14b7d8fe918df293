"""Assessments: what somebody holds that something means, or that will happen.

The readings of one clause go together: "experts take it as a sign that talks are unlikely" is one
judgement, held by the experts, against. Stances multiply from the outside in, with negations.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.clauses import apart, negated, unit
from legation.coding.cues import Hit, of_table
from legation.coding.grammar import is_verb
from legation.coding.holders import AUTHOR, Holders
from legation.coding.reading_parts import Reading
from legation.coding.readings import readings
from legation.coding.tellings import tellings
from legation.model import Holder, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

TELLING = frozenset({"said", "told", "held"})
"""Kinds of reading without a word that judges."""
THOUGHT = frozenset({"belief", "verdict", "charge", "leaning", "held"})
"""Kinds of reading whose holder is the subject of the word that judges."""
_STOPS = frozenset({";", ":"})
_CALLED = frozenset({"verdict", "charge"})
_FLIP = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}
_INWARD = frozenset(
    {"ccomp", "xcomp", "acl", "attr", "acomp", "dobj", "pobj", "pcomp", "prep", "oprd", "advmod",
     "amod", "appos", "agent", "aux", "csubj"}
)  # fmt: skip


@dataclass(slots=True)
class Judged:
    """One assessment before it is put into words."""

    chain: list[Reading]
    holder: Holder
    stance: Stance
    content: Token
    top: Token

    @property
    def firm(self) -> bool:
        """Whether any of its words makes a judgement by itself."""
        return any(reading.strong for reading in self.chain)

    @property
    def words(self) -> str | None:
        """The words of probability, outermost first."""
        told = dict.fromkeys(r.words for r in self.chain if r.kind not in TELLING)
        return "; ".join(told) or None


def candidates(sentence: Span, hits: list[Hit], holders: Holders) -> list[Judged]:
    """All that may be an assessment in one sentence, however weak its words."""
    found = list(readings(sentence, list(of_table(hits, "assessing")), holders))
    found += tellings(sentence, holders)
    return [_judged(chain) for part in _parts(sentence, found) for chain in _chains(part)]


def _parts(sentence: Span, found: list[Reading]) -> list[list[Reading]]:
    """Readings by the parts of the sentence that semicolons and colons set apart."""
    stops = [token.i for token in sentence if token.text in _STOPS]
    parts: dict[int, list[Reading]] = {}
    for reading in found:
        parts.setdefault(bisect_left(stops, reading.token.i), []).append(reading)
    return list(parts.values())


def _chains(found: list[Reading]) -> Iterator[list[Reading]]:
    """Readings that judge one thing, from the outermost to the innermost."""
    rest = sorted(found, key=lambda r: (_depth(r.token), r.token.i))
    while rest:
        chain = [rest.pop(0)]
        going = True
        while going:
            going = False
            for other in rest:
                if any(_inside(outer, other) for outer in chain):
                    chain.append(other)
                    rest.remove(other)
                    going = True
                    break
        yield chain


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _inside(outer: Reading, inner: Reading) -> bool:
    """Whether one reading is part of what the other judges, with no clause of its own between."""
    if inner.host in (outer.host, outer.content) or inner.token == outer.content:
        return True
    current = inner.token
    for _ in range(5):
        if current in (outer.content, outer.token):
            return True
        if current.dep_ not in _INWARD or current.head == current or apart(current):
            return False
        current = current.head
    return current == outer.content


def _judged(chain: list[Reading]) -> Judged:
    """What the readings of one chain come to."""
    cues = [r for r in chain if r.kind not in TELLING] or chain[:1]
    stance = _stance(cues)
    inner = cues[-1].content
    holder = next((r.holder for r in chain if r.kind in THOUGHT), None)
    if holder is None:
        holder = next((r.holder for r in reversed(chain) if r.holder is not AUTHOR), AUTHOR)
    return Judged(chain, holder, stance, inner, unit(chain[0].token))


def _stance(chain: list[Reading]) -> Stance:
    """The stance of readings that go together: they multiply, and so do negations.

    Of two that stand side by side ("fragile but likely to last") the latter counts; what a thing is
    called leans as it is called.
    """
    verdict = next((at for at, one in enumerate(chain) if one.kind in _CALLED), len(chain))
    inside = frozenset(i for reading in chain for i in reading.inside)
    stance = outer = Stance.FOR
    seen: set[int] = set()
    judging = any(reading.kind != "effect" for reading in chain)
    for at, reading in enumerate(chain[: verdict + 1]):
        if reading.kind == "effect" and judging:
            continue  # "may hinder trade" holds that it may
        beside = at > 0 and reading.token.dep_ == "conj"
        if not (beside and reading.token.head == chain[at - 1].token):
            outer = stance
        stance = _combined(outer, reading.stance)
        for token in (reading.host, reading.token):
            if token.i not in seen and negated(token, inside):
                sure = reading.words in ("sure", "certain", "clear")
                stance = Stance.UNCERTAIN if sure else _FLIP.get(stance, stance)
            seen.add(token.i)
    if verdict < len(chain):
        return stance
    content = chain[-1].content
    if (content.i not in seen and negated(content, inside)) or _of_none(content, inside):
        stance = _FLIP.get(stance, stance)
    return stance


def _of_none(content: Token, inside: frozenset[int]) -> bool:
    """Whether what is judged is that there is or will be nothing of the kind: "will be no truce"."""
    return is_verb(content) and any(
        c.dep_ in ("attr", "dobj") and any(d.lower_ == "no" and d.i not in inside for d in c.lefts)
        for c in content.children
    )


def _combined(outer: Stance, inner: Stance) -> Stance:
    if outer in _FLIP and inner in _FLIP:
        return inner if outer is Stance.FOR else _FLIP[inner]
    return outer if outer not in _FLIP else inner
