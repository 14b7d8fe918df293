"""What an act is by its status: a plan, a promise, a refusal, a threat, an offer."""

from __future__ import annotations

from dataclasses import replace

from legation.coding.dealings import HOSTILE
from legation.coding.frames import Match
from legation.coding.governing import was_meant
from legation.coding.moods import NO_LONGER, Reading
from legation.coding.refusals import Refusal
from legation.coding.status import ANNOUNCED, MISSED
from legation.knowledge.acts import Frame
from legation.model import SilenceReason, Status

_OFFERED = frozenset({"offer", "volunteer"})
_FRIENDLY = frozenset({"SUPPORT", "COOPERATE", "AID"})
# "Will not" with these refuses: what is not given, or not yielded.
_REFUSABLE = {
    "AID": ("assist", "121"),
    "RETREAT": ("yield", "124"),
    "CONCEDE": ("yield", "124"),
}
_UNOFFERED: dict[str, tuple[str | None, str]] = {
    "036": ("meet", "125"),
    "033": ("assist", "121"),
    "035": ("yield", "124"),
}
"""What is refused where somebody is not ready for what a frame's CAMEO code has him offer."""
_WORDS = frozenset({"050", "051", "052"})
_EXPECTED = frozenset({"expect", "anticipate"})
_ARRANGED = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})
_SCHEDULED = frozenset({"CONSULT", "MOBILIZE"})
_BY_FORCE = frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"})
_THREATS: dict[tuple[str, str | None], tuple[str | None, str]] = {
    ("ASSAULT", None): ("violence", "138"),
    ("SANCTION", None): ("restrict", "1312"),
    ("SANCTION", "withdraw"): ("relations", "133"),
    ("SANCTION", "expel"): ("expel", "130"),
    ("COERCE", None): ("restrict", "1311"),
    ("COERCE", "arrest"): ("arrest", "137"),
    ("MOBILIZE", None): (None, "130"),
}


def final_type(match: Match, reading: Reading) -> tuple[str, str | None, str, Status]:
    """Type, mode, CAMEO code and status after the rules for acts to come."""
    frame, status = match.frame, reading.status
    if "future" in frame.flags:
        if status is not Status.PLANNED:
            raise Refusal(SilenceReason.AHEAD)
        status = Status.OCCURRED
    if "refusal" in frame.flags:
        if not reading.refused:
            raise Refusal(SilenceReason.NOT_REFUSED)
        status = Status.OCCURRED
    elif reading.refused and frame.type == "AGREE":
        mode, code = _UNOFFERED.get(frame.cameo, (None, "120"))
        return "REJECT", mode, code, Status.OCCURRED
    elif reading.refused and frame.type in _REFUSABLE:
        mode, code = _REFUSABLE[frame.type]
        return "REJECT", mode, code, Status.OCCURRED
    status = _status_of_frame(match, status)
    status = _of_kind(frame, reading, status)
    if status is Status.PLANNED:
        return _ahead(frame)
    return frame.type, frame.mode, frame.cameo, status


def _of_kind(frame: Frame, reading: Reading, status: Status) -> Status:
    """What a status told by the words means for an act of this type."""
    if status is Status.PLANNED and reading.why in _EXPECTED and frame.type not in _ARRANGED:
        status = Status.HYPOTHETICAL  # others expect it of the actor
    if reading.why in (NO_LONGER, MISSED) and frame.type == "CONSULT":
        status = Status.CANCELLED
    once = frame.type == "SUPPORT" and frame.pos == "n" and not frame.rule.startswith("signing")
    if status is Status.CANCELLED and once:
        status = Status.OCCURRED  # a suspended accord was once made
    if status is Status.HYPOTHETICAL and reading.why in _OFFERED and frame.type in _FRIENDLY:
        status = Status.PLANNED
    if reading.why == ANNOUNCED and status is Status.OCCURRED and frame.type in _SCHEDULED:
        status = Status.PLANNED
    return status


def _status_of_frame(match: Match, status: Status) -> Status:
    """The status that a frame's own words give, where the clause does not say otherwise."""
    for flag in match.frame.flags:
        told = Status(flag.removeprefix("status=")) if flag.startswith("status=") else status
        if told is Status.PLANNED and match.token.lemma_ != "agree" and was_meant(match.token):
            told = Status.CANCELLED  # "had been expected in Oslo"
        if told is Status.OCCURRED and status is Status.DENIED:
            continue
        if told is Status.CANCELLED and status is Status.HYPOTHETICAL:
            continue  # "may call off the talks": they are not off
        if told is not Status.PLANNED or status is Status.OCCURRED:  # "no meeting was planned"
            status = told
    return status


def _ahead(frame: Frame) -> tuple[str, str | None, str, Status]:
    """What an act to come is now: a promise where it is friendly, else a plan."""
    promise = "promise" in frame.flags
    if frame.cameo in _WORDS and not promise:
        raise Refusal(SilenceReason.UNSAID, final=True)
    if frame.type in _FRIENDLY and not frame.rule.startswith("drill"):
        code = "03" + {"COOPERATE": "1", "AID": "3"}.get(frame.type, "0")
        return "AGREE", None, "032" if promise else code, Status.OCCURRED
    if frame.type == "RETREAT":
        return "CONCEDE", None, "080", Status.OCCURRED
    status = Status.OCCURRED if frame.type == "AGREE" else Status.PLANNED
    return frame.type, frame.mode, frame.cameo, status


def on_condition(
    frame: Frame, type_: str, mode: str | None, cameo: str, status: Status
) -> tuple[str, str | None, str, Status]:
    """A hostile act announced for the case of another is a threat, a friendly one an offer."""
    if type_ in _BY_FORCE:
        threat, code = _THREATS.get((type_, mode), _THREATS[type_, None])
        return "THREATEN", threat, code, Status.OCCURRED
    if type_ == "CONSULT" and frame.mode != "third-party":
        return "AGREE", None, "036", Status.OCCURRED
    if status is Status.HYPOTHETICAL and (type_ in _FRIENDLY or type_ == "RETREAT"):
        return _ahead(frame)
    return type_, mode, cameo, status


def declined(reading: Reading, frame: Frame) -> Reading:
    """A hostile act that somebody declines to do is denied; another is what he refuses."""
    if not reading.declined or frame.type not in HOSTILE - {"THREATEN", "ACCUSE"}:
        return reading
    return replace(reading, status=Status.DENIED, why="declined", content=False)
