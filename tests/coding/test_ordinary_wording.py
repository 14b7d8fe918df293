"""The ordinary ways of telling an act, and of telling that there was none.

`ordinary_wording.tsv`: verbs, nouns, passives, idioms, news in the present tense, each with the act
that it tells. `not_the_act.tsv`: what was left undone, refused, stopped, feared or only asked for,
each with the type that nobody may take for done or planned.
"""

from __future__ import annotations

import csv
from pathlib import Path

from legation.coding import Coder
from legation.model import Article, CodedArticle

HERE = Path(__file__).parent
DONE = {"occurred", "planned"}


def coded(coder: Coder, table: str) -> list[tuple[dict[str, str], CodedArticle]]:
    with (HERE / table).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    articles = [
        Article(id=str(number), text=row["text"], published="2025-04-13", lang="en")
        for number, row in enumerate(rows)
    ]
    return list(zip(rows, coder.code_many(articles), strict=True))


def test_every_ordinary_wording_gives_its_act(coder: Coder) -> None:
    missed = [
        f"{row['type']} {row['status']}: {row['text']}"
        for row, told in coded(coder, "ordinary_wording.tsv")
        if (row["type"], row["status"]) not in {(e.type, e.status) for e in told.events}
    ]
    assert missed == []


def test_what_was_not_done_is_not_told_as_done(coder: Coder) -> None:
    wrong = [
        f"{row['type']}: {row['text']}"
        for row, told in coded(coder, "not_the_act.tsv")
        if any(e.type == row["type"] and e.status in DONE for e in told.events)
    ]
    assert wrong == []
