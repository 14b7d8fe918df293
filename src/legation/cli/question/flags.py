"""Options of `legation question`, and values that are written in a few words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation import settings
from legation.cli import options
from legation.cli.forget import user
from legation.errors import UsageError
from legation.model.question import Branch, Range, ReferenceClass, Thesis

if TYPE_CHECKING:
    from legation.workflows.questions import Author

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="The question's name, or a beginning of it.")
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DAY", help="The day from which it was known; today by default."),
]
Why = Annotated[str, typer.Option("--why", metavar="REASON", help="Why; it is kept.")]
Article = Annotated[
    str | None, typer.Option("--article", metavar="ARTICLE", help="An article that tells it.")
]
Quote = Annotated[
    str | None, typer.Option("--quote", metavar="WORDS", help="The words of that article.")
]
EventId = Annotated[
    str | None, typer.Option("--event", metavar="EVENT", help="An event of the ledger.")
]
Yardstick = Annotated[
    str, typer.Option("--yardstick", help="ICD203, PHIA, Kent or NATO: words for likelihood.")
]

_RATE = re.compile(
    r"\s*(?P<events>\d+)\s+(?:in\s+(?P<years>[\d.]+)\s+years?|of\s+(?P<trials>\d+))\s*:\s*"
    r"(?P<name>.+?)(?:\s*\((?P<source>[^()]+)\))?\s*"
)


def author(who: str | None, on: str | None, using: settings.Settings) -> Author:
    """Who adds something, and from which day it counts."""
    from legation.workflows.questions import Author

    return Author(who=who or user(), today=using.today(), on=options.last_day("--on", on, using))


def number(option: str, text: str) -> float:
    """A number; raises UsageError for what is none."""
    try:
        return float(text)
    except ValueError as error:
        raise UsageError(f"{option} takes a number such as 0.05, not {text!r}.") from error


def range_of(option: str, text: str | None) -> Range | None:
    """A range from "0.1,0.3,0.8", or from one number; None where nothing is given."""
    if text is None:
        return None
    parts = [number(option, part) for part in text.split(",")]
    if len(parts) == 1:
        parts *= 3
    if len(parts) != 3:
        raise UsageError(f"{option} takes low, value and high such as 0.1,0.3,0.8, not {text!r}.")
    try:
        return Range(low=parts[0], value=parts[1], high=parts[2])
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error


def prior_of(given: list[str] | None) -> dict[str, float]:
    """Probabilities by outcome from "yes=0.05"; 5% is 0.05."""
    found: dict[str, float] = {}
    for one in given or ():
        for part in one.split(","):
            name, sign, value = part.rpartition("=")
            if not sign or not name.strip():
                raise UsageError(f"A probability is written as yes=0.05, not {part!r}.")
            value = value.strip()
            share = number("A probability", value.removesuffix("%"))
            found[name.strip()] = share / 100 if value.endswith("%") else share
    return found


def pairs_of(given: list[str] | None, option: str) -> dict[str, str]:
    """Names and values from "name=value"."""
    found = {}
    for one in given or ():
        name, sign, value = one.partition("=")
        if not sign:
            raise UsageError(f"{option} is written as NAME=VALUE, not {one!r}.")
        found[name.strip()] = value.strip()
    return found


def reference_class(text: str, who: str) -> ReferenceClass:
    """A reference class from "3 in 25.8 years: they met (source)" or "1 of 2: both were there"."""
    found = _RATE.fullmatch(text)
    if not found:
        raise UsageError(
            f"A base rate is written as '3 in 25.8 years: they met (source)' or '1 of 2: ...', not "
            f"{text!r}."
        )
    years = found["years"]
    return ReferenceClass(
        name=found["name"],
        events=int(found["events"]),
        years=number("--base-rate", years) if years else None,
        trials=int(found["trials"]) if found["trials"] else None,
        source=found["source"] or f"given by {who}",
    )


def plain_range(found: Range) -> dict[str, Any]:
    """A range as an update keeps it."""
    return {"low": found.low, "value": found.value, "high": found.high}


def thesis_of(text: str) -> Thesis:
    """A thesis with a short name from its text."""
    from legation.workflows.question_files import slug

    return Thesis(name=slug(text, 24), text=text)


def branch_of(text: str, worth: Range | None = None) -> Branch:
    """A condition from "NAME: IF"; `worth` is by how much it would multiply the odds."""
    name, colon, trigger = text.partition(":")
    if not colon or not name.strip() or not trigger.strip():
        raise UsageError(f"A condition is written as NAME: IF, not {text!r}.")
    return Branch(name=name.strip(), trigger=trigger.strip(), worth=worth)
