"""Figures of interests, proposals, links and claims against gold.

One of the coder and one of the gold meet where a quote of each shares a run of four words or, for
a shorter quote, where one stands within the other. They are paired one to one, those with the
longest run of common words first. An interest must also have the same actor, a proposal the same proposer or an addressee
in common (the author as proposer is not enough where the gold names an addressee), a link the same
sign, a claim the same kind; the kind of interests is counted apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from legation.evaluation.events import share
from legation.evaluation.judgements import OWN_VOICE, holder_name, same_holder

SYSTEM = {"interest": "interests", "proposal": "proposals", "link": "links", "claim": "claims"}
"""The lists of coded output by the kind of gold row that they are scored against."""

SORT = "sort"
"""Where a gold row, whose `kind` is "interest" or "claim", holds what the schema calls kind."""

_RUN = 4
_WORD = re.compile(r"\w+")

Row = Mapping[str, Any]


@dataclass(slots=True)
class SystemFigures:
    """Agreeing rows of one kind among gold and coded ones; `met` pairs share their words at least.

    `sorts` counts agreeing pairs of the same kind within (goal, red line ...).
    """

    agreeing: int = 0
    gold: int = 0
    predicted: int = 0
    met: int = 0
    sorts: int = 0

    def json(self) -> dict[str, Any]:
        """Precision, recall and F1; None where there is nothing to divide by."""
        return {
            "f1": share(2 * self.agreeing, self.gold + self.predicted),
            "precision": share(self.agreeing, self.predicted),
            "recall": share(self.agreeing, self.gold),
            "of": self.gold,
            "predicted": self.predicted,
            "agreeing": self.agreeing,
            "met": self.met,
            "kind": share(self.sorts, self.agreeing),
        }


def score_system(gold: Sequence[Row], coded: Mapping[str, Row]) -> dict[str, SystemFigures]:
    """Figures by list over all texts for which the gold has any of these kinds."""
    made = {name: SystemFigures() for name in SYSTEM.values()}
    mine = [row for row in gold if row["kind"] in SYSTEM]
    for id_ in dict.fromkeys(row["id"] for row in mine):
        for kind, name in SYSTEM.items():
            wanted = [row for row in mine if row["id"] == id_ and row["kind"] == kind]
            got = list((coded.get(id_) or {}).get(name) or [])
            _count(made[name], wanted, got, _RULES[kind])
    return made


def _count(
    figure: SystemFigures,
    gold: Sequence[Row],
    coded: Sequence[Row],
    same: Callable[[Row, Row], bool],
) -> None:
    figure.gold += len(gold)
    figure.predicted += len(coded)
    runs = [[common(g, c) for c in coded] for g in gold]
    figure.met += len(_paired(runs))
    agree = [
        [run if same(g, c) else 0 for run, c in zip(row, coded, strict=True)]
        for row, g in zip(runs, gold, strict=True)
    ]
    pairs = _paired(agree)
    figure.agreeing += len(pairs)
    figure.sorts += sum(gold[g].get(SORT) == coded[c].get("kind") for g, c in pairs)


def _paired(runs: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of row and column, one to one, those with the longest run first; none where it is 0."""
    ranked = sorted(
        (-run, row, column)
        for row, some in enumerate(runs)
        for column, run in enumerate(some)
        if run
    )
    rows: set[int] = set()
    columns: set[int] = set()
    found = []
    for _, row, column in ranked:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((row, column))
    return found


def common(gold: Row, coded: Row) -> int:
    """Words in the longest run that quotes of both share; 0 where that is too short to meet."""
    return max((_share(one, other) for one in _quotes(gold) for other in _quotes(coded)), default=0)


def _quotes(row: Row) -> list[list[str]]:
    told = row.get("evidence") or ()
    quotes = (item.get("quote", "") if isinstance(item, Mapping) else str(item) for item in told)
    return [_WORD.findall(quote.lower()) for quote in quotes]


def _share(one: list[str], other: list[str]) -> int:
    if not one or not other:
        return 0
    run = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return run if run >= min(_RUN, len(one), len(other)) else 0


def _codes(value: Any) -> set[str]:
    """Codes of one or several sides, however they are written; the name where there is no code."""
    if not value:
        return set()
    if isinstance(value, (str, Mapping)):
        value = [value]
    told = (v.get("code") or v.get("name") or "" if isinstance(v, Mapping) else v for v in value)
    return {_plain(str(code)) for code in told if code}


def _plain(name: str) -> str:
    """A code or name to compare: without case, accents, and what says that it names a group."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c)).strip()
    return letters.removeprefix("nsa:").removeprefix("per:").removeprefix("the ")


def _names(value: Any) -> set[str]:
    found = _codes(value)
    if isinstance(value, Mapping) and value.get("name"):
        found.add(_plain(str(value["name"])))
    return found


def _interest(gold: Row, coded: Row) -> bool:
    return bool(_names(gold.get("actor")) & _names(coded.get("actor")))


def _proposal(gold: Row, coded: Row) -> bool:
    wanted = _codes(gold.get("addressees"))
    if wanted & _codes(coded.get("addressees")):
        return True
    one, other = _proposer(gold), _proposer(coded)
    own = one[0] in OWN_VOICE or other[0] in OWN_VOICE
    if own:
        return not wanted and same_holder(one[0], other[0])
    return bool(one[1] and one[1] == other[1]) or _same_name(one[0], other[0])


def _same_name(one: str, other: str) -> bool:
    """Whether two names mean one holder: by all words of the shorter, or by the surname."""
    ends = [(_WORD.findall(name) or [""])[-1] for name in (one, other)]
    return same_holder(one, other) or (ends[0] == ends[1] and len(ends[0]) > _RUN)


def _proposer(row: Row) -> tuple[str, str | None]:
    """Name, in lower case, and code of who proposes."""
    told = row.get("proposer")
    code = told.get("code") if isinstance(told, Mapping) else row.get("proposer_code")
    return _plain(holder_name(told)), code


def _link(gold: Row, coded: Row) -> bool:
    return bool(gold.get("sign") == coded.get("sign"))


def _claim(gold: Row, coded: Row) -> bool:
    return bool(gold.get(SORT) == coded.get("kind"))


_RULES = {"interest": _interest, "proposal": _proposal, "link": _link, "claim": _claim}
