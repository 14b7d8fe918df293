"""What tells whom a text leaves to be understood: weights of the traits of each side that it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from legation.knowledge.tables import rows

OFTEN = "sentences of the text that name it, as log(1+n)"
NEAR = "nearness of its mentions so far, as log(1+sum of 0.8 to the power of the distance)"
FADING = 0.8
DEALT = "deals with the side that is known, as log(1+sum of 0.8 to the power of the distance)"
NOBODY = "nobody"
IN_PARAGRAPH = "named before in the paragraph"
IN_TITLE = "named in the title"
HERE = "named in the sentence itself"
BODY = "a body, not a state"
GROUP = "a group without a state"


@cache
def topic_weights(part: str) -> Mapping[str, float]:
    """Weights by trait, in log-odds, for a missing `recipient`, `actor`, or `partner` of what two do.

    The chance of each side is its share in the sum of the exponentials of such sums of weights;
    "nobody" is a choice of its own. `benchmarks/topic_weights.py` estimates them.
    """
    return {row["trait"]: float(row[part]) for row in rows("topic_weights.tsv")}
