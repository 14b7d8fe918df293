"""The map as tables and as GraphML."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from legation.presenting.measures import Row, Section
from legation.presenting.visible import in_xml

Plain = Mapping[str, Any]
COLUMNS = (
    *("from", "sign", "to", "kind", "holder", "strength", "why", "quote", "article", "start"),
    *("stop", "published"),
)
"""Columns of an edge in CSV."""

_TOLD = ("condition", "link", "added by an analyst")


def rows(answer: Plain) -> Iterator[Row]:
    """One row for each edge."""
    labels = {node["id"]: node["label"] for node in answer["nodes"]}
    for edge in answer["edges"]:
        kept = {name: edge[name] for name in COLUMNS if name in edge}
        yield {"from": labels[edge["source"]], "to": labels[edge["target"]], **kept}


def links(answer: Plain) -> Iterator[Row]:
    """The rows that somebody's words make: what is said to lead to what."""
    return filter(_is_told, rows(answer))


def _is_told(row: Row) -> bool:
    return row["kind"] in _TOLD


def sections(answer: Plain) -> Iterator[Section]:
    """What leads to what and who says so; which ties that bears on; interests; questions; cycles."""
    every = list(rows(answer))
    notes: list[Row] = [{"note": caution} for caution in answer["cautions"]]
    if notes:
        yield Section("Read first", ("note",), notes)
    told = [_told(row) for row in every if _is_told(row)]
    columns = ("if", "sign", "then", "who says so", "sentence")
    yield Section("What leads to what, and who says so", columns, told, none="No link is known.")
    ties = [row for row in every if row["kind"] == "reads as"]
    if ties:
        shown = [
            {"effect": r["from"], "sign": r["sign"], "tie": r["to"], "how it was read": r["why"]}
            for r in ties
        ]
        yield Section(
            "Ties that effects speak of", ("effect", "sign", "tie", "how it was read"), shown
        )
    for kind, title in (
        ("has the interest", "Interests"),
        ("says the same", "Effects that are causes elsewhere"),
        ("is asked about in", "Questions on these ties"),
    ):
        mine = [{"from": r["from"], "to": r["to"]} for r in every if r["kind"] == kind]
        if mine:
            yield Section(title, ("from", "to"), mine)
    if answer["cycles"]:
        rings: list[Row] = [{"cycle": ring} for ring in answer["cycles"]]
        yield Section("Cycles, shown once and never followed round", ("cycle",), rings)


def _told(row: Row) -> Row:
    place = f" [{row['article']} {row['start']}–{row['stop']}]" if row["article"] else ""
    added = " (added by an analyst)" if row["kind"] == _TOLD[2] else ""
    sentence = f"“{row['quote']}”{place}" if row["quote"] else str(row["why"])
    return {
        "if": row["from"],
        "sign": row["sign"],
        "then": row["to"],
        "who says so": f"{row['holder']}{added}",
        "sentence": sentence,
    }


def graphml(answer: Plain) -> str:
    """The map in GraphML 1.0, as networkx writes it; the same map gives the same bytes."""
    import networkx as nx

    graph = nx.MultiDiGraph(description="What leads to what, with sign, holder and sentence.")
    for node in answer["nodes"]:
        codes = ";".join(node["codes"])
        graph.add_node(node["id"], label=in_xml(node["label"], " "), kind=node["kind"], codes=codes)
    for number, edge in enumerate(answer["edges"]):
        told = {
            name: in_xml(value, " ") if isinstance(value, str) else value
            for name, value in edge.items()
            if name not in ("source", "target") and value not in (None, "")
        }
        graph.add_edge(edge["source"], edge["target"], key=number, id=f"e{number}", **told)
    sink = io.BytesIO()
    nx.write_graphml(graph, sink, named_key_ids=True)
    return sink.getvalue().decode("utf-8")
