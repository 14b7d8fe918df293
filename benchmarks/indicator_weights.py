"""Estimates the weights of the traits by which a clause is taken for an indicator.

    python benchmarks/indicator_weights.py ITEMS JUDGEMENTS... [--sentences FILE] [-o WEIGHTS.tsv]

`ITEMS` and `JUDGEMENTS` are texts and their coded judgements, as `legation evaluate` takes them; of
several coders who have a text, each has an equal share; `--sentences` are single sentences with theirs, to learn from
and not to score. A clause is observed where it shares four words in a row with
a coded indicator. Weights are those of a logistic regression with a ridge; traits of fewer clauses
than `RAREST` get none. Printed are recall and precision of sentences over ten folds of texts, each
scored with weights from the other nine, against the first coder who has the text; the weight of
"any" is set so that as many sentences are taken as clauses are observed, times `SHARE`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np

from legation.coding import Coder, observations
from legation.coding.traits import traits
from legation.model import Article
from legation.settings import load
from legation.workflows import rooms

RIDGE = 10.0
RAREST = 5
FOLDS = 10
DAY = "2025-05-15"
SHARE = 1.25
COLUMNS = ("trait", "weight", "clauses", "observed", "source")


@dataclass(slots=True)
class Clause:
    """A clause of a text: its sentence, its words, its traits, and which coders observed it."""

    text: str
    sentence: tuple[str, int]
    words: str
    traits: frozenset[str]
    observed: tuple[bool, ...] = ()

    @property
    def share(self) -> float:
        """The share of coders who observed it."""
        return sum(self.observed) / len(self.observed)


def clauses(articles: Iterable[Article]) -> dict[str, list[Clause]]:
    """All clauses of each text, as the coder sees them."""
    found: dict[str, list[Clause]] = defaultdict(list)
    seen: list[Clause] = []

    def record(sentence, holders):
        scene = holders.scene
        for fact in observations.facts(sentence.span):
            start, stop = fact.span
            words = scene.text[start:stop]
            key = ("", scene.base + sentence.span.start_char)
            seen.append(Clause("", key, words, frozenset(traits(fact, sentence, holders))))
        return iter(())

    coder = Coder()
    with mock.patch.object(observations, "weighed", record):
        for article in articles:
            seen.clear()
            coder.code(article)
            for clause in seen:
                clause.text, clause.sentence = article.id, (article.id, clause.sentence[1])
            found[article.id] += seen
    return found


def own_sentences(path: Path) -> list[Clause]:
    """The clauses of single sentences, each observed where it holds the words that were."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = {f"sentence {n}": row["text"] for n, row in enumerate(rows)}
    found = clauses(Article(id=id_, text=text, published=DAY) for id_, text in texts.items())
    for id_, row in zip(texts, rows, strict=True):
        words = [word.lower() for _, word in row["observations"]]
        for clause in found[id_]:
            clause.observed = (any(word in clause.words.lower() for word in words),)
    return [clause for some in found.values() for clause in some]


def coded_texts(path: Path) -> set[str]:
    """Ids of the texts of which a coder has any judgement."""
    return {json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()}


def runs(text: str) -> set[tuple[str, ...]]:
    """Runs of four words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))}


def mark(found: dict[str, list[Clause]], judgements: Path) -> int:
    """Marks the clause that shares most with each of a coder's indicators; gives their number."""
    total, taken = 0, set()
    for line in judgements.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "indicator" or row["id"] not in found:
            continue
        total += 1
        wanted = set().union(*(runs(quote) for quote in row["evidence"]))
        free = [c for c in found[row["id"]] if id(c) not in taken]
        best = max(free, key=lambda c: len(wanted & runs(c.words)), default=None)
        if best is not None and wanted & runs(best.words):
            taken.add(id(best))
    for text in coded_texts(judgements) & found.keys():
        for clause in found[text]:
            clause.observed += (id(clause) in taken,)
    return total


def matrix(some: list[Clause], names: list[str]) -> np.ndarray:
    """One row for each clause, one column for each trait."""
    return np.array([[float(name in clause.traits) for name in names] for clause in some])


def fit(some: list[Clause]) -> dict[str, float]:
    """Weights of all traits that are common enough, by Newton's method."""
    counts = Counter(name for clause in some for name in clause.traits)
    names = ["any", *sorted(n for n, count in counts.items() if count >= RAREST and n != "any")]
    x, y = matrix(some, names), np.array([clause.share for clause in some])
    ridge = np.array([1e-3] + [RIDGE] * (len(names) - 1))
    weights = np.zeros(len(names))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - ridge * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        weights += np.linalg.solve(bend, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def weigh(clause: Clause, weights: dict[str, float]) -> float:
    """The sum of a clause's weights."""
    return sum(weights.get(name, 0.0) for name in clause.traits)


def sentences(some: list[tuple[Clause, float]]) -> list[tuple[float, bool]]:
    """Of each sentence its best clause's weight, and whether the first coder observed any clause."""
    groups: dict[tuple[str, int], list[tuple[Clause, float]]] = defaultdict(list)
    for clause, weight in some:
        groups[clause.sentence].append((clause, weight))
    return sorted(
        (
            (max(w for _, w in group), any(c.observed[0] for c, _ in group))
            for group in groups.values()
        ),
        reverse=True,
    )


def held_out(
    found: dict[str, list[Clause]], others: list[Clause], fold_of
) -> list[tuple[Clause, float]]:
    """Each clause with its weight by what was estimated from others and without its fold."""
    out = []
    for fold in sorted({fold_of(text) for text in found}):
        kept = [c for text, some in found.items() if fold_of(text) != fold for c in some]
        weights = fit(kept + others)
        rest = [c for text, some in found.items() if fold_of(text) == fold for c in some]
        out += [(clause, weigh(clause, weights)) for clause in rest]
    return out


def digest(text: str, parts: int) -> int:
    """A fold that depends on nothing but the text's id."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % parts


def main() -> None:
    """Estimates, prints how well it holds for texts left out, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", type=Path)
    parser.add_argument("judgements", type=Path, nargs="+")
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    found = clauses(rooms.articles([str(given.items)], load()))
    others = own_sentences(given.sentences) if given.sentences else []
    coded = set().union(*(coded_texts(path) for path in given.judgements))
    found = {text: some for text, some in found.items() if text in coded}
    for path in given.judgements:
        print(f"{path.name}: {mark(found, path)} indicators")
    total = sum(c.observed[0] for some in found.values() for c in some)
    ranked = sentences(held_out(found, others, lambda text: digest(text, FOLDS)))
    print(f"{len(found)} texts, {FOLDS} folds, {total} clauses observed")
    for share in (0.5, 0.75, 1.0, SHARE, 1.5):
        count = round(share * total)
        right = sum(observed for _, observed in ranked[:count])
        print(f"{count} sentences: recall {right / total:.3f}, precision {right / count:.3f}")
    count = round(SHARE * total)
    if given.output is not None:
        write(given.output, [c for some in found.values() for c in some] + others, ranked[count - 1][0])


def write(path: Path, some: list[Clause], threshold: float) -> None:
    """Weights from all texts, "any" lowered by the threshold of the held-out texts."""
    weights = fit(some)
    weights["any"] -= threshold
    source = "logistic regression on the codings of tests/gold"
    with path.open("w", encoding="utf-8", newline="") as sink:
        out = csv.writer(sink, delimiter="\t", lineterminator="\n")
        out.writerow(COLUMNS)
        for name, weight in sorted(weights.items()):
            having = [c for c in some if name in c.traits]
            out.writerow(
                [
                    name,
                    f"{weight:.2f}",
                    len(having),
                    sum(map(any, (c.observed for c in having))),
                    source,
                ]
            )


if __name__ == "__main__":
    main()
