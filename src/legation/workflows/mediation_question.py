"""What a user asks about mediators, checked and in words for what makes no sense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from legation.errors import UnreadableInput, UsageError
from legation.judging.mediation.facts import Role
from legation.knowledge import mediating
from legation.workflows import third_parties
from legation.workflows.rooms import code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a user asks: two sides, a day, perhaps candidates, roles and weights of their own.

    `candidates` are None for everybody who qualifies. `weights` replace those of the file by
    criterion. `day` is the day as of which all is known.
    """

    a: str
    b: str
    day: dt.date
    as_of: dt.date | None
    roles: tuple[Role, ...]
    candidates: tuple[str, ...] | None
    weights: Mapping[str, float]
    frame: str | None = None
    cards: int | None = None

    @property
    def sides(self) -> tuple[str, str]:
        """Both sides."""
        return self.a, self.b


def question(
    a: str,
    b: str,
    *,
    today: dt.date,
    as_of: dt.date | None,
    role: str | None,
    candidates: str | None,
    forum: str | None,
    weights: Sequence[str],
    weights_file: Path | None,
    frame: str | None,
    cards: int | None,
) -> Question:
    """What a user asks, checked; raises UsageError in words for what makes no sense."""
    first, second = code_of(a), code_of(b)
    if first == second:
        raise UsageError(f"Mediation is between two sides, and {a!r} and {b!r} are one: {first}.")
    day = as_of or today
    named = _named(candidates, forum, day)
    if named is not None:
        _no_party(named, (first, second), given=bool(candidates))
        named = tuple(code for code in named if code not in (first, second))
    return Question(
        a=first,
        b=second,
        day=day,
        as_of=as_of,
        roles=(Role(role),) if role else tuple(Role),
        candidates=named,
        weights={**_weights_of_file(weights_file), **_weights(weights)},
        frame=frame,
        cards=cards,
    )


def _named(candidates: str | None, forum: str | None, day: dt.date) -> tuple[str, ...] | None:
    if candidates is not None:
        codes = [code_of(name.strip()) for name in candidates.split(",") if name.strip()]
        if not codes:
            raise UsageError("--candidates takes codes or names such as SGP,Viet Nam,ASEAN.")
        return tuple(dict.fromkeys(codes))
    if forum:
        found = third_parties.of_forum(code_of(forum), day)
        if len(found) < 2:
            raise UsageError(
                f"No members of {forum!r} are known on {day}; name candidates with --candidates."
            )
        return tuple(found)
    return None


def _no_party(named: Sequence[str], sides: tuple[str, str], *, given: bool) -> None:
    """Members of a forum that are parties fall out; a party that is named is a mistake."""
    parties = [code for code in named if code in sides]
    if given and parties:
        raise UsageError(
            f"{', '.join(parties)} is one of the two sides and cannot be a third party; name others."
        )


def _weights(told: Sequence[str]) -> dict[str, float]:
    found = {}
    for text in told:
        name, _, number = text.partition("=")
        found[name.strip()] = _weight(name.strip(), number)
    return found


def _weight(name: str, number: str) -> float:
    if name not in mediating.criteria():
        raise UsageError(
            f"There is no criterion {name!r}; there are {', '.join(mediating.criteria())}."
        )
    try:
        weight = float(number)
    except ValueError:
        weight = -1.0
    if not 0 <= weight < float("inf"):
        raise UsageError(f"--weight takes a number of 0 or more such as {name}=2, not {number!r}.")
    return weight


def _weights_of_file(path: Path | None) -> dict[str, float]:
    """Weights of a tab-separated file with the columns criterion and weight."""
    if path is None:
        return {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise UnreadableInput(f"{path} cannot be read as a file of weights ({why}).") from error
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    if cells and cells[0][0] == "criterion":
        cells = cells[1:]
    if any(len(row) < 2 for row in cells):
        raise UsageError(f"{path} needs a criterion and a weight on each line, with a tab between.")
    return {row[0].strip(): _weight(row[0].strip(), row[1]) for row in cells}
