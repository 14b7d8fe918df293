"""Estimates the weights of the traits by which a clause is taken for an assessment.

    python benchmarks/assessment_weights.py ITEMS JUDGEMENTS... [--sentences FILE] [--threshold T]
        [-o WEIGHTS.tsv]

`ITEMS` and `JUDGEMENTS` are texts and their coded judgements, as `legation evaluate` takes them; the
first file of judgements is the one scored against, and of all that have a text each has an equal
share. `--sentences` are single sentences with their judgements, each a further text to learn from
but not scored. A candidate is assessed where it agrees with a coded assessment. Weights are those of a logistic
regression with a ridge; traits of fewer candidates than `RAREST` get none. Printed are recall and
precision by the threshold over ten folds of texts, each scored with weights from the other nine; the
weight of "any" is lowered by the threshold asked for.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import indicator_weights
from indicator_weights import COLUMNS, FOLDS, digest, fit, weigh

from legation.coding import Coder, assessments
from legation.coding.assessment_traits import assessment_traits
from legation.coding.clauses import clause_of
from legation.evaluation import judgements as scoring
from legation.model import Article
from legation.settings import load
from legation.workflows import rooms

RIDGE = 8.0
RAREST = 5
DAY = "2025-05-15"
THRESHOLDS = (-1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0)


@dataclass(slots=True)
class Candidate:
    """What may be an assessment: its sentence, its row, its own clause, and who assessed it."""

    sentence: int
    row: dict
    clause: str
    same: tuple
    traits: frozenset[str]
    observed: list[bool] = field(default_factory=list)
    weight: float = 0.0

    @property
    def share(self) -> float:
        """The share of coders who assessed it."""
        return sum(self.observed) / len(self.observed)


def candidates(articles: Iterable[Article]) -> dict[str, list[Candidate]]:
    """All candidates of each text, as the coder sees them."""
    found: dict[str, list[Candidate]] = {}
    seen: list[Candidate] = []

    def record(sentence, holders):
        for one in assessments.offered(sentence, holders):
            start, stop = assessments.evidence(one, sentence.span)
            quote = holders.scene.text[start:stop]
            row = {"holder": one.holder.name, "stance": one.stance.value, "evidence": [quote]}
            top = clause_of(one.content)
            clause = top.doc[top.left_edge.i : top.right_edge.i + 1].text
            traits = frozenset(assessment_traits(one, sentence, holders))
            same = assessments.same_as(one)
            seen.append(Candidate(sentence.number, row, clause, same, traits))
        return iter(())

    coder = Coder()
    with mock.patch.object(assessments, "weighed", record):
        for article in articles:
            seen.clear()
            coder.code(article)
            found[article.id] = list(seen)
    return found


def own_sentences(path: Path) -> dict[str, list[Candidate]]:
    """The candidates of single sentences, marked."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = {f"sentence {n}": row["text"] for n, row in enumerate(rows)}
    found = candidates(Article(id=id_, text=text, published=DAY) for id_, text in texts.items())
    for (id_, text), row in zip(texts.items(), rows, strict=True):
        pairs = row["assessments"]
        mark(found[id_], [{"holder": h, "stance": s, "evidence": [text]} for h, s in pairs])
    return found


def read(path: Path) -> dict[str, list[dict]]:
    """Coded assessments by text; a text with other judgements only has none."""
    found: dict[str, list[dict]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        kept = found[row["id"]]
        if row["kind"] == "assessment":
            kept.append(row)
    return found


def agrees(gold: dict, row: dict) -> bool:
    """Whether a candidate's row agrees with a coded assessment."""
    return scoring._same_assessment(gold, row)


def mark(some: list[Candidate], gold: list[dict]) -> None:
    """Marks for each coded assessment the agreeing candidate whose clause shares most with it."""
    pairs = []
    for at, row in enumerate(gold):
        wanted = scoring._runs(row)
        for number, one in enumerate(some):
            if agrees(row, one.row):
                shared = len(wanted & scoring._runs({"evidence": [one.clause]}))
                pairs.append((shared, "firm" in one.traits, -len(one.clause), at, number))
    rows, taken = set(), set()
    for *_, at, number in sorted(pairs, reverse=True):
        if at not in rows and number not in taken:
            rows.add(at)
            taken.add(number)
    for number, one in enumerate(some):
        one.observed.append(number in taken)


def held_out(found: dict[str, list[Candidate]], others: list[Candidate]) -> None:
    """Weighs each candidate by what was estimated from others and the texts of other folds."""
    for fold in range(FOLDS):
        rest = [c for text, some in found.items() if digest(text, FOLDS) != fold for c in some]
        weights = fit(rest + others)
        for text, some in found.items():
            for one in some if digest(text, FOLDS) == fold else ():
                one.weight = weigh(one, weights)


def score(found: dict, gold: dict, threshold: float) -> tuple[int, int, int]:
    """Agreeing rows, those coded, and those given at a threshold."""
    agreeing = coded = given = 0
    for text, some in found.items():
        by_sentence = defaultdict(list)
        for one in some:
            if one.weight >= threshold:
                by_sentence[one.sentence].append((one.weight, one))
        got = []
        for group in by_sentence.values():
            seen: set = set()
            for _, one in sorted(group, key=lambda pair: -pair[0]):
                if not seen & set(one.same):
                    seen.update(one.same)
                    got.append(one.row)
        wanted = gold.get(text, [])
        agreeing += scoring._agreeing(wanted, got, scoring._same_assessment)
        coded += len(wanted)
        given += len(got)
    return agreeing, coded, given


def main() -> None:
    """Estimates, prints how well it holds for texts left out, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", type=Path)
    parser.add_argument("judgements", type=Path, nargs="+")
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--threshold", type=float, default=-1.0)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    indicator_weights.RIDGE, indicator_weights.RAREST = RIDGE, RAREST
    coders = [read(path) for path in given.judgements]
    wanted = set().union(*coders)
    texts = rooms.articles([str(given.items)], load())
    found = candidates(article for article in texts if article.id in wanted)
    for text, some in found.items():
        for coder in coders:
            if text in coder:
                mark(some, coder[text])
    others = own_sentences(given.sentences) if given.sentences else {}
    rest = [c for some in others.values() for c in some]
    held_out(found, rest)
    gold = {text: next(c[text] for c in coders if text in c) for text in found}
    print(f"{len(found)} texts, {sum(map(len, found.values()))} candidates, {FOLDS} folds")
    for threshold in THRESHOLDS:
        agreeing, coded, told = score(found, gold, threshold)
        print(
            f"{threshold:5.2f}: recall {agreeing / coded:.3f}, precision {agreeing / max(told, 1):.3f}"
        )
    if given.output is not None:
        every = [c for some in found.values() for c in some] + rest
        write(given.output, every, given.threshold)


def write(path: Path, some: list[Candidate], threshold: float) -> None:
    """Weights from all texts, "any" lowered by the threshold."""
    weights = fit(some)
    weights["any"] -= threshold
    source = "logistic regression on the codings of tests/gold"
    with path.open("w", encoding="utf-8", newline="") as sink:
        out = csv.writer(sink, delimiter="\t", lineterminator="\n")
        out.writerow([*COLUMNS[:3], "assessed", *COLUMNS[4:]])
        for name, weight in sorted(weights.items()):
            having = [c for c in some if name in c.traits]
            assessed = sum(any(c.observed) for c in having)
            out.writerow([name, f"{weight:.2f}", len(having), assessed, source])


if __name__ == "__main__":
    main()
