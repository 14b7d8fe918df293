"""Words by which a site's own lines are told from an article's.

`data/furniture.tsv` gives one phrase a row, in lower case, with its kind and where it is used:

- `tail`: a line that opens the rest of the page, all of it links to other articles
- `related`: the same, unless paragraphs of the article follow
- `block`: a line that opens a few links, which end where a sentence stands
- `line`: a line that says just this
- `start`: how a short line of the site begins
- `caption`, `credit`: how a caption begins; what its closing brackets hold
- `byline`, `signoff`: how the lines begin that name those who wrote and edited
- `stamp`: words that stand beside the date of publication
- `abbreviation`: words whose number is no footnote mark
- `forward`: words beside which a date lies ahead of publication
"""

from __future__ import annotations

from functools import cache

from legation.knowledge.tables import rows


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Phrases of one kind, longest first; empty for a kind that the file does not have."""
    found = {row["phrase"] for row in rows("furniture.tsv") if row["kind"] == kind}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))
