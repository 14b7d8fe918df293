"""Questions that hang on an assumption, and what it would make of their odds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from legation.judging.whatif import matching
from legation.judging.whatif.graph import tie_id
from legation.judging.whatif.leading import Led
from legation.model.assumption import Assumption, Difference, Part
from legation.presenting.chances import chance_words

if TYPE_CHECKING:
    from legation.judging.whatif.graph import Edge
    from legation.ledger import Ledger
    from legation.presenting.boardview import Board, BranchView


def questions(
    ledger: Ledger, day: dt.date, told: Sequence[tuple[Assumption, Led]]
) -> Iterator[Difference]:
    """The open questions that depend on an assumption; odds change only where a branch exists."""
    from legation.workflows.boards import Asked, every

    for board in every(ledger, Asked(as_of=day), only_open=True):
        for one, led in told:
            yield from _board(board, one, led)


def _board(board: Board, one: Assumption, led: Led) -> Iterator[Difference]:
    branches = [b for b in board.branches if not b.met and _is_of(one, b)]
    for branch in branches:
        yield _branch(board, branch)
    if branches:
        return
    for reason, edge in _reasons(board, one, led):
        yield Difference(
            part=Part.QUESTIONS,
            about=board.name,
            what=board.text,
            before=reason,
            after="no branch on it, so its odds stay"
            if board.chances
            else "it has no odds and no branch",
            because=edge.quote if edge else "",
            holder=edge.holder if edge else "",
            source=edge.article if edge else "",
            start=edge.start if edge else None,
            stop=edge.stop if edge else None,
        )
        return


def _is_of(one: Assumption, branch: BranchView) -> bool:
    heard = matching.match(one, f"{branch.trigger}")
    return heard is not None and not heard.opposite


def _branch(board: Board, branch: BranchView) -> Difference:
    """A branch that exists: the odds as they stand and as they would be, with what was entered."""
    now = board.chances.get(board.outcomes[0]) if board.chances else None
    if branch.chance is None or now is None:
        after = "no number: nobody has said what this branch is worth"
    else:
        after = f"{chance_words(branch.chance)} for {board.outcomes[0]}, from the worth entered for this branch"
    return Difference(
        part=Part.QUESTIONS,
        about=board.name,
        what=board.text,
        before=chance_words(now) if now else "no odds",
        after=after,
        because=f"branch {branch.name!r}: {branch.trigger}",
        source=f"question {board.name}",
    )


def _reasons(board: Board, one: Assumption, led: Led) -> Iterator[tuple[str, Edge | None]]:
    """Why a question depends: it asks the thing, an article on it states it, or its tie is reached."""
    if matching.match(one, board.text) is not None:
        yield "it asks what is assumed", None
    quotes = {(e.article_id, e.start) for s in board.stated for e in s.evidence}
    for edge in led.edges:
        if (edge.article, edge.start) in quotes:
            yield "an article on it states this condition", edge
    for whole in (True, False):
        for codes, sign in led.ties.items():
            shared = set(codes) & set(board.sides)
            if shared and whole == (len(shared) == min(len(codes), len(set(board.sides)))):
                tie = "the tie of its sides" if whole else "a tie of one of its sides only"
                yield f"{tie} is reached ({sign})", _last(led, codes)


def _last(led: Led, codes: Sequence[str]) -> Edge | None:
    """The edge that reached a tie; None where the tie itself is assumed."""
    return next((e for e in led.edges if e.target == tie_id(codes)), None)
