"""Walking the signed graph: direction only, cycles shown and never looped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.judging.whatif.graph import CARRIES, Edge, EdgeKind, Graph

_LONGEST = 8
_MOST_PATHS = 2000
AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Edges one after the other, and the product of their signs ("?" where one is not told)."""

    edges: tuple[Edge, ...]

    @property
    def sign(self) -> str:
        """The product of the signs."""
        signs = [edge.sign for edge in self.edges]
        if any(sign not in ("+", "-") for sign in signs):
            return "?"
        return "-" if signs.count("-") % 2 else "+"

    @property
    def end(self) -> str:
        """The node at which it ends."""
        return self.edges[-1].target


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """All paths from where one began, and the cycles that were met, each as its nodes."""

    paths: tuple[Path, ...]
    cycles: tuple[tuple[str, ...], ...]


def walk(graph: Graph, starts: Sequence[Edge]) -> Walked:
    """All simple paths that begin with one of the edges, and the cycles on the way."""
    out: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.kind in CARRIES:
            out.setdefault(edge.source, []).append(edge)
    paths: list[Path] = []
    cycles: dict[frozenset[str], tuple[str, ...]] = {}
    stack: list[tuple[Edge, ...]] = [(edge,) for edge in reversed(starts)]
    while stack and len(paths) < _MOST_PATHS:
        edges = stack.pop()
        paths.append(Path(edges=edges))
        seen = [edges[0].source, *(edge.target for edge in edges)]
        if len(edges) >= _LONGEST:
            continue
        for following in reversed(out.get(edges[-1].target, [])):
            if following.target in seen:
                ring = tuple(seen[seen.index(following.target) :])
                cycles.setdefault(frozenset(ring), ring)
            else:
                stack.append((*edges, following))
    return Walked(paths=tuple(paths), cycles=tuple(cycles.values()))


def cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """All cycles of the whole graph that a walk from any told cause meets, each once."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for edge in graph.causes():
        for ring in walk(graph, (edge,)).cycles:
            found.setdefault(frozenset(ring), ring)
    return tuple(found.values())


def ends(walked: Walked) -> Iterator[tuple[str, str, tuple[Path, ...]]]:
    """The node of each end that matters, the sign of all paths together, and the paths.

    A statement that goes on to a tie, or to words that say the same, is no end of its own.
    """
    goes_on = {path.edges[-2].target for path in walked.paths if len(path.edges) > 1}
    by_end: dict[str, list[Path]] = {}
    for path in walked.paths:
        if path.end not in goes_on and path.edges[-1].kind is not EdgeKind.SAME:
            by_end.setdefault(path.end, []).append(path)
    for end, paths in by_end.items():
        signs = {path.sign for path in paths}
        yield end, next(iter(signs)) if len(signs) == 1 else AMBIGUOUS, tuple(paths)
