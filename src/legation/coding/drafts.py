"""Drafts of events: from a matched frame to everything an event needs, before merging."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.coding.attribution import speakers
from legation.coding.clauses import auxiliaries
from legation.coding.completing import complete, political
from legation.coding.dealings import HOSTILE
from legation.coding.final_types import declined, final_type, on_condition
from legation.coding.frames import Match
from legation.coding.governing import DISAVOWED
from legation.coding.grammar import is_infinitive, is_passive, is_verb
from legation.coding.imagining import left_office, once_did, only_imagined
from legation.coding.moods import AWAITED, CONDITION, Reading, condition_of
from legation.coding.own import asks_own
from legation.coding.placing import filed_from, implied_place, own_words, place_of
from legation.coding.refusals import Refusal
from legation.coding.repeats import is_another, towns_of
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.status import ANNOUNCED
from legation.coding.telling import evidence_span, is_charge, is_core, is_topic
from legation.coding.timing import Clock, When
from legation.coding.to_come import dated
from legation.knowledge.acts import word_classes
from legation.knowledge.event_weights import ONE_SIDED
from legation.knowledge.names import is_state
from legation.model import Formality, Holder, Side, SilenceReason, Status
from legation.model.doubt import FILLED_IN

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORMALITY = {
    "state": Formality.STATE,
    "official": Formality.OFFICIAL,
    "working": Formality.WORKING,
    "unofficial": Formality.UNOFFICIAL,
    "surprise": Formality.SURPRISE,
    "unannounced": Formality.SURPRISE,
}
_TOPICS = frozenset(
    [
        *("SUPPORT", "AGREE", "CONSULT", "COOPERATE", "AID", "REQUEST", "THREATEN"),
        *("RETREAT", "CONCEDE"),
    ]
)
_IF = frozenset({"if", "unless", "provided"})
_CHARGES = frozenset({"charge", "claim", "accusation", "allegation", "assertion", "report"})
_ASKED_FOR = frozenset({"urge", "ask", "demand", "press", "appeal", "beg", "plead", "call"})
_CHARGED = frozenset({"SUPPORT", "AID", "REJECT"})
"""Types that an accusation names as the thing held against somebody, and no act beside it."""
_NEVER_PLANNED = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})
_NEEDS_TWO = frozenset({"CONSULT", "COOPERATE"})
_DIRECTED = frozenset(
    {"ACCUSE", "THREATEN", "REQUEST", "SANCTION", "REJECT", "AGREE", "AID", "SUPPORT"}
)
_MEANT = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d"})
_POLITICAL = frozenset({("COERCE", "arrest"), ("SANCTION", "convict"), ("RETREAT", "release")})


@dataclass(slots=True)
class Draft:
    """An event in the making; offsets are the article's."""

    type: str
    mode: str | None
    cameo: str
    actors: list[Side]
    recipients: list[Side]
    status: Status
    when: When
    place: str | None
    venue: str | None
    per: list[Holder]
    rule: str
    core: bool
    spans: list[tuple[int, int]]
    sentence: int
    order: int
    paragraph: int = 0
    formality: Formality | None = None
    forum: str | None = None
    notes: list[str] = field(default_factory=list)
    condition: tuple[int, int] | None = None
    announced: str | None = None
    another: bool = False
    towns: frozenset[str] = frozenset()
    noun: bool = False
    word: str = ""
    meant: tuple[str, str | None, str] | None = None
    """Type, mode and CAMEO code of the act that a promise is of."""

    @property
    def codes(self) -> frozenset[str]:
        """Codes of all sides."""
        return frozenset(side.code for side in (*self.actors, *self.recipients))


_PAST = frozenset({Status.OCCURRED, Status.CANCELLED})


_PARTIES = 2


def _check_sides(
    match: Match,
    scene: Scene,
    actors: list[Side],
    recipients: list[Side],
    *,
    described: bool = False,
) -> None:
    flags, frame = match.frame.flags, match.frame
    hosted = frame.mode == "third-party"
    if not actors and (frame.type != "CONSULT" or not recipients or hosted):
        raise Refusal(SilenceReason.NO_ACTOR)
    codes = {s.code for s in (*actors, *recipients)}
    foreign = {c for c in codes if not c.startswith("PER:")}
    if not foreign and not (described and any(side.office for side in actors)):
        raise Refusal(SilenceReason.PRIVATE)
    if described:
        _check_crime(match, scene)
        return
    if "needs" in flags and not (recipients or ("mutual" in flags and len(codes) > 1)):
        raise Refusal(SilenceReason.NO_RECIPIENT)
    several = "several" in flags
    if "parties" in flags and len(recipients) < _PARTIES and not match.recipients:
        raise Refusal(SilenceReason.NO_SECOND)  # who prepares a meeting of his own hosts nobody
    two = not several and (frame.type in _NEEDS_TWO or flags & {"foreign", "two"})
    if two and len(codes) < 2 and frame.mode != "multilateral":
        raise Refusal(SilenceReason.NO_SECOND)
    if (
        "one" not in flags
        and frame.type in _DIRECTED
        and len(foreign) < 2
        and not recipients
        and len(actors) == 1
    ):
        raise Refusal(SilenceReason.NO_SECOND)
    if "several" in flags and len(foreign) < 2:
        raise Refusal(SilenceReason.NO_FRAME)
    if "alone" in flags and len({s.code for s in actors}) > 1:
        raise Refusal(SilenceReason.NO_FRAME)
    if "noun-only-support" in flags and len(codes) < 2:
        raise Refusal(SilenceReason.NOUN_WITH_ONE_SIDE)
    _check_public(match, scene, foreign)


def _check_public(match: Match, scene: Scene, foreign: set[str]) -> None:
    if (match.frame.type, match.frame.mode) in _POLITICAL and len(foreign) < 2:
        if not political(match, scene):
            raise Refusal(SilenceReason.DOMESTIC)


def _check_crime(match: Match, scene: Scene) -> None:
    """An arrest that a text leads with is told, unless it is for a common crime."""
    if (match.frame.type, match.frame.mode) in _POLITICAL:
        crimes = word_classes()["CRIME"]
        if any(word.lemma_.lower() in crimes for word in scene.sentence_of(match.token)):
            raise Refusal(SilenceReason.DOMESTIC)


def _undertakes(
    match: Match, reading: Reading, per: list[Holder], actors: list[Side], scene: Scene
) -> bool:
    """Whether somebody says what his own side will do if something else comes about."""
    if reading.status not in (Status.PLANNED, Status.HYPOTHETICAL) or reading.advice:
        return False
    if not is_verb(match.token) or condition_of(match.token) is None:
        return False
    if not _MEANT & auxiliaries(match.token) and reading.status is Status.HYPOTHETICAL:
        return False
    author = scene.discourse.author
    saying = {holder.code for holder in per} | ({author.code} if author is not None else set())
    return bool(saying & {side.code for side in actors})


def _check_actor(match: Match, reading: Reading, scene: Scene) -> None:
    """Raises Refusal for what an onlooker did, and for what is only asked for."""
    if once_did(match.token, scene) or left_office(match.slots.get("subj", ()), scene):
        raise Refusal(SilenceReason.PRIVATE, final=True)
    token = match.token
    if match.frame.type == "REJECT" and token.dep_ == "relcl" and token.head.lemma_ in _CHARGES:
        raise Refusal(SilenceReason.STATEMENT, final=True)  # "a charge that Lima rejects"
    if reading.why in _ASKED_FOR and match.frame.type != "CONSULT":
        raise Refusal(SilenceReason.CONTENT, final=True)


def _check_words(match: Match, reading: Reading, scene: Scene, resolver: Resolver) -> None:
    """Raises Refusal where the word only names a topic, the content of another act, or a purpose."""
    flags = match.frame.flags
    if match.frame.type == "REQUEST" and "one" not in flags:
        if asks_own(match, match.actors, resolver):
            raise Refusal(SilenceReason.DOMESTIC, final=True)
    if is_verb(match.token):
        _check_actor(match, reading, scene)
    undone = reading.status is not Status.OCCURRED and not is_verb(match.token)
    if match.frame.type in _TOPICS and not undone and is_topic(match.token):
        raise Refusal(SilenceReason.TOPIC, final=True)
    if match.frame.type in _CHARGED and is_charge(match.token):
        raise Refusal(SilenceReason.CONTENT, final=True)
    if "active" in flags and is_passive(match.token):
        raise Refusal(SilenceReason.TURNED)
    if "finite" in flags and is_infinitive(match.token):
        raise Refusal(SilenceReason.PURPOSE)
    if "undone" in flags and reading.status is Status.OCCURRED:
        raise Refusal(SilenceReason.NO_SECOND)
    if "disavowed" in flags and reading.why != DISAVOWED:
        raise Refusal(SilenceReason.NO_SECOND)
    if reading.why == AWAITED and match.frame.type != "CONSULT":
        raise Refusal(SilenceReason.CONTENT, final=True)
    if reading.content and "keep" not in flags and not _is_old_war(match.token, reading):
        raise Refusal(SilenceReason.CONTENT, final=True)


def draft(
    match: Match,
    reading: Reading,
    scene: Scene,
    resolver: Resolver,
    clock: Clock,
    sentence: int,
    *,
    implied: bool = False,
    described: bool = False,
) -> Draft:
    """The event that a match tells; raises Refusal with the reason where it tells none.

    `reading` is the status of the act as its words tell it.
    `implied` lets the sentences before tell a side that this one leaves out, `described` lets one
    have no code.
    """
    reading = declined(dated(reading, match.token, match.frame.type, clock), match.frame)
    undone = reading.status is not Status.OCCURRED or reading.why == ANNOUNCED
    undone = undone or any(flag.startswith("status=") for flag in match.frame.flags)
    actors, recipients = complete(
        match,
        scene,
        resolver,
        implied=implied,
        undone=undone,
        denied=reading.status is Status.DENIED and not reading.refused,
    )
    _check_sides(match, scene, actors, recipients, described=described)
    _check_words(match, reading, scene, resolver)
    type_, mode, cameo, status = final_type(match, reading)
    per = speakers(match.token, scene, resolver)
    if _undertakes(match, reading, per, actors, scene):
        type_, mode, cameo, status = on_condition(match.frame, type_, mode, cameo, status)
        if type_ == "AGREE" and not recipients:  # who offers to meet, and whom
            mine = {holder.code for holder in per}
            recipients = [side for side in actors if side.code not in mine]
            actors = [side for side in actors if side.code in mine] or actors
    if status is Status.HYPOTHETICAL:
        _check_supposed(match, reading, type_, per, implied=implied)
    vague = status in (Status.HYPOTHETICAL, Status.DENIED) and type_ not in HOSTILE
    if vague and recipients and _untold(actors) and _untold(recipients):
        raise Refusal(SilenceReason.NO_SECOND)  # who might do it to whom is anybody's guess
    active = not is_passive(match.token)
    _check_status(reading, type_, status, per, actors, active=active)
    core = is_core(match.token, type_)
    if type_ == "ASSAULT" and _is_old_war(match.token, reading):
        core, status = False, Status.OCCURRED
    promised = type_ != match.frame.type or (
        reading.status is Status.PLANNED and status is Status.OCCURRED
    )
    if promised:  # the promise has the day of its telling and no place; what is promised has both
        when, place, venue = clock.said(match.token, status, core=core), None, None
    else:
        when = clock.when(match.token, type_, status, core=core)
        place, venue = place_of(match.token, scene, own_words(match))
        place = None if mode == "phone" else place
    when = clock.asked_for(match.token, when) if "occasion" in match.frame.flags else when
    if mode == "visit" and recipients and not recipients[0].code.startswith(("NSA:", "PER:")):
        place = next((s.code for s in recipients if is_state(s.code)), place)
    if not promised:
        place = place or implied_place(match, mode, actors, recipients)
    if place is None and status in _PAST and not per and mode != "phone":
        place = filed_from(type_, [*actors, *recipients], sentence, scene)
    if type_ == "CONSULT" and mode is None and status in (Status.OCCURRED, Status.PLANNED):
        guests, hosts = _guests_and_hosts(place, actors, recipients)
        if hosts:
            mode, cameo, actors, recipients = "visit", "042", guests, hosts
    return Draft(
        type=type_,
        mode=mode,
        cameo=cameo,
        actors=actors,
        recipients=recipients,
        status=status,
        when=when,
        place=place,
        venue=venue,
        per=per,
        rule=match.frame.rule,
        core=core,
        spans=[evidence_span(match.token, scene)],
        sentence=sentence,
        order=scene.base + match.token.idx,
        paragraph=scene.base,
        formality=_formality(match.token),
        another=is_another(match.token),
        towns=towns_of(match.token, scene),
        noun=match.frame.pos == "n",
        meant=(match.frame.type, match.frame.mode, match.frame.cameo) if promised else None,
        notes=[ONE_SIDED] if described else [FILLED_IN] if implied else [],
        word=match.token.lemma_.lower(),
    )


def _check_supposed(
    match: Match, reading: Reading, type_: str, per: list[Holder], *, implied: bool
) -> None:
    """Raises Refusal for what an onlooker thinks possible, or what might be done by anybody.

    "A scholar expects a raid"; "if the village were shelled".
    """
    if type_ not in HOSTILE and only_imagined(match.token):
        raise Refusal(SilenceReason.IMAGINED)
    if reading.why == CONDITION and (implied or _is_premise(match.token, type_)):
        raise Refusal(SilenceReason.NO_SECOND)
    if type_ in _NEEDS_TWO:
        return
    supposed = reading.why == CONDITION and is_passive(match.token)
    if supposed or (implied and (not per or type_ not in HOSTILE)):
        raise Refusal(SilenceReason.NO_SECOND)


def _is_premise(token: Token, type_: str) -> bool:
    """Whether an act only stands in an if, from which something else would follow."""
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    return type_ not in _NEEDS_TWO and type_ not in HOSTILE and bool(marks & _IF)


def _untold(sides: list[Side]) -> bool:
    """Whether none of these sides stands in the text where the act is told."""
    return all(side.start is None for side in sides)


def _is_old_war(token: Token, reading: Reading) -> bool:
    """Whether a noun names a war as such, which is known and no news; "a possible war" is none."""
    named = token.pos_ == "NOUN" and token.lemma_ in word_classes()["OLD_WAR"]
    another = reading.status is not Status.OCCURRED and any(
        c.lower_ in ("a", "an", "another", "any", "new", "no") for c in token.children
    )
    return named and not another and reading.why != "modifier"


def _guests_and_hosts(
    place: str | None, actors: list[Side], recipients: list[Side]
) -> tuple[list[Side], list[Side]]:
    """Guests and hosts of a meeting of two in the country of one; no hosts where it is not that."""
    everyone = {side.code: side for side in (*actors, *recipients)}
    if len(everyone) != 2 or place not in everyone:
        return [], []
    host = everyone.pop(place)
    return list(everyone.values()), [host]


def _check_status(
    reading: Reading,
    type_: str,
    status: Status,
    per: list[Holder],
    actors: list[Side],
    *,
    active: bool,
) -> None:
    """Raises Refusal for what is only imagined, and for words that were not said.

    What somebody says that he never said is denied, as what he says that he never did.
    """
    if status is Status.HYPOTHETICAL and (
        reading.advice or (reading.why == "modal" and not per and type_ != "CONSULT")
    ):
        raise Refusal(SilenceReason.IMAGINED, final=True)
    own = {holder.code for holder in per} & {side.code for side in actors}
    kept = reading.why == DISAVOWED or (own and reading.why == "negation" and active)
    undone = status is Status.DENIED and not kept
    if (undone or status is Status.HYPOTHETICAL) and type_ in _NEVER_PLANNED:
        raise Refusal(SilenceReason.UNDONE, final=True)


def _formality(token: Token) -> Formality | None:
    if token.pos_ == "NOUN":
        for child in token.children:
            if child.lower_ in _FORMALITY and child.dep_ in ("amod", "compound"):
                return _FORMALITY[child.lower_]
    return None
