"""Why a sentence gave no event: what stood against each act that it could have told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from legation.coding.frames import triggers
from legation.coding.scene import Scene
from legation.knowledge.people import speech_verbs
from legation.model import Article, Silence, SilenceReason, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

_CLAUSE = frozenset({"VERB", "AUX"})
_LIGHT = frozenset({"be", "have", "do"})  # they tell an act only with other words


def silence(
    sentence: SpacySpan, scene: Scene, refused: Sequence[str], *, said: bool, judged: bool
) -> Silence:
    """The reason of one sentence's silence.

    `refused` are the acts that were matched and gave nothing, each as "word: reason"; `said` and
    `judged` tell that the sentence gave a statement or a judgement.
    """
    start = scene.base + sentence.start_char
    stop = scene.base + max(sentence.end_char, sentence.start_char + 1)
    unfit = [
        f"{token.lemma_}: fits no frame"
        for token in sentence
        if token.lemma_ not in speech_verbs()
        and token.lemma_ not in _LIGHT
        and token.pos_ != "ADP"
        and triggers(token)
        and not any(reason.startswith(f"{token.lemma_}: ") for reason in refused)
    ]
    named = (scene.heads.get(token.i) for token in sentence)
    codes = (code for mention in named if mention for code in mention.entry.codes)
    return Silence(
        span=Span(start, stop),
        reason=_reason(sentence, refused, unfit, said=said, judged=judged),
        seen=tuple(dict.fromkeys([*refused, *unfit])),
        sides=tuple(dict.fromkeys(codes)),
    )


def _reason(
    sentence: SpacySpan,
    refused: Sequence[str],
    unfit: Sequence[str],
    *,
    said: bool,
    judged: bool,
) -> SilenceReason:
    """What came nearest to an event speaks: an act refused before one that fits no frame."""
    if refused:
        return SilenceReason(refused[0].rpartition(": ")[2])
    if said:
        return SilenceReason.STATEMENT
    if judged:
        return SilenceReason.JUDGEMENT
    if unfit:
        return SilenceReason.NO_FRAME
    if not any(token.pos_ in _CLAUSE for token in sentence):
        return SilenceReason.FRAGMENT
    return SilenceReason.UNKNOWN_ACT


def of_furniture(article: Article) -> list[Silence]:
    """A silence for each part of the text that belongs to the site and not to the article."""
    return [Silence(span=span, reason=SilenceReason.FURNITURE) for span in article.furniture]


def in_order(silences: Iterable[Silence]) -> tuple[Silence, ...]:
    """Silences as their sentences stand in the text."""
    return tuple(sorted(silences, key=lambda item: item.span))
