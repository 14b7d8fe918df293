"""The signed graph: statements, ties, actors, interests and questions, and what leads to what.

An edge says who says so and in which sentence. It has a direction and a sign and never a size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from legation.judging.whatif.effects import TURN, TieRead, ties
from legation.judging.whatif.mentions import Setting, codes
from legation.knowledge.asking import asked
from legation.knowledge.names import display
from legation.knowledge.supposing import turning_cues
from legation.model import CodedArticle, Condition, Evidence, Link
from legation.model.assumption import AddedLink


class NodeKind(StrEnum):
    """What a node is."""

    STATEMENT = "statement"
    TIE = "tie"
    ACTOR = "actor"
    INTEREST = "interest"
    QUESTION = "question"


class EdgeKind(StrEnum):
    """Where an edge comes from; only the first five carry a sign on."""

    CONDITION = "condition"
    LINK = "link"
    ANALYST = "added by an analyst"
    READS_AS = "reads as"
    SAME = "says the same"
    HOLDS = "has the interest"
    SIDE = "is a side of"
    ASKS = "is asked about in"


CARRIES = frozenset(
    {EdgeKind.CONDITION, EdgeKind.LINK, EdgeKind.ANALYST, EdgeKind.READS_AS, EdgeKind.SAME}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing in the graph; `codes` are those whom it concerns."""

    id: str
    kind: NodeKind
    label: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From `source` to `target`, with sign, holder and sentence; `why` tells how it was read.

    `sign` is "+", "-", "?" (told, but not which way) or "" where an edge has none.
    """

    source: str
    target: str
    kind: EdgeKind
    sign: str = ""
    holder: str = ""
    strength: str = ""
    why: str = ""
    article: str = ""
    published: str = ""
    start: int | None = None
    stop: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as the graph has it."""

    name: str
    text: str
    sides: tuple[str, ...]


@dataclass(slots=True)
class Graph:
    """Nodes by id, edges in the order in which they were told, and where statements stand."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    settings: dict[str, Setting] = field(default_factory=dict)

    def add(self, node: Node) -> Node:
        """Takes a node in, once."""
        return self.nodes.setdefault(node.id, node)

    def causes(self) -> Iterator[Edge]:
        """The edges that begin with somebody's words for a cause."""
        yield from (e for e in self.edges if e.kind in TOLD)


TOLD = frozenset({EdgeKind.CONDITION, EdgeKind.LINK, EdgeKind.ANALYST})
"""Edges that somebody's words make."""


def graph(
    coded: Iterable[CodedArticle], questions: Sequence[Asked] = (), added: Sequence[AddedLink] = ()
) -> Graph:
    """The graph of what articles say leads to what, with questions, and what analysts added."""
    made = Graph()
    for article in coded:
        _article(made, article)
    for one in added:
        _analyst(made, one)
    _alike(made)
    for question in questions:
        _question(made, question)
    _sides(made)
    return made


def tie_id(sides: Sequence[str]) -> str:
    """The id of the tie of two."""
    return "tie:" + "-".join(sorted(sides))


def _article(made: Graph, coded: CodedArticle) -> None:
    setting = Setting(coded.article.text)
    for condition in coded.conditions:
        _told(made, coded, setting, condition, (condition.if_, condition.then), EdgeKind.CONDITION)
    for link in coded.links:
        if any(_again(link, condition) for condition in coded.conditions):
            continue
        _told(made, coded, setting, link, (link.cause, link.effect), EdgeKind.LINK)
    for interest in coded.interests:
        _interest(made, coded, interest)


def _again(link: Link, condition: Condition) -> bool:
    """Whether a link says what a condition says: "a test could hamper talks" is coded as both."""
    one, other = link.evidence[0].span, condition.evidence[0].span
    return one.overlaps(other) and link.cause.casefold() in condition.if_.casefold()


def _told(
    made: Graph,
    coded: CodedArticle,
    setting: Setting,
    item: Any,
    halves: tuple[str, str],
    kind: EdgeKind,
) -> None:
    """An edge from the words for a cause to those for an effect, and how the effect bears on ties."""
    evidence: Evidence = item.evidence[0]
    halves = _both(halves)
    cause, effect = (_statement(made, half, coded.article.id) for half in halves)
    made.settings[cause.id] = made.settings[effect.id] = setting
    made_of = _edge(coded, item, cause.id, effect.id, kind)
    strength = getattr(item, "strength", "") or ""
    condition = getattr(item, "condition", "") or ""
    why = f"on condition: {condition}" if condition else ""
    made.edges.append(replace(made_of, sign=item.sign, strength=strength, why=why))
    for read in ties(halves[1], halves[0], setting, evidence.start):
        sign = _carried(item.sign, read, evidence.quote)
        tie = _tie(made, read.sides)
        made.edges.append(
            replace(
                made_of,
                source=effect.id,
                target=tie.id,
                kind=EdgeKind.READS_AS,
                sign=sign,
                why=read.why,
            )
        )


def _both(halves: tuple[str, str]) -> tuple[str, str]:
    """Both halves; where a coder took all for the cause, what follows its first comma is the effect."""
    cause, effect = halves
    if effect.strip():
        return halves
    before, comma, after = cause.partition(", ")
    return (before, after) if comma else (cause, cause)


def _edge(coded: CodedArticle, item: Any, source: str, target: str, kind: EdgeKind) -> Edge:
    """An edge with its sentence and who says so, without a sign."""
    evidence: Evidence = item.evidence[0]
    return Edge(
        source=source,
        target=target,
        kind=kind,
        article=evidence.article_id,
        published=coded.article.published or "",
        start=evidence.start,
        stop=evidence.stop,
        quote=evidence.quote,
        holder=item.holder.name if item.holder else "author",
    )


def _carried(sign: str, read: TieRead, quote: str) -> str:
    """The sign from the effect to the tie, so that both signs together are the sense of the sentence.

    A coded minus stands for an effect that hurts, unless the conjunction turns it ("unless"). Words that
    tell neither of help nor of harm give no direction.
    """
    turned = any(cue in f" {quote.casefold()} " for cue in turning_cues())
    if not read.sense:
        return "+" if sign == "-" and not turned else "?"
    if sign == "-" and not turned:
        return TURN[read.sense]
    return read.sense


def _statement(made: Graph, text: str, article: str) -> Node:
    """A node for words; the same words in another article are another node, joined as the same."""
    key = hashlib.sha256(f"{article}|{text.casefold()}".encode()).hexdigest()[:10]
    return made.add(Node(id=f"said:{key}", kind=NodeKind.STATEMENT, label=text, codes=codes(text)))


def _tie(made: Graph, sides: Sequence[str]) -> Node:
    ordered = tuple(sorted(sides))
    label = f"tie of {display(ordered[0])} and {display(ordered[1])}"
    return made.add(Node(id=tie_id(ordered), kind=NodeKind.TIE, label=label, codes=ordered))


def _interest(made: Graph, coded: CodedArticle, item: Any) -> None:
    code = item.actor.code or item.actor.name
    key = hashlib.sha256(f"{code}|{item.what.casefold()}".encode()).hexdigest()[:10]
    kind = getattr(item.kind, "value", item.kind)
    node = made.add(
        Node(
            id=f"interest:{key}",
            kind=NodeKind.INTEREST,
            label=f"{kind}: {item.what}",
            codes=(code, *(c for c in codes(item.what) if c != code)),
        )
    )
    actor = made.add(
        Node(id=f"actor:{code}", kind=NodeKind.ACTOR, label=display(code), codes=(code,))
    )
    made.edges.append(_edge(coded, item, actor.id, node.id, EdgeKind.HOLDS))


def _analyst(made: Graph, one: AddedLink) -> None:
    """A link as its author means it: the sign is that of the effect as it is worded."""
    cause = _statement(made, one.cause, one.id)
    effect = _statement(made, one.effect, one.id)
    told = Edge(
        source=cause.id,
        target=effect.id,
        kind=EdgeKind.ANALYST,
        sign=one.sign,
        holder=one.who,
        why=f"{one.why} ({one.id})",
        published=one.known.isoformat(),
    )
    made.edges.append(told)
    setting = Setting(f"{one.cause}. {one.effect}")
    made.settings[cause.id] = made.settings[effect.id] = setting
    for read in ties(one.effect, one.cause, setting, 0):
        tie = _tie(made, read.sides)
        sign = read.sense or "?"
        made.edges.append(
            replace(told, source=effect.id, target=tie.id, kind=EdgeKind.READS_AS, sign=sign)
        )


def _alike(made: Graph) -> None:
    """Joins the words for an effect, or an interest, to words for a cause that say the same."""
    told = [n for n in made.nodes.values() if n.kind is NodeKind.STATEMENT]
    causes = {e.source for e in made.causes()}
    effects_ = {e.target for e in made.causes()}
    heard = {n.id: asked(n.label) for n in told}
    # What says the same names the same actors, so only these are compared.
    alike: dict[tuple[frozenset[str], frozenset[str]], list[Node]] = {}
    for node in told:
        if node.id in causes:
            alike.setdefault((heard[node.id].codes, heard[node.id].turns), []).append(node)
    pairs = (
        (one, other)
        for one in told
        if one.id in effects_
        for other in alike.get((heard[one.id].codes, heard[one.id].turns), ())
    )
    for one, other in pairs:
        if one is not other and heard[one.id].same(heard[other.id]):
            made.edges.append(
                Edge(
                    source=one.id,
                    target=other.id,
                    kind=EdgeKind.SAME,
                    sign="+",
                    why="the same actors and content words",
                )
            )


def _question(made: Graph, question: Asked) -> None:
    node = made.add(
        Node(
            id=f"question:{question.name}",
            kind=NodeKind.QUESTION,
            label=question.text,
            codes=question.sides,
        )
    )
    for tie in [n for n in made.nodes.values() if n.kind is NodeKind.TIE]:
        if set(tie.codes) <= set(question.sides):
            made.edges.append(Edge(source=tie.id, target=node.id, kind=EdgeKind.ASKS))


def _sides(made: Graph) -> None:
    for tie in [n for n in made.nodes.values() if n.kind is NodeKind.TIE]:
        for code in tie.codes:
            actor = Node(
                id=f"actor:{code}", kind=NodeKind.ACTOR, label=display(code), codes=(code,)
            )
            made.edges.append(Edge(source=made.add(actor).id, target=tie.id, kind=EdgeKind.SIDE))
