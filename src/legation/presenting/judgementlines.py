"""Lines of judgements: who says what it means, what was observed, on what it depends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from legation.knowledge.asking import Asked, asked
from legation.model import Assessment, CodedArticle, Condition, Holder, Observation, Stance
from legation.presenting.brief import Line, Part, Section
from legation.presenting.dates import date_words
from legation.presenting.notes import NoteBook, squeezed
from legation.presenting.sides import AUTHOR, capital, holder_words, listed
from legation.presenting.sources import title_of
from legation.presenting.wording import quote_parts, told_apart

_STANCES = {
    Stance.FOR: "▲ For: so or likely",
    Stance.AGAINST: "▼ Against: not so or unlikely",
    Stance.CAUTIOUS: "◐ Cautious: leans to no",
    Stance.MIXED: "◆ Divided",
    Stance.UNCERTAIN: "○ Uncertain: leaves it open",
}
_DIRECTIONS = {"for": "taken to speak for it", "against": "taken to speak against it"}
_SIGNS = {"+": " (this makes it likelier)", "-": " (this works against it)"}

# More lines than this are folded: of people's judgements, of the articles' own, of other lines.
_OPEN_JUDGEMENTS, _OPEN_VOICE = 24, 6
OPEN_OTHERS = 12
"""Lines that a section of judgements shows before it folds the rest."""

Told = tuple[CodedArticle, Assessment]


def _question(about: str) -> str:
    return re.sub(r"\W+", " ", about).strip().casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Judgements under one heading; `shared` where they answer one question in so many words."""

    title: str
    told: tuple[Told, ...]
    shared: bool

    @property
    def differ(self) -> bool:
        """Whether two holders lean different ways.

        Where only the article joins the judgements, its own voice takes no side in them.
        """
        holders: dict[Holder, set[Stance]] = {}
        for _, item in self.told:
            if self.shared or item.holder.name != AUTHOR:
                holders.setdefault(item.holder, set()).add(item.stance)
        return len(holders) > 1 and len(set().union(*holders.values())) > 1


def _once(told: Iterable[Told]) -> list[Told]:
    """Each judgement once, with the evidence of all copies, as of one agency's text in two papers."""
    found: dict[tuple[object, ...], Told] = {}
    for coded, item in told:
        said = tuple(squeezed(piece.quote) for piece in item.evidence)
        key = (item.holder, item.about, item.stance, said)
        if key in found:
            first, known = found[key]
            item = replace(known, evidence=known.evidence + item.evidence)  # noqa: PLW2901
            coded = first  # noqa: PLW2901
        found[key] = (coded, item)
    return list(found.values())


def _groups(told: Iterable[Told]) -> list[_Group]:
    """Judgements by question; what no second judgement shares stands by its article."""
    groups: list[_Group] = []
    by_article: dict[str, list[Told]] = {}
    for items in _by_question(told):
        questions = [squeezed(item.about) for _, item in items if not _is_sentence(item)]
        if len({(item.holder, item.stance) for _, item in items}) > 1 and questions:
            groups.append(_Group(title=capital(questions[0]), told=tuple(items), shared=True))
        else:
            by_article.setdefault(items[0][0].article.id, []).extend(items)
    for items in by_article.values():
        title = f"In “{squeezed(title_of(items[0][0].article))}”"
        groups.append(_Group(title=title, told=tuple(items), shared=False))
    return groups


def _by_question(told: Iterable[Told]) -> list[list[Told]]:
    """Judgements that answer one question together; a vague one counts within its article only."""
    found: list[list[Told]] = []
    alike: dict[tuple[object, ...], list[tuple[Asked, list[Told]]]] = {}
    for coded, item in told:
        question = asked(item.about)
        where = None if question.exact else coded.article.id
        peers = alike.setdefault((question.codes, question.turns, where), [])
        for known, items in peers:
            if question.same(known):
                items.append((coded, item))
                break
        else:
            found.append([(coded, item)])
            peers.append((question, found[-1]))
    return found


def _is_sentence(item: Assessment) -> bool:
    """Whether the question is only the judgement's own sentence again, and so no heading."""
    return _question(item.about) in _question(item.evidence[0].quote)


def meaning_sections(told: Iterable[Told], book: NoteBook) -> tuple[Section, Section]:
    """Judgements by question, disagreement first; then what only the articles themselves judge."""
    people: list[_Group] = []
    voice: list[_Group] = []
    for group in _groups(_once(told)):
        own = tuple(one for one in group.told if one[1].holder.name == AUTHOR)
        others = tuple(one for one in group.told if one[1].holder.name != AUTHOR)
        if group.shared and others:
            people.append(group)
            continue
        if others:
            people.append(replace(group, told=others))
        if own:
            voice.append(replace(group, told=own))
    people.sort(key=lambda group: (not group.differ, not group.shared, -len(group.told)))
    own_lines = _lines(voice, book)
    return (
        Section(
            key="meaning",
            title="Who says what it means",
            intro="Judgements by question, those on which people differ first. They are the "
            "holders’ own; none is counted as an event.",
            lines=_lines(people, book),
            empty="Nobody is reported as judging what it means.",
            most=_OPEN_JUDGEMENTS,
        ),
        Section(
            key="voice",
            title="What the articles themselves judge",
            lines=own_lines,
            empty="The articles judge nothing in their own voice.",
            most=_OPEN_VOICE,
        ),
    )


def _lines(groups: Iterable[_Group], book: NoteBook) -> tuple[Line, ...]:
    order = list(_STANCES)
    lines: list[Line] = []
    for group in groups:
        heading = (
            f"{group.title}: opinions differ" if group.shared and group.differ else group.title
        )
        told = sorted(group.told, key=lambda t: (order.index(t[1].stance), _is_author(t[1])))
        lines += [_assessment_line(item, group, heading, book) for _, item in told]
    return merged(lines)


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that say the same, as of two articles with one agency's text, are one with all notes."""
    found: dict[Line, tuple[int, ...]] = {}
    for line in lines:
        bare = replace(line, notes=())
        found[bare] = tuple(dict.fromkeys(found.get(bare, ()) + line.notes))
    return tuple(replace(line, notes=notes) for line, notes in found.items())


def _is_author(item: Assessment) -> bool:
    return item.holder.name == AUTHOR


def in_marks(part: Part) -> tuple[Part, ...]:
    """A part in quotation marks where it is the article's, else bare: the program's rendering."""
    return (Part(text="“"), part, Part(text="”")) if part.quoted else (part,)


def _assessment_line(item: Assessment, group: _Group, heading: str, book: NoteBook) -> Line:
    parts = [Part(text=capital(holder_words(item.holder)))]
    chosen = [word.strip() for word in (item.words or "").split(";") if word.strip()]
    for number, word in enumerate(chosen):
        parts.append(Part(text=", " if number else " ("))
        parts += in_marks(told_apart(word, item.evidence))
    parts.append(Part(text=")" if chosen else ""))
    if not _is_sentence(item) and capital(squeezed(item.about)) != group.title:
        parts += [Part(text="; question: "), *in_marks(told_apart(item.about, item.evidence))]
    parts.append(Part(text="" if parts[-1].text.endswith("?") else ":"))
    return Line(
        parts=tuple(part for part in parts if part.text),
        below=quote_parts(item.evidence),
        notes=book.add(item.evidence),
        mark=_STANCES[item.stance],
        group=heading,
        column=_STANCES[item.stance],
    )


def observed_section(
    observed: Iterable[tuple[CodedArticle, Observation]], book: NoteBook
) -> Section:
    """Signs seen or missed, each with who reports it; a sentence shown as a judgement is not again."""
    lines = merged(
        _observation_line(item, book) for coded, item in observed if not _judged_too(coded, item)
    )
    return Section(
        key="observed",
        title="What was observed",
        lines=lines,
        empty="No sign is reported as observed.",
        most=OPEN_OTHERS,
    )


def _judged_too(coded: CodedArticle, item: Observation) -> bool:
    """Whether the very words of an observation are an assessment's, with no reporter and no day."""
    if item.per or item.when:
        return False
    judged = {(e.start, e.stop) for one in coded.assessments for e in one.evidence}
    return all((e.start, e.stop) in judged for e in item.evidence)


def _observation_line(item: Observation, book: NoteBook) -> Line:
    who = listed([holder_words(holder) for holder in item.per])
    parts = [Part(text=f"Reported by {who}" if who else "Reported by the article itself")]
    if item.when:
        parts += [Part(text=", for "), Part(text=date_words(item.when), hint=f"EDTF {item.when}")]
    if item.about:
        asked = item.about.rstrip().endswith("?")
        parts.append(Part(text="; question: " if asked else "; on "))
        parts += in_marks(told_apart(item.about, item.evidence))
        if item.direction in _DIRECTIONS:
            parts.append(Part(text=f"{' (' if asked else ', '}{_DIRECTIONS[item.direction]}"))
            parts.append(Part(text=")" if asked else ""))
    parts.append(Part(text="" if parts[-1].text.endswith("?") else ":"))
    return Line(parts=tuple(parts), below=quote_parts(item.evidence), notes=book.add(item.evidence))


def conditions_section(
    conditions: Iterable[tuple[CodedArticle, Condition]], book: NoteBook
) -> Section:
    """What depends on what, as ifs and thens."""
    return Section(
        key="conditions",
        title="On what it depends",
        lines=merged(_condition_line(item, book) for _, item in conditions),
        empty="No condition is stated.",
        most=OPEN_OTHERS,
    )


def _condition_line(item: Condition, book: NoteBook) -> Line:
    asked = re.sub(r"^if\s+", "", squeezed(item.if_), flags=re.IGNORECASE)
    per = "" if item.holder.name == AUTHOR else f", per {holder_words(item.holder)}"
    parts = (
        Part(text="If "),
        *in_marks(told_apart(asked, item.evidence)),
        Part(text=", then "),
        *in_marks(told_apart(item.then, item.evidence)),
        Part(text=f"{_SIGNS.get(item.sign, '')}{per}."),
    )
    quoted = sum(part.quoted for part in parts) > 1
    below = () if quoted else quote_parts(item.evidence)
    return Line(parts=parts, below=below, notes=book.add(item.evidence))
