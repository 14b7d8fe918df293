"""Wars that a text takes for known: by their name, by who wages them, or as "the war"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.coding.drafts import Draft
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.timing import Clock, When
from legation.knowledge.conflicts import Conflict, conflicts
from legation.knowledge.names import is_state
from legation.model import Side, Status
from legation.model.when import known_days

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

    from legation.coding.mentions import Mention

_DASHES = ("-", "–")
_WORDS = frozenset({"war", "invasion", "aggression"})
_POINTING = frozenset({"the", "this", "that"})
_BEFORE = frozenset({"poss", "compound", "amod", "nmod", "det", "case", "punct"})
_SAYS_WHICH = frozenset({"on", "against", "in", "between", "over", "for"})
_OTHER_KINDS = frozenset(
    [
        *("trade", "tariff", "price", "currency", "culture", "drug", "gang", "turf", "civil"),
        *("world", "cold", "proxy", "nuclear", "hybrid", "economic", "information", "possible"),
        *("potential", "new", "open", "another", "future", "wider", "regional", "all-out", "holy"),
    ]
)
"""Words that make it another war, or none, than the one that all know."""


def recalled_war(
    mention: Mention, scene: Scene, sentence: SpacySpan, clock: Clock, number: int
) -> Draft:
    """A war named in passing: one background attack, under way at the time of writing."""
    recipients = [
        Side(code=code, name=mention.text) for code in (mention.entry.office or "").split(";")
    ]
    actors = [scene.side(mention, code) for code in mention.entry.codes]
    place = _fought_in(mention.text, recipients)
    span = (mention.start, mention.stop)
    return _background(actors, recipients, "war.named", place, span, scene, clock, number)


def wars_meant(
    words: Iterable[Token], scene: Scene, resolver: Resolver, clock: Clock, number: int
) -> list[Draft]:
    """The first known war that words which tell nothing else take for granted."""
    for word in words:
        if word.i not in scene.by_token:
            war = _war_meant(word, scene, resolver, clock, number)
            if war is not None:
                return [war]
    return []


def _war_meant(
    noun: Token, scene: Scene, resolver: Resolver, clock: Clock, number: int
) -> Draft | None:
    """The known war that "Putin's war", "the Gaza war" or "the invasion" means, if it is one."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _WORDS or noun.tag_ == "NNS":
        return None
    words = {c.lower_ for c in noun.children}
    if words & (_OTHER_KINDS | _SAYS_WHICH) or any(c.dep_ == "neg" for c in noun.children):
        return None
    owners = [c for c in noun.children if c.i < noun.i and c.dep_ in ("poss", "compound", "amod")]
    enemy = [p for c in noun.children if c.lower_ == "with" for p in c.children]
    named = {side.code for side in resolver.sides(owners + enemy, places=True)}
    if not named and (not words & _POINTING or noun.lemma_.lower() == "aggression"):
        return None
    under_way = [c for c in conflicts() if _under_way(c, clock.published)]
    told = named or {code for code, at in scene.discourse.topic.places.items() if at}
    meant = next((c for c in under_way if _is_meant(c, named, told)), None)
    if meant is None:
        return None
    actors, recipients = ([Side(code=c) for c in side] for side in (meant.actors, meant.recipients))
    first = min([noun.i, *(c.left_edge.i for c in noun.children if c.dep_ in _BEFORE)])
    span = (scene.doc[first].idx, noun.idx + len(noun.text))
    where = recipients[0].code if is_state(recipients[0].code) else None
    return _background(actors, recipients, "war.meant", where, span, scene, clock, number)


def _is_meant(conflict: Conflict, named: set[str], told: set[str]) -> bool:
    """Whether a war is waged by, or named after, the one named; else both its sides are told of."""
    acting, attacked = set(conflict.actors), set(conflict.recipients)
    if named:
        return named <= acting or named <= attacked or named == acting | attacked
    return acting <= told and attacked <= told


def _under_way(conflict: Conflict, published: dt.date | None) -> bool:
    """Whether a war had begun by a day and is not known to have ended before it."""
    span = known_days(conflict.start)
    if published is None or span is None or span.first is None or span.first > published:
        return False
    return "/" not in conflict.start or span.last is None or span.last >= published


def _background(
    actors: list[Side],
    recipients: list[Side],
    rule: str,
    place: str | None,
    span: tuple[int, int],
    scene: Scene,
    clock: Clock,
    number: int,
) -> Draft:
    day = clock.published.isoformat() if clock.published else None
    start, stop = span
    return Draft(
        type="ASSAULT",
        mode=None,
        cameo="190",
        actors=actors,
        recipients=recipients,
        status=Status.OCCURRED,
        when=When(f"../{day}" if day else None, "before publication"),
        place=place,
        venue=None,
        per=[],
        rule=rule,
        core=False,
        spans=[(scene.base + start, scene.base + stop)],
        sentence=number,
        order=scene.base + start,
        paragraph=scene.base,
    )


def _fought_in(name: str, attacked: list[Side]) -> str | None:
    """The country that the name of a war tells; "the Russo-Ukrainian war" only names its sides."""
    if any(dash in name for dash in _DASHES) or not attacked:
        return None
    return attacked[0].code if is_state(attacked[0].code) else None
