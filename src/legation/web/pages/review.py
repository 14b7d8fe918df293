"""The queue of what is doubtful, verdicts and corrections, words on links, undo, history, gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from legation.errors import StaleReview, UsageError
from legation.model import EventType, Happening, Status
from legation.presenting.wording import STATUS_WORDS
from legation.web.answers import Page, answer, as_json, shown
from legation.web.asked import Asked, Asking, part
from legation.web.views import told
from legation.web.writing import Who, Writing, name_of, remember
from legation.workflows import gold, reviewing
from legation.workflows.reviewing import Correction

router = APIRouter()
_MOST = 30
_MOST_HISTORY = 200
_COLUMNS = ("revision", "what", "about", "said", "changes", "note", "who", "at")
_QUEUE_COLUMNS = ("kind", "event", "other", "confidence", "sentence")

_Short = Annotated[str, Form(max_length=400)]
_Number = Annotated[int, Form(ge=0, lt=2**63)]


@router.get("/review")
def review(asked: Asking) -> Response:
    """What waits for a person."""
    found = reviewing.queue(asked.ledger, _MOST)
    doubtful = [(told(asked, Happening(reports=(r,))), r) for r in found.doubtful]
    pairs = [
        (item, [told(asked, Happening(reports=(r,))) for r in (item.left, item.right)])
        for item in found.suggested
    ]
    rows = [
        {
            "kind": "event",
            "event": r.id,
            "confidence": r.event.confidence,
            "sentence": line.line.text,
        }
        for line, r in doubtful
    ] + [
        {
            "kind": "link",
            "event": item.left.id,
            "other": item.right.id,
            "confidence": item.score,
            "sentence": lines[0].line.text,
        }
        for item, lines in pairs
    ]
    return answer(
        asked,
        Page(
            template="review.html",
            name="queue",
            context={
                "title": "Review",
                "revision": found.revision,
                "doubtful": doubtful,
                "pairs": pairs,
                "who": name_of(asked),
                "most": _MOST,
            },
            data={"revision": found.revision, "queue": rows},
            columns=_QUEUE_COLUMNS,
            rows=lambda: rows,
        ),
    )


@router.post("/review/event")
def judge(
    asked: Writing,
    event: _Short,
    verdict: _Short,
    based_on: _Number,
    who: Who = "",
    note: Annotated[str, Form(max_length=1000)] = "",
    type_: Annotated[str, Form(alias="type", max_length=20)] = "",
    mode: _Short = "",
    status: _Short = "",
    actors: Annotated[str, Form(max_length=2000)] = "",
    recipients: Annotated[str, Form(max_length=2000)] = "",
    when: _Short = "",
    place: _Short = "",
) -> Response:
    """Accepts, corrects or rejects an event."""
    if verdict not in ("accept", "correct", "reject"):
        raise UsageError("A verdict is accept, correct or reject.")
    ledger = asked.ledger
    one = ledger.event(event)
    typed = Correction(
        type=type_,
        mode=mode,
        status=status,
        actors=actors,
        recipients=recipients,
        when=when,
        place=place,
    )
    changes = reviewing.changes_of(one, typed) if verdict == "correct" else {}
    try:
        reviewing.give(
            ledger, one.id, verdict, who=who, based_on=based_on, changes=changes, note=note
        )
    except StaleReview as error:
        return _clash(asked, str(error), one.id, verdict, typed, changes, note)
    return _done(asked, who, f"/event/{part(one.id)}")


def _done(asked: Asked, who: str, where: str) -> Response:
    """Back to the page, or plain words for the script of the queue."""
    quiet = asked.request.headers.get("x-legation-quiet")
    made: Response = as_json({"done": True}) if quiet else RedirectResponse(where, 303)
    remember(made, who)
    return made


def _clash(
    asked: Asked,
    words: str,
    id_: str,
    verdict: str,
    typed: Correction,
    changes: Mapping[str, Any],
    note: str,
) -> Response:
    """Both versions, theirs and yours, and a way to keep either."""
    if asked.request.headers.get("x-legation-quiet"):
        return as_json({"error": words, "event": id_}, 409)
    found = reviewing.clash(asked.ledger, id_)
    theirs = reviewing.fields_of(found.theirs) if found.theirs else None
    page = shown(
        asked,
        "clash.html",
        {
            "title": "Somebody was quicker",
            "words": words,
            "found": found,
            "theirs": theirs,
            "yours": typed if verdict == "correct" else reviewing.fields_of(found.event),
            "original": reviewing.fields_of(found.event),
            "verdict": verdict,
            "note": note,
            "names": tuple(Correction.__dataclass_fields__),
            "who": name_of(asked),
        },
    )
    return HTMLResponse(page, 409)


@router.post("/review/undo")
def undo(asked: Writing, event: _Short, based_on: _Number, who: Who = "") -> Response:
    """Puts back what stood before the last verdict."""
    one = asked.ledger.event(event)
    reviewing.undo(asked.ledger, one.id, who=who, based_on=based_on)
    return _done(asked, who, f"/event/{part(one.id)}")


@router.post("/review/link")
def link(
    asked: Writing,
    one: _Short,
    two: _Short,
    judgement: _Short,
    seen: _Number = 0,
    who: Who = "",
    why: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Says that two reports are one happening, or two."""
    if judgement not in ("same", "different"):
        raise UsageError("Two reports are the same happening or different ones.")
    if not who.strip():
        raise UsageError("Say who you are; the link keeps the name.")
    reviewing.judge_pair(
        asked.ledger,
        one.strip(),
        two.strip(),
        judgement,
        who=who,
        seen=seen,
        why=why.strip() or None,
    )
    return _done(asked, who, f"/event/{part(asked.ledger.event(one.strip()).id)}")


@router.get("/review/history")
def history(asked: Asking) -> Response:
    """Who said what, the last first."""
    rows = sorted(_said(asked), key=lambda row: -row["revision"])[:_MOST_HISTORY]
    return answer(
        asked,
        Page(
            template="history.html",
            name="reviews",
            context={"title": "Who said what", "rows": rows, "who": name_of(asked)},
            data={"history": rows},
            columns=_COLUMNS,
            rows=lambda: rows,
        ),
    )


def _said(asked: Asked) -> Iterable[dict[str, Any]]:
    for review_, revision in asked.ledger.desk.last_reviews(_MOST_HISTORY):
        yield {
            "revision": revision,
            "what": "event",
            "about": [review_.event_id],
            "said": review_.verdict.value,
            "changes": dict(review_.changes),
            "note": review_.note,
            "who": review_.reviewer,
            "at": review_.reviewed_at,
        }
    for link_, revision in asked.ledger.desk.people_on_links(_MOST_HISTORY):
        yield {
            "revision": revision,
            "what": "link",
            "about": list(link_.pair),
            "said": link_.judgement.value,
            "changes": {},
            "note": "; ".join(reason.words for reason in link_.reasons) or None,
            "who": link_.judged_by,
            "at": link_.judged_at,
        }


@router.get("/review/gold")
def gold_page(asked: Asking) -> Response:
    """What the reviews give as gold, and the two files."""
    found = gold.gold(asked.ledger)
    rows = [
        {"id": item["id"], "events": len(line["events"])}
        for item, line in zip(found.items, found.events, strict=True)
    ]
    return answer(
        asked,
        Page(
            template="gold.html",
            name="gold",
            context={
                "title": "Gold from reviews",
                "found": found,
                "events": sum(len(line["events"]) for line in found.events),
            },
            data={"articles": rows, "begun": found.begun},
            columns=("id", "events"),
            rows=lambda: rows,
        ),
    )


@router.get("/review/gold/{name}.jsonl")
def gold_file(asked: Asking, name: str) -> Response:
    """`items.jsonl` are the texts, `events.jsonl` their events, as `legation evaluate` reads them."""
    found = gold.gold(asked.ledger)
    lines = {"items": found.items, "events": found.events}.get(name)
    if lines is None:
        raise UsageError("There is no such file; take items.jsonl or events.jsonl.")
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    headers = {"Content-Disposition": f'attachment; filename="{name}.jsonl"'}
    return Response(text, media_type="application/x-ndjson", headers=headers)


def review_context(asked: Asked, id_: str) -> dict[str, Any]:
    """What the page of an event needs to be reviewed there."""
    stands = reviewing.reviewed(asked.ledger)
    event = asked.ledger.event(id_)
    verdict = stands.verdicts.get(event.id)
    now = stands.standing.get(event.id, event)
    return {
        "verdict": verdict,
        "was": reviewing.fields_of(event),
        "now": reviewing.fields_of(now),
        "said": asked.ledger.reviews(event.id),
        "revision": asked.ledger.revision(),
        "who": name_of(asked),
        "types": [t.value for t in EventType],
        "statuses": [(s.value, STATUS_WORDS[s]) for s in Status],
    }
