"""Estimates the weights by which a side that a sentence leaves to the reader is found.

    python benchmarks/topic_weights.py ITEMS GOLD [-o WEIGHTS.tsv]

`ITEMS` and `GOLD` are texts and their coded events, as `legation evaluate` takes them. Each time the
coder looks for a missing side, the answer is taken from the coded events whose quotes share the
sentence and in which the side that is known plays the other part: those are right whom they name,
and nobody where there is no such event. Weights are those of a conditional logit with a ridge, over
all sides that the text has named by then and nobody. Printed are the sides given above a chance of
one half, and the share that is right, over five folds of texts.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from legation.coding import Coder
from legation.coding.topics import Topic
from legation.knowledge import topic_weights as told
from legation.reading import read

RIDGE = 0.5
FOLDS = 5
PARTS = ("recipient", "actor", "partner")
TRAITS = (
    told.OFTEN,
    told.NEAR,
    told.DEALT,
    told.IN_PARAGRAPH,
    told.IN_TITLE,
    told.HERE,
    told.BODY,
    told.GROUP,
)


@dataclass(slots=True)
class Call:
    """One search for a missing side: the sides in question with their traits, and who is right.

    The last row of `traits` stands for nobody, and so does the last of `right`.
    """

    text: str
    part: str
    sentence: tuple[int, int]
    known: frozenset[str]
    codes: list[str]
    traits: np.ndarray
    right: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))


def calls(items: Path) -> Iterator[Call]:
    """All searches that the coder makes in these texts."""
    found: list[Call] = []
    sentences: list[tuple[int, int]] = []
    current = [""]
    search, coding = Topic.meant, Coder._code

    def record(self, known, part="recipient", **how):
        if "likely" not in how and part in PARTS:
            mine = frozenset(side.code for side in known)
            codes = [c for c in self.candidates() if c not in mine]
            rows = [list(self.traits(c, how.get("dealt", {})).values()) + [0.0] for c in codes]
            rows.append([0.0] * len(TRAITS) + [1.0])
            found.append(
                Call(current[0], part, sentences[self.at], mine, codes, np.array(rows, dtype=float))
            )
        return search(self, known, part, **how)

    def code(self, article, names, paragraphs):
        current[0] = article.id
        sentences[:] = [
            (base + s.start_char, base + s.end_char) for base, doc in paragraphs for s in doc.sents
        ]
        return coding(self, article, names, paragraphs)

    with mock.patch.object(Topic, "meant", record), mock.patch.object(Coder, "_code", code):
        articles = [a for a in read([str(items)]) if hasattr(a, "text")]
        for _ in Coder().code_many(articles):
            pass
    yield from found


def answer(call: Call, events: list[dict], text: str) -> None:
    """Marks who is right by the coded events of the sentence."""
    start, stop = call.sentence
    wanted: set[str] = set()
    for event in events:
        at = [text.find(quote) for quote in event["evidence"]]
        if not any(start <= a < stop for a in at):
            continue
        acting, others = set(event["actors"]), set(event["recipients"])
        if call.part == "actor":
            wanted |= acting if call.known & others else set()
        elif call.known & acting:
            wanted |= (others or acting) - call.known
        elif call.part == "partner" and call.known & others:
            wanted |= acting
    call.right = np.array([*(code in wanted for code in call.codes), False])
    if not call.right.any():
        call.right[-1] = True


def fit(known: list[Call]) -> np.ndarray:
    """Weights of the traits, from the searches that somebody answers, and then of nobody, from all."""
    traits = minimize(
        _loss, np.zeros(len(TRAITS)), jac=True, args=([c for c in known if not c.right[-1]],)
    ).x
    nobody = minimize_scalar(
        lambda worth: sum(
            -np.log(_chances(call, np.append(traits, worth))[call.right].sum() + 1e-12)
            for call in known
        )
    ).x
    return np.append(traits, nobody)


def _loss(weights: np.ndarray, known: list[Call]) -> tuple[float, np.ndarray]:
    total, slope = RIDGE * weights @ weights, 2 * RIDGE * weights
    for call in known:
        sides, right = call.traits[:-1, :-1], call.right[:-1]
        chance = np.exp(sides @ weights - (sides @ weights).max())
        chance /= chance.sum()
        share = chance[right].sum()
        total -= np.log(share + 1e-12)
        slope = slope - (np.where(right, chance, 0) / share - chance) @ sides
    return float(total), slope


def _chances(call: Call, weights: np.ndarray) -> np.ndarray:
    worth = call.traits @ weights
    chance = np.exp(worth - worth.max())
    return chance / chance.sum()


def report(part: str, known: list[Call]) -> None:
    """Prints how many sides are given, and right, by weights from the other texts."""
    texts = sorted({call.text for call in known})
    given = right = 0
    for fold in range(FOLDS):
        left_out = set(texts[fold::FOLDS])
        weights = fit([call for call in known if call.text not in left_out])
        for call in known:
            if call.text in left_out:
                chance = _chances(call, weights)
                best = int(chance[:-1].argmax()) if call.codes else -1
                if best >= 0 and chance[best] > 0.5:
                    given += 1
                    right += bool(call.right[best])
    somebody = sum(not call.right[-1] for call in known)
    print(f"{part}: {len(known)} searches, {somebody} with an answer, {given} given, {right} right")


def main() -> None:
    """Reads the gold, prints the figures and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("items", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    texts = {row["id"]: row["text"] for row in map(json.loads, options.items.open())}
    gold = {row["id"]: row["events"] for row in map(json.loads, options.gold.open())}
    found = [call for call in calls(options.items) if call.text in gold]
    columns: dict[str, np.ndarray] = {}
    counts: dict[str, int] = {}
    for part in PARTS:
        mine = [call for call in found if call.part == part]
        for call in mine:
            answer(call, gold[call.text], texts[call.text])
        report(part, mine)
        columns[part], counts[part] = fit(mine), len(mine)
    if options.output:
        _write(options.output, columns, counts, options.items.parent)


def _write(
    path: Path, columns: dict[str, np.ndarray], counts: dict[str, int], folder: Path
) -> None:
    searches = ", ".join(f"{counts[part]} of {part}s" for part in PARTS)
    source = f"conditional logit over the coder's searches in {folder}: {searches}"
    with path.open("w", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["trait", *PARTS, "source"])
        for row, trait in enumerate((*TRAITS, told.NOBODY)):
            writer.writerow([trait, *(f"{columns[part][row]:.2f}" for part in PARTS), source])
            source = "the same"


if __name__ == "__main__":
    main()
