"""Rival theses on how a state stands towards others, from what people and articles judge.

A standing question has no odds. Its theses are postures (`postures.tsv`) that somebody ascribes to
the state, each with the holders and sentences that say so; acts told in articles are its sightings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legation.judging.absent import told_absence
from legation.judging.attaching import Expect, Found
from legation.judging.relating import overlap
from legation.knowledge.asking import asked
from legation.knowledge.names import in_sentence, is_state
from legation.knowledge.postures import Posture, postures, regions
from legation.model import Assessment, CodedArticle, Event, Observation, Status, Weight
from legation.model.question import (
    Indicator,
    Reading,
    Sighting,
    Thesis,
)
from legation.model.when import exact_day

_WINDOW = 9
_SURE = 0.5
_LEANS = {"for": "for", "against": "against", "cautious": "against"}


@dataclass(slots=True, kw_only=True)
class Theses:
    """The theses on one state, by name, with what is said for and against each."""

    who: str
    theses: dict[str, Thesis] = field(default_factory=dict)
    said: list[Found] = field(default_factory=list)

    @property
    def rivals(self) -> tuple[Thesis, ...]:
        """Theses that somebody holds, those with the most sentences first."""
        held = Counter(
            f.item.thesis
            for f in self.said
            if isinstance(f.item, Reading) and f.item.stance != "against"
        )
        found = [thesis for name, thesis in self.theses.items() if held[name]]
        return tuple(sorted(found, key=lambda thesis: -held[thesis.name]))


def theses_of(coded: Iterable[CodedArticle]) -> dict[str, Theses]:
    """The theses of these articles by the state that they are on, those with most rivals first."""
    found: dict[str, Theses] = {}
    for article in coded:
        published = exact_day(article.article.published)
        if published is None:
            continue
        named = [
            item for item in article.assessments if any(_cue(item.about, p) for p in postures())
        ]
        for item in article.assessments:
            # A sentence whose posture one judgement asks about is not taken for another's.
            if item not in named and any(overlap(item.evidence, n.evidence) for n in named):
                continue
            for who, posture, partner in ascribed(item):
                mine = found.setdefault(who, Theses(who=who))
                thesis = mine.theses.setdefault(
                    _name(posture, partner), _thesis(who, posture, partner)
                )
                reading = Reading(
                    holder=item.holder,
                    words=item.words or "",
                    said=published,
                    stance=_LEANS.get(item.stance.value, item.stance.value),
                    about=item.about,
                    thesis=thesis.name,
                    rule="ascribes a posture",
                )
                mine.said.append(Found(item=reading, evidence=item.evidence, known=published))
    order = sorted(found.values(), key=lambda one: (-len(one.rivals), -len(one.said)))
    return {one.who: one for one in order}


def ascribed(item: Assessment) -> Iterator[tuple[str, Posture, str | None]]:
    """Who is judged to take which posture, and towards whom.

    The one judged is the first state that the question names, or its sentence where the question
    names none; the partner the one nearest to the words that tell the posture.
    """
    quote = " ".join(" ".join(e.quote for e in item.evidence).split())
    for text in (item.about, quote):
        if text is item.about and _on_something_else(text):
            return
        cues = [(p, at) for p in postures() if (at := _cue(text, p)) is not None]
        if not cues:
            continue
        who = next(_codes(item.about), None) or next(_codes(quote), None)
        if who is None or not is_state(who):
            return
        for posture, (start, stop) in cues:
            partner = _partner(text, start, stop, who) if posture.takes_partner else None
            if partner or not posture.takes_partner:
                yield who, posture, partner
        return


def _on_something_else(about: str) -> bool:
    """Whether the question is on what a posture does to others ("complicate talks")."""
    turns = asked(about).turns
    told = " ".join(about.casefold().split())
    return any(
        not any(turn in cue and cue in told for p in postures() for cue in p.cues) for turn in turns
    )


def _cue(text: str, posture: Posture) -> tuple[int, int] | None:
    for cue in posture.cues:
        found = re.search(rf"(?<!\w){re.escape(cue)}\w*", text, re.IGNORECASE)
        if found:
            return found.span()
    return None


def _codes(text: str) -> Iterator[str]:
    """Codes of states and bodies in the order in which words name them."""
    known: set[str] = set()
    words = text.split()
    for number in range(1, len(words) + 1):
        for code in sorted(_named(" ".join(words[:number])) - known):
            known.add(code)
            yield code


def _named(text: str) -> set[str]:
    folded = text.casefold()
    return set(asked(text).codes) | {c for words, c in regions().items() if words in folded}


def _partner(text: str, start: int, stop: int, who: str) -> str | None:
    """The first other one named after the cue, else the last one named before it."""
    after = " ".join(text[stop:].split()[:_WINDOW])
    for code in _codes(after):
        if code != who:
            return code
    before = text[:start].split()[-_WINDOW:]
    for number in range(len(before)):
        named = _named(" ".join(before[len(before) - 1 - number :])) - {who}
        if named:
            return min(named)
    return None


def _name(posture: Posture, partner: str | None) -> str:
    short = posture.name.replace(" ", "-")
    return f"{short}-{partner.casefold()}" if partner else short


def _thesis(who: str, posture: Posture, partner: str | None) -> Thesis:
    text = posture.title.format(who=in_sentence(who), partner=in_sentence(partner or ""))
    text = text[:1].upper() + text[1:]
    return Thesis(
        name=_name(posture, partner),
        text=text,
        posture=posture.name,
        partners=(partner,) if partner else (),
    )


_ACTS: Mapping[str, tuple[str, ...]] = {
    "visit": ("CONSULT",),
    "agreement": ("SUPPORT", "COOPERATE", "AID"),
    "willingness": ("AGREE",),
    "refusal": ("REJECT",),
}
_TOLD = {
    "visit": "visits and meetings with",
    "agreement": "agreements and cooperation with",
    "willingness": "words of willingness towards",
    "refusal": "refusals towards",
}


def cells_of(act: str, partners: Iterable[str], theses: Sequence[Thesis]) -> dict[str, str]:
    """What an act with some partners says to each thesis, by the table of postures."""
    by_name = {posture.name: posture for posture in postures()}
    every, given = {p for t in theses for p in t.partners}, set(partners)
    found = {}
    for thesis in theses:
        posture = by_name.get(thesis.posture or "")
        if posture is None:
            continue
        mine = set(thesis.partners) or every
        whom = "partner" if given & mine else "other"
        found[thesis.name] = posture.cells.get((act, whom), "N")
    return found


def indicators(theses: Sequence[Thesis]) -> tuple[Indicator, ...]:
    """What would separate the theses: acts with each partner and with others, with its cells."""
    partners = list(dict.fromkeys(p for thesis in theses for p in thesis.partners))
    found = []
    for act, words in _TOLD.items():
        for partner in (*partners, None):
            cells = cells_of(act, [partner] if partner else [], theses)
            if len(set(cells.values())) > 1:
                whom = in_sentence(partner) if partner else "others"
                name = f"{act}-{(partner or 'others').casefold()}"
                found.append(Indicator(name=name, text=f"{words} {whom}", cells=cells))
    return tuple(found)


def acts(
    who: str,
    theses: Sequence[Thesis],
    coded: Iterable[CodedArticle],
    happening: Mapping[str, str],
    expect: Expect,
) -> Iterator[Found]:
    """What the state did with others, as sightings with their cells; each happening is one group.

    Absences and silences of the state come with whether it was to be expected.
    """
    for article in coded:
        published = exact_day(article.article.published)
        if published is None:
            continue
        told: list[Event | Observation] = [*article.events, *article.observations]
        for item in told:
            missed = told_absence(item, frozenset({who}), published, expect)
            if missed is not None:
                yield Found(item=missed, evidence=item.evidence, known=published)
        for event in article.events:
            act = _act(event, who)
            if act is None:
                continue
            partners = [c for c in event.codes if c != who]
            yield Found(
                item=Sighting(
                    indicator=f"{_TOLD[act]} {', '.join(map(in_sentence, partners))}",
                    observed=" ".join(event.evidence[0].quote.split())[:160],
                    seen=published,
                    when=event.when,
                    reported=event.per,
                    group=happening.get(event.id, event.id),
                    cells=cells_of(act, partners, theses),
                    event=event.id,
                    rule="tells an act of the state",
                ),
                evidence=event.evidence,
                known=published,
            )


def _act(event: Event, who: str) -> str | None:
    others = [c for c in event.codes if c != who]
    fine = event.weight is Weight.CORE and event.confidence >= _SURE
    told = event.status in (Status.OCCURRED, Status.PLANNED)
    if who not in event.codes or not others or not fine or not told:
        return None
    act = next((act for act, types in _ACTS.items() if event.type.value in types), None)
    if act in ("willingness", "refusal") and who not in {s.code for s in event.actors}:
        return None
    return act
