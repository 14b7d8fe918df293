"""Ties as a graph in GraphML or GEXF: one edge for each event and each two sides in it.

GEXF is dynamic: an edge begins and ends on the days of its event, so that Gephi's timeline plays it.
Source: the GEXF 1.2 and GraphML 1.0 formats, as networkx writes them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from legation.datasets.exporting import opened
from legation.knowledge.names import display, is_state

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Row = Mapping[str, Any]

_TEXTS = (
    *("start", "end", "when", "channel", "plover", "mode", "cameo", "status", "frame"),
    *("source", "outlet", "event", "url", "quote"),
)
_NUMBERS = ("goldstein", "plover_score", "confidence")
ATTRIBUTES = ("weight", "mutual", "tellings", *_TEXTS, *_NUMBERS)
"""Attributes of an edge; `weight` is 1 for what counts as a tie and 0 for all else."""

_COUNTED = "counted"
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def write(
    edges: Iterable[Row], form: str, path: Path, about: Mapping[str, str], *, packed: bool
) -> tuple[int, int]:
    """Writes a graph as `graphml` or `gexf` and gives the number of its edges and nodes.

    Rows are those of `analysis.network.edges`; `about` is what the graph says of itself. The same rows
    give the same bytes.
    """
    graph = _graph(edges, about)
    made = _gexf(graph, about) if form == "gexf" else _graphml(graph)
    with opened(path, packed=packed) as sink:
        sink.write(made)
    return graph.number_of_edges(), graph.number_of_nodes()


def _graph(edges: Iterable[Row], about: Mapping[str, str]) -> MultiDiGraph:
    import networkx as nx

    graph = nx.MultiDiGraph(**about)
    for row in edges:
        for code in (row["a"], row["b"]):
            if code not in graph:
                graph.add_node(code, label=_text(display(code)), kind=_kind(code))
        identity = f"{row['event_id']}|{row['a']}|{row['b']}"
        graph.add_edge(row["a"], row["b"], id=identity, **_attributes(row))
    return graph


def _attributes(row: Row) -> dict[str, Any]:
    """What an edge has; what is not known stays away, for neither form has a word for it."""
    told = {
        "start": row["first_day"],
        "end": row["last_day"],
        "when": row["edtf"],
        "channel": row["channel"],
        "plover": row["type"],
        "mode": row["mode"],
        "cameo": row["cameo"],
        "status": row["status"],
        "frame": row["frame"],
        "source": row["source"],
        "outlet": row["source_group"],
        "event": row["event_id"],
        "url": row["url"],
        "quote": row["evidence"],
    }
    counts = row["standing"] == _COUNTED and not row["mediation"]
    return {
        "label": _text(f"{row['channel']}: {row['edtf'] or 'undated'}, {row['status']}"),
        "weight": 1.0 if counts else 0.0,
        "mutual": bool(row["mutual"]),
        "tellings": int(row["tellings"]),
        **{name: _text(str(told[name])) for name in _TEXTS if told[name] is not None},
        **{name: float(row[name]) for name in _NUMBERS if row[name] is not None},
    }


def _kind(code: str) -> str:
    if is_state(code):
        return "state"
    return {"NSA:": "group", "PER:": "person"}.get(code[:4], "body")


def _text(value: str) -> str:
    """Text without the characters that XML does not allow."""
    return _NOT_XML.sub(" ", value)


def _graphml(graph: MultiDiGraph) -> bytes:
    from networkx.readwrite.graphml import GraphMLWriter

    sink = io.BytesIO()
    writer = GraphMLWriter(prettyprint=True, edge_id_from_attribute="id")
    writer.add_graph_element(graph)
    writer.dump(sink)
    return sink.getvalue()


def _gexf(graph: MultiDiGraph, about: Mapping[str, str]) -> bytes:
    from networkx.readwrite.gexf import GEXFWriter

    # The form has an attribute of edges called "type" for whether they are directed, and so have we not.
    graph.graph["mode"] = "dynamic"
    writer = GEXFWriter(prettyprint=True)
    writer.add_graph(graph)
    writer.graph_element.set("timeformat", "date")
    meta = writer.xml.find("meta")
    # The day on which it was written would make each run another file.
    meta.attrib.clear()
    meta.find("creator").text = about["creator"]
    described = Element("description")
    described.text = about["description"]
    meta.append(described)
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()
