"""Whether somebody's absence or silence says anything: only where they were to be expected."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from legation.knowledge.names import in_sentence
from legation.knowledge.questions import default
from legation.model.question import Expectation


def presence(
    who: str,
    occasion: str,
    *,
    members: Collection[str] | None = None,
    invited: bool | None = None,
    attended: Sequence[bool] = (),
    belongs_to: Sequence[str] = (),
) -> Expectation:
    """Whether `who` was to be expected at an occasion, with the reason.

    A member, an invited guest, or a regular of at least three of the last five such occasions is
    expected. `members` are the members of the body whose occasion it is, None where they are not
    known; `invited` None where nobody says; `attended` the last occasions, the newest first;
    `belongs_to` bodies to which `who` does belong, whose meetings would be the comparison.
    """
    name, where = in_sentence(who), in_sentence(occasion)
    last = list(attended)[: int(default("regular_of"))]
    came, enough = sum(last), int(default("regular_at_least"))
    compare = f"whether others outside it came, and whether {name} comes to what it belongs to"
    if belongs_to:
        compare += f" ({', '.join(map(in_sentence, belongs_to))})"
    if members is not None and who in members:
        return Expectation(
            expected=True,
            reason=f"{name} is a member of {where}",
            comparison=f"how often {name} came before, and at which rank",
        )
    if invited:
        return Expectation(
            expected=True,
            reason=f"{name} was invited to {where}",
            comparison="whether other guests came",
        )
    if came >= enough:
        return Expectation(
            expected=True,
            reason=f"{name} came to {came} of the last {len(last)} of {where}",
            comparison="whether the other regulars came",
        )
    reasons = ["is no member" if members is not None else "is not known to be a member"]
    reasons.append("was not invited" if invited is False else "is not known to be invited")
    reasons.append(f"came to {came} of the last {len(last)}" if last else "is no known regular")
    return Expectation(
        expected=False,
        reason=f"not expected at {where}: {name} {', '.join(reasons)}",
        comparison=compare,
    )


def saying(who: str, what: str, said: Sequence[bool]) -> Expectation:
    """Whether `who` was expected to say something (such as the days of a trip), by its habit.

    `said` tells of earlier like occasions whether it was said, the newest first; at least three of
    the last five make a habit.
    """
    name = in_sentence(who)
    last = list(said)[: int(default("regular_of"))]
    told = f"{name} told {what} on {sum(last)} of the last {len(last)} occasions that are known"
    compare = f"whether {name} tells {what} on other occasions"
    if sum(last) >= int(default("regular_at_least")):
        return Expectation(expected=True, reason=told, comparison=compare)
    reason = (
        told if last else f"no earlier occasion is known on which {name} told {what} or did not"
    )
    return Expectation(expected=False, reason=f"not expected: {reason}", comparison=compare)
