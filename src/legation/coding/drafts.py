"""Drafts of events: from a matched frame to everything an event needs, before merging."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from legation.coding.attribution import speakers
from legation.coding.frames import Match, triggers
from legation.coding.grammar import recalls
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.coding.status import Reading, read_status
from legation.coding.timing import Clock, When, place_of
from legation.knowledge.acts import word_classes
from legation.knowledge.people import speech_verbs
from legation.model import Formality, Holder, Side, Status

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

    from legation.coding.mentions import Mention

LONGEST = 300
_FORMALITY = {
    "state": Formality.STATE,
    "official": Formality.OFFICIAL,
    "working": Formality.WORKING,
    "unofficial": Formality.UNOFFICIAL,
    "surprise": Formality.SURPRISE,
    "unannounced": Formality.SURPRISE,
}
_FRIENDLY = frozenset({"SUPPORT", "COOPERATE", "AID"})
_NEVER_PLANNED = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})
_NEEDS_TWO = frozenset({"CONSULT", "COOPERATE"})
_INTERNAL = frozenset({"MOBILIZE", "PROTEST", "COERCE", "ASSAULT", "RETREAT"})


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
    confidence: float
    spans: list[tuple[int, int]]
    sentence: int
    order: int
    paragraph: int = 0
    formality: Formality | None = None
    forum: str | None = None
    notes: list[str] = field(default_factory=list)
    condition: tuple[int, int] | None = None
    announced: str | None = None


class Refusal(Exception):
    """Why a match gives no event; kept for `--explain`."""


def _sides_of(match: Match) -> tuple[list[Side], list[Side]]:
    actors, recipients = list(match.actors), list(match.recipients)
    acting = {side.code for side in actors}
    recipients = [s for s in recipients if s.code not in acting]
    if "clash" in match.frame.flags:  # each side fights the other
        both = actors + recipients
        return both, list(both) if len(both) > 1 else []
    if "mutual" in match.frame.flags and recipients:
        actors, recipients = actors + recipients, []
    return actors, recipients


def _check_sides(match: Match, actors: list[Side], recipients: list[Side]) -> None:
    flags, frame = match.frame.flags, match.frame
    if not actors and frame.type != "CONSULT":
        raise Refusal("no actor")
    codes = {s.code for s in (*actors, *recipients)}
    if not codes:
        raise Refusal("no actor")
    if "needs" in flags and not recipients:
        raise Refusal("no recipient")
    foreign = {c for c in codes if not c.startswith("PER:")}
    if not foreign:
        raise Refusal("only private persons")
    multilateral = frame.mode == "multilateral"
    if (frame.type in _NEEDS_TWO or "foreign" in flags) and len(codes) < 2 and not multilateral:
        raise Refusal("no second actor")
    if (
        frame.type not in _INTERNAL
        and len(foreign) < 2
        and not recipients
        and frame.type
        in ("ACCUSE", "THREATEN", "REQUEST", "SANCTION", "REJECT", "AGREE", "AID", "SUPPORT")
        and len(actors) == 1
    ):
        raise Refusal("no second actor")
    if "noun-only-support" in flags and len(codes) < 2:
        raise Refusal("a noun with one side")


def _final_type(match: Match, reading: Reading) -> tuple[str, str | None, str, Status]:
    """Type, mode, CAMEO code and status after the rules for acts to come."""
    frame, status = match.frame, reading.status
    for flag in frame.flags:
        if flag.startswith("status="):
            status = Status(flag.removeprefix("status="))
    if status is Status.PLANNED:
        if frame.type in _FRIENDLY:
            return (
                "AGREE",
                None,
                "03" + {"COOPERATE": "1", "AID": "3"}.get(frame.type, "0"),
                Status.OCCURRED,
            )
        if frame.type == "RETREAT":
            return "CONCEDE", None, "080", Status.OCCURRED
    return frame.type, frame.mode, frame.cameo, status


def is_core(token: Token, type_: str) -> bool:
    """Whether a trigger stands in the main line of its sentence, not in what the line recalls."""
    current = token
    for _ in range(8):
        if current.dep_ in ("relcl", "poss") or (current.dep_ == "advcl" and recalls(current)):
            return False
        if current.dep_ in ("pobj", "pcomp") and current.head.lower_ in (
            "after",
            "since",
            "following",
            "over",
            "amid",
            "against",
            "despite",
            "of",
        ):
            return False
        if any(c.dep_ == "aux" and c.lower_ == "had" for c in current.children):
            return False
        if token.pos_ == "NOUN" and _is_object(current) and _is_act_of_another(current.head, type_):
            return False
        if current.head == current:
            break
        current = current.head
    return True


def _is_object(word: Token) -> bool:
    return word.dep_ in ("dobj", "nsubjpass") or word.head.dep_ in ("dobj", "nsubjpass")


def _is_act_of_another(word: Token, type_: str) -> bool:
    """Whether a noun's governor is an act on it: "condemned the attack", "lifts the sanctions"."""
    verb = word if word.pos_ == "VERB" else word.head
    if verb.pos_ != "VERB" or speech_verbs().get(verb.lemma_) == "say":
        return False
    frames = triggers(verb)
    return bool(frames) and not any(f.type == type_ for f in frames)


def evidence_span(match: Match, scene: Scene, reading: Reading) -> tuple[int, int]:
    """The clause that tells the act, at most 300 characters, with its sides inside if possible."""
    token = match.token
    sentence = scene.sentence_of(token)
    if len(sentence.text.strip()) <= LONGEST:
        start, stop = sentence.start_char, sentence.end_char
    else:
        clause = token
        while clause.head != clause and clause.pos_ not in ("VERB", "AUX"):
            clause = clause.head
        start = clause.left_edge.idx
        stop = clause.right_edge.idx + len(clause.right_edge)
        start = min(start, token.idx)
        if stop - start > LONGEST:
            start = max(start, token.idx - LONGEST // 2)
            stop = min(stop, start + LONGEST - 1)
            start = _word_edge(scene.doc.text, start, token.idx)
    text = scene.doc.text
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while start < stop and text[start].isspace():
        start += 1
    return scene.base + start, scene.base + stop


def _word_edge(text: str, start: int, limit: int) -> int:
    while start < limit and start > 0 and not text[start - 1].isspace():
        start += 1
    return start


def draft(match: Match, scene: Scene, resolver: Resolver, clock: Clock, sentence: int) -> Draft:
    """The event that a match tells; raises Refusal with the reason where it tells none."""
    actors, recipients = _sides_of(match)
    _check_sides(match, actors, recipients)
    reading = read_status(match.token)
    if reading.content and "keep" not in match.frame.flags:
        raise Refusal("only the content of another act")
    type_, mode, cameo, status = _final_type(match, reading)
    per = speakers(match.token, scene, resolver)
    if status is Status.HYPOTHETICAL and (
        reading.advice or (reading.why == "modal" and not per and type_ != "CONSULT")
    ):
        raise Refusal("only imagined or recommended")
    if status is Status.HYPOTHETICAL and type_ in _NEVER_PLANNED:
        raise Refusal("a speech act that did not happen")
    if status is Status.DENIED and type_ in _NEVER_PLANNED:
        raise Refusal("a speech act that did not happen")
    core = is_core(match.token, type_)
    war = (
        type_ == "ASSAULT"
        and match.token.pos_ == "NOUN"
        and match.token.lemma_ in ("war", "invasion", "aggression")
    )
    if war:
        core, status = False, Status.OCCURRED
    promised = type_ != match.frame.type
    if promised:  # the promise has the day of its telling and no place; what is promised has both
        when, place, venue = clock.default(status, core=core), None, None
    else:
        when = clock.when(match.token, type_, status, core=core)
        place, venue = place_of(match.token, scene, _own_words(match))
    if mode == "visit" and recipients and not recipients[0].code.startswith(("NSA:", "PER:")):
        host = next((s.code for s in recipients if len(s.code) == 3), None)
        place = host or place
    if (
        type_ == "ASSAULT"
        and not recipients
        and place is not None
        and place not in {s.code for s in actors}
    ):
        recipients = [Side(code=place)]
    if not promised:
        place = place or _implied_place(match, mode, actors, recipients)
    if type_ == "CONSULT" and mode is None and status in (Status.OCCURRED, Status.PLANNED):
        everyone = {s.code: s for s in (*actors, *recipients)}
        if len(everyone) == 2 and place in everyone:
            mode, cameo = "visit", "042"
            actors = [s for c, s in everyone.items() if c != place]
            recipients = [everyone[place]]
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
        confidence=_confidence(match, reading, actors, recipients),
        spans=[evidence_span(match, scene, reading)],
        sentence=sentence,
        order=scene.base + match.token.idx,
        paragraph=scene.base,
        formality=_formality(match),
    )


def _own_words(match: Match) -> set[str]:
    """Nouns that the frame asks of its object, which tell the act together with the verb."""
    asked = (c for c in match.frame.conditions if c.slot == "obj" and not c.negated)
    return {word for condition in asked for word in condition.words}


def _implied_place(
    match: Match, mode: str | None, actors: list[Side], recipients: list[Side]
) -> str | None:
    """Where an act must have been where no words say so: attacks at the victim, arrests at home.

    Frames flagged `at-actor` or `at-recipient` happen in that side's country, and so does what a
    parliament, cabinet or court does at home.
    """
    type_, flags = match.frame.type, match.frame.flags
    if type_ == "ASSAULT" or "at-recipient" in flags:
        return recipients[0].code if len(recipients) == 1 and len(recipients[0].code) == 3 else None
    if "at-actor" in flags or _at_home(match):
        return actors[0].code if len(actors) == 1 and len(actors[0].code) == 3 else None
    home = (type_, mode) in {
        ("COERCE", "arrest"),
        ("COERCE", "censor"),
        ("COERCE", "deport"),
        ("COERCE", "curfew"),
        ("SANCTION", "expel"),
    }
    if home and len(actors) == 1 and len(actors[0].code) == 3:
        return actors[0].code
    return None


def _at_home(match: Match) -> bool:
    """Whether an organ acts that sits at home: "the Moldovan parliament ratifies"."""
    return any(t.lemma_.lower() in word_classes()["SEATED"] for t in match.slots.get("subj", ()))


def _formality(match: Match) -> Formality | None:
    token = match.token
    nouns = [token] if token.pos_ == "NOUN" else []
    for noun in nouns:
        for child in noun.children:
            if child.lower_ in _FORMALITY and child.dep_ in ("amod", "compound"):
                return _FORMALITY[child.lower_]
    return None


def legs(made: Draft, match: Match, clock: Clock) -> list[Draft]:
    """The events that one match tells beside each other (guidelines, settled cases).

    One trip to several countries is as many visits; "in 2018 and 2019 respectively" deals the
    dates out to the actors; talks that somebody hosted are an event of the parties too.
    """
    if made.type == "CONSULT" and made.mode == "visit" and len(made.recipients) > 1:
        return [
            replace(
                made,
                recipients=[host],
                place=host.code if len(host.code) == 3 else None,
                spans=list(made.spans),
            )
            for host in made.recipients
        ]
    if made.mode != "third-party":
        return [made]
    hosted = match.frame.rule.startswith(("host.", "talks."))
    return [
        each
        for one in _dealt_out(made, match, clock)
        for each in ([one, _meeting(one)] if hosted and len(one.recipients) > 1 else [one])
    ]


def _dealt_out(made: Draft, match: Match, clock: Clock) -> list[Draft]:
    sentence = clock.scene.sentence_of(match.token)
    if len(made.actors) < 2 or not any(t.lower_ == "respectively" for t in sentence):
        return [made]
    dates = [
        e.edtf
        for e, root in clock.found
        if clock.scene.sentence_of(root).start == sentence.start and e.edtf
    ]
    if len(dates) != len(made.actors):
        return [made]
    return [
        replace(
            made,
            actors=[actor],
            when=When(date, "stated"),
            place=actor.code if len(actor.code) == 3 else None,
            spans=list(made.spans),
        )
        for actor, date in zip(made.actors, dates, strict=True)
    ]


def _meeting(hosting: Draft) -> Draft:
    """The meeting of the parties that a host or go-between made possible."""
    host = hosting.actors[0].code if len(hosting.actors) == 1 else ""
    return replace(
        hosting,
        mode=None,
        cameo="040",
        actors=list(hosting.recipients),
        recipients=[],
        place=hosting.place or (host if len(host) == 3 else None),
        rule=f"{hosting.rule}.meeting",
        confidence=round(max(0.05, hosting.confidence - 0.05), 2),
        spans=list(hosting.spans),
    )


def recalled_war(
    mention: Mention, scene: Scene, sentence: SpacySpan, clock: Clock, number: int
) -> Draft:
    """A war named in passing: one background attack, under way at the time of writing."""
    start, stop = mention.start, mention.stop
    recipients = [
        Side(code=code, name=mention.text) for code in (mention.entry.office or "").split(";")
    ]
    day = clock.published.isoformat() if clock.published else None
    return Draft(
        type="ASSAULT",
        mode=None,
        cameo="190",
        actors=[scene.side(mention, code) for code in mention.entry.codes],
        recipients=recipients,
        status=Status.OCCURRED,
        when=When(f"../{day}" if day else None, "before publication"),
        place=recipients[0].code if recipients and len(recipients[0].code) == 3 else None,
        venue=None,
        per=[],
        rule="war.named",
        core=False,
        confidence=0.75,
        spans=[(scene.base + start, scene.base + stop)],
        sentence=number,
        order=scene.base + start,
        paragraph=scene.base,
    )


def _confidence(
    match: Match, reading: Reading, actors: list[Side], recipients: list[Side]
) -> float:
    """A rule of thumb until calibrated: more conditions, both sides and verbs are surer."""
    score = 0.62 + 0.05 * min(3, len(match.frame.conditions))
    if match.token.pos_ in ("VERB", "AUX"):
        score += 0.1
    if recipients or len(actors) > 1:
        score += 0.08
    if "weak" in match.frame.flags:
        score -= 0.25
    if reading.status in (Status.HYPOTHETICAL, Status.DENIED):
        score -= 0.1
    if any(s.code.startswith("PER:") for s in (*actors, *recipients)):
        score -= 0.1
    return round(max(0.05, min(0.97, score)), 2)
