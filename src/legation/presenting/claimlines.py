"""Lines of claims that were looked up: confirmed, contradicted or unknown, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.model.checked import Checked, Ground, Verdict
from legation.presenting.brief import Line, Part, Section
from legation.presenting.dates import day_words
from legation.presenting.judgementlines import OPEN_OTHERS, in_marks, merged
from legation.presenting.notes import NoteBook
from legation.presenting.sides import AUTHOR, counted, holder_words
from legation.presenting.wording import event_words, told_apart

_MARKS = {
    Verdict.CONTRADICTED: "▼ Contradicted",
    Verdict.CONFIRMED: "▲ Confirmed",
    Verdict.UNKNOWN: "○ Unknown",
}
_GROUNDS = {
    Ground.EARLIER: "the file has an earlier one by the same rank",
    Ground.EARLIER_PERHAPS: "the file has an earlier one, whose rank is not told",
    Ground.NONE_IN_SPAN: "the file has none other in the whole span",
    Ground.NONE_SO_FAR: "the file has nothing against it",
    Ground.PEER: "the file has another of that rank there",
    Ground.YEARLY: "the table has one in each of the last years",
    Ground.NOT_YEARLY: "the table has years without one",
    Ground.COUNTED: "counts of what these articles mention show no trend and no rhythm",
    Ground.NO_EVENT: "it speaks of no event on file",
    Ground.NO_RULE: "nothing on file or in the tables bears on it",
}
_LOOKED = (Ground.NONE_SO_FAR, Ground.NONE_IN_SPAN, Ground.EARLIER, Ground.EARLIER_PERHAPS)


def claims_section(checked: Iterable[Checked], book: NoteBook) -> Section:
    """Claims by what a look at the file says of them; those on one happening stand side by side."""
    found = sorted(checked, key=_order)
    return Section(
        key="claims",
        title="Claims checked",
        intro="Firsts, superlatives and rhythms that articles claim, held against this file and the "
        "program’s tables. A file that tells of nothing earlier proves nothing beyond its reach.",
        lines=merged(_line(one, found, book) for one in found),
        empty="Nothing that could be checked is claimed.",
        most=OPEN_OTHERS,
    )


def _order(one: Checked) -> tuple[int, bool, str]:
    return (
        list(_MARKS).index(one.verdict),
        one.ground is Ground.NO_EVENT,
        one.subject.id if one.subject else "",
    )


def _line(one: Checked, among: Sequence[Checked], book: NoteBook) -> Line:
    claim = one.claim
    per = "" if claim.holder.name == AUTHOR else f", per {holder_words(claim.holder)}"
    parts = [
        *in_marks(told_apart(claim.claim, claim.evidence)),
        Part(text=f"{per}: {_GROUNDS[one.ground]}{_looked(one)}."),
    ]
    notes = book.add(claim.evidence)
    for other in one.against:
        said = event_words(other.event, other.best.published)
        parts.append(Part(text=f" Against it: {said} ({other.event.when or 'no date'})."))
        notes += book.add(other.event.evidence)
    if apart := [c for c in among if _differs(one, c)]:
        parts.append(Part(text=" Another article says: "))
        parts += in_marks(told_apart(apart[0].claim.claim, apart[0].claim.evidence))
        notes += book.add(apart[0].claim.evidence)
        parts.append(Part(text="."))
    return Line(parts=tuple(parts), notes=tuple(dict.fromkeys(notes)), mark=_MARKS[one.verdict])


def _differs(one: Checked, other: Checked) -> bool:
    """Whether two articles claim of one happening what cannot both be so: other spans of time."""
    return (
        one.subject is not None
        and other.subject is not None
        and one.subject.id == other.subject.id
        and one.article.article.id != other.article.article.id
        and one.claim.kind is other.claim.kind
        and one.since is not None
        and other.since is not None
        and abs((one.since - other.since).days) > _ROUNDED_DAYS
    )


_ROUNDED_DAYS = 3 * 365
"""What "over a decade" and "since 2013" may lie apart and still mean the same."""


def _looked(one: Checked) -> str:
    if one.table:
        return f" ({one.table})"
    if one.by_year:
        return f" ({', '.join(f'{year}: {count}' for year, count in one.by_year)})"
    if one.ground not in _LOOKED or not one.reach:
        return ""
    since = f", asked for from {day_words(one.since)} on" if one.since else ""
    return f" ({counted(one.articles, 'article')} back to {day_words(one.reach)}{since})"
