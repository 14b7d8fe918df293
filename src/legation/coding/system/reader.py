"""Reads interests, proposals and links off the sentences of one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.coding.clauses import clause_of, shorten
from legation.coding.cues import Hit
from legation.coding.halves import Halves
from legation.coding.holders import AUTHOR, Holders
from legation.coding.sides import Resolver
from legation.coding.system.actors import Actors
from legation.coding.system.around import channel, parts
from legation.coding.system.caused import Caused
from legation.coding.system.interests import Wanted, interests
from legation.coding.system.links import links
from legation.coding.system.proposals import Proposed, proposals
from legation.model import Article, Evidence, Holder, Interest, Link, Proposal

if TYPE_CHECKING:
    from spacy.tokens import Span


_MOSTLY = 0.6
_LACKING = ("without", "absent")


@dataclass(slots=True)
class Found:
    """What of the system one article has given so far, without repeats."""

    interests: list[Interest] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


class SystemReader:
    """Adds what the sentences of one paragraph tell to what is found; `base` is its place."""

    def __init__(
        self, article: Article, base: int, holders: Holders, resolver: Resolver, found: Found
    ) -> None:
        self._article = article
        self._base = base
        self._holders = holders
        self._actors = Actors(holders, resolver)
        self._found = found

    def read(
        self, sentence: Span, hits: list[Hit], before: Span | None, ifs: Sequence[Halves]
    ) -> None:
        """Adds what one sentence tells, which follows `before` and states the conditions `ifs`."""
        for wanted in interests(sentence, hits, self._actors):
            self._interest(wanted)
        for proposed in proposals(sentence, hits, self._actors):
            self._proposal(proposed, sentence)
        for caused in links(sentence, hits, self._actors):
            if not any(_plain(caused, made) for made in ifs):
                self._link(caused, before, ifs)

    def _quote(self, span: tuple[int, int]) -> Evidence:
        return self._article.quote(self._base + span[0], self._base + span[1])

    def _interest(self, wanted: Wanted) -> None:
        holder = self._holders.of(wanted.token)
        for side in wanted.actors:
            self._found.interests.append(
                Interest(
                    actor=side,
                    what=wanted.what,
                    kind=wanted.kind,
                    holder=holder,
                    evidence=(self._quote(wanted.span),),
                )
            )

    def _proposal(self, proposed: Proposed, sentence: Span) -> None:
        quote = self._quote(proposed.span)
        told = parts(proposed.content, sentence)
        self._found.proposals.append(
            Proposal(
                measure=proposed.measure,
                proposer=self._proposer(proposed),
                addressees=tuple(proposed.addressees),
                channel=channel(proposed.measure),
                effect=told.get("effect"),
                precondition=told.get("precondition"),
                obstacle=told.get("obstacle"),
                precedent=told.get("precedent"),
                evidence=(quote,),
            )
        )

    def _proposer(self, proposed: Proposed) -> Holder:
        if proposed.by is None:
            return self._holders.of(proposed.token)
        return self._holders.named(proposed.by)

    def _link(self, caused: Caused, before: Span | None, ifs: Sequence[Halves]) -> None:
        if caused.backward and before is None:
            return
        cause = shorten(before.text, 240) if caused.backward and before else caused.cause
        main = clause_of(caused.token)
        on = (made.if_words for made in ifs if made.main == main and made.if_words != cause)
        self._found.links.append(
            Link(
                cause=cause,
                effect=caused.effect,
                sign=caused.sign,
                holder=self._holders.of(caused.token) or AUTHOR,
                strength=caused.strength,
                kind=caused.kind,
                condition=next(on, None),
                evidence=(self._quote(caused.span),),
            )
        )


def _plain(caused: Caused, made: Halves) -> bool:
    """Whether a link only says a plain if and then again."""
    nominal = made.if_.dep_ in ("nsubj", "csubj") or made.if_words.lower().startswith(_LACKING)
    said, asked = caused.cause.casefold(), made.if_words.casefold()
    same = asked in said or (said in asked and len(said) > len(asked) * _MOSTLY)
    return not nominal and bool(said) and same
