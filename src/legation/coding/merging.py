"""Mentions of one event within one article become one event with all their evidence."""

from __future__ import annotations

import datetime as dt

from legation.coding.drafts import Draft
from legation.coding.running_time import BASIS_CONTEXT
from legation.coding.setting import BASIS_TRIP, BASIS_VISIT, narrower
from legation.model import Status
from legation.model.when import known_days

_TOLD = frozenset({"stated", "relative", BASIS_TRIP, BASIS_VISIT, BASIS_CONTEXT})
_AGREED = "057"
_ROOT = 3
"""Digits of a CAMEO code that tell the kind of act."""
_SPEECH = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE"})
_PARTS = frozenset(
    {"CONSULT", "ASSAULT", "COERCE", "MOBILIZE", "SUPPORT", "SANCTION", "RETREAT", "AID", *_SPEECH}
)
"""Types of which a mention beside may name fewer of the sides."""
_LOCAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE"})
"""Types of which what happens in two towns is two acts."""
_LISTED = {None, "discontinue"}
"""Modes of measures that one sentence lists as one package: "sanctions and export controls"."""
_SPOKE = "phone.spoke"
"""How the rules begin that take "spoke with" for a call, which it need not be."""
_WAR = "war."
"""How the rules begin that tell a war as such."""


def _explicit(draft: Draft) -> bool:
    return draft.when.basis in _TOLD


def _dates_clash(left: Draft, right: Draft) -> bool:
    if not (_explicit(left) and _explicit(right)) or not left.when.edtf or not right.when.edtf:
        return False
    one, two = known_days(left.when.edtf), known_days(right.when.edtf)
    return one is None or two is None or not one.overlaps(two.first, two.last)


def _same(left: Draft, right: Draft) -> bool:
    if left.type != right.type or _dates_clash(left, right):
        return False
    if right.another and not left.another:
        return False
    if left.another and not right.another and right.core and not left.core:
        return False  # "the first since 2019": the news goes on, not what was in 2019
    if not _same_kind(left, right):
        return False
    if left.status is not right.status and not _one_life(left, right):
        return False
    mine, other = left.codes, right.codes
    if left.type == "ASSAULT" and not left.core and not right.core and mine == other:
        return True
    if mine == other:
        if left.type != "CONSULT" and left.recipients and right.recipients:
            return {s.code for s in left.actors} == {s.code for s in right.actors}
        return "third-party" not in (left.mode, right.mode) or left.mode == right.mode
    if left.mode == "third-party" or right.mode == "third-party":
        return False
    near = abs(left.sentence - right.sentence) <= 1
    return near and left.type in _PARTS and _part_of(left, right)


def _same_kind(left: Draft, right: Draft) -> bool:
    """Whether two mentions of one type may be of one act as far as it shows what they did."""
    if left.type == "SUPPORT" and (left.cameo == _AGREED) != (right.cameo == _AGREED):
        return False  # praise is no part of the agreement that it is for
    if left.type == "CONSULT" and _elsewhere(left, right):
        return False
    if left.type in _LOCAL and left.towns and right.towns and left.towns.isdisjoint(right.towns):
        return False
    if left.type == "ASSAULT" and left.sentence != right.sentence:
        # a raid is not the war in which it falls
        return left.rule.startswith(_WAR) == right.rule.startswith(_WAR) and _same_mode(left, right)
    if left.type == "ACCUSE" and left.mode == right.mode == "allege":
        # a summons or note, what is said, and what goes to court
        return left.cameo[:_ROOT] == right.cameo[:_ROOT]
    if left.type == "SANCTION":  # a levy and a stopped service are measures of two kinds
        noun = right.noun and left.sentence == right.sentence
        listed = noun and {left.mode, right.mode} == _LISTED
        return listed or left.mode == right.mode
    if left.sentence == right.sentence and "destroy" in (left.mode, right.mode):
        return True  # what an attack destroyed is told with the attack
    return left.type == "CONSULT" or _same_mode(left, right)


def _elsewhere(left: Draft, right: Draft) -> bool:
    """Whether one meeting was held where the other was not, or by telephone."""
    if left.mode == right.mode == "phone":
        return False
    for one, other in ((left, right), (right, left)):
        if one.mode == "phone" and not one.rule.startswith(_SPOKE):
            return other.mode == "visit" or (other.place is not None and not other.core)
    apart = left.place and right.place and left.place != right.place
    return bool(apart) and left.core != right.core


def _same_mode(left: Draft, right: Draft) -> bool:
    return not (left.mode and right.mode) or left.mode == right.mode


def _part_of(left: Draft, right: Draft) -> bool:
    """Whether one of two mentions names some of the sides of the other, each on its own side."""
    if not (left.codes < right.codes or right.codes < left.codes):
        return False
    if left.type == "CONSULT" or not (left.recipients and right.recipients):
        return True
    acting = {s.code for s in left.actors} & {s.code for s in right.actors}
    others = {s.code for s in left.recipients} & {s.code for s in right.recipients}
    return bool(acting and others)


def _one_life(left: Draft, right: Draft) -> bool:
    """Whether two statuses are of one plan: what may be and will, what was to be and is off."""
    both = {left.status, right.status}
    if both == {Status.PLANNED, Status.HYPOTHETICAL}:
        return True
    near = abs(left.sentence - right.sentence) <= 1
    if not near or left.type != "CONSULT" or Status.CANCELLED not in both:
        return False
    off = left if left.status is Status.CANCELLED else right
    # "will visit, months after he put the trip off": what is only recalled was another plan
    return off.core and bool(both & {Status.PLANNED, Status.DENIED})


def _absorb(kept: Draft, other: Draft) -> None:
    if not _explicit(kept) and _explicit(other):
        kept.when = other.when
    elif _explicit(kept) and _explicit(other):
        kept.when = narrower(kept.when, other.when)
    if Status.CANCELLED in (kept.status, other.status):
        kept.status = Status.CANCELLED
    kept.place = kept.place or other.place
    kept.venue = kept.venue or other.venue
    kept.towns |= other.towns
    kept.mode = kept.mode or other.mode
    kept.formality = kept.formality or other.formality
    kept.core = kept.core or other.core
    kept.per = kept.per or other.per
    kept.spans += [span for span in other.spans if span not in kept.spans]
    if len(other.codes) > len(kept.codes):
        kept.actors, kept.recipients = other.actors, other.recipients
        kept.rule, kept.cameo, kept.mode = other.rule, other.cameo, other.mode or kept.mode
    hosted = other.mode == "visit" and other.recipients
    if kept.type == "CONSULT" and hosted and not (kept.mode == "visit" and kept.recipients):
        kept.mode, kept.cameo, kept.rule = "visit", other.cameo, other.rule
        kept.actors, kept.recipients, kept.place = other.actors, other.recipients, other.place


def merge(drafts: list[Draft]) -> list[Draft]:
    """Drafts in order of the text, each happening once."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.order):
        same = [earlier for earlier in reversed(kept) if _same(earlier, draft)]
        if same:  # what is news goes on with the news, and not with what was only recalled
            _absorb(next((e for e in same if e.core == draft.core), same[0]), draft)
        else:
            kept.append(draft)
    return kept


def is_old(draft: Draft, published: dt.date | None) -> bool:
    """Whether an event lies more than six weeks before publication."""
    told = known_days(draft.when.edtf)
    if published is None or told is None or told.last is None:
        return False
    return (published - told.last).days > 42
