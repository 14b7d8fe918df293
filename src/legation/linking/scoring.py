"""The score of two reports: bits of evidence added up, as Fellegi and Sunter (1969) do."""

from __future__ import annotations

from dataclasses import dataclass

from legation.knowledge.linking import limits
from legation.linking.comparing import clash, reasons
from legation.linking.traits import Traits
from legation.model import Reason, Sameness
from legation.model.happening import score_of

_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """How likely two reports are of one happening, from 0 to 1, and what that adds up from."""

    left: str
    right: str
    score: float
    judgement: Sameness
    reasons: tuple[Reason, ...]


def compare(one: Traits, two: Traits) -> Scored | None:
    """The score of two reports; None where they clash or are rather two happenings.

    The bits of the reasons, the first of which is what reports of this type start with, are the
    logarithm of the odds to the base of two: a score can be replayed by hand.
    """
    if clash(one, two):
        return None
    left, right = sorted((one, two), key=lambda t: t.report.id)
    prior = min(one.kind.prior, two.kind.prior)
    start = Reason(compared="prior", bits=prior, words="two reports of this type and time")
    found = (start, *(reason for reason in reasons(left, right) if reason.bits))
    score = round(score_of(found), _DIGITS)
    if score < limits()["unsure"]:
        return None
    same = score >= limits()["same"]
    return Scored(
        left=left.report.id,
        right=right.report.id,
        score=score,
        judgement=Sameness.SAME if same else Sameness.UNSURE,
        reasons=found,
    )
