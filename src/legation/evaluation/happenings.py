"""Figures of links: which reports of different texts are told to be one happening, against gold.

A gold event may carry a `happening`: events of different texts with the same name are one. Coded
events stand for the gold events that they pair with; a pair of gold events one of which was not
coded counts as missed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from legation.evaluation.events import DIGITS, Scored, share

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold event: its text, its happening, and the id of the coded event that found it."""

    text: str
    happening: str
    coded: str | None


def mentions(
    scored: Iterable[Scored], gold: Mapping[str, Sequence[Json]], ids: Mapping[str, Sequence[str]]
) -> list[Mention]:
    """The gold events with a happening; `ids` are those of each text's coded events in order."""
    found = []
    for text in scored:
        coded = {row: ids[text.id][column] for row, column in text.pairs}
        for number, event in enumerate(gold[text.id]):
            if name := event.get("happening"):
                found.append(Mention(text.id, str(name), coded.get(number)))
    return found


def score_links(found: Sequence[Mention], groups: Iterable[Collection[str]]) -> Json:
    """Pairwise and B-cubed figures of the groups of coded events that are taken for one happening.

    Pairs are those across texts. B-cubed (Bagga and Baldwin 1998) is the mean over the mentions
    that were coded: which part of a mention's group belongs there, which part of its happening is
    in the group.
    """
    group_of = {id_: number for number, group in enumerate(groups) for id_ in group}
    linked = right = wanted = reachable = 0
    for one, two in combinations(found, 2):
        if one.text == two.text:
            continue
        same = one.happening == two.happening
        both = one.coded is not None and two.coded is not None
        told = both and group_of[one.coded or ""] == group_of[two.coded or ""]
        wanted += same
        reachable += same and both
        linked += told
        right += told and same
    return {
        "precision": share(right, linked),
        "recall": share(right, wanted),
        "recall_of_coded": share(right, reachable),
        "right": right,
        "linked": linked,
        "wanted": wanted,
        "mentions": len(found),
        "b_cubed": _b_cubed([m for m in found if m.coded is not None], group_of),
    }


def _b_cubed(found: Sequence[Mention], group_of: Mapping[str, int]) -> Json:
    groups: dict[int, list[Mention]] = {}
    happenings: dict[str, list[Mention]] = {}
    for mention in found:
        groups.setdefault(group_of[mention.coded or ""], []).append(mention)
        happenings.setdefault(mention.happening, []).append(mention)
    precision = recall = 0.0
    for mention in found:
        group = groups[group_of[mention.coded or ""]]
        right = sum(other.happening == mention.happening for other in group)
        precision += right / len(group)
        recall += right / len(happenings[mention.happening])
    number = len(found) or 1
    precision, recall = precision / number, recall / number
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return {
        "precision": round(precision, DIGITS),
        "recall": round(recall, DIGITS),
        "f1": round(f1, DIGITS),
    }
