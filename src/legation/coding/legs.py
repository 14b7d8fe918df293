"""The events that one match tells beside each other."""

from __future__ import annotations

from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.frames import Match
from legation.coding.timing import Clock, When
from legation.knowledge.names import is_state
from legation.model import Status
from legation.model.doubt import COUNTED_BACK_TO

_PARTNERS = ("obj", "with", "to", "obj.with")
_SEVERAL = 3


def legs(made: Draft, match: Match, clock: Clock) -> list[Draft]:
    """The events that one match tells beside each other (guidelines, settled cases).

    One trip to several countries is as many visits, what two do to each other is two acts; "in 2018 and 2019 respectively" deals the
    dates out to the actors; talks that somebody hosted are an event of the parties too, and so is the
    meeting since which this one is the first.
    """
    return [*_told_beside(made, match, clock), *_last_before(made, match, clock)]


def _last_before(made: Draft, match: Match, clock: Clock) -> list[Draft]:
    """The meeting that came last before one which is "their first since 2019"."""
    since = clock.counted_from(match.token) if made.type == "CONSULT" else None
    if since is None:
        return []
    visit = match.frame.mode == "visit"
    return [
        replace(
            made,
            mode="visit" if visit else None,
            actors=made.actors if visit else [*made.actors, *made.recipients],
            recipients=made.recipients if visit else [],
            status=Status.OCCURRED,
            when=When(since.split("/")[0], "stated"),
            place=made.place if visit else None,
            venue=None,
            core=False,
            another=True,
            notes=[*made.notes, COUNTED_BACK_TO],
            spans=list(made.spans),
        )
    ]


def _told_beside(made: Draft, match: Match, clock: Clock) -> list[Draft]:
    if made.type == "CONSULT" and made.mode == "visit" and len(made.recipients) > 1:
        return [
            replace(
                made,
                recipients=[host],
                place=host.code if is_state(host.code) else None,
                spans=list(made.spans),
            )
            for host in made.recipients
        ]
    if _with_each(made, match):
        one, *others = made.actors if not made.recipients else [*made.actors, *made.recipients]
        mode = match.frame.mode
        pairs = [[one, other] for other in others]
        return [
            replace(made, mode=mode, actors=pair, recipients=[], spans=list(made.spans))
            for pair in pairs
        ]
    if _is_reciprocal(made, match):
        one, other = made.actors
        return [
            replace(
                made,
                actors=[mine],
                recipients=[theirs],
                place=mine.code if made.mode == "expel" else made.place,
                spans=list(made.spans),
            )
            for mine, theirs in ((one, other), (other, one))
        ]
    if made.type == "SUPPORT" and made.cameo == "057":
        return [*_each_partner(made, match), *_signed_there(made)]
    if made.mode != "third-party":
        return [made]
    hosted = match.frame.rule.startswith(("host.", "talks."))
    return [
        each
        for one in _dealt_out(made, match, clock)
        for each in ([one, _meeting(one)] if hosted and len(one.recipients) > 1 else [one])
    ]


def _with_each(made: Draft, match: Match) -> bool:
    """Whether one deals with several, each by himself: "telephoned both leaders", "each of them"."""
    told = [t for slot in _PARTNERS for t in match.slots.get(slot, ())]
    words = {w.lower_ for t in told for w in (t, *t.children)}
    apart = "each" in words or (match.frame.mode == "phone" and "both" in words)
    sides = {side.code for side in (*made.actors, *made.recipients)}
    return apart and made.type in ("CONSULT", "SUPPORT") and len(sides) >= _SEVERAL


def _is_reciprocal(made: Draft, match: Match) -> bool:
    """Whether two have done it to each other, which is an act of each."""
    acting = [side.code for side in made.actors]
    same = acting == [side.code for side in made.recipients]
    ceased = made.type == "RETREAT" and made.mode == "ceasefire"  # which they do together
    return same and len(acting) == 2 and "clash" not in match.frame.flags and not ceased


def _each_partner(made: Draft, match: Match) -> list[Draft]:
    """One agreement with each partner where one side makes several."""
    several = [c for c in match.frame.conditions if c.slot == "obj" and not c.negated]
    nouns = [t for t in match.slots.get("obj", ()) if t.tag_ in ("NNS", "NNPS")] if several else []
    if match.token.pos_ == "NOUN" and match.token.tag_ in ("NNS", "NNPS"):
        nouns = [match.token]
    first = {side.code for side in match.actors}
    if not nouns or len(first) != 1 or len(made.actors) < 3:
        return [made]
    one = made.actors[0]
    return [replace(made, actors=[one, other], spans=list(made.spans)) for other in made.actors[1:]]


def _signed_there(made: Draft) -> list[Draft]:
    """The visit on which leaders sign at the home of one of them."""
    guests = [side for side in made.actors if side.code != made.place]
    hosts = [side for side in made.actors if side.code == made.place]
    if made.status is not Status.OCCURRED or len(guests) != 1 or len(hosts) != 1:
        return []
    if made.place is None or not all(side.office for side in made.actors):
        return []
    return [
        replace(
            made,
            type="CONSULT",
            mode="visit",
            cameo="042",
            actors=guests,
            recipients=hosts,
            rule=f"{made.rule}.visit",
            spans=list(made.spans),
        )
    ]


def _dealt_out(made: Draft, match: Match, clock: Clock) -> list[Draft]:
    sentence = clock.scene.sentence_of(match.token)
    if len(made.actors) < 2 or not any(t.lower_ == "respectively" for t in sentence):
        return [made]
    dates = [
        e.edtf
        for e, root in clock.found
        if clock.scene.sentence_of(root).start == sentence.start and e.edtf
    ]
    if len(dates) != len(made.actors):
        return [made]
    return [
        replace(
            made,
            actors=[actor],
            when=When(date, "stated"),
            place=actor.code if is_state(actor.code) else None,
            spans=list(made.spans),
        )
        for actor, date in zip(made.actors, dates, strict=True)
    ]


def _meeting(hosting: Draft) -> Draft:
    """The meeting of the parties that a host or go-between made possible."""
    host = hosting.actors[0].code if len(hosting.actors) == 1 else ""
    return replace(
        hosting,
        mode=None,
        cameo="040",
        actors=list(hosting.recipients),
        recipients=[],
        place=hosting.place or (host if is_state(host) else None),
        rule=f"{hosting.rule}.meeting",
        spans=list(hosting.spans),
    )
