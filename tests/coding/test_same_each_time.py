"""The same text gives the same output in every process, whatever the order of its sets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from processes import environment

GOLD = Path(__file__).parent.parent / "gold" / "dev" / "items.jsonl"
CODE = """
import json, sys
from legation.coding import Coder
from legation.model import Article
from legation.model.wire import coded_json

rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")][27::15]
texts = (Article(id=r["id"], text=r["text"], published=r["date"]) for r in rows)
for coded in Coder().code_many(texts):
    print(json.dumps(coded_json(coded, with_text=False), default=str))
"""


def test_the_order_of_sets_decides_nothing() -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-c", CODE, str(GOLD)],
            env={**environment(), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("2", "4")
    )
    assert first
    assert first == second
