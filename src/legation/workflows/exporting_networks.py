"""Export of ties as a graph: the gates of the measures, then one edge a happening and pair."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation import __version__
from legation.errors import UsageError
from legation.workflows.wanted import Wanted, Written, narrowed

if TYPE_CHECKING:
    from ibis.expr import types as ir

_MOST_EDGES = 300_000
"""A graph is built in memory, at about 4 kB an edge."""


def write_network(
    folder: Path, form: str, path: Path, origin: dict[str, Any], wanted: Wanted, *, packed: bool
) -> Written:
    """Writes the events of a table as `graphml` or `gexf`; raises UsageError where they are too many."""
    from legation.analysis import gates, network
    from legation.analysis.engines import EngineName, opened
    from legation.datasets.network import ATTRIBUTES, write

    with opened(EngineName.DUCKDB) as engine:
        events = narrowed(engine.events(sorted((folder / "events").rglob("*.parquet"))), wanted)
        once = network.happenings(gates.gated(events, gates.Scope(as_of=wanted.as_of)))
        found = engine.kept(network.edges(once, expand=wanted.expand))
        ((number, happened, told),) = (
            tuple(row.values()) for row in engine.run(_sizes(found, events))
        )
        _refuse(number)
        without = engine.run(network.left_out(once, expand=wanted.expand))
        rows = engine.run(found)
    edges, nodes = write(rows, form, path, _about(origin, wanted), packed=packed)
    return Written(
        rows=edges,
        events=told,
        columns=ATTRIBUTES,
        left_out=Counter({row["reason"]: row["n"] for row in without}),
        more={"nodes": nodes, "happenings": happened},
    )


def _sizes(found: ir.Table, events: ir.Table) -> ir.Table:
    """The number of edges, of happenings in them, and of events read, as one row."""
    return found.aggregate(edges=found.count(), happenings=found.event_id.nunique()).mutate(
        events=events.count().as_scalar()
    )


def _refuse(number: int) -> None:
    if number > _MOST_EDGES:
        raise UsageError(
            f"That makes {number:,} edges, more than the {_MOST_EDGES:,} that a graph may have; narrow "
            "it with --about, --since or --until, or export parquet."
        )


def _about(origin: dict[str, Any], wanted: Wanted) -> dict[str, str]:
    """What the graph says of itself."""
    if "ledger" in origin:
        whence = f"ledger {origin['ledger']}, revision {origin['revision']}"
    else:
        files = [file["file"] for file in origin["imported"]]
        whence = f"imported: {', '.join(files[:5])}" + (" and more" if len(files) > 5 else "")
    asked = "; ".join(f"{name} {value}" for name, value in wanted.asked().items() if value)
    return {
        "creator": f"legation {__version__}",
        "description": f"One edge for each happening and two sides. From {whence}."
        + (f" Asked: {asked}." if asked else ""),
    }
