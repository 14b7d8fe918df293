"""What people say of events: verdicts, corrections, and how the ledger reads after them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from legation.errors import StaleReview, UsageError
from legation.knowledge.ontology import cameo, modes, quad, usual_cameo
from legation.model import CodedArticle, Event, EventType, Happening, Report, Status
from legation.model.choices import member_of
from legation.model.doubt import CHECKED, is_doubtful
from legation.model.when import Days, days, known_days
from legation.model.wire import event_from_json, event_json
from legation.workflows.rooms import code_of

if TYPE_CHECKING:
    from legation.ledger import EventQuery, Ledger, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A ledger after its reviews: what was `rejected`, and how what was accepted now `stands`."""

    verdicts: Mapping[str, Review] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    standing: Mapping[str, Event] = field(default_factory=dict)

    def happening(self, happening: Happening) -> Happening | None:
        """A happening without what was rejected, corrected reports as corrected."""
        if not any(report.id in self.verdicts for report in happening.reports):
            return happening
        reports = tuple(
            dataclasses.replace(report, event=self.standing.get(report.id, report.event))
            for report in happening.reports
            if report.id not in self.rejected
        )
        return Happening(reports=reports) if reports else None

    def coded(self, coded: CodedArticle) -> CodedArticle:
        """An article's coding without what was rejected, corrected events as corrected."""
        events = tuple(
            self.standing.get(event.id, event)
            for event in coded.events
            if event.id not in self.rejected
        )
        return coded if events == coded.events else dataclasses.replace(coded, events=events)

    def query(self, query: EventQuery) -> EventQuery:
        """The same question, asked of the events as they stand after the reviews."""
        if not self.verdicts:
            return query
        fit = {id_ for id_, event in self.standing.items() if _fits(event, query)}
        return dataclasses.replace(
            query,
            also=(*query.also, *sorted(fit)),
            but=(*query.but, *sorted(self.rejected | (self.standing.keys() - fit))),
        )


def _fits(event: Event, query: EventQuery) -> bool:
    """Whether an event is what a query asks for; the ledger asks the rest of its article."""
    codes, place = set(event.codes), event.place
    actors = {side.code for side in event.actors}
    recipients = {side.code for side in event.recipients}
    found = known_days(event.when)
    return all(
        (
            query.side is None or query.side in codes,
            query.actor is None or query.actor in actors,
            query.recipient is None or query.recipient in recipients,
            query.pair is None or codes >= set(query.pair),
            query.about is None or query.about in codes or query.about == place,
            not query.types or event.type in query.types,
            not query.statuses or event.status in query.statuses,
            _in_days(found, query),
            query.min_confidence is None or event.confidence >= query.min_confidence,
            query.doubtful is None or is_doubtful(event) is query.doubtful,
        )
    )


def _in_days(found: Days | None, query: EventQuery) -> bool:
    if query.open_end and found and found.last:
        return False
    if query.last_from and not (found and found.last and found.last >= query.last_from):
        return False
    if query.since is None and query.until is None:
        return True
    return found.overlaps(query.since, query.until) if found else query.undated


_known: dict[tuple[str, str, int], Reviewed] = {}


def reviewed(ledger: Ledger) -> Reviewed:
    """The ledger's reviews as they stand; read once for each revision of it."""
    key = (ledger.where, ledger.id, ledger.revision())
    if key not in _known:
        _known.clear()
        _known[key] = _read(ledger)
    return _known[key]


def _read(ledger: Ledger) -> Reviewed:
    from legation.ledger import Verdict

    verdicts = ledger.verdicts()
    rejected = {id_ for id_, said in verdicts.items() if said.verdict is Verdict.REJECT}
    standing = {
        id_: as_said(ledger, ledger.event(id_), said)
        for id_, said in verdicts.items()
        if id_ not in rejected
    }
    return Reviewed(verdicts=verdicts, rejected=frozenset(rejected), standing=standing)


def as_said(ledger: Ledger, event: Event, said: Review) -> Event:
    """An event as a reviewer has it."""
    changes = {**said.changes, "confidence": CHECKED}
    return event_from_json(ledger.article(event.article_id), {**event_json(event), **changes})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The fields of a form, as they were typed; actors and recipients by code or name."""

    type: str
    mode: str
    status: str
    actors: str
    recipients: str
    when: str
    place: str


def fields_of(event: Event) -> Correction:
    """What a form shows of an event before anybody changes it."""
    return Correction(
        type=event.type.value,
        mode=event.mode or "",
        status=event.status.value,
        actors="; ".join(dict.fromkeys(side.code for side in event.actors)),
        recipients="; ".join(dict.fromkeys(side.code for side in event.recipients)),
        when=event.when or "",
        place=event.place or "",
    )


def changes_of(event: Event, typed: Correction) -> dict[str, Any]:
    """What a form changes of an event, in the shape of its JSON; raises UsageError for what is none."""
    now = event_json(event)
    wanted = {
        **_act(event, typed),
        "status": member_of(Status, "Status", typed.status.strip().lower()).value,
        "actors": _sides("Actors", typed.actors, now["actors"]),
        "recipients": _sides("Recipients", typed.recipients, now["recipients"]),
        "when": _date(typed.when),
        "place": code_of(typed.place.strip()) if typed.place.strip() else None,
    }
    if not wanted["actors"] and not wanted["recipients"]:
        raise UsageError("An event needs at least one side; name an actor or reject the event.")
    found = {name: value for name, value in wanted.items() if value != now[name]}
    if "when" in found:
        found["when_basis"] = None
    return found


def _act(event: Event, typed: Correction) -> dict[str, Any]:
    """Type and mode, and the codes that go with them where they are others than before."""
    kind = member_of(EventType, "Type", typed.type.strip().upper()).value
    mode = typed.mode.strip().lower() or None
    if mode is not None and mode not in modes(kind) and (kind, mode) != (event.type, event.mode):
        known = ", ".join(modes(kind)) or "none"
        raise UsageError(f"{kind} has no mode {mode!r}; it has {known}.")
    if (kind, mode) == (event.type.value, event.mode):
        return {"type": kind, "mode": mode}
    code = usual_cameo(kind, mode)
    entry = cameo(code)
    return {
        "type": kind,
        "mode": mode,
        "cameo": code,
        "quad": str(quad(kind)),
        "goldstein": entry.goldstein if entry else None,
    }


def _sides(name: str, typed: str, now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sides by code or name; who was there before keeps name, office and place in the text."""
    codes = list(
        dict.fromkeys(code_of(who.strip()) for who in re.split("[;,]", typed) if who.strip())
    )
    if len(codes) > 20:
        raise UsageError(f"{name}: {len(codes)} are too many for one event; 20 are the most.")
    nobody = {"name": None, "office": None, "rank": None, "start": None, "stop": None}
    made = []
    for code in codes:
        made += [side for side in now if side["code"] == code] or [{"code": code, **nobody}]
    return made


def _date(typed: str) -> str | None:
    text = typed.strip()
    if not text:
        return None
    try:
        days(text)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no EDTF date; write it as 2025-10-26, 2025-10, 2025-10-26/2025-10-28 or "
            "2025-10-26/.."
        ) from error
    return text


def give(
    ledger: Ledger,
    event_id: str,
    verdict: str,
    *,
    who: str,
    based_on: int,
    changes: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> int:
    """Keeps a person's verdict and gives its revision.

    Raises StaleReview where the event changed after the revision that the person saw, UsageError
    where nobody is named or a correction changes nothing.
    """
    from legation.ledger import Review, Verdict

    name = who.strip()
    if not name or len(name) > 80 or not name.isprintable():
        raise UsageError("Say who you are, in up to 80 letters; the review keeps the name.")
    said = Verdict(verdict)
    if said is Verdict.CORRECT and not changes:
        raise UsageError("Nothing was changed; accept the event as it is, or change a field.")
    return ledger.review(
        Review(
            event_id=event_id,
            reviewer=name,
            reviewed_at=dt.datetime.now(dt.UTC),
            verdict=said,
            based_on=based_on,
            changes=dict(changes or {}),
            note=(note or "").strip()[:1000] or None,
        )
    )


def undo(ledger: Ledger, event_id: str, *, who: str, based_on: int) -> int:
    """Puts the verdict before the last one back, or none where it was the first.

    Raises UsageError where there is nothing to undo, StaleReview as `give` does.
    """
    said = ledger.reviews(event_id)
    if not said:
        raise UsageError(f"Nobody has reviewed event {event_id}; there is nothing to undo.")
    last, before = said[-1], said[-2] if len(said) > 1 else None
    verdict = before.verdict.value if before else "withdraw"
    note = f"undoes “{last.verdict.value}” by {last.reviewer}"
    return give(
        ledger,
        event_id,
        verdict,
        who=who,
        based_on=based_on,
        changes=before.changes if before else None,
        note=note,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A verdict that came too late: the event as it stands, and what was said of it meanwhile."""

    event: Event
    theirs: Event | None
    last: Review | None
    revision: int


def clash(ledger: Ledger, event_id: str) -> Clash:
    """How an event stands for somebody whose verdict was refused."""
    event = ledger.event(event_id)
    said = ledger.reviews(event.id)
    last = said[-1] if said else None
    stands = reviewed(ledger)
    theirs = None if event.id in stands.rejected else stands.standing.get(event.id, event)
    return Clash(event=event, theirs=theirs, last=last, revision=ledger.revision())


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Two reports that may be of one happening: their link as a program judged it."""

    left: Report
    right: Report
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for a person, as of a revision."""

    revision: int
    doubtful: tuple[Report, ...]
    suggested: tuple[Suggested, ...]


def queue(ledger: Ledger, most: int) -> Queue:
    """Doubtful events and suggested links, the surest first."""
    from legation.ledger import EventQuery
    from legation.workflows import linking

    links = ledger.desk.suggested(most)
    ids = {id_ for link in links for id_ in link.pair}
    reports = {report.id: report for report in linking.visible(ledger, ids, EventQuery())}
    return Queue(
        revision=ledger.revision(),
        doubtful=tuple(ledger.desk.doubtful(most)),
        suggested=tuple(
            Suggested(
                left=reports[link.left],
                right=reports[link.right],
                score=link.score or 0.0,
                reasons=tuple(
                    f"{reason.words} ({reason.bits:+g})" for reason in link.reasons if reason.bits
                ),
            )
            for link in links
            if link.left in reports and link.right in reports
        ),
    )


def judge_pair(
    ledger: Ledger, one: str, two: str, judgement: str, *, who: str, seen: int, why: str | None
) -> None:
    """Keeps a person's word that two reports are one happening or two.

    `seen` is the number of judgements by people that the person saw; raises StaleReview where there
    are others by now.
    """
    from legation.model import Sameness
    from legation.workflows import linking

    left, right = ledger.event(one).id, ledger.event(two).id
    said = words_on(ledger, left, right)
    if len(said) != seen:
        raise StaleReview(
            f"{said[-1].judged_by} has judged these two meanwhile: {said[-1].judgement.value}; "
            "load the page again."
        )
    linking.say(ledger, left, right, Sameness(judgement), who=who.strip()[:80], why=why)


def words_on(ledger: Ledger, one: str, two: str) -> list[Any]:
    """What people have said of two reports, oldest first."""
    return [link for link in ledger.link_history(one, two) if link.by_person]
