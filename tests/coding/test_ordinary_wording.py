"""The ordinary ways of telling an act: verbs, nouns, passives, idioms, news in the present tense."""

from __future__ import annotations

import csv
from pathlib import Path

from legation.coding import Coder
from legation.model import Article

TABLE = Path(__file__).with_name("ordinary_wording.tsv")


def test_every_ordinary_wording_gives_its_act(coder: Coder) -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    articles = [
        Article(id=str(number), text=row["text"], published="2025-04-13", lang="en")
        for number, row in enumerate(rows)
    ]
    missed = [
        f"{row['type']} {row['status']}: {row['text']}"
        for row, coded in zip(rows, coder.code_many(articles), strict=True)
        if (row["type"], row["status"]) not in {(e.type, e.status) for e in coded.events}
    ]
    assert missed == []
