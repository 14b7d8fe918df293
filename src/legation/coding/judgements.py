"""What people make of events: assessments, observations and conditions, in their simplest form."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from legation.coding.attribution import holder_of, speakers
from legation.coding.grammar import is_verb, surface_subjects
from legation.coding.scene import Scene
from legation.coding.sides import Resolver
from legation.model import Article, Assessment, Condition, Holder, Observation, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_AUTHOR = Holder(name="author")
_WORD = re.compile(r"[a-z'’-]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a judgement, a stance, a condition or something observed."""

    word: str
    kind: str
    value: str


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Cue words by kind; `data/judgement_cues.tsv` gives each with its source."""
    found: dict[str, list[Cue]] = {}
    path = files("legation.knowledge") / "data" / "judgement_cues.tsv"
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found.setdefault(row["kind"], []).append(Cue(row["cue"], row["kind"], row["value"]))
    return {kind: tuple(rows) for kind, rows in found.items()}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted((re.escape(c.word) for c in cues().get(kind, ())), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(words) + r")\b", re.IGNORECASE)


@cache
def _value(kind: str, word: str) -> str:
    return next(c.value for c in cues()[kind] if c.word.lower() == word)


def _trim(sentence: SpacySpan) -> tuple[int, int]:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _holder(sentence: SpacySpan, scene: Scene, resolver: Resolver) -> Holder:
    root = sentence.root
    lemmas = {c.word for c in cues()["holder-verb"]}
    for token in (root, *[t for t in sentence if t.dep_ in ("ccomp", "conj", "advcl")]):
        if is_verb(token) and token.lemma_ in lemmas:
            for subject in surface_subjects(token)[:1]:
                if subject.pos_ in ("PROPN", "NOUN", "PRON"):
                    return holder_of(subject, scene, resolver)
    named = speakers(root, scene, resolver)
    return named[0] if named else _AUTHOR


def _stance(text: str) -> tuple[Stance, str] | None:
    found = [
        (m.group(1), _value("probability", m.group(1).lower()))
        for m in _pattern("probability").finditer(text)
    ]
    if not found:
        return None
    values = [Stance(value) for _, value in found]
    order = [Stance.AGAINST, Stance.CAUTIOUS, Stance.MIXED, Stance.UNCERTAIN, Stance.FOR]
    stance = next(s for s in order if s in values)
    return stance, "; ".join(dict.fromkeys(word for word, _ in found))


def _about(sentence: SpacySpan) -> str:
    """The question in short: the clause that is judged, in the article's words."""
    root = sentence.root
    clause = next((c for c in root.children if c.dep_ in ("ccomp", "xcomp")), root)
    words = " ".join(t.text for t in clause.subtree if not t.is_space)
    words = re.sub(r"\s+([,.;:’'])", r"\1", words).strip(" .,;")
    return words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …"


def assess(
    sentence: SpacySpan, scene: Scene, resolver: Resolver, article: Article
) -> Assessment | None:
    """The judgement that a sentence tells, if any."""
    text = sentence.text
    if not (_pattern("judgement").search(text) or _pattern("probability").search(text)):
        return None
    found = _stance(text)
    if found is None:
        return None
    judged = _pattern("judgement").search(text)
    holder = _holder(sentence, scene, resolver)
    if holder is _AUTHOR and not judged and not _pattern("modal-judgement").search(text):
        return None
    start, stop = _trim(sentence)
    if stop <= start:
        return None
    evidence = article.quote(scene.base + start, scene.base + stop)
    return Assessment(
        holder=holder, about=_about(sentence), stance=found[0], words=found[1], evidence=(evidence,)
    )


def observe(
    sentence: SpacySpan, scene: Scene, resolver: Resolver, article: Article
) -> Iterator[Observation]:
    """Things seen or done that a sentence offers as signs."""
    text = sentence.text
    for found in _pattern("observation").finditer(text):
        token = next(
            (t for t in sentence if t.idx >= sentence.start_char + found.start()), sentence.root
        )
        clause: Token = token
        while clause.head != clause and not is_verb(clause):
            clause = clause.head
        words = " ".join(t.text for t in clause.subtree if not t.is_space)
        start, stop = _trim(sentence)
        yield Observation(
            what=words[:200],
            about=None,
            direction=_value("observation", found.group(1).lower()) or None,
            when=None,
            per=tuple(speakers(token, scene, resolver)),
            evidence=(article.quote(scene.base + start, scene.base + stop),),
        )
        return


def conditions(
    sentence: SpacySpan, scene: Scene, resolver: Resolver, article: Article
) -> Iterator[Condition]:
    """An if and a then, with the sign of the effect where words give it."""
    for clause, then in _if_clauses(sentence):
        sign = _sign(then)
        start, stop = _trim(sentence)
        yield Condition(
            if_=clause,
            then=then,
            sign=sign,
            holder=_holder(sentence, scene, resolver),
            evidence=(article.quote(scene.base + start, scene.base + stop),),
        )


def _if_clauses(sentence: SpacySpan) -> Iterator[tuple[str, str]]:
    text = sentence.text.strip()
    for token in sentence:
        if token.dep_ == "mark" and token.lower_ in ("if", "unless") and token.head.dep_ == "advcl":
            words = _span_words(token.head)
            yield words, _without(text, words)
            return
    found = _pattern("condition").search(text)
    if found:
        tail = re.split(r"[,;.]", text[found.end() :], maxsplit=1)[0].strip()
        if tail:
            yield f"{found.group(1)} {tail}".strip(), _without(text, f"{found.group(1)} {tail}")
            return
    rooted = _pattern("conditional-subject").search(text)
    if (
        rooted
        and (modal := re.search(r"\b(could|would|may|might)\b", text))
        and rooted.start() < modal.start()
    ):
        yield text[rooted.start() : modal.start()].strip(), text[modal.start() :].strip(" .")


def _span_words(head: Token) -> str:
    return head.doc.text[head.left_edge.idx : head.right_edge.idx + len(head.right_edge)].strip()


def _without(text: str, part: str) -> str:
    return re.sub(r"\s+", " ", text.replace(part, " ")).strip(" ,.;—–-")


def _sign(then: str) -> str:
    signs = {_value("sign", m.group(1).lower()) for m in _pattern("sign").finditer(then)}
    return signs.pop() if len(signs) == 1 else "?"
