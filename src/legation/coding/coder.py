"""The coder: an article in, its events and judgements out, each with evidence and rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation import __version__
from legation.coding.calling_off import call_off
from legation.coding.dates import dateline
from legation.coding.denying import denied_again
from legation.coding.drafts import Draft, draft
from legation.coding.entities import RECOGNISER, recogniser
from legation.coding.following import joined_in
from legation.coding.frames import Match, Matcher, triggers
from legation.coding.judgements import Judgements, Reader
from legation.coding.languages import check_language
from legation.coding.leads import lead
from legation.coding.legs import legs
from legation.coding.lost_verbs import LostVerbs
from legation.coding.mended import mend
from legation.coding.mentions import Entry, Mention, Names
from legation.coding.merging import merge
from legation.coding.moods import Reading
from legation.coding.parse import load, pieces
from legation.coding.recording import event_of
from legation.coding.refusals import Refusal
from legation.coding.scene import Discourse, Scene
from legation.coding.setting import settle
from legation.coding.sides import Resolver
from legation.coding.silences import in_order, of_furniture, silence
from legation.coding.statements import statements
from legation.coding.status import read_status
from legation.coding.timing import Clock
from legation.coding.wars import recalled_war, wars_meant
from legation.knowledge import own
from legation.knowledge.people import speech_verbs
from legation.model import (
    Article,
    CodedArticle,
    Side,
    Silence,
    SilenceReason,
    Statement,
    Status,
)
from legation.model.when import exact_day

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

NAME = f"legation-rules {__version__}"
_BATCH = 16
_PARSED_TOGETHER = 64
_TOLD_FIRST = frozenset({"VERB", "AUX", "ADJ"})
_SIDES = frozenset({"state", "adjective", "people", "capital", "seat", "body", "group", "person"})
_ONE_SIDED = frozenset(
    {SilenceReason.NO_RECIPIENT, SilenceReason.NO_SECOND, SilenceReason.NO_ACTOR}
)
_TO_COME = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_AGREED = frozenset({"SUPPORT", "AGREE", "RETREAT"})
_PLACED = (" in ", " at ", " from ", " near ", "in ")
_VERDICTS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "THREATEN"})
_SAID = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE", "THREATEN"})
_SAID_THERE = frozenset({"SUPPORT", "AGREE", "ACCUSE", "REQUEST", "REJECT"})


@dataclass(slots=True)
class _Working:
    """What one article has given so far."""

    article: Article
    published: dt.date | None
    names: Names
    discourse: Discourse
    judgements: Judgements
    drafts: list[Draft] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    sentence: int = 0
    opened: bool = False
    one_sided: Draft | None = None
    lead: str | None = None
    lead_place: str | None = None


class Coder:
    """Codes articles by rules over a dependency parse; stateless between articles."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp: Language = load(model)
        self._recogniser = recogniser(self._nlp)
        self._lost_verbs = LostVerbs(self._nlp, [RECOGNISER] if self._recogniser else [])
        self.name = NAME + own.mark()

    def code(self, article: Article) -> CodedArticle:
        """All events and judgements of one article; raises UnreadableInput for other languages."""
        return next(iter(self.code_many([article])))

    def code_many(self, articles: Iterable[Article]) -> Iterator[CodedArticle]:
        """Coded articles in input order, parsed in batches."""
        batch: list[Article] = []
        for article in articles:
            check_language(article)
            batch.append(article)
            if len(batch) == _BATCH:
                yield from self._code_batch(batch)
                batch = []
        yield from self._code_batch(batch)

    def _code_batch(self, batch: list[Article]) -> Iterator[CodedArticle]:
        cut = [(number, start, stop) for number, a in enumerate(batch) for start, stop in pieces(a)]
        texts = (batch[number].text[start:stop] for number, start, stop in cut)
        names = [Names(exact_day(article.published)) for article in batch]
        left_out = [RECOGNISER] if self._recogniser else []
        docs = list(self._nlp.pipe(texts, batch_size=_PARSED_TOGETHER, disable=left_out))
        self._lost_verbs.mend(docs)
        if self._recogniser:
            of_articles = [names[number] for number, _, _ in cut]
            self._recogniser.recognise(list(zip(docs, of_articles, strict=True)))
        parsed: list[list[tuple[int, Doc]]] = [[] for _ in batch]
        for (number, start, _), doc in zip(cut, docs, strict=True):
            parsed[number].append((start, mend(doc)))
        for article, known, paragraphs in zip(batch, names, parsed, strict=True):
            yield self._code(article, known, paragraphs)

    def _code(
        self, article: Article, names: Names, paragraphs: list[tuple[int, Doc]]
    ) -> CodedArticle:
        published = exact_day(article.published)
        discourse = Discourse(author=_author(article, names))
        work = _Working(article, published, names, discourse, Judgements(article))
        work.discourse.dealings.note(_subject_of(article, names), ())
        work.discourse.dateline = work.discourse.home = _filed_from(article, names)
        work.discourse.topic.title = _named_in_title(article, names)
        work.discourse.topic.read((doc for _, doc in paragraphs), names)
        for base, doc in paragraphs:
            _paragraph(work, base, doc)
        drafts = [*work.drafts, *_one_sided(work)]
        events = [event_of(article, d, published) for d in merge(settle(drafts))]
        kept = tuple({e.id: e for e in events}.values())
        return CodedArticle(
            article=article,
            coder=self.name,
            events=kept,
            assessments=tuple(work.judgements.assessments),
            observations=tuple(work.judgements.observations),
            conditions=tuple(work.judgements.conditions),
            interests=tuple(work.judgements.system.interests),
            proposals=tuple(work.judgements.system.proposals),
            links=tuple(work.judgements.system.links),
            claims=work.judgements.claims_of(kept),
            statements=tuple(work.statements),
            silences=in_order([*work.silences, *of_furniture(article)]),
        )


def _one_sided(work: _Working) -> list[Draft]:
    """What an article leads with whose other events are asides; it breaks its sentence's silence."""
    if work.one_sided is None or any(made.core for made in work.drafts):
        return []
    told = work.one_sided.order
    work.silences = [s for s in work.silences if not s.span.start <= told < s.span.stop]
    return [work.one_sided]


def _author(article: Article, names: Names) -> Side | None:
    """The state or body for which an official outlet says "we"."""
    for mention in names.find(article.source or ""):
        entry: Entry = mention.entry
        if entry.kind in ("state", "seat", "body") and len(entry.codes) == 1:
            return Side(code=entry.codes[0], name=article.source)
    return None


def _filed_from(article: Article, names: Names) -> str | None:
    """The country of the dateline, such as "SEOUL, June 10 (wire) -"."""
    _, span = dateline(article.text)
    if span is None:
        return None
    for mention in names.find(article.text[span[0] : span[1]].title()):
        entry: Entry = mention.entry
        if entry.kind in ("capital", "place", "state", "seat") and len(entry.codes) == 1:
            return entry.codes[0]
    return None


def _subject_of(article: Article, names: Names) -> list[Side]:
    """The two sides that a title names: context, never evidence."""
    found: dict[str, Side] = {}
    for mention in _acting_in_title(article, names):
        for code in mention.entry.codes:
            if mention.entry.kind in _SIDES and not code.startswith("PER:"):
                found.setdefault(code, Side(code=code, name=mention.text))
    return list(found.values()) if len(found) == 2 else []


def _acting_in_title(article: Article, names: Names) -> list[Mention]:
    """Names in a title without those that only tell where: "walks away from Singapore"."""
    title = article.title or ""
    return [
        mention
        for mention in names.find(title)
        if not title[: mention.start].lower().endswith(_PLACED)
    ]


def _named_in_title(article: Article, names: Names) -> frozenset[str]:
    """Codes that a title names."""
    found = (m for m in names.find(article.title or "") if m.entry.kind in _SIDES)
    return frozenset(code for mention in found for code in mention.entry.codes)


def _paragraph(work: _Working, base: int, doc: Doc) -> None:
    scene = Scene(doc, base, work.names, work.discourse)
    resolver = Resolver(scene)
    clock = Clock(scene, work.published, work.lead)
    judging = Reader(scene, resolver, clock, work.judgements)
    reader = _Reader(scene, resolver, clock, Matcher(scene, resolver), judging)
    if work.lead is None and work.discourse.author is not None and not work.drafts:
        work.lead = clock.lead = clock.led_by()
    for sentence in doc.sents:
        talk = work.discourse
        talk.dealings.sentence = talk.topic.at = talk.doings.sentence = work.sentence
        opening = not work.opened
        made = _sentence(work, reader, sentence)
        resolver.remember(sentence)
        talk.doings.read(sentence, resolver.sides)
        if opening and work.opened:
            talk.opener = _opener(sentence, base, talk, made)
        acts = sorted(made, key=lambda d: d.order)
        happened = [d for d in acts if d.status is Status.OCCURRED]
        clock.go_on(
            sentence.start, [d.when for d in happened if d.core] or [d.when for d in happened]
        )
        work.sentence += 1


def _opener(first: SpacySpan, base: int, talk: Discourse, made: Sequence[Draft]) -> Side | None:
    """Whose statement a text is that opens with what a state or body says: who is "we" in it."""
    spoken = (d for d in made if d.type in _SAID and d.order == base + first.root.idx)
    speaker = next((d.actors for d in spoken if d.actors), None)
    if speaker is None and first.root.lemma_ in speech_verbs():
        speaker = list(talk.center)
    return speaker[0] if speaker else None


def _verbs_first(sentence: SpacySpan) -> list[Token]:
    """Verbs and adjectives before nouns: what a verb tells with its object is told once."""
    tokens = list(sentence)
    first = [token for token in tokens if token.pos_ in _TOLD_FIRST]
    return first + [token for token in tokens if token.pos_ not in _TOLD_FIRST]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reads the sentences of one paragraph."""

    scene: Scene
    resolver: Resolver
    clock: Clock
    matcher: Matcher
    judgements: Reader


@dataclass(slots=True)
class _Told:
    """What one sentence gave, and what it leaves to the sentences before it to complete."""

    drafts: list[Draft] = field(default_factory=list)
    words: set[int] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    one_sided: list[tuple[Reading, list[Match]]] = field(default_factory=list)


def _read_word(token: Token, number: int, reader: _Reader, told: _Told) -> None:
    """Adds the events of the first frame of a word that holds, or why none does."""
    refused: list[str] = []
    one_sided: list[Match] = []
    reading: Reading | None = None
    for match in reader.matcher.matches(token):
        reading = reading or read_status(token)
        try:
            made = draft(match, reading, reader.scene, reader.resolver, reader.clock, number)
        except Refusal as refusal:
            refused.append(f"{token.lemma_}: {refusal}")
            if refusal.final:
                break
            if refusal.reason in _ONE_SIDED:
                one_sided.append(match)
            continue
        told.drafts += legs(made, match, reader.clock)
        told.words |= match.told()
        if made.type == "CONSULT" and len(sides := (*made.actors, *made.recipients)) > 1:
            reader.scene.discourse.met = sides  # "they met, in a session arranged by ..."
        return
    told.reasons += refused[:1] if token.pos_ != "ADP" else []
    if reading is not None and one_sided:
        told.one_sided.append((reading, one_sided))


def _complete(number: int, reader: _Reader, told: _Told) -> None:
    """Adds the events whose other side only the context tells, once the sentence has had its say."""
    for reading, matches in told.one_sided:
        if matches[0].token.i in told.words:
            continue
        for match in matches:
            with suppress(Refusal):
                made = draft(
                    match,
                    reading,
                    reader.scene,
                    reader.resolver,
                    reader.clock,
                    number,
                    implied=True,
                )
                told.drafts += legs(made, match, reader.clock)
                told.words |= match.told()
                break


def _sentence(work: _Working, reader: _Reader, sentence: SpacySpan) -> list[Draft]:
    """Reads a sentence; returns the events that it tells."""
    judged_before = len(work.judgements)
    told = _Told()
    for token in _verbs_first(sentence):
        if token.i in reader.clock.covered and token.pos_ == "PROPN":
            continue  # "in March" tells no march
        named = reader.scene.heads.get(token.i)
        if named is not None and named.entry.kind == "conflict":
            war = recalled_war(named, reader.scene, sentence, reader.clock, work.sentence)
            told.drafts.append(war)
        elif token.i not in told.words and triggers(token):
            _read_word(token, work.sentence, reader, told)
    _note(work, told.drafts)
    noted = len(told.drafts)
    done = (made for made in told.drafts if made.status is not Status.DENIED)
    work.discourse.here = [(made.actors, made.recipients) for made in done]
    _complete(work.sentence, reader, told)
    _note(work, told.drafts[noted:])
    if not any(made.type == "ASSAULT" for made in told.drafts):
        left = [token for token in sentence if token.i not in told.words]
        told.drafts += wars_meant(left, reader.scene, reader.resolver, reader.clock, work.sentence)
    work.drafts += told.drafts
    following = list(
        joined_in(sentence, work.drafts, reader.scene, reader.resolver, reader.clock, work.sentence)
    )
    work.drafts += following
    told.drafts += following
    call_off(sentence, work.drafts, told.words, reader.scene, reader.resolver, work.sentence)
    work.drafts += denied_again(sentence, work.drafts, reader.scene, reader.resolver, work.sentence)
    if not work.opened and not any(made.core for made in work.drafts):
        work.one_sided = lead(sentence, reader.matcher, reader.clock, work.sentence)
    work.opened = work.opened or any(token.pos_ == "VERB" for token in sentence)
    reader.judgements.read(sentence, work.sentence, told.drafts)
    said = statements(
        sentence,
        reader.scene,
        reader.resolver,
        reader.matcher,
        work.article,
        plain=not told.drafts,
    )
    work.statements.extend(said)
    if not told.drafts and sentence.text.strip():
        judged = len(work.judgements) > judged_before
        quiet = silence(sentence, reader.scene, told.reasons, said=bool(said), judged=judged)
        work.silences.append(quiet)
    return told.drafts


def _note(work: _Working, drafts: Iterable[Draft]) -> None:
    """Lets later sentences know who dealt with whom, and gives acts said on a trip their place."""
    talk = work.discourse
    drafts = list(drafts)
    talk.doings.note(drafts)
    for latest in drafts:
        if work.lead_place is None and latest.type == "CONSULT" and talk.author is not None:
            work.lead_place = latest.place
        elif latest.place is None and latest.type in _SAID_THERE and latest.core:
            latest.place = work.lead_place
        talk.dealings.note(latest.actors, latest.recipients, latest.type)
        sides = [*latest.actors, *latest.recipients]
        crowd = any(side.code == "NSA:protesters" for side in latest.actors)
        if latest.actors and latest.type not in _VERDICTS and not crowd:
            talk.doers = tuple(latest.actors)
        if latest.actors and latest.recipients:
            talk.acts[latest.type] = (latest.actors, latest.recipients)
        if len(sides) >= 2:
            talk.pair, talk.acted = tuple(sides[:2]), tuple(sides)
        if latest.type == "CONSULT" and len(sides) >= 2:
            talk.met, talk.met_at = tuple(sides), work.sentence
            if latest.status in _TO_COME:
                talk.arranged = tuple(sides)
        if latest.type in _AGREED and len(sides) >= 2:
            talk.agreed = tuple(sides)
        if latest.mode == "visit" and latest.recipients:
            talk.visits.append((tuple(latest.actors), tuple(latest.recipients)))
        if latest.type != "CONSULT" and latest.recipients:
            talk.told = tuple(latest.actors)
