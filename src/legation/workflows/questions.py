"""Asking questions, adding to them and resolving them; each word is a row with its author."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.errors import UsageError
from legation.judging.readings import mapped
from legation.judging.sound import check_change, check_item, settled
from legation.knowledge.asking import asked
from legation.knowledge.names import in_sentence
from legation.model import Evidence
from legation.model.question import (
    Branch,
    Decision,
    Entry,
    Item,
    Question,
    QuestionKind,
    Reading,
    ReferenceClass,
    Resolution,
    Sighting,
    Thesis,
    Update,
    Verdict,
)
from legation.model.question_wire import OF_QUESTION, changed, plain
from legation.workflows import finding
from legation.workflows.question_files import read_file, slug

if TYPE_CHECKING:
    from legation.judging.standing import Theses
    from legation.ledger import Ledger
    from legation.ledger.questions import NewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who adds something, and the day from which it is said to be known (its own, or `today`)."""

    who: str
    today: dt.date
    on: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The day from which it counts; never one that is still to come."""
        if self.on is not None and self.on > self.today:
            raise UsageError(f"{self.on} is still to come; nothing is known from then on yet.")
        return self.on or self.today


def ask(ledger: Ledger, question: Question, author: Author, name: str | None = None) -> str:
    """Asks a question and gives its name; raises UsageError for one that cannot be."""
    found = settled(_with_sides(question))
    made = slug(name or found.text)
    _add(ledger, made, [_row(found, author.who, found.opened)])
    return made


def ask_file(ledger: Ledger, path: Path, author: Author, name: str | None = None) -> str:
    """Asks the question of a file, with all rows that stand in it, or nothing at all."""
    written = read_file(path, author.day)
    question = settled(_with_sides(written.question))
    made = slug(name) if name else written.name
    rows = [_row(question, author.who, question.opened)]
    for row in written.rows:
        item = _mapped(row.item)
        evidence = quoted(ledger, event=None, article=row.article, quote=row.quote)
        if isinstance(item, Resolution) and not (item.source or evidence):
            raise UsageError(_NO_EVIDENCE)
        check_item(item, question, author.today)
        rows.append(_row(item, author.who, row.known, evidence))
    _add(ledger, made, rows)
    return made


_NO_EVIDENCE = (
    "A resolution needs evidence: name an event or an article of the ledger with its words, or the "
    "source outside it."
)


def ask_posture(
    ledger: Ledger, author: Author, about: str | None, name: str | None, as_of: dt.date | None
) -> tuple[str, Sequence[Theses]]:
    """The standing question on a state's posture, with the rival theses that articles hold.

    Of the state `about`, or of the one on which articles hold most; gives the name of the question
    and all states on which there are rival theses. Raises UsageError where there are none.
    """
    from legation.judging.standing import indicators

    found = finding.suggested(ledger, as_of)
    chosen = next((one for one in found if about in (None, one.who)), None)
    if chosen is None:
        whom = f" of {in_sentence(about)}" if about else ""
        raise UsageError(
            f"The ledger's articles hold no two rival theses on the posture{whom}; read more of "
            "them, or write the theses in a file."
        )
    first = min(one.known for one in chosen.said)
    question = Question(
        kind=QuestionKind.STANDING,
        text=f"What is {in_sentence(chosen.who)}’s posture towards others?",
        opened=first,
        sides=(chosen.who,),
        theses=chosen.rivals,
        indicators=indicators(chosen.rivals),
    )
    made = ask(ledger, question, author, name or f"{chosen.who}-posture")
    finding.find(ledger, made, as_of=as_of)
    return made, found


def _with_sides(question: Question) -> Question:
    return (
        question
        if question.sides
        else replace(question, sides=tuple(sorted(asked(question.text).codes)))
    )


def _row(
    item: Item, who: str, known: dt.date, evidence: Sequence[Evidence] = (), based_on: int = 0
) -> NewRow:
    from legation.ledger.questions import NewRow

    return NewRow(who=who, known=known, item=item, evidence=tuple(evidence), based_on=based_on)


def _add(ledger: Ledger, name: str, rows: Sequence[NewRow]) -> list[Entry]:
    return ledger.questions.add(name, rows)


def resolve_name(ledger: Ledger, name: str) -> str:
    """The full name of a question from a beginning of it that no other has."""
    names = ledger.questions.names()
    found = [one for one in names if one == name] or [one for one in names if one.startswith(name)]
    if len(found) == 1:
        return found[0]
    told = f"they are {', '.join(names)}" if names else "it holds none yet"
    problem = "Several questions begin" if found else "No question begins"
    raise UsageError(f"{problem} with {name!r} in this ledger; {told}.")


def add(
    ledger: Ledger,
    name: str,
    item: Sighting | Reading,
    author: Author,
    evidence: Sequence[Evidence] = (),
) -> Entry:
    """Adds a sighting or a reading by hand and gives its row."""
    question = finding.asked_of(ledger.questions.entries(name))
    made = _mapped(item)
    check_item(made, question, author.day)
    rows = _add(ledger, name, [_row(made, author.who, author.day, evidence)])
    return _only(rows)


def _mapped(item: Item) -> Item:
    """A reading with the range of its words by its yardstick; numbers of its own are refused."""
    if not isinstance(item, Reading):
        return item
    if item.low is not None or item.high is not None:
        raise UsageError(
            "A reading takes its range from its words by a yardstick; give the words and the "
            "yardstick, not numbers."
        )
    if item.yardstick is None:
        return item
    said = mapped(item.words, item.yardstick, stance=item.stance)
    return replace(item, term=said.term, low=said.low, high=said.high, note=said.note)


def judge(
    ledger: Ledger,
    name: str,
    ids: Sequence[str],
    decision: Decision,
    author: Author,
    why: str | None,
) -> list[Entry]:
    """Confirms or refuses what a rule attached; a refusal needs a reason."""
    if decision is Decision.REFUSE and not (why or "").strip():
        raise UsageError("Say with --why it is refused; it is kept.")
    seen = ledger.revision()
    entries = ledger.questions.entries(name)
    rows = []
    for id_ in ids:
        entry = entry_of(entries, id_)
        if not isinstance(entry.item, Sighting | Reading):
            raise UsageError(f"{id_} is no sighting and no reading; only these are judged.")
        verdict = Verdict(on=entry.id, decision=decision, reason=why)
        rows.append(_row(verdict, author.who, max(author.day, entry.known), based_on=seen))
    return _add(ledger, name, rows)


def update(
    ledger: Ledger,
    name: str,
    changes: Mapping[str, Any],
    author: Author,
    why: str,
    on: str | None = None,
    evidence: Sequence[Evidence] = (),
) -> Entry:
    """Changes the question, or a sighting or reading of it, from now on; the old stays to be seen."""
    if not changes:
        raise UsageError("Say what changes, with --set, --prior, --worth, --met or --say.")
    seen = ledger.revision()
    entries = ledger.questions.entries(name)
    question = finding.asked_of(entries)
    known = author.day
    made = Update(changes=dict(changes), reason=why, on=None)
    if on is None:
        check_item(made, question, author.day)
    else:
        entry = entry_of(entries, on)
        made = replace(made, on=entry.id)
        check_change(_as_changed(entry, entries), made, question, author.today)
        known = max(known, entry.known)
    return _only(_add(ledger, name, [_row(made, author.who, known, evidence, seen)]))


def more(
    ledger: Ledger,
    name: str,
    *,
    branches: Sequence[Branch] = (),
    classes: Sequence[ReferenceClass] = (),
    theses: Sequence[Thesis] = (),
) -> dict[str, Any]:
    """The changes that add conditions, reference classes or theses to those that are there.

    One of a name that is there takes its place.
    """
    question = finding.asked_of(ledger.questions.entries(name))
    found: dict[str, Any] = {}
    for field, there, new in (
        ("branches", question.branches, branches),
        ("classes", question.classes, classes),
        ("theses", question.theses, theses),
    ):
        if new:
            named = {one.name: one for one in (*there, *new)}
            found[field] = plain(list(named.values()))
    return found


def _as_changed(entry: Entry, entries: Sequence[Entry]) -> Item:
    item = entry.item
    for later in entries:
        if isinstance(later.item, Update) and later.item.on == entry.id:
            fields = {k: v for k, v in later.item.changes.items() if k not in OF_QUESTION}
            item = changed(item, fields)
    return item


def resolve(
    ledger: Ledger,
    name: str,
    resolution: Resolution,
    author: Author,
    evidence: Sequence[Evidence] = (),
) -> Entry:
    """Says how a question came out; raises UsageError where nothing supports it."""
    if not evidence and not (resolution.source or "").strip():
        raise UsageError(_NO_EVIDENCE)
    seen = ledger.revision()
    question = finding.asked_of(ledger.questions.entries(name))
    check_item(resolution, question, author.today)
    known = max(author.on or resolution.day, resolution.day)
    return _only(_add(ledger, name, [_row(resolution, author.who, known, evidence, seen)]))


def entry_of(entries: Sequence[Entry], id_: str) -> Entry:
    """The row with this id, or with a beginning that no other has."""
    found = [e for e in entries if e.id == id_] or [
        e for e in entries if e.id.startswith(id_) or e.id.partition("_")[2].startswith(id_)
    ]
    if len(found) != 1:
        what = "Several rows begin" if found else "No row of this question begins"
        raise UsageError(f"{what} with {id_!r}; `legation question show` gives the ids.")
    return found[0]


def quoted(
    ledger: Ledger, *, event: str | None, article: str | None, quote: str | None
) -> tuple[Evidence, ...]:
    """Evidence in the ledger: an event's own words, or words of an article."""
    if event is not None:
        return ledger.event(event).evidence
    if article is None:
        if quote is not None:
            raise UsageError("Say with --article which article holds the words of --quote.")
        return ()
    kept = ledger.article(article)
    if not quote:
        raise UsageError("Say with --quote which words of the article are the evidence.")
    start = kept.text.find(quote)
    if start < 0:
        raise UsageError(
            f"Article {kept.id} does not hold the words {quote!r}; copy them from its text."
        )
    return (kept.quote(start, start + len(quote)),)


def _only(rows: Sequence[Entry]) -> Entry:
    if not rows:
        raise UsageError("Just this is there already; nothing was added.")
    return rows[0]
