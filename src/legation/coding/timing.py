"""When and where an act happens, from the words near it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.coding.date_words import TIME_NOUNS, number
from legation.coding.dates import TimeExpression, find
from legation.coding.frames import triggers
from legation.coding.grammar import recalls, told_before
from legation.coding.scene import Scene
from legation.model import Status
from legation.model.when import days

if TYPE_CHECKING:
    from spacy.tokens import Token

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
_SOON = 90
_LONG_AGO = 270
_STALE = 7
"""Days after which the present tense no longer tells of a day gone by."""
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
        self.lengths: list[tuple[TimeExpression, Token]] = []
        for expression in find(scene.text, published):
            span = scene.doc.char_span(expression.start, expression.stop, alignment_mode="expand")
            if span is None or expression.basis == "name" or any(map(self._in_a_name, span)):
                continue
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
            edtf = self._chosen(expression, status)
            if far is None or edtf is None or self._cannot_be(edtf, expression, trigger, status):
                continue
            far += _VAGUE if expression.basis == "vague" else 0
            if best is None or far < best[0]:
                best = (far, When(edtf, expression.basis))
        if best is None:
            return self.default(status, core=core and not told_before(trigger))
        return self._lasting(trigger, best[1])

    def _anchored(self, mine: list[tuple[TimeExpression, Token]], trigger: Token) -> When | None:
        """The day of an act from which another is told: "came on Sunday, a day before the visit"."""
        told = next(e for e, _ in mine if _is_anchor(e, trigger))
        base = next((e.edtf for e, _ in mine if e.stop <= told.start and e.edtf), None)
        if told.offset_days is None or base is None or not _DAY.fullmatch(base):
            return None
        day = dt.date.fromisoformat(base) - dt.timedelta(days=told.offset_days)
        return self._lasting(trigger, When(day.isoformat(), "relative"))

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
    if noun.lemma_.lower() in TIME_NOUNS:
        return False
    return noun == time.head or time.dep_ == "pobj"


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
    for steps, ancestor in enumerate(mine[1:5], 1):
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
        for prep in _locatives(current, trigger, own):
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
        elif child.dep_ == "prep" and depth < 3 and child.lower_ in _THROUGH:
            deeper += [c for c in child.children if c.dep_ == "pobj"]
    if depth < 3:
        for noun in deeper:
            if noun == trigger or noun.lemma_.lower() in own or not triggers(noun):
                yield from _locatives(noun, trigger, own, depth + 1)


def _named_place(prep: Token, scene: Scene) -> tuple[str, str | None] | None:
    for child in prep.children:
        if child.dep_ != "pobj":
            continue
        for token in child.subtree:
            mention = scene.by_token.get(token.i)
            if (
                mention is not None
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
