"""People, states and speakers in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.knowledge.names import display, in_sentence, names
from legation.knowledge.tables import rows
from legation.model import Event, Holder, Rank, Side

NOBODY = "an unnamed side"
AUTHOR = "author"
_POINTING = frozenset({"their", "his", "her", "its", "our", "my", "your", "this", "that", "these"})
# Words that begin a description and not a name.
_POSSESSED = ("its ", "their ", "his ", "her ", "our ")
_DESCRIBED = ("the ", "a ", "an ", *_POSSESSED)


@cache
def _grammar() -> dict[str, dict[str, str]]:
    return {row["code"]: dict(row) for row in rows("name_grammar.tsv")}


@cache
def _surfaces() -> dict[str, dict[str, list[str]]]:
    """Per code, its ways of being named, by use."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in names():
        found.setdefault(name.code, {}).setdefault(name.use, []).append(name.surface)
    return found


def adjective(code: str | None) -> str | None:
    """The adjective of a state, such as North Korean; None where none is known."""
    if preferred := _grammar().get(code or "", {}).get("adjective"):
        return preferred
    found = _surfaces().get(code or "", {}).get("adjective", [])
    return next((surface for surface in found if "." not in surface), None)


def place_words(code: str) -> str:
    """A code's usual name with the article that a sentence needs: the United States."""
    return in_sentence(code)


def is_plural(sides: Sequence[Side]) -> bool:
    """Whether a verb that follows these sides stands in the plural."""
    codes = {side.code for side in sides}
    return len(set(map(side_words, sides))) > 1 or any(
        _grammar().get(code, {}).get("number") == "plural" for code in codes
    )


@cache
def _bare_names(code: str) -> frozenset[str]:
    """All ways of naming a code, in lower case and without a leading article."""
    surfaces = _surfaces().get(code, {}).values()
    return frozenset(s.casefold().removeprefix("the ") for uses in surfaces for s in uses)


def _is_name_of(code: str, name: str) -> bool:
    return name.casefold().removeprefix("the ") in _bare_names(code)


def _mentions(code: str, words: str) -> bool:
    folded = words.casefold()
    return display(code).casefold() in folded or any(
        surface.casefold() in folded
        for use in ("name", "short", "adjective")
        for surface in _surfaces().get(code, {}).get(use, ())
    )


def _titled(office: str) -> str:
    return " ".join(
        word if word in ("of", "and", "the", "for", "to", "leader") else word[:1].upper() + word[1:]
        for word in office.split()
    )


def _own_name(side: Side) -> str:
    """The words that name a side; "their foreign minister" names nobody without its sentence."""
    words = (side.name or "").split()
    return "" if words[:1] and words[0].casefold() in _POINTING else " ".join(words)


def person(name: str, office: str | None, code: str | None) -> str:
    """A person or described speaker with office and state.

    As a newspaper says it: North Korean Foreign Minister Choe Son-hui, a Malian official; else
    with the state in brackets: Choe Son-hui (North Korea).
    """
    lower = name.casefold()
    described = lower.startswith(_DESCRIBED) or name[:1].islower()
    if described:
        name = name[:1].lower() + name[1:]
    words = name
    if office and office.casefold() not in lower:
        after = described or office.casefold().startswith(_DESCRIBED)
        words = f"{name}, {office}" if after else f"{_titled(office)} {name}"
    if not code or code.startswith(("PER:", "NSA:")) or _mentions(code, words):
        return words
    whose = adjective(code)
    if whose and described and not lower.startswith(_POSSESSED):
        return _with_adjective(words, whose)
    return f"{whose} {words}" if whose and words != name else f"{words} ({display(code)})"


def _with_adjective(words: str, whose: str) -> str:
    """A description with the adjective of its state: a South Korean spokesman."""
    article, _, rest = words.partition(" ")
    if article not in ("a", "an", "the"):
        return f"{whose} {words}"
    if article != "the":
        article = "an" if whose[0] in "AEIO" else "a"
    return f"{article} {whose} {rest}"


def side_words(side: Side) -> str:
    """A side by person and office where the text names one, else by its usual name."""
    name = _own_name(side)
    if side.code.startswith("PER:"):
        return person(name or display(side.code), side.office, None)
    acts_for_it = side.office or (side.rank and side.rank is not Rank.DELEGATION)
    if name and acts_for_it and not _is_name_of(side.code, name):
        return person(name, side.office, side.code)
    return place_words(side.code)


def counted(number: int, word: str) -> str:
    """A number of things: "1 article", "3 articles"."""
    return f"{number} {word}{'s' * (number != 1)}"


def listed(words: Sequence[str]) -> str:
    """Several words as a list: A, B and C."""
    once = list(dict.fromkeys(words))
    if len(once) < 2:
        return "".join(once)
    return ", ".join(once[:-1]) + " and " + once[-1]


def sides_words(sides: Sequence[Side]) -> str:
    """Several sides as a list in words."""
    return listed([side_words(side) for side in sides]) or NOBODY


def pair_words(codes: Sequence[str]) -> str:
    """The sides of an event as a heading: North Korea – Russia."""
    shown = [display(code) for code in codes[:4]]
    more = len(codes) - len(shown)
    return " – ".join(shown) + (f" and {more} more" if more else "") or "No side named"


def heading_words(event: Event) -> str:
    """The sides of an event as a heading, in the order of the alphabet."""
    return pair_words(sorted(event.codes, key=display))


def name_of(code: str) -> str:
    """The usual name of a code, or the code where it has none."""
    return display(code)


def holder_words(holder: Holder) -> str:
    """A speaker or judge by name, office and state; an outlet by what it is."""
    if holder.name == AUTHOR:
        return "the article’s own voice"
    name = " ".join(holder.name.split())
    if holder.kind and holder.kind.casefold() not in name.casefold():
        whose = adjective(holder.code) or (display(holder.code) if holder.code else "")
        return f"{person(name, holder.office, None)} ({f'{whose} {holder.kind}'.strip()})"
    return person(name, holder.office, holder.code)


def per_words(per: Sequence[Holder]) -> str:
    """Whose word it is, nearest speaker first: per A, per B."""
    return ", ".join(f"per {holder_words(holder)}" for holder in per)


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
