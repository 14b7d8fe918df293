"""What an effect in words means for the tie of two: who they are, and whether it helps or harms it.

Rules, each of which is told beside the edge that it makes: sides are those named around the noun for
the tie, before a relative clause; "the bloc" is the body named last before it; where one side is missing
it is the one named before, or in the cause, or else the state that the article names most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legation.judging.whatif.mentions import Named, Setting, codes, mentions
from legation.knowledge.names import display
from legation.knowledge.supposing import effects, is_effect_word

_WORD = re.compile(r"\w+")
_NEAR = 3
_BEFORE, _AFTER = 25, 45
"""Characters between a noun and the first name before and after it."""
_JOINED, _LISTED = 6, 14
"""Characters between names in a row: "A–B", "A, the B and C"."""
TURN = {"+": "-", "-": "+", "?": "?", "": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRead:
    """A tie that words speak of: both sides, the sense ("+" helps, "-" harms, "" not told), and why."""

    sides: tuple[str, str]
    sense: str
    why: str


def words_in(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.casefold() for word in _WORD.findall(text)]


def sense(text: str) -> str:
    """Whether words tell of help or harm: "+", "-", "?" for both, "" for neither; a "not" turns it."""
    words = words_in(text)
    found = set()
    for at, word in enumerate(words):
        for use, sign in (("harm", "-"), ("help", "+")):
            if is_effect_word(word, use):
                turned = any(w in effects("not") for w in words[max(0, at - _NEAR) : at])
                found.add(TURN[sign] if turned else sign)
    return "?" if len(found) > 1 else next(iter(found), "")


def ties(effect: str, cause: str, setting: Setting, offset: int) -> tuple[TieRead, ...]:
    """The ties that an effect speaks of; none where it names no tie or no two sides."""
    said = main_part(effect)
    named, why = _named(said, setting, offset)
    found: dict[tuple[str, str], TieRead] = {}
    for noun in _WORD.finditer(said):
        if not _is(noun[0], "tie noun"):
            continue
        pairs, also = _pairs(said, noun, named), why
        if not pairs:
            pairs, also = _filled(said, noun, named, cause, setting)
            also = "; ".join(filter(None, (why, also)))
        for one, other in pairs:
            read = TieRead(sides=_pair(one, other), sense=sense(said), why=also)
            found.setdefault(read.sides, read)
    return tuple(found.values())


def _is(word: str, use: str) -> bool:
    return is_effect_word(word.casefold(), use)


def _named(said: str, setting: Setting, offset: int) -> tuple[list[Named], str]:
    """Names at their places, a common noun for a body among them, and what that noun means."""
    named = list(mentions(said))
    why = ""
    for word in _WORD.finditer(said):
        taken = any(n.start <= word.start() < n.stop for n in named)
        if _is(word[0], "body noun") and not taken and (body := setting.body_before(offset)):
            named.append(Named(start=word.start(), stop=word.end(), code=body))
            why = f"the {word[0]} is {display(body)}, named last before it"
    return sorted(named, key=lambda n: n.start), why


def _pairs(said: str, noun: re.Match[str], named: Sequence[Named]) -> list[tuple[str, str]]:
    """The sides of one noun: "A's ties with B", "A–B talks", "ties between A and B"."""
    before, after = _before(noun, named), _after(said, noun, named)
    if len(before) > 1:
        return [(before[-1], other) for other in before[:-1] if other != before[-1]]
    if before:
        return [(before[0], other) for other in after if other != before[0]]
    return [(after[0], other) for other in after[1:] if other != after[0]]


def _before(noun: re.Match[str], named: Sequence[Named]) -> list[str]:
    """Those named right before a noun, in a row."""
    chain: list[str] = []
    edge, reach = noun.start(), _BEFORE
    for one in reversed([n for n in named if n.stop <= noun.start()]):
        if edge - one.stop > reach:
            break
        chain.insert(0, one.code)
        edge, reach = one.start, _JOINED
    return chain


def _after(said: str, noun: re.Match[str], named: Sequence[Named]) -> list[str]:
    """Those named in a row after a noun and a preposition."""
    chain: list[str] = []
    edge, reach = noun.end(), _AFTER
    for one in [n for n in named if n.start >= noun.end()]:
        if one.start - edge > reach:
            break
        between = said[edge : one.start].casefold()
        if not chain and not any(_is(word, "with") for word in _WORD.findall(between)):
            break
        chain.append(one.code)
        edge, reach = one.stop, _LISTED
    return chain


def _filled(
    said: str, noun: re.Match[str], named: Sequence[Named], cause: str, setting: Setting
) -> tuple[list[tuple[str, str]], str]:
    """The missing side of a tie with one: whoever else is named, in the cause, or most."""
    near = [*_before(noun, named), *_after(said, noun, named)]
    if not near:
        both = codes(cause)
        alone = len(both) == 2 and not named
        return ([(both[0], both[1])], "both sides are named in the cause") if alone else ([], "")
    whences = (
        ([n.code for n in named if n.start < noun.start()], "named before it"),
        (list(codes(cause)), "named in the cause"),
        ([setting.main_state or ""], "which the article names most"),
    )
    for told, whence in whences:
        for code in told:
            if code and code not in near:
                return [(near[0], code)], f"the other side is {display(code)}, {whence}"
    return [], ""


def main_part(text: str) -> str:
    """The text up to its first relative clause."""
    relative = "|".join(sorted(effects("relative")))
    return re.split(rf"\s(?:{relative})\s", text, maxsplit=1)[0]


def _pair(one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other))
    return first, second
