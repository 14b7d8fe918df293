"""Figures of assessments, indicators and conditions against gold.

A judgement of the coder and one of the gold meet where a quote of each shares a run of four
words. An assessment must also have the same holder and stance, an indicator the same direction
where the coder gives one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.evaluation.events import share
from legation.evaluation.records import JUDGED

_RUN = 4
_LONGEST = 60
_WORD = re.compile(r"\w+")
OWN_VOICE = frozenset({"", "author", "the author", "article", "outlet"})
"""Names of a holder that all mean the article itself."""
_LISTS = {"assessment": "assessments", "indicator": "observations", "condition": "conditions"}

Row = Mapping[str, Any]


@dataclass(slots=True)
class JudgementFigures:
    """Agreeing rows of one kind, among those of the gold and those coded."""

    agreeing: int = 0
    gold: int = 0
    predicted: int = 0

    def json(self) -> dict[str, Any]:
        """Recall and precision; None where there is nothing to divide by."""
        return {
            "recall": share(self.agreeing, self.gold),
            "precision": share(self.agreeing, self.predicted),
            "of": self.gold,
            "predicted": self.predicted,
            "agreeing": self.agreeing,
        }


def score_judgements(gold: Sequence[Row], coded: Mapping[str, Row]) -> dict[str, JudgementFigures]:
    """Figures by kind over all texts for which the gold has any of these judgements."""
    made = {kind: JudgementFigures() for kind in JUDGED}
    for id_ in dict.fromkeys(row["id"] for row in gold if row["kind"] in JUDGED):
        for kind, figure in made.items():
            wanted = [row for row in gold if row["id"] == id_ and row["kind"] == kind]
            got = (coded.get(id_) or {}).get(_LISTS[kind]) or []
            figure.gold += len(wanted)
            figure.predicted += len(got)
            figure.agreeing += _agreeing(wanted, got, _RULES[kind])
    return made


def _agreeing(gold: Sequence[Row], coded: Sequence[Row], same: Callable[[Row, Row], bool]) -> int:
    """Rows of the gold that take the first coded row which agrees and is not taken yet."""
    left = list(coded)
    before = len(left)
    for wanted in gold:
        taken = next((number for number, got in enumerate(left) if same(wanted, got)), None)
        if taken is not None:
            del left[taken]
    return before - len(left)


def _runs(row: Row) -> set[tuple[str, ...]]:
    """Runs of four words in a row's quotes; a quote of over sixty words is no evidence."""
    found: set[tuple[str, ...]] = set()
    for item in row.get("evidence") or ():
        quote = item.get("quote", "") if isinstance(item, dict) else item
        words = _WORD.findall(quote.lower())
        if len(words) <= _LONGEST:
            last = max(1, len(words) - _RUN + 1)
            found.update(tuple(words[at : at + _RUN]) for at in range(last))
    return found


def _meet(gold: Row, coded: Row) -> bool:
    return bool(_runs(gold) & _runs(coded))


def holder_name(holder: Any) -> str:
    """The name of a holder, in lower case, whether it is written alone or in full."""
    if isinstance(holder, Mapping):
        holder = holder.get("name") or holder.get("office") or ""
    return str(holder or "").lower()


def same_holder(one: str, other: str) -> bool:
    """Whether two names, in lower case, mean one holder: a surname stands for the full name."""
    if one in OWN_VOICE or other in OWN_VOICE:
        return one in OWN_VOICE and other in OWN_VOICE
    short, long = sorted((_WORD.findall(one), _WORD.findall(other)), key=len)
    ends = bool(short) and short[0] == long[0] and short[-1] == long[-1]
    return bool(short) and (ends or set(short) <= set(long))


def _stance(row: Row) -> str | None:
    """The stance; cautious and uncertain count as one."""
    stance = row.get("stance")
    return "uncertain" if stance == "cautious" else stance


def _same_assessment(gold: Row, coded: Row) -> bool:
    held = same_holder(holder_name(gold.get("holder")), holder_name(coded.get("holder")))
    return held and _stance(gold) == _stance(coded) and _meet(gold, coded)


def _same_indicator(gold: Row, coded: Row) -> bool:
    given = coded.get("direction")
    return (not given or gold.get("direction") == given) and _meet(gold, coded)


_RULES = {"assessment": _same_assessment, "indicator": _same_indicator, "condition": _meet}
