"""Plain statements and appeals: CAMEO 01 and 02, kept apart from events.

Their frames stand in `data/acts/statement.tsv`. A sentence that only says something is a plain
statement (010) where it tells no act; comments of a kind and appeals are kept in any case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.frames import Matcher
from legation.coding.grammar import Slots
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.slots import slots_of
from legation.coding.status import read_status
from legation.knowledge.acts import Frame, statement_frames
from legation.model import Article, Side, Statement, Status

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "ADJ": "a"}
_LONGEST = 300
_PLAIN = "plain"
"""Flag of a frame that only says something."""


def statements(
    sentence: SpacySpan,
    scene: Scene,
    resolver: Resolver,
    matcher: Matcher,
    article: Article,
    *,
    plain: bool,
) -> list[Statement]:
    """What a sentence states or appeals for; plain statements only where `plain` allows them."""
    found: dict[tuple[str, frozenset[str]], Statement] = {}
    for token in sentence:
        made = _statement(token, scene, resolver, matcher, article, plain=plain)
        if made is not None:
            codes = frozenset(side.code for side in made.actors)
            found.setdefault((made.cameo, codes), made)
    telling = {codes for (_, codes), made in found.items() if not made.rule.startswith("say")}
    return [
        made
        for (_, codes), made in found.items()
        if not made.rule.startswith("say") or codes not in telling
    ]


def _statement(
    token: Token,
    scene: Scene,
    resolver: Resolver,
    matcher: Matcher,
    article: Article,
    *,
    plain: bool,
) -> Statement | None:
    candidates = statement_frames().get(f"{_POS.get(token.pos_)}:{token.lemma_.lower()}", ())
    if not candidates:
        return None
    slots = slots_of(token)
    for frame in candidates:
        if _PLAIN in frame.flags and not plain:
            continue
        if not matcher.fits(token, frame, slots):
            continue
        actors = _sides(frame.actor, slots, resolver)
        public = any(not side.code.startswith("PER:") for side in actors)
        if not public or read_status(token).status is not Status.OCCURRED:
            return None
        return _made(token, frame, actors, slots, scene, resolver, article)
    return None


def _made(
    token: Token,
    frame: Frame,
    actors: list[Side],
    slots: Slots,
    scene: Scene,
    resolver: Resolver,
    article: Article,
) -> Statement:
    acting = {side.code for side in actors}
    others = _sides(frame.recipient, slots, resolver, places=True)
    start, stop = _span(token, scene)
    return Statement(
        cameo=frame.cameo,
        actors=tuple(actors),
        recipients=tuple(side for side in others if side.code not in acting),
        evidence=(article.quote(start, stop),),
        rule=frame.rule,
    )


def _sides(
    choices: tuple[tuple[str, ...], ...], slots: Slots, resolver: Resolver, *, places: bool = False
) -> list[Side]:
    """The sides of the first choice of slots that names any."""
    for choice in choices:
        found: dict[str, Side] = {}
        for slot in choice:
            for side in resolver.sides(slots.get(slot, ()), places=places):
                found.setdefault(side.code, side)
        if found:
            return list(found.values())
    return []


def _span(token: Token, scene: Scene) -> tuple[int, int]:
    """The sentence, or of a long one what stands around the word; article offsets."""
    sentence = scene.sentence_of(token)
    text = scene.text
    start, stop = sentence.start_char, sentence.end_char
    if stop - start > _LONGEST:
        start = max(start, token.idx - _LONGEST // 2)
        stop = min(stop, start + _LONGEST)
        start += len(text[start : token.idx].partition(" ")[0]) if start < token.idx else 0
        stop = max(text.rfind(" ", start, stop), token.idx + len(token.text))
    words = text[start:stop]
    start += len(words) - len(words.lstrip())
    return scene.base + start, scene.base + start + len(words.strip())
