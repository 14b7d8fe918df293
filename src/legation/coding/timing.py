"""When and where an act happens, from the words near it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.date_words import TIME_NOUNS, number
from legation.coding.dates import TimeExpression, find
from legation.coding.frames import triggers
from legation.coding.grammar import is_verb, recalls, told_before
from legation.coding.running_time import BASIS_CONTEXT, BASIS_SINCE, from_context, tense_of
from legation.coding.scene import Scene
from legation.knowledge.acts import word_classes
from legation.knowledge.people import office_nouns, speech_verbs
from legation.model import Status
from legation.model.when import days

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD = frozenset({"stated", "relative", BASIS_CONTEXT})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What is said or promised has the day of the saying; its content has days of its own.
_SPOKEN = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_CONTENT = frozenset({"pcomp", "xcomp", "ccomp", "acl", "relcl"})
_CLAUSE = frozenset({"relcl", "ccomp", "advcl", "xcomp"})
_ASIDE = frozenset({"after", "following", "since", "before", "for", "over", "amid", "despite"})
_NAMED = frozenset({"group", "body", "outlet", "conflict"})
_WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "across",
        "throughout",
        "off",
        "around",
        "over",
        "along",
        "within",
        "above",
    ]
)
_THROUGH = frozenset({*_WHERE, "of", "on", "against", "to", "from"})
_PART_OF = frozenset({"of", "in", "near", "outside", "at"})
_SOON = 90
_LONG_AGO = 270
_STALE = 7
"""Days after which the present tense no longer tells of a day gone by."""
_ANCESTORS = 8
_VAGUE = 50  # "previously" yields to any date that says more
_ONE = frozenset({"first", "only", "last", "latest", "biggest", "largest", "highest"})
_REACH = 14
"""Words before "since" among which a count may stand."""
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr"})
_PLACE_KINDS = frozenset({"state", "capital", "place", "seat"})


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF date or interval, and what it rests on."""

    edtf: str | None
    basis: str


class Clock:
    """Time expressions of one paragraph, by the words that carry them."""

    def __init__(self, scene: Scene, published: dt.date | None, lead: str | None = None) -> None:
        self.scene = scene
        self.published = published
        self.lead = lead
        self.found: list[tuple[TimeExpression, Token]] = []
        self.covered: set[int] = set()
        self.lengths: list[tuple[TimeExpression, Token]] = []
        for expression in find(scene.text, published):
            span = scene.doc.char_span(expression.start, expression.stop, alignment_mode="expand")
            if span is None or expression.basis == "name" or any(map(self._in_a_name, span)):
                continue
            if expression.basis in ("stated", "relative"):
                self.covered |= {token.i for token in span}
            kept = self.lengths if expression.basis == "duration" else self.found
            kept.append((expression, span.root))

    def _in_a_name(self, token: Token) -> bool:
        """Whether a date is part of a name, as in "the March 23 Movement"."""
        mention = self.scene.by_token.get(token.i)
        return mention is not None and mention.entry.kind in _NAMED

    def when(self, trigger: Token, type_: str, status: Status, *, core: bool) -> When:
        """The date of an act: a date on its own clause first, else what the article's day allows."""
        best: tuple[int, When] | None = None
        here = self.scene.sentences[trigger.i].start
        mine = [(e, root) for e, root in self.found if self.scene.sentences[root.i].start == here]
        if any(_is_anchor(e, trigger) for e, _ in mine):
            return self._anchored(mine, trigger) or self.default(status, core=core)
        for expression, root in mine:
            if _looks_back(root):
                continue
            far = _distance(root, trigger, type_)
            edtf = self._chosen(expression, status) or self._from_before(expression, mine)
            if far is None or edtf is None or self._cannot_be(edtf, expression, trigger, status):
                continue
            far += _VAGUE if expression.basis == "vague" else 0
            if best is None or far < best[0]:
                best = (far, When(edtf, _basis(expression)))
        if best is None and type_ in _SPOKEN and status is Status.OCCURRED:
            return self.said(trigger, status, core=core and not told_before(trigger))
        if best is None:
            return self._untold(trigger, status, core=core and not told_before(trigger))
        return self._lasting(trigger, best[1])

    def _anchored(self, mine: list[tuple[TimeExpression, Token]], trigger: Token) -> When | None:
        """The day of an act from which another is told: "came on Sunday, a day before the visit"."""
        told = next(e for e, _ in mine if _is_anchor(e, trigger))
        base = next((e.edtf for e, _ in mine if e.stop <= told.start and e.edtf), None)
        if told.offset_days is None or base is None or not _DAY.fullmatch(base):
            return None
        day = dt.date.fromisoformat(base) - dt.timedelta(days=told.offset_days)
        return self._lasting(trigger, When(day.isoformat(), "relative"))

    def _from_before(
        self, expression: TimeExpression, mine: list[tuple[TimeExpression, Token]]
    ) -> str | None:
        """The date of "two days later", told from the day before it in the text."""
        if expression.basis != "anchored" or expression.anchor != "context":
            return None
        earlier = [e for e, root in mine if e.stop <= expression.start and not _looks_back(root)]
        dates = [date for e in earlier if (date := e.edtf_past or e.edtf)]
        base = dates[-1] if dates else self.scene.discourse.now.told
        if base is None and self.published is not None:
            base = self.published.isoformat()
        return from_context(expression, base)

    def said(self, trigger: Token, status: Status, *, core: bool) -> When:
        """The day on which something is said or promised: that of the clause over its content."""
        here = self.scene.sentences[trigger.i].start
        for verb in trigger.ancestors:
            if is_verb(verb) and verb.lemma_ in speech_verbs():
                for expression, root in self.found:
                    if self.scene.sentences[root.i].start != here or not _on_clause(root, verb):
                        continue
                    edtf = self._chosen(expression, Status.OCCURRED)
                    if edtf and not self._cannot_be(edtf, expression, verb, Status.OCCURRED):
                        return When(edtf, expression.basis)
                return self._untold(verb, status, core=core)
        return self._untold(trigger, status, core=core)

    def _untold(self, trigger: Token, status: Status, *, core: bool) -> When:
        """The date of an act whose sentence tells none, by its tense and the day told last."""
        if status is Status.DENIED:
            return When(None, "unknown")
        if status is not Status.OCCURRED or self.published is None or self.lead is not None:
            return self.default(status, core=core)
        tense = tense_of(trigger)
        here = self.scene.sentences[trigger.i].start
        timeless = all(self.scene.sentences[root.i].start != here for _, root in self.found)
        if tense == "perfect" and timeless:
            return self.default(status, core=False)
        if tense == "past":
            since = self.scene.discourse.now.since(self.published, self.scene.base)
            if since is not None:
                return When(since, BASIS_SINCE)
        return self.default(status, core=core)

    def go_on(self, start: int, acts: Iterable[When]) -> None:
        """After the sentence that begins at a token: what day the text has come to."""
        told = [when.edtf for when in acts if when.basis in _TOLD]
        if not told:
            found = [(e, r) for e, r in self.found if self.scene.sentences[r.i].start == start]
            told = [
                self._gone(e) or self._from_before(e, found)
                for e, root in found
                if not _looks_back(root)
            ]
        self.scene.discourse.now.go_on(told, self.published, self.scene.base)

    def _gone(self, expression: TimeExpression) -> str | None:
        """The reading of a date that lies in the past, unless the one to come is far likelier."""
        edtf = expression.edtf_past or expression.edtf
        if edtf and expression.edtf_future and self._begins_soon(expression, days(edtf).last):
            return None
        return edtf

    def _chosen(self, expression: TimeExpression, status: Status) -> str | None:
        """The reading of a date that suits the status: "10 November" is last year's or this one's.

        What was called off or denied may lie either way; it is the day nearer to the article's.
        """
        past, ahead = expression.edtf_past, expression.edtf_future
        if status in (Status.PLANNED, Status.HYPOTHETICAL):
            return ahead or expression.edtf
        if status is not Status.OCCURRED and self._nearer(ahead, past):
            return ahead
        return past or expression.edtf

    def _nearer(self, ahead: str | None, past: str | None) -> bool:
        if self.published is None or ahead is None or past is None:
            return False
        to_come, gone = days(ahead).first, days(past).last
        if to_come is None or gone is None:
            return False
        return to_come - self.published < self.published - gone

    def _cannot_be(
        self, edtf: str, expression: TimeExpression, trigger: Token, status: Status
    ) -> bool:
        """Whether what occurred would lie ahead, or what the present tense tells long ago."""
        if self.published is None or status is not Status.OCCURRED:
            return False
        told = days(edtf)
        if told.first is not None and told.first > self.published:
            return True
        by_tense = expression.edtf_past != expression.edtf_future
        if by_tense and self._begins_soon(expression, told.last):
            return True
        if by_tense and told.first is None:  # "until early November" ends what is under way
            return True
        if not by_tense or trigger.tag_ not in ("VBZ", "VBP", "VBG") or told.last is None:
            return False
        return (self.published - told.last).days > _STALE

    def _begins_soon(self, expression: TimeExpression, last: dt.date | None) -> bool:
        """Whether a day without a year is next month's rather than last year's: "from July 10"."""
        ahead = days(expression.edtf_future or "")
        if self.published is None or last is None or ahead.first is None:
            return False
        soon = (ahead.first - self.published).days < _SOON
        return soon and (self.published - last).days > _LONG_AGO

    def _lasting(self, trigger: Token, when: When) -> When:
        """A day on which something begins that is told to last: "a two-day visit on Monday"."""
        if when.edtf is None or not _DAY.fullmatch(when.edtf):
            return when
        for expression, root in self.lengths:
            if trigger in (root.head, root.head.head):
                count = _day_count(expression.text)
                if count is not None:
                    first = dt.date.fromisoformat(when.edtf)
                    last = first + dt.timedelta(days=count - 1)
                    return When(f"{first}/{last}" if count > 1 else when.edtf, when.basis)
        return when

    def led_by(self) -> str | None:
        """The day that a readout's opening gives to all of it: "spoke yesterday with ..."."""
        if self.published is None:
            return None
        for expression, root in self.found:
            if expression.basis != "relative" or not _DAY.fullmatch(expression.edtf or ""):
                continue
            ago = (self.published - dt.date.fromisoformat(expression.edtf or "")).days
            if 0 <= ago <= _STALE and self.scene.sentences[root.i].start == 0:
                return expression.edtf
        return None

    def default(self, status: Status, *, core: bool) -> When:
        """What the day of publication alone allows."""
        if self.published is None:
            return When(None, "unknown")
        day = self.published.isoformat()
        if self.lead is not None and status is Status.OCCURRED and core:
            return When(self.lead, "the lead's date")
        if status is Status.PLANNED:
            return When(f"{day}/..", "after publication")
        if status is Status.HYPOTHETICAL:
            return When(None, "unknown")
        return When(day, "publication") if core else When(f"../{day}", "before publication")


def _on_clause(time: Token, verb: Token) -> bool:
    """Whether time words hang on a verb without another clause between: "said on Friday that ..."."""
    up = [time, *time.ancestors]
    between = up[: up.index(verb)] if verb in up else []
    return bool(between) and not any(
        t.dep_ in _CLAUSE or (t.dep_ == "conj" and is_verb(t)) for t in between
    )


def _basis(expression: TimeExpression) -> str:
    return BASIS_CONTEXT if expression.basis == "anchored" else expression.basis


def _looks_back(time: Token) -> bool:
    """ "their sixth meeting since 2018", "for the first time since May": how far a count reaches."""
    near = (time, *list(time.ancestors)[:2])
    since = next((token for token in near if token.lower_ == "since"), None)
    if since is None:
        return False
    before = since.doc[max(since.sent.start, since.i - _REACH) : since.i]
    counted = next((t for t in reversed(before) if _is_ordinal(t)), None)
    if counted is None:
        return False
    noun = counted.head if counted.head.pos_ in ("NOUN", "PROPN") else since.head
    ends = noun.right_edge.i
    return noun == since.head or ends == since.i - 1 or since.i <= ends or noun.lower_ == "time"


def _is_ordinal(token: Token) -> bool:
    return token.lower_ in _ONE or (token.like_num and token.dep_ == "amod")


def _day_count(text: str) -> int | None:
    found = re.match(r"\s*(\S+?)[\s-]+days?\b", text, re.IGNORECASE)
    return number(found[1]) if found else None


def _of_another(between: list[Token], type_: str) -> bool:
    """Whether a time on the way up to its act belongs to something else.

    That is an act of another type, or, for what is said or promised, the thing spoken of:
    "condemned Friday's attack", "announced the reopening of the post in April".
    """
    time = between[0]
    inside = any(t.dep_ in _CLAUSE and t.pos_ in ("VERB", "AUX") for t in between)
    for token in between[1:]:
        if token.pos_ in ("NOUN", "VERB"):
            frames = triggers(token)
            if frames and not any(f.type == type_ for f in frames):
                return True
        if type_ in _SPOKEN and token.dep_ in _CONTENT:
            return True
        if (inside or type_ in _SPOKEN) and _names_it(token, time):
            return True
        if token.dep_ == "prep" and token.lower_ in _ASIDE and time.head != token:
            return True
        if token.dep_ == "advcl" and recalls(token):
            return True
    return False


def _is_anchor(expression: TimeExpression, trigger: Token) -> bool:
    """Whether an act is what another is told from: the visit in "days before his visit"."""
    if expression.basis != "anchored" or expression.anchor in (None, "context"):
        return False
    reach = expression.stop + 2 + len(expression.anchor or "")
    return expression.stop <= trigger.idx < reach


def _names_it(noun: Token, time: Token) -> bool:
    """ "Friday's attack", "the June 20 elections", "the closure since 2011": a date of the noun."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("DATE", "TIME"):
        return False
    if noun.lemma_.lower() in TIME_NOUNS or _is_person(noun):
        return False
    return noun == time.head or time.dep_ == "pobj"


def _is_person(noun: Token) -> bool:
    """Whether a noun tells an office, which has no date: "summoned the ambassador on Monday"."""
    office = office_nouns().get(noun.lemma_.lower())
    return office is not None and office.kind == "person"


def _distance(time: Token, trigger: Token, type_: str) -> int | None:
    """Steps from the trigger down to the time words, or through a shared clause; None if foreign."""
    up = [time, *time.ancestors]
    if trigger in up:
        between = up[: up.index(trigger)]
        if not between:
            return 0
        if _of_another(between, type_):
            return None
        clauses = sum(
            t.dep_ in ("relcl", "ccomp", "advcl", "conj", "acl") and t.pos_ in ("VERB", "AUX")
            for t in between
        )
        return len(between) + 3 * clauses
    mine = [trigger, *trigger.ancestors]
    for steps, ancestor in enumerate(mine[1:_ANCESTORS], 1):
        crossed = mine[steps - 1]
        if crossed.dep_ == "ccomp":
            return None
        if ancestor in up:
            between = up[: up.index(ancestor)]
            if any(t.dep_ in ("relcl", "advcl", "ccomp") for t in between):
                return None
            blocked = crossed.dep_ in ("relcl", "advcl") and crossed.pos_ in ("VERB", "AUX")
            return 4 + steps + len(between) + (6 if blocked else 0)
    return None


def place_of(
    trigger: Token, scene: Scene, own: Collection[str] = ()
) -> tuple[str | None, str | None]:
    """Country code and venue of an act, from locative phrases on its clause, the nearest first.

    `own` are nouns that tell the act together with the trigger ("held talks in Cairo").
    """
    current = trigger
    for _ in range(4):
        for prep in (*_locatives(current, trigger, own), *_asides(current)):
            place = _named_place(prep, scene)
            if place is not None:
                return place
        if scene.discourse.dateline and any(
            c.lower_ == "here" and c.dep_ == "advmod" for c in current.children
        ):
            return scene.discourse.dateline, None
        if current.head == current or current.dep_ in ("relcl", "advcl", "ccomp"):
            break
        current = current.head
    return None, None


def _asides(verb: Token) -> Iterator[Token]:
    """Where a subject is, told in passing: "the minister, in Oslo for talks, rejected ..."."""
    for subject in (c for c in verb.children if c.dep_ == "nsubj" and is_verb(verb)):
        for child in subject.children:
            apart = child.i > subject.i and child.nbor(-1).text == ","
            if apart and child.dep_ == "prep" and child.lower_ == "in":
                yield child


def _locatives(
    head: Token, trigger: Token, own: Collection[str], depth: int = 0
) -> Iterator[Token]:
    """Prepositions of place under a word, its own first, then those of its objects."""
    deeper: list[Token] = []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in _WHERE:
            yield child
        if child.dep_ in _OBJECTS or child.dep_ == "pobj":
            deeper.append(child)
            deeper += _held(child)
        elif child.dep_ == "prep" and depth < 3 and child.lower_ in _THROUGH:
            deeper += [c for c in child.children if c.dep_ == "pobj"]
    if depth < 3:
        for noun in deeper:
            held = is_verb(noun)
            if held or noun == trigger or noun.lemma_.lower() in own or not triggers(noun):
                yield from _locatives(noun, trigger, own, depth + 1)


def _says_where(name: Token, noun: Token, prep: Token) -> bool:
    """Whether a name in the phrase of a preposition says where: not "in response to Peru"."""
    token = name
    while token != noun:
        if token.dep_ == "prep" and (token.lower_ not in _PART_OF or prep.lower_ == "over"):
            return False
        if is_verb(token):
            return False
        token = token.head
    return True


def _held(meeting: Token) -> list[Token]:
    """Clauses on a noun that tell where it is held: "talks set for May in Oslo"."""
    clauses = [c for c in meeting.children if c.dep_ in ("acl", "relcl") and is_verb(c)]
    inner = [x for c in clauses for x in c.children if x.dep_ == "xcomp"]  # "was to be held"
    return [c for c in (*clauses, *inner) if c.lemma_ in word_classes()["HOLDING"]]


def _named_place(prep: Token, scene: Scene) -> tuple[str, str | None] | None:
    for child in prep.children:
        if child.dep_ != "pobj":
            continue
        if child.lemma_.lower() == "capital":
            named = [
                scene.by_token.get(c.i) for c in child.children if c.dep_ in ("amod", "compound")
            ]
            codes = [m.entry.codes[0] for m in named if m and m.entry.kind == "adjective"]
            if codes:
                return codes[0], None
        for token in child.subtree:
            mention = scene.by_token.get(token.i)
            if (
                mention is not None
                and _says_where(token, child, prep)
                and mention.entry.kind in _PLACE_KINDS
                and len(mention.entry.codes) == 1
            ):
                if (
                    token.dep_ in ("pobj", "appos", "compound", "poss", "npadvmod")
                    or token is child
                ):
                    venue = mention.text if mention.entry.kind == "place" else None
                    return mention.entry.codes[0], venue
    return None
