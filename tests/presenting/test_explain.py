"""The explanation of a coding, as a reader sees it."""

from __future__ import annotations

from legation.coding import Coder
from legation.model import Article
from legation.presenting.explain import explained


def test_each_sentence_is_told_in_order_with_what_came_of_it():
    text = (
        "Norwegian Foreign Minister Espen Barth Eide visited Kenya on Tuesday. "
        "Talks were held in Cairo. Japan said that the yen is strong. "
        "Analysts say that peace is unlikely."
    )
    article = Article(id="t", text=text, title="A day", published="2025-05-15")
    shown = "\n".join(explained(Coder().code(article)))
    wanted = [
        "A day (2025-05-15)",
        "  Norwegian Foreign Minister",
        "      = CONSULT visit, occurred: NOR → KEN, 2025-05-13 in KEN",
        "        rule visit.",
        "  Talks were held in Cairo.",
        "      - nothing: no actor",
        "        seen: hold: no actor",
        "        named: EGY",
        "  Japan said that the yen is strong.",
        "      + statement 010: JPN, rule say",
        "      - nothing: a plain statement",
        "  Analysts say that peace is unlikely.",
        "      + assessment, against: Analysts (unlikely)",
    ]
    at = 0
    for part in wanted:
        at = shown.index(part, at)
