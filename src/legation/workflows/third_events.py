"""What events say of third parties: ties to both sides, offers, acceptance, precedents, obstacles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from legation.judging.mediation.facts import (
    Acceptance,
    Candidate,
    Contact,
    Obstacle,
    Offer,
    Precedent,
    Tie,
    Verdict,
)
from legation.knowledge import mediating
from legation.knowledge.names import display
from legation.model.table import SEPARATOR

if TYPE_CHECKING:
    from legation.analysis.thirds import Answer

Row = Mapping[str, Any]
_HOSTED = "044"
_CONFLICT = 3
_VERDICTS = {"welcomed": Verdict.WELCOMED, "refused": Verdict.REFUSED}
_MOST_HOSTILE = 3


@dataclass(frozen=True)
class Told:
    """What one frame says, sorted by third party and side."""

    ties: Mapping[tuple[str, str], Tie] = field(default_factory=dict)
    hostile: Mapping[tuple[str, str], Sequence[Row]] = field(default_factory=dict)
    acts: Sequence[Row] = ()

    def partners(self) -> set[str]:
        """Everybody of whom the events tell a tie with a side."""
        return {code for code, _ in self.ties}


def told(answer: Answer) -> Told:
    """The rows of one frame as ties."""
    ties: dict[tuple[str, str], Tie] = {}
    for row in answer.sums:
        ties[row["partner"], row["side"]] = Tie(
            side=row["side"],
            n=row["n"],
            positive=row["positive"],
            negative=row["negative"],
            goldstein=row["goldstein"],
            plover=row["plover"],
            out=row["out"],
            back=row["back"],
        )
    latest = _by_key(answer.latest)
    for key, rows in latest.items():
        tie = ties.get(key, Tie(side=key[1]))
        ties[key] = replace(tie, events=tuple(map(contact, rows)))
    for key, rows in _by_key(answer.highs).items():
        tie = ties.get(key, Tie(side=key[1]))
        ties[key] = replace(tie, last_high=contact(rows[0]))
    for key, rows in _by_key(answer.soles).items():
        sole = {row["sole"]: (row["positive"], row["negative"]) for row in rows}
        ties[key] = replace(ties[key], sole=sole)
    hostile = {
        key: [row for row in rows if row["quad"] >= _CONFLICT] for key, rows in latest.items()
    }
    return Told(ties=ties, hostile=hostile, acts=answer.acts)


def _by_key(rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["partner"], row["side"]), []).append(row)
    return found


def contact(row: Row) -> Contact:
    """An event as a card lists it."""
    return Contact(
        event=row["event_id"],
        first=row["first_day"],
        last=row["last_day"],
        channel=row["channel"],
        direction=row["direction"],
        level=row["level"] or None,
        source=row["teller"],
        words=row["evidence"],
    )


def with_events(candidate: Candidate, events: Told, sides: tuple[str, str]) -> Candidate:
    """The candidate with what the events say of it."""
    code = candidate.code
    ties = {side: events.ties.get((code, side), Tie(side=side)) for side in sides}
    mine = [
        row for row in events.acts if code in (*_codes(row, "actors"), *_codes(row, "recipients"))
    ]
    offers = tuple(_offers(code, mine, sides))
    return replace(
        candidate,
        ties=ties,
        precedents=(*candidate.precedents, *_precedents(code, mine, sides)),
        obstacles=(*candidate.obstacles, *_hostile(code, events, sides)),
        offers=offers,
        acceptance={side: _acceptance(code, side, mine, offers) for side in sides},
    )


def _codes(row: Row, column: str) -> tuple[str, ...]:
    return tuple(code for code in row[column].split(SEPARATOR) if code)


def _precedents(code: str, acts: Sequence[Row], sides: tuple[str, str]) -> Iterator[Precedent]:
    """What it has done for these two, as events tell it."""
    for row in acts:
        both = set(sides) <= set(_codes(row, "recipients"))
        if (
            row["mediation"]
            and row["status"] == "occurred"
            and both
            and code in _codes(row, "actors")
        ):
            hosted = row["cameo"].startswith(_HOSTED)
            yield Precedent(
                conflict=f"{sides[0]} and {sides[1]}",
                parties=sides,
                role="host" if hosted else "good-offices",
                start=row["edtf"] or str(row["last_day"] or "unknown"),
                end=None,
                venue=None,
                outcome=None,
                pair=True,
                source=row["teller"],
                event=row["event_id"],
            )


def _offers(code: str, acts: Sequence[Row], sides: tuple[str, str]) -> Iterator[Offer]:
    """What it has offered, and talks of the two that it is to host or mediate."""
    offering = {s.cameo for s in mediating.signals() if s.by == "third"}
    for row in acts:
        named = tuple(side for side in sides if side in _codes(row, "recipients"))
        if code not in _codes(row, "actors") or not named:
            continue
        ahead = row["mediation"] and row["status"] == "planned"
        if (row["cameo"] in offering and row["status"] == "occurred") or ahead:
            yield Offer(
                day=row["last_day"] or row["known_day"],
                words=row["evidence"] or "",
                event=row["event_id"],
                sides=named,
                source=row["teller"],
            )


def _acceptance(code: str, side: str, acts: Sequence[Row], offers: Sequence[Offer]) -> Acceptance:
    """What a side has last said of this third party's help; silence only after an offer."""
    says = {s.cameo: s.says for s in mediating.signals() if s.by == "side"}
    answers = [
        row
        for row in acts
        if row["cameo"] in says
        and row["status"] == "occurred"
        and side in _codes(row, "actors")
        and code in _codes(row, "recipients")
    ]
    if answers:
        last = max(answers, key=lambda row: row["last_day"] or row["known_day"] or dt.date.min)
        return Acceptance(
            side=side,
            verdict=_VERDICTS[says[last["cameo"]]],
            day=last["last_day"] or last["known_day"],
            words=last["evidence"] or "",
            events=(last["event_id"],),
        )
    asked = [offer for offer in offers if side in offer.sides]
    if asked:
        last_offer = max(asked, key=lambda offer: offer.day or dt.date.min)
        return Acceptance(
            side=side,
            verdict=Verdict.SILENT,
            day=last_offer.day,
            words="an offer, and no answer in these data",
            events=(last_offer.event,),
        )
    return Acceptance(side=side, verdict=Verdict.UNKNOWN)


def _hostile(code: str, events: Told, sides: tuple[str, str]) -> Iterator[Obstacle]:
    """The latest conflict with each side."""
    for side in sides:
        rows = list(events.hostile.get((code, side), ()))
        if rows:
            newest = rows[0]
            yield Obstacle(
                kind="conflict in the events",
                since=str(newest["first_day"] or newest["last_day"] or "") or None,
                what=newest["evidence"]
                or f"{len(rows)} of the latest events with {display(side)} are conflict ({newest['channel']})",
                lifted_by=None,
                source=newest["teller"],
                sides=(side,),
                events=tuple(row["event_id"] for row in rows[:_MOST_HOSTILE]),
            )
