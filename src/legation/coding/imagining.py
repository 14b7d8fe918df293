"""What only somebody outside government imagines, which is a judgement and no event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.attribution import voices_over
from legation.knowledge.judging import voices

if TYPE_CHECKING:
    from spacy.tokens import Token


def only_imagined(token: Token) -> bool:
    """Whether the nearest voice over a possible act is an onlooker's: "a scholar thinks"."""
    return any(_looks_on(voice) for voice in voices_over(token)[:1])


def _looks_on(voice: Token) -> bool:
    words = {voice.lemma_.lower(), voice.lower_}
    retired = any(c.lower_ in voices("no longer in office") for c in voice.children)
    return retired or bool(words & voices("onlooker"))
