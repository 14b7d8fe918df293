"""What a linker needs of the ledger: codings not compared yet, blocks, and a place for its links.

The blocks of new events are written before candidates are looked for, so that of two programs
which link at once at least one sees the events of the other. A program that no longer holds what
it held before says so in a row of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from legation.ledger.connect import current_revision, insert_new, next_revision
from legation.ledger.links import by_programs, chunks, link_row
from legation.ledger.listing import report_of, texts_of
from legation.ledger.queries import chosen_coding
from legation.ledger.rows import Row, instant
from legation.ledger.tables import codings, events, link_keys, linkings, same_event
from legation.model import Article, Reason, Report, SameEvent, Sameness

Coding = tuple[str, str]
"""Article id and coder."""


def unlinked(connection: Connection, linker: str, most: int) -> list[Coding]:
    """Codings that speak for their article and that a linker has not compared, oldest first."""
    found = _waiting(connection, linker).order_by(codings.c.revision).limit(most)
    return [(row.article_id, row.coder) for row in connection.execute(found)]


def count_unlinked(connection: Connection, linker: str) -> int:
    """How many codings `unlinked` would list."""
    found = _waiting(connection, linker).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def _waiting(connection: Connection, linker: str) -> Select[Any]:
    done = exists().where(
        linkings.c.article_id == codings.c.article_id,
        linkings.c.coder == codings.c.coder,
        linkings.c.linker == linker,
    )
    speaks = chosen_coding(None, current_revision(connection))
    return select(codings.c.article_id, codings.c.coder).where(~done, *speaks)


def reports_of(connection: Connection, wanted: Sequence[Coding]) -> dict[str, Report]:
    """The reports of these codings, by the key of their event."""
    found: dict[str, Report] = {}
    texts = texts_of(connection, {article for article, _ in wanted}, {})
    for article, coder in wanted:
        mine = select(events.c.key, events.c.body).where(
            events.c.article_id == article, events.c.coder == coder
        )
        for row in connection.execute(mine.order_by(events.c.position)):
            found[row.key] = report_of(texts[article], row.body)
    return found


def add_blocks(connection: Connection, blocks: Mapping[str, Collection[str]]) -> None:
    """Notes in which blocks events are to be found, by the key of the event.

    An event that was forgotten meanwhile is left out.
    """
    here: set[str] = set()
    for some in chunks(sorted(blocks)):
        here |= set(
            connection.execute(select(events.c.key).where(events.c.key.in_(some))).scalars()
        )
    rows: list[Row] = [
        {"block": block, "event_key": key} for key in sorted(here) for block in sorted(blocks[key])
    ]
    insert_new(connection, link_keys, rows)


def in_blocks(connection: Connection, blocks: Collection[str]) -> list[Report]:
    """The reports in these blocks, of the codings that speak for their article."""
    speaks = chosen_coding(None, current_revision(connection))
    coding = and_(codings.c.article_id == events.c.article_id, codings.c.coder == events.c.coder)
    joined = link_keys.join(events, events.c.key == link_keys.c.event_key).join(codings, coding)
    columns = (events.c.key, events.c.article_id, events.c.body)
    rows: dict[str, Row] = {}
    for some in chunks(sorted(blocks)):
        chosen = select(*columns).select_from(joined).where(link_keys.c.block.in_(some), *speaks)
        rows |= {row["key"]: dict(row) for row in connection.execute(chosen).mappings()}
    texts: dict[str, Article] = {}
    found: dict[str, Report] = {}
    for some in chunks(sorted({row["article_id"] for row in rows.values()})):
        texts |= texts_of(connection, set(some), {})
    for row in rows.values():
        report = report_of(texts[row["article_id"]], row["body"])
        found[report.id] = report
    return [found[id_] for id_ in sorted(found)]


def add_linking(
    connection: Connection,
    done: Sequence[Coding],
    linker: str,
    links: Iterable[SameEvent],
    at: dt.datetime,
) -> int:
    """Keeps what a linker judged of these codings, and that it did; gives how many links are new.

    What a program said before of their events and this linker no longer says is taken back by a
    row. A link on events that were forgotten meanwhile is left out.
    """
    known = _marked(connection, done, linker)
    fresh = [coding for coding in _held(connection, done) if coding not in known]
    if not fresh:
        return 0
    ids = _ids(connection, fresh)
    made = {link.pair: link for link in links if ids & set(link.pair)}
    before = by_programs(connection, ids)
    rows = [link_row(link) for pair, link in made.items() if not _says(before.get(pair), link)]
    rows += [
        link_row(_taken_back(link, linker, at))
        for pair, link in before.items()
        if pair not in made and link.judgement is not Sameness.DIFFERENT
    ]
    here = _present(connection, {row[end] for row in rows for end in ("left", "right")})
    rows = [row for row in rows if row["left"] in here and row["right"] in here]
    revision = next_revision(connection)
    insert_new(connection, same_event, [{**row, "revision": revision} for row in rows])
    mark: Row = {"linker": linker, "linked_at": instant(at), "revision": revision}
    marks = [{"article_id": article, "coder": coder, **mark} for article, coder in fresh]
    insert_new(connection, linkings, marks)
    return sum(row["judgement"] == Sameness.SAME.value for row in rows)


def _says(before: SameEvent | None, link: SameEvent) -> bool:
    return before is not None and (before.judged_by, before.judgement, before.score) == (
        link.judged_by,
        link.judgement,
        link.score,
    )


def _taken_back(link: SameEvent, linker: str, at: dt.datetime) -> SameEvent:
    reason = Reason(compared="linker", bits=0, words=f"no longer held; {link.judged_by} held it")
    return SameEvent(
        left=link.left,
        right=link.right,
        judgement=Sameness.DIFFERENT,
        judged_by=linker,
        judged_at=at,
        score=0.0,
        reasons=(reason,),
    )


def _held(connection: Connection, wanted: Sequence[Coding]) -> list[Coding]:
    """Those of the codings that have not been forgotten."""
    found = set()
    for some in chunks([article for article, _ in wanted]):
        mine = select(codings.c.article_id, codings.c.coder).where(codings.c.article_id.in_(some))
        found |= {(row.article_id, row.coder) for row in connection.execute(mine)}
    return [coding for coding in wanted if coding in found]


def _marked(connection: Connection, done: Sequence[Coding], linker: str) -> set[Coding]:
    found = set()
    for some in chunks([article for article, _ in done]):
        mine = select(linkings.c.article_id, linkings.c.coder).where(
            linkings.c.linker == linker, linkings.c.article_id.in_(some)
        )
        found |= {(row.article_id, row.coder) for row in connection.execute(mine)}
    return found & set(done)


def _ids(connection: Connection, wanted: Sequence[Coding]) -> set[str]:
    found: set[str] = set()
    for some in chunks(list(wanted)):
        mine = or_(
            *(
                and_(events.c.article_id == article, events.c.coder == coder)
                for article, coder in some
            )
        )
        found |= set(connection.execute(select(events.c.id).where(mine)).scalars())
    return found


def _present(connection: Connection, ids: Collection[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(sorted(ids)):
        found |= set(connection.execute(select(events.c.id).where(events.c.id.in_(some))).scalars())
    return found
