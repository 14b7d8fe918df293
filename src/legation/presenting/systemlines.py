"""Lines of the system that articles tell: who wants what, what is proposed, what leads to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.model import CodedArticle, Evidence, Interest, InterestKind, Link, LinkKind, Proposal
from legation.presenting.brief import Line, Part, Section
from legation.presenting.judgementlines import OPEN_OTHERS, in_marks, merged
from legation.presenting.notes import NoteBook
from legation.presenting.sides import AUTHOR, capital, holder_words, pair_words, place_words
from legation.presenting.wording import quote_parts, told_apart

_WANTS = {
    InterestKind.GOAL: "◇ Seeks",
    InterestKind.RED_LINE: "■ Will not accept",
    InterestKind.CONSTRAINT: "▭ Is held back by",
}
_SIGNS = {"+": "▲ Works towards", "-": "▼ Works against", "?": "◆ Bears on"}
_OF_KIND = {
    LinkKind.ENABLING: " (opens the way)",
    LinkKind.SUFFICIENT: " (said to be enough)",
    None: "",
}
_NOBODY = "To nobody named"


def interests_section(told: Iterable[tuple[CodedArticle, Interest]], book: NoteBook) -> Section:
    """What each side is said to seek, to refuse and to be held back by, side by side."""
    found = sorted(
        (item for _, item in told),
        key=lambda i: (place_words(i.actor.code), list(_WANTS).index(i.kind)),
    )
    return Section(
        key="interests",
        title="What each side wants",
        lines=merged(_interest_line(item, book) for item in found),
        empty="No interest is told.",
        most=OPEN_OTHERS,
    )


def _interest_line(item: Interest, book: NoteBook) -> Line:
    parts = (*in_marks(told_apart(item.what, item.evidence)), Part(text=f"{_per(item)}."))
    return Line(
        parts=parts,
        below=_below(parts, item.evidence),
        notes=book.add(item.evidence),
        mark=_WANTS[item.kind],
        group=pair_words([item.actor.code]),
    )


def proposals_section(told: Iterable[tuple[CodedArticle, Proposal]], book: NoteBook) -> Section:
    """What is proposed, by those to whom it is; what is addressed to nobody comes last."""
    found = sorted((item for _, item in told), key=lambda p: (not p.addressees, _addressed(p)))
    return Section(
        key="proposed",
        title="What is proposed, and to whom",
        intro="Measures that somebody puts forward; none of them is counted as an event.",
        lines=merged(_proposal_line(item, book) for item in found),
        empty="Nothing is proposed.",
        most=OPEN_OTHERS,
    )


def _addressed(item: Proposal) -> str:
    codes = [side.code for side in item.addressees]
    return f"To {pair_words(codes).replace(' – ', ', ')}" if codes else _NOBODY


def _proposal_line(item: Proposal, book: NoteBook) -> Line:
    who = "The article itself" if _is_author(item.proposer.name) else holder_words(item.proposer)
    channel = f", {item.channel.value} channel" if item.channel else ""
    parts = [
        Part(text=f"{capital(who)}{channel}: "),
        *in_marks(told_apart(item.measure, item.evidence)),
    ]
    for words, said in (
        ("so that", item.effect),
        ("provided", item.precondition),
        ("in the way", item.obstacle),
        ("precedent", item.precedent),
    ):
        if said:
            parts += [Part(text=f"; {words}: "), *in_marks(told_apart(said, item.evidence))]
    parts.append(Part(text="."))
    return Line(
        parts=tuple(parts),
        below=_below(parts, item.evidence),
        notes=book.add(item.evidence),
        group=_addressed(item),
    )


def leads_section(told: Iterable[tuple[CodedArticle, Link]], book: NoteBook) -> Section:
    """What is said to lead to what, in the order of the articles, in which links chain."""
    return Section(
        key="leads",
        title="What leads to what, and who says so",
        lines=merged(_link_line(item, book) for _, item in told),
        empty="Nothing is said to lead to anything.",
        most=OPEN_OTHERS,
    )


def _link_line(item: Link, book: NoteBook) -> Line:
    parts = [
        *in_marks(told_apart(item.cause, item.evidence)),
        Part(text=" → "),
        *in_marks(told_apart(item.effect, item.evidence)),
        Part(text=_OF_KIND[item.kind]),
    ]
    if item.condition:
        parts += [
            Part(text="; on condition: "),
            *in_marks(told_apart(item.condition, item.evidence)),
        ]
    parts.append(Part(text=f"{_per(item)}."))
    return Line(
        parts=tuple(part for part in parts if part.text),
        below=_below(parts, item.evidence),
        notes=book.add(item.evidence),
        mark=_SIGNS[item.sign],
    )


def _per(item: Interest | Link) -> str:
    return "" if _is_author(item.holder.name) else f", per {holder_words(item.holder)}"


def _is_author(name: str) -> bool:
    return name == AUTHOR


def _below(parts: Sequence[Part], evidence: Sequence[Evidence]) -> tuple[Part, ...]:
    """The sentence, where the line itself does not quote it nearly whole."""
    quoted = sum(len(part.text) for part in parts if part.quoted)
    return () if quoted > len(evidence[0].quote) * 3 // 4 else quote_parts(evidence)
