"""Names of states, bodies and groups, as they stand in texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.knowledge.tables import rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way of naming an actor; `use` tells what sort of word it is.

    Uses: name, short, adjective, people, capital, seat (a place or organ that stands for its
    government), body, group. `known_from` is the day from which the name could be known.
    """

    surface: str
    code: str
    use: str
    known_from: str | None
    until: str | None
    source: str
    caution: str | None = None


@cache
def names() -> tuple[Name, ...]:
    """All names, each with its code and use."""
    found = [
        Name(
            surface=row["surface"],
            code=row["code"],
            use=row["use"],
            known_from=row["known_from"] or None,
            until=row["until"] or None,
            source=row["source"],
            caution=row["caution"] or None,
        )
        for row in rows("state_names.csv")
    ]
    for file, use in (("bodies.csv", "body"), ("groups.csv", "group")):
        for row in rows(file):
            found += [
                Name(
                    surface=surface,
                    code=row["code"],
                    use=use,
                    known_from=row.get("known_from") or None,
                    until=None,
                    source=row["source"],
                )
                for surface in (row["name"], *split(row["aliases"]))
            ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ContextName:
    """What a word after "the" names, in a text that has named one of `named` before."""

    code: str
    named: frozenset[str]


@cache
def context_names() -> Mapping[str, ContextName]:
    """Words that name a state only in context ("the North"), in lower case."""
    return {
        row["word"]: ContextName(row["code"], frozenset(split(row["named"])))
        for row in rows("context_names.tsv")
    }


@dataclass(frozen=True, slots=True)
class Rival:
    """A party to a conflict within one state whose name otherwise stands for that state."""

    name: str
    state: str
    code: str


@cache
def rivals() -> Mapping[str, tuple[Rival, ...]]:
    """Parties to conflicts within states, by the code of the state."""
    found: dict[str, tuple[Rival, ...]] = {}
    for row in rows("rivals.tsv"):
        rival = Rival(row["name"], row["state"], row["code"])
        found[rival.state] = (*found.get(rival.state, ()), rival)
    return found


@cache
def held_places() -> Mapping[tuple[str, str], str]:
    """Who holds a place that belongs to another state, by place and that state."""
    return {(row["place"], row["state"]): row["holder"] for row in rows("held_places.tsv")}


@cache
def states() -> frozenset[str]:
    """Codes of all states and territories, those that are no more among them."""
    return frozenset(row["code"] for row in rows("states.csv"))


def is_state(code: str) -> bool:
    """Whether a code is a state's or a territory's, and no body's: UNC and ICC have three letters too."""
    return code in states()


@cache
def display_names() -> Mapping[str, str]:
    """The usual English name of each code."""
    shown = {row["code"]: row["name"] for row in rows("states.csv")}
    for file in ("bodies.csv", "groups.csv"):
        shown |= {row["code"]: row["name"] for row in rows(file)}
    return shown


def display(code: str) -> str:
    """The usual English name of a code; a code that is not known is shown as it is."""
    return display_names().get(code) or code.split(":", 1)[-1]


@cache
def _articles() -> Mapping[str, str]:
    return {row["code"]: row["article"] for row in rows("name_grammar.tsv")}


def in_sentence(code: str) -> str:
    """A code's usual name with the article that a sentence needs: the United States."""
    return f"{_articles().get(code, '')} {display(code)}".strip()


def resolve(text: str) -> str | None:
    """The code that a user means by a code, name or adjective; None if it is unknown."""
    wanted = text.strip()
    if wanted.upper() in display_names():
        return wanted.upper()
    return _by_name().get(wanted.casefold())


@cache
def _by_name() -> Mapping[str, str]:
    """Codes by code and by name, in lower case; of several with one name, the first."""
    found = {code.casefold(): code for code in display_names()}
    for name in names():
        found.setdefault(name.surface.casefold(), name.code)
    return found


@cache
def name_cues(kind: str) -> frozenset[str]:
    """Words that tell what a name is.

    `place` stands before a place, `title` before a person's name, `particle` inside one, `group` in
    the name of an armed group, `no group` in one that is none for all that.
    """
    return frozenset(row["cue"] for row in rows("name_cues.tsv") if row["kind"] == kind)


@cache
def group_codes() -> Mapping[str, str]:
    """Codes of groups by any of their names as a code, in capitals: "NSA:ISLAMIC STATE"."""
    return {
        f"NSA:{name}".upper().replace("’", "'"): row["code"]
        for row in rows("groups.csv")
        for name in (row["name"], *split(row["aliases"]))
    }
