"""A parsed paragraph with its names, and what the article has named so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.coding.dealings import Dealings
from legation.coding.doings import Doings
from legation.coding.groups import named_groups
from legation.coding.mentions import Entry, Mention, Names
from legation.coding.running_time import RunningTime
from legation.coding.topics import Topic
from legation.knowledge.names import context_names, is_state, name_cues
from legation.knowledge.people import office_nouns
from legation.model import Rank, Side

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TITLE_DEPS = frozenset({"compound", "amod", "nmod", "poss", "appos"})


@dataclass(slots=True)
class Discourse:
    """What pronouns and bare nominals may mean: everybody named so far, the latest last."""

    author: Side | None = None
    opener: Side | None = None
    persons: list[Side] = field(default_factory=list)
    states: list[Side] = field(default_factory=list)
    bodies: list[Side] = field(default_factory=list)
    groups: list[Side] = field(default_factory=list)
    organs: list[Side] = field(default_factory=list)
    visits: list[tuple[tuple[Side, ...], tuple[Side, ...]]] = field(default_factory=list)
    pair: tuple[Side, ...] = ()
    acted: tuple[Side, ...] = ()
    met: tuple[Side, ...] = ()
    met_at: int = -9
    arranged: tuple[Side, ...] = ()
    agreed: tuple[Side, ...] = ()
    here: list[tuple[list[Side], list[Side]]] = field(default_factory=list)
    alone: Side | None = None
    center: tuple[Side, ...] = ()
    named_together: list[tuple[Side, ...]] = field(default_factory=list)
    told: tuple[Side, ...] = ()
    doers: tuple[Side, ...] = ()
    doings: Doings = field(default_factory=Doings)
    acts: dict[str, tuple[list[Side], list[Side]]] = field(default_factory=dict)
    home: str | None = None
    dateline: str | None = None
    named: set[str] = field(default_factory=set)
    titles: dict[str, Side] = field(default_factory=dict)
    dealings: Dealings = field(default_factory=Dealings)
    topic: Topic = field(default_factory=Topic)
    now: RunningTime = field(default_factory=RunningTime)

    @property
    def visit(self) -> tuple[tuple[Side, ...], tuple[Side, ...]] | None:
        """Guests and hosts of the visit told last."""
        return self.visits[-1] if self.visits else None

    def meet(self, side: Side, kind: str) -> None:
        """Remember a side that was named."""
        if kind in ("state", "capital", "seat", "body", "group"):
            self.organs.append(side)
        if kind == "person":
            self.persons.append(side)
            for word in (side.office or "").lower().split():
                self.titles[word] = side
        elif kind == "body":
            self.bodies.append(side)
        elif kind == "group":
            self.groups.append(side)
        elif kind in ("state", "capital", "seat"):
            self.states.append(side)


class Scene:
    """One paragraph: spaCy's document, its place in the article, its names by token."""

    def __init__(self, doc: Doc, base: int, names: Names, discourse: Discourse) -> None:
        self.doc = doc
        self.base = base
        self.text: str = doc.text
        self.discourse = discourse
        self.names = names
        self.by_token: dict[int, Mention] = {}
        self.heads: dict[int, Mention] = {}
        # A document makes its text, entities and sentences anew each time it is asked.
        self.people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
        self.sentences = [s for sentence in doc.sents for s in [sentence] * len(sentence)]
        self._find()
        if self._introduce_known():
            self._find()
        if self._introduce_strangers() + self._introduce_groups():
            self._find()
        self._find_by_context()

    def sentence_of(self, token: Token) -> Span:
        """The sentence that a token stands in."""
        return self.sentences[token.i]

    def _find(self) -> None:
        self.by_token.clear()
        self.heads.clear()
        for mention in self.names.find(self.text):
            span = self.doc.char_span(mention.start, mention.stop, alignment_mode="expand")
            if span is not None and not self._misleading(mention, span):
                self._place(mention, span)

    def _find_by_context(self) -> None:
        """Words that name a state once it has been named: "the North"."""
        here = {c for m in self.heads.values() for c in m.entry.codes}
        named = self.discourse.named | here
        self.discourse.named |= {code for code in named if is_state(code)}
        for token in self.doc[1:]:
            row = context_names().get(token.lower_)
            if row is None or token.i in self.by_token or not token.text[0].isupper():
                continue
            after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
            part_of_name = after is not None and after.text[0].isupper()
            if token.nbor(-1).lower_ == "the" and not part_of_name and named & row.named:
                entry = Entry(kind="state", codes=(row.code,), name=token.text)
                stop = token.idx + len(token.text)
                mention = Mention(token.idx, stop, token.text, entry)
                self._place(mention, self.doc[token.i : token.i + 1])

    def _place(self, mention: Mention, span: Span) -> None:
        for token in span:
            self.by_token[token.i] = mention
        self.heads[span.root.i] = mention

    def _misleading(self, mention: Mention, span: Span) -> bool:
        """A dictionary name that is part of a longer name of a person, or of a sum ("US$5")."""
        if self.text[mention.stop : mention.stop + 1] == "$":
            return True
        if mention.entry.kind == "person" and len(span) == 1:
            return self._somebody_else(mention, span)
        if mention.entry.kind in ("person", "adjective", "outlet", "body", "seat"):
            return False
        for ent in self.people:
            if ent.start <= span.start and span.end <= ent.end:
                inside = mention.entry.kind in ("place", "capital") or ent.end > span.end
                return inside and len(ent) > len(span)
        return False

    def _somebody_else(self, mention: Mention, span: Span) -> bool:
        """Whether a bare surname is only a part of another person's full name."""
        names = f"{mention.entry.name} {mention.text}".replace("-", " ")
        own = {word.lower() for word in names.split()}
        for ent in self.people:
            if ent.start <= span.start and span.end <= ent.end:
                others = {t.lower_ for t in ent if t.is_alpha and t.is_title} - own
                titles = office_nouns().keys() | name_cues("title")
                return bool(others - titles)
        return False

    def _introduce_known(self) -> bool:
        """Let later bare names mean people of the dictionary; tells whether anybody is new."""
        people = [
            m.entry
            for m in self.heads.values()
            if m.entry.kind == "person" and m.entry.surname and len(m.text.split()) > 1
        ]
        return sum(self.names.introduce(_bare(e), e) for e in people) > 0

    def _introduce_strangers(self) -> bool:
        """The same for people whom only the text knows, with the title or state they carry."""
        strangers = [ent for ent in self.people if not any(t.i in self.by_token for t in ent)]
        return sum(self._introduce(ent) for ent in strangers) > 0

    def _introduce_groups(self) -> bool:
        """The same for armed groups that tell by their names what they are."""
        return (
            sum(
                self.names.introduce(name, Entry(kind="group", codes=(f"NSA:{name}",), name=name))
                for name in named_groups(self.text)
                if not self._known(name)
            )
            > 0
        )

    def _known(self, name: str) -> bool:
        start = self.text.index(name)
        return any(
            (m.start <= start and m.stop >= start + len(name) - 1)
            or (m.entry.kind in ("seat", "group", "body") and start <= m.start < start + len(name))
            for m in self.heads.values()
        )

    def _introduce(self, ent: Span) -> bool:
        codes, office, rank = self._title_of(ent)
        name = ent.text.strip().removesuffix("’s").removesuffix("'s")
        if len(name) < 3 or not name[0].isupper():
            return False
        entry = Entry(
            kind="person", codes=codes or (f"PER:{name}",), name=name, office=office, rank=rank
        )
        new = self.names.introduce(name, entry)
        words = name.split()
        if len(words) > 1:
            new |= self.names.introduce(words[-1], entry)
            if "-" in words[-1]:
                new |= self.names.introduce(words[0], entry)
        return new

    def _title_of(self, ent: Span) -> tuple[tuple[str, ...], str | None, Rank | None]:
        """State and office from the words before or after a name: "Lao President X"."""
        around = [c for c in ent.root.children if c.dep_ in _TITLE_DEPS and c not in ent]
        around += [t for t in ent.root.lefts if t not in ent and t not in around]
        if ent.root.dep_ == "appos":
            around.append(ent.root.head)
        before = self.doc[max(self.sentence_of(ent.root).start, ent.start - 6) : ent.start]
        codes: tuple[str, ...] = ()
        office: str | None = None
        rank: Rank | None = None
        for token in [t for a in around for t in a.subtree if t not in ent] + list(before):
            mention = self.by_token.get(token.i)
            if (
                mention
                and mention.entry.kind in ("adjective", "state", "body", "group", "seat")
                and not codes
            ):
                codes = mention.entry.codes
            noun = office_nouns().get(token.lemma_.lower()) or office_nouns().get(token.lower_)
            if noun and noun.kind == "person" and office is None:
                office, rank = title_phrase(token), noun.rank
        within = office_nouns().get(ent[0].lower_)
        if office is None and within and within.kind == "person" and len(ent) > 1:
            office, rank = ent[0].lower_, within.rank
        if office is None:
            return (), None, None
        codes = codes or self._of_state(ent)
        return codes or self._state_in_force(ent), office, rank

    def _of_state(self, ent: Span) -> tuple[str, ...]:
        """The state in "King Hassan of Morocco"."""
        for child in ent.root.children:
            if child.lower_ == "of":
                named = (self.by_token.get(t.i) for t in child.children if t.dep_ == "pobj")
                return next((m.entry.codes for m in named if m and m.entry.kind == "state"), ())
        return ()

    def _state_in_force(self, ent: Span) -> tuple[str, ...]:
        """Whose official an unknown title-holder is: the speaker's own, or the state named before."""
        if self.discourse.author is not None and self.sentence_of(ent.root).start >= ent.start - 12:
            earlier = self._named_before(ent)
            return earlier or (self.discourse.author.code,)
        return self._named_before(ent) or tuple(s.code for s in self.discourse.states[-1:])

    def _named_before(self, ent: Span) -> tuple[str, ...]:
        for token in reversed(self.doc[self.sentence_of(ent.root).start : ent.start]):
            mention = self.by_token.get(token.i)
            if (
                mention
                and mention.entry.kind in ("state", "capital", "adjective")
                and len(mention.entry.codes) == 1
            ):
                return mention.entry.codes
        return ()

    def side(self, mention: Mention, code: str) -> Side:
        """The side that a mention names, with article offsets."""
        entry = mention.entry
        return Side(
            code=code,
            name=entry.name if entry.kind in ("person", "outlet") else mention.text,
            office=entry.office if entry.kind == "person" else None,
            rank=entry.rank,
            start=self.base + mention.start,
            stop=self.base + mention.stop,
        )


def _bare(person: Entry) -> str:
    """The name by which a text goes on with a person: the surname, or the last word of the name."""
    if person.surname and person.surname != person.name:
        return person.surname
    return person.name.split()[-1]


def title_phrase(token: Token) -> str:
    """An office as written: the noun with the words that belong to it ("foreign minister")."""
    words = [
        c
        for c in token.lefts
        if c.dep_ in ("compound", "amod") and c.pos_ in ("NOUN", "ADJ", "PROPN")
    ]
    kept = [w for w in words if not w.ent_type_ or w.ent_type_ in ("ORG", "PERSON")]
    return " ".join([*(w.text for w in kept[-3:]), token.text]).lower()
