"""The language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from legation.knowledge.tables import rows

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 3000
_SURE = 0.8
"""Of 1,081 English cases of one sentence, none was taken for another language at this level."""

_NEAR_ENGLISH = frozenset({"pcm"})
"""Nigerian Pidgin, for which a line of English with Nigerian names is easily taken."""

_WORD = re.compile(r"[^\W\d_]+")
_FEW, _SHARE = 3, 0.12
"""How many small words of English, and which share of all words, need no classifier to tell."""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([str(c) for c in identifier.nb_classes if c not in _NEAR_ENGLISH])
    return identifier


def language(text: str) -> str | None:
    """The language as ISO 639-1 or -3, None where a text is too short or mixed to tell.

    Method: plain English is told by its small words (`data/english.tsv`), which costs nothing.
    Else py3langid, a naive Bayes classifier over character n-grams (Lui and Baldwin 2012,
    "langid.py: An Off-the-shelf Language Identification Tool"), its probabilities normalised.
    """
    sample = text[:_SAMPLE]
    if _plainly_english(sample):
        return "en"
    found, probability = _identifier().classify(sample)
    return str(found) if probability >= _SURE else None


@cache
def _small_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("english.tsv"))


def _plainly_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    small = sum(word in _small_words() for word in words)
    return small >= max(_FEW, _SHARE * len(words))
