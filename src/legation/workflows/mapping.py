"""The map: what leads to what, of a ledger as of a day, with its questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.errors import UsageError
from legation.judging.whatif import walking
from legation.judging.whatif.graph import Asked, Edge, EdgeKind, Graph, Node, graph
from legation.judging.whatif.leading import cycle_words
from legation.workflows import rooms

if TYPE_CHECKING:
    from legation.ledger import Ledger
    from legation.model.assumption import AddedLink
    from legation.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Nodes and edges, and cycles in words."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cycles: tuple[str, ...]
    cautions: tuple[str, ...]


def answer(settings: Settings, about: Sequence[str], as_of: dt.date | None) -> Answer:
    """The map of a ledger; `about` keeps what concerns an actor and what that leads to.

    Raises LedgerError where there is no ledger, UsageError for an unknown actor.
    """
    wanted = {rooms.code_of(who) for who in about}
    with rooms.open_ledger(settings, create=False) as ledger:
        made = graph_of(ledger, as_of or dt.date.max)
        empty = ledger.watching.newest_day(as_of or dt.date.max) is None
    cautions = []
    if empty:
        cautions.append(
            "This ledger holds no article by that day; read some with "
            f"`legation read PATH --file {settings.values.file}`."
        )
    elif not any(made.causes()):
        cautions.append("No article of this ledger says what leads to what.")
    edges = _about(made, wanted) if wanted else made.edges
    ids = {id_ for edge in edges for id_ in (edge.source, edge.target)}
    nodes = [n for n in made.nodes.values() if n.id in ids or (not wanted)]
    rings = [ring for ring in walking.cycles(made) if set(ring) <= ids]
    return Answer(
        nodes=tuple(nodes),
        edges=tuple(edges),
        cycles=tuple(cycle_words(ring, made) for ring in rings),
        cautions=tuple(cautions),
    )


def _about(made: Graph, wanted: set[str]) -> list[Edge]:
    """Edges of which an end concerns one of those asked for, and those that lead to such a one."""
    mine = {id_ for id_, node in made.nodes.items() if wanted & set(node.codes)}
    leading = {e.source for e in made.edges if e.target in mine and e.kind is not EdgeKind.SAME}
    return [
        e
        for e in made.edges
        if e.source in mine
        or e.target in mine
        or (e.target in leading and e.kind is not EdgeKind.SAME)
    ]


def graph_of(ledger: Ledger, day: dt.date) -> Graph:
    """The signed graph of what was published by a day."""
    from legation.ledger import ArticleQuery
    from legation.workflows.boards import Asked as BoardAsked
    from legation.workflows.boards import every

    boards = every(ledger, BoardAsked(as_of=day, whole=False), only_open=True)
    asked = [Asked(name=b.name, text=b.text, sides=tuple(b.sides)) for b in boards]
    coded = ledger.coded(ArticleQuery(as_of=None if day == dt.date.max else day))
    return graph(coded, asked, ledger.mapped.links(day))


def add(
    settings: Settings, *, cause: str, effect: str, sign: str, who: str, why: str, known: dt.date
) -> AddedLink:
    """Adds a link to the map; raises UsageError where words, sign or author are missing."""
    if not (cause.strip() and effect.strip()):
        raise UsageError("A link needs words for its cause and for its effect; give both.")
    if sign not in ("+", "-", "?"):
        raise UsageError(f"--sign is +, - or ?, not {sign!r}.")
    if not (who.strip() and why.strip()):
        raise UsageError(
            "Say with --who who adds this and with --why on what grounds; both are kept."
        )
    with rooms.open_ledger(settings, create=False) as ledger:
        return ledger.mapped.add(
            cause=cause.strip(),
            effect=effect.strip(),
            sign=sign,
            who=who.strip(),
            why=why.strip(),
            known=known,
        )


def withdraw(settings: Settings, id_: str, *, who: str, why: str, known: dt.date) -> None:
    """Withdraws a link from a day on; raises UsageError where there is none."""
    if not (who.strip() and why.strip()):
        raise UsageError("Say with --who who withdraws this and with --why on what grounds.")
    with rooms.open_ledger(settings, create=False) as ledger:
        ledger.mapped.withdraw(id_, who=who.strip(), why=why.strip(), known=known)
