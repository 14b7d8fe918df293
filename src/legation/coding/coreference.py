"""Pronouns and bare nominals: whom "they", "the bloc", "the two sides" or "police" mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from legation.coding.antecedents import subjects_over
from legation.coding.groups import group_noun
from legation.coding.scene import Discourse, Scene
from legation.knowledge.people import office_nouns
from legation.model import Rank, Side

if TYPE_CHECKING:
    from spacy.tokens import Token

Resolve = Callable[[list["Token"]], list[Side]]

_BOTH = frozenset(
    [
        "side",
        "country",
        "nation",
        "party",
        "leader",
        "minister",
        "neighbor",
        "neighbour",
        "counterpart",
        "state",
        "government",
        "president",
        "premier",
        "capital",
        "power",
        "army",
        "military",
        "delegation",
        "team",
        "ally",
        "rival",
        "adversary",
        "king",
        "chief",
        "negotiator",
    ]
)
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}
_STATE_WORDS = frozenset(
    ["country", "nation", "regime", "government", "kingdom", "republic", "administration"]
)
_LAND_WORDS = frozenset(
    ["island", "islands", "territory", "region", "area", "province", "town", "city", "capital"]
)
_BODY_WORDS = frozenset(
    ["bloc", "alliance", "organization", "organisation", "union", "body", "agency"]
)
_TITLES = frozenset(
    [
        "president",
        "minister",
        "secretary",
        "premier",
        "chancellor",
        "king",
        "leader",
        "ambassador",
        "envoy",
    ]
)
_PARTIES = frozenset({"state", "person", "seat", "capital"})
_PLACES = frozenset({"place", "capital", "state", "seat"})
_WHERE = frozenset({"in", "at", "near", "outside", "across", "from", "on", "inside", "into", "of"})


def nominal(token: Token, scene: Scene) -> list[Side]:
    """Whom a bare nominal stands for: somebody named before, or the state whose organ it is."""
    lemma = token.lemma_.lower()
    talk = scene.discourse
    words = {c.lower_ for c in token.children}
    if lemma in _BOTH and words & {"both", "two"}:
        return _two_before(token, scene) or list(talk.pair)
    if lemma in _BOTH and (number := next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)):
        return next((list(g) for g in reversed(talk.named_together) if len(g) == number), [])
    noun = group_noun(token)
    if noun is not None and noun.kind == "organ" and not (words & {"no", "any"}):
        found = _organ(token, scene)
        if found:
            return found
    if token.lower_ in ("latter", "former"):
        named = _states_before(token, scene)
        return named[-1:] if token.lower_ == "latter" else named[:1]
    if not words & {"the", "this", "its", "his", "that"}:
        return []
    if lemma in _TITLES:
        return _titled(lemma, scene)
    if lemma in _BODY_WORDS:
        return talk.bodies[-1:]
    if lemma in _LAND_WORDS:
        here = country_here(token, scene)
        return [Side(code=here, name=token.text)] if here else []
    if lemma in _STATE_WORDS:
        return _states_before(token, scene)[:1] or talk.states[-1:]
    return []


def _titled(title: str, scene: Scene) -> list[Side]:
    """Who a bare title is: among those who met, somebody of that office or else the other side."""
    talk = scene.discourse
    known = talk.titles.get(title)
    met = {side.code: side for side in talk.met}
    if talk.author is not None and met:
        if known is not None and known.code in met:
            return [known]
        other = [side for code, side in met.items() if code != talk.author.code]
        if len(other) == 1:
            return other
    if known is not None:
        return [known]
    return talk.persons[-1:]


def _organ(token: Token, scene: Scene) -> list[Side]:
    code = country_here(token, scene)
    if code is None:
        return []
    start = scene.base + token.idx
    return [Side(code=code, name=token.text, start=start, stop=start + len(token.text))]


def country_here(token: Token, scene: Scene) -> str | None:
    """The country that a sentence is set in, or else the one that the text is about."""
    for word in scene.sentence_of(token):
        mention = scene.heads.get(word.i)
        if mention is None or mention.entry.kind not in _PLACES or len(mention.entry.codes) != 1:
            continue
        if (word.dep_ == "pobj" and word.head.lower_ in _WHERE) or word.dep_ == "appos":
            return mention.entry.codes[0]
    if scene.discourse.home is not None:
        return scene.discourse.home
    named = {side.code for side in _states_before(token, scene)}
    return named.pop() if len(named) == 1 else None


def _states_before(token: Token, scene: Scene) -> list[Side]:
    """States and their people named earlier in the sentence."""
    found: dict[str, Side] = {}
    for word in scene.doc[scene.sentence_of(token).start : token.i]:
        mention = scene.heads.get(word.i)
        if mention is not None and mention.entry.kind in (
            "state",
            "capital",
            "seat",
            "adjective",
            "people",
            "person",
            "group",
        ):
            for code in mention.entry.codes:
                if not code.startswith("PER:"):
                    found.setdefault(code, scene.side(mention, code))
    return list(found.values())


def _two_before(token: Token, scene: Scene) -> list[Side]:
    named = _states_before(token, scene)
    return named if len(named) == 2 else []


def pronoun(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """Whom a pronoun means: a subject over it in the sentence, or the latest that was named."""
    word = token.lower_
    talk = scene.discourse
    if word in ("he", "she", "him", "her", "his", "hers", "himself", "herself"):
        return _person_over(token, scene, resolve) or talk.persons[-1:]
    if word in ("they", "them", "their", "theirs", "themselves"):
        return _several_over(token, scene, resolve) or _group_of(talk)
    if word in ("it", "its", "itself"):
        return _subject_over(token, resolve) or (talk.states or talk.bodies)[-1:]
    if word in ("we", "our", "us", "i", "my", "ours") and talk.author is not None:
        return [talk.author]
    return []


def _group_of(talk: Discourse) -> list[Side]:
    """Whom "they" means: who last acted together, or were last named together."""
    return list(talk.pair or next(iter(talk.named_together[-1:]), ()))


def _person_over(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    for subject in subjects_over(token):
        mention = scene.by_token.get(subject.i)
        office = office_nouns().get(subject.lemma_.lower())
        if (mention is not None and mention.entry.kind == "person") or (
            office is not None and office.kind == "person"
        ):
            found = resolve([subject])
            if found:
                return found[:1]
    return []


def _several_over(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """Several sides named together before, or else a plural subject."""
    before = scene.doc[scene.sentence_of(token).start : token.i]
    above = set(token.ancestors)
    for word in reversed(before):
        if (
            word not in above
            and word.dep_ != "conj"
            and any(c.dep_ == "conj" for c in word.children)
        ):
            found = resolve([word]) if word.pos_ in ("NOUN", "PROPN") else []
            if len(found) > 1:
                return found
    for subject in subjects_over(token):
        if subject.tag_ in ("NNS", "NNPS") or subject.pos_ == "PROPN":
            found = resolve([subject])
            if found:
                return found
    return []


def _subject_over(token: Token, resolve: Resolve) -> list[Side]:
    for subject in subjects_over(token):
        found = resolve([subject])
        if found:
            return found
    return []


def remember(tokens: Iterable[Token], scene: Scene, resolve: Resolve) -> None:
    """After a sentence: its subjects are what later pronouns mean."""
    last: dict[str, tuple[Side, str]] = {}
    named: dict[str, Side] = {}
    for token in tokens:
        mention = scene.heads.get(token.i)
        if mention is None or not mention.entry.codes:
            _remember_office(token, last, resolve)
            continue
        side = scene.side(mention, mention.entry.codes[0])
        if mention.entry.kind in _PARTIES and not side.code.startswith("PER:"):
            named.setdefault(side.code, side)
        kind = {"seat": "state", "capital": "state", "adjective": "state"}.get(
            mention.entry.kind, mention.entry.kind
        )
        if mention.entry.kind in _PLACES and len(mention.entry.codes) == 1:
            if (token.dep_ == "pobj" and token.head.lower_ in _WHERE) or token.dep_ == "appos":
                scene.discourse.home = mention.entry.codes[0]
        subject = any(
            t.dep_ in ("nsubj", "nsubjpass")
            for t in (token, *token.ancestors)
            if t.pos_ not in ("VERB", "AUX")
        )
        if subject:
            last[f"{kind}-subject"] = (side, kind)
        else:
            last.setdefault(kind, (side, kind))
    if len(named) > 1:
        scene.discourse.named_together.append(tuple(named.values()))
    for key in sorted(last, key=lambda k: k.endswith("subject")):
        side, kind = last[key]
        if key.endswith("subject") or f"{kind}-subject" not in last:
            scene.discourse.meet(side, kind)


def _remember_office(token: Token, last: dict[str, tuple[Side, str]], resolve: Resolve) -> None:
    if token.dep_ in ("nsubj", "nsubjpass") and token.lemma_.lower() in office_nouns():
        for side in resolve([token]):
            if side.rank is not None and side.rank is not Rank.DELEGATION:
                last["person-subject"] = (side, "person")
