"""Where assumptions lead in the signed graph, as lines: direction, sentence, and no size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legation.judging.whatif import matching, walking
from legation.judging.whatif.graph import TOLD, Edge, EdgeKind, Graph, NodeKind
from legation.judging.whatif.precedents import Precedent
from legation.model.assumption import Assumption, AssumptionKind, Difference, Part

NO_PRECEDENT = "no magnitude: no precedent in the record"
_MOST_LISTED = 12
_WORDS = {"-": "exposed", "+": "helped"}


@dataclass(slots=True, kw_only=True)
class Led:
    """Where one assumption leads: its lines, the ties reached with their signs, the edges taken."""

    lines: list[Difference] = field(default_factory=list)
    ties: dict[tuple[str, ...], str] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def led(one: Assumption, graph: Graph, cases: Sequence[Precedent]) -> Led:
    """Where an assumption leads; `cases` are its precedents."""
    found = Led()
    starts: dict[str, tuple[Edge, str]] = {}
    for edge in graph.causes():
        setting = graph.settings[edge.source]
        heard = matching.match(one, graph.nodes[edge.source].label, setting)
        if heard is None:
            continue
        if heard.opposite:
            found.lines.append(_opposite(edge, graph, heard.why))
        else:
            starts[f"{edge.source}>{edge.target}"] = (edge, heard.why)
    edges = [edge for edge, _ in starts.values()]
    why = {edge.source: reason for edge, reason in starts.values()}
    walked = walking.walk(graph, edges)
    for end, sign, paths in walking.ends(walked):
        node = graph.nodes[end]
        if node.kind is NodeKind.TIE:
            found.ties[node.codes] = sign
        for path in paths:
            found.edges += path.edges
            found.lines += _along(path, graph, sign, why[path.edges[0].source], _magnitude(cases))
    if one.kind is AssumptionKind.TIE:
        found.ties.setdefault(tuple(sorted(one.codes)), "+" if one.holds else "-")
    found.lines += [_cycle(ring, graph) for ring in walked.cycles]
    found.lines = list(dict.fromkeys(found.lines))
    return found


def _magnitude(cases: Sequence[Precedent]) -> str:
    if not cases:
        return NO_PRECEDENT
    number = sum(case.count for case in cases)
    noun = "precedent" if number == 1 else "precedents"
    return f"no estimate: {number} {noun} (below), and what followed was not measured"


def _along(
    path: walking.Path, graph: Graph, sign: str, why: str, magnitude: str
) -> Iterator[Difference]:
    """A line for the end of a path, after one for each step that somebody told on the way."""
    told = [n for n, edge in enumerate(path.edges) if edge.kind in TOLD]
    for number in told:
        last = number == told[-1]
        edge = path.edges[number]
        so_far = walking.Path(edges=path.edges[: number + 1]).sign
        node = graph.nodes[path.end if last else edge.target]
        shown = sign if last else so_far
        yield Difference(
            part=Part.LEADS,
            what=node.label if last else f"by way of: {node.label}",
            before=_step(path, graph, number, why),
            after=_after(node.kind, path.sign, sign, magnitude) if last else "",
            sign="direction not told" if shown == "?" else shown,
            because=edge.quote or edge.why,
            holder=edge.holder + (" (added by an analyst)" * (edge.kind is EdgeKind.ANALYST)),
            source=edge.article,
            start=edge.start,
            stop=edge.stop,
        )


def _after(kind: NodeKind, own: str, sign: str, magnitude: str) -> str:
    parts = []
    if sign == walking.AMBIGUOUS:
        parts.append(f"this path: {own if own in _WORDS else 'not told'}")
    elif kind is NodeKind.TIE and sign in _WORDS:
        parts.append(_WORDS[sign])
    return "; ".join([*parts, magnitude])


def _step(path: walking.Path, graph: Graph, number: int, why: str) -> str:
    """How a step was matched: to the assumption, or to the step before; and how its end was read."""
    edge = path.edges[number]
    heard = f"if: {graph.nodes[edge.source].label} ({why})" if number == 0 else ""
    reads = [e.why for e in path.edges[number + 1 : number + 2] if e.kind is EdgeKind.READS_AS]
    same = [e.why for e in path.edges[max(0, number - 1) : number] if e.kind is EdgeKind.SAME]
    own = edge.why if edge.kind is EdgeKind.LINK else ""
    return "; ".join(part for part in (heard, *same, own, *reads) if part)


def _opposite(edge: Edge, graph: Graph, why: str) -> Difference:
    return Difference(
        part=Part.LEADS,
        what=graph.nodes[edge.target].label,
        before=f"if: {graph.nodes[edge.source].label} ({why})",
        after="this condition tells of the opposite: it would not be met, and nothing follows from it",
        because=edge.quote or edge.why,
        holder=edge.holder,
        source=edge.article,
        start=edge.start,
        stop=edge.stop,
    )


def _cycle(ring: Sequence[str], graph: Graph) -> Difference:
    return Difference(
        part=Part.LEADS,
        what=f"a cycle: {cycle_words(ring, graph)}",
        after="shown once and not followed round",
    )


def cycle_words(ring: Sequence[str], graph: Graph) -> str:
    """A cycle in words, back to where it began; the same words in two places stand once."""
    labels = [graph.nodes[id_].label for id_ in (*ring, ring[0])]
    told = [label for n, label in enumerate(labels) if n == 0 or label != labels[n - 1]]
    return " → ".join(f"“{label}”" for label in told)


def precedents(one: Assumption, cases: Sequence[Precedent]) -> Iterator[Difference]:
    """The earlier cases with their number and days; they are record and no assumption."""
    if not cases:
        yield Difference(
            part=Part.PRECEDENTS, about=one.words, what="none", after=NO_PRECEDENT, assumed=False
        )
        return
    number = sum(case.count for case in cases)
    yield Difference(
        part=Part.PRECEDENTS,
        about=one.words,
        what=f"{number} in the record",
        after="counted, not estimated from: what followed them was not measured",
        assumed=False,
    )
    for case in cases[-_MOST_LISTED:]:
        yield Difference(
            part=Part.PRECEDENTS,
            about=one.words,
            what=case.when,
            after=case.what if case.count == 1 else f"{case.count} {case.what}",
            source=case.source,
            assumed=False,
        )
    if len(cases) > _MOST_LISTED:
        yield Difference(
            part=Part.PRECEDENTS,
            about=one.words,
            what=f"and {len(cases) - _MOST_LISTED} earlier ones, the first {cases[0].when}",
            source=cases[0].source,
            assumed=False,
        )
