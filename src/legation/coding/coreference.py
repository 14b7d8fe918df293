"""Pronouns: whom "they", "it" or "his" mean, and what a sentence leaves to be meant by later ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.coding.antecedents import subjects_over
from legation.coding.grammar import is_verb
from legation.coding.lands import WHERE
from legation.coding.nominals import Resolve
from legation.coding.scene import Discourse, Scene
from legation.knowledge.acts import word_classes
from legation.knowledge.people import holds_office, office_nouns, speech_verbs
from legation.model import Rank, Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTIES = frozenset({"state", "person", "seat", "capital"})
_PLACES = frozenset({"place", "capital", "state", "seat"})
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my", "ours"})
_OPENING = frozenset({"“", "‘"})
_CLOSING = frozenset({"”", "’"})
_OWNERS = frozenset({"its", "their", "his", "her"})
_REASONS = frozenset({"for", "over"})
_JUDGING = frozenset(
    [
        "thank",
        "praise",
        "commend",
        "applaud",
        "congratulate",
        "blame",
        "punish",
        "sanction",
        "accuse",
    ]
)
_OBJECTS = frozenset({"dobj", "pobj", "dative", "iobj"})
_RECENT = 6
_SINGLE = frozenset({"nsubj", "dobj"})
_TOGETHER = frozenset({"with", "to"})
_PAIR = 2
_GROUPS = 3
_ARGUMENTS = frozenset({"dobj", "prep", "dative", "agent", "nsubj"})


def pronoun(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """Whom a pronoun means: a subject over it in the sentence, or the latest that was named."""
    word = token.lower_
    talk = scene.discourse
    if word in _OWNERS and (judged := _judged_for(token, resolve)):
        return judged
    if word in ("he", "she", "him", "her", "his", "hers", "himself", "herself"):
        return _person_over(token, scene, resolve) or talk.persons[-1:]
    if word in ("they", "them", "their", "theirs", "themselves"):
        found = _several_over(token, scene, resolve) or _group_of(talk)
        speaking = {side.code for side in _speaking(token, scene, resolve)}
        return [side for side in found if side.code not in speaking]
    if word in ("it", "its", "itself"):
        before = _subject_over(token, scene, resolve) or _subject_before(token, scene, resolve)
        return before or _gone_on_with(token, scene, resolve)
    if word in _FIRST_PERSON:
        if found := _speaking(token, scene, resolve):
            return found
        writing = talk.author or (None if _quoted(token, scene) else talk.opener)
        return [writing] if writing is not None else []
    return []


def _judged_for(owner: Token, resolve: Resolve) -> list[Side]:
    """Who is praised or blamed for what is his: "condemned Chad for its raid"."""
    noun = owner.head
    if owner.dep_ != "poss" or noun.dep_ != "pobj" or noun.head.lower_ not in _REASONS:
        return []
    verb = noun.head.head
    judging = is_verb(verb) and (
        verb.lemma_ in _JUDGING or verb.lemma_ in word_classes()["CRITICIZE"]
    )
    return resolve([c for c in verb.children if c.dep_ == "dobj"]) if judging else []


def _speaking(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """Whose words "we" stands in: who says them in the sentence, within quotation marks."""
    if not _quoted(token, scene):
        return []
    for verb in scene.sentence_of(token):
        if verb.lemma_ in speech_verbs() and is_verb(verb) and verb != token:
            who = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in _FIRST_PERSON]
            found = resolve(who)
            if found:
                return found[:1]
    return []


def _quoted(token: Token, scene: Scene) -> bool:
    """Whether a word stands within quotation marks."""
    before = scene.doc[scene.sentence_of(token).start : token.i]
    opened = sum(t.text in _OPENING for t in before) > sum(t.text in _CLOSING for t in before)
    return opened or sum(t.text == '"' for t in before) % 2 == 1


def _group_of(talk: Discourse) -> list[Side]:
    """Whom "they" means: who last acted together, or were last named together."""
    groups = [group for group in (talk.acted, *talk.named_together[-_GROUPS:]) if len(group) > 1]
    return list(max(groups, key=talk.topic.together, default=()))


def _person_over(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    for subject in _free(token):
        mention = scene.by_token.get(subject.i)
        named = mention is not None and mention.entry.kind == "person"
        if named or holds_office(subject.lemma_.lower()):
            found = resolve([subject])
            if found:
                return found[:1]
    return []


def _several_over(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """Several sides named together before, or else a plural subject."""
    before = scene.doc[scene.sentence_of(token).start : token.i]
    above = set(token.ancestors)
    listed = [
        w
        for w in reversed(before)
        if w not in above
        and w.dep_ != "conj"
        and w.pos_ in ("NOUN", "PROPN")
        and any(c.dep_ == "conj" for c in w.children)
    ]
    over = [s for s in _free(token) if s.tag_ in ("NNS", "NNPS")]
    acting = [w for w in listed if w.dep_ in ("nsubj", "nsubjpass")]
    own = token.tag_ == "PRP$" and token.head.dep_ == "nsubj"
    for word in [*acting, *over, *listed] if own else listed:
        found = resolve([word])
        if len(found) > 1 or (found and word in over):
            return found
    if both := _both_of(token, resolve):
        return both
    for subject in _free(token):
        if subject.tag_ in ("NNS", "NNPS") or subject.pos_ == "PROPN":
            found = resolve([subject])
            if found:
                return found
    return []


def _both_of(token: Token, resolve: Resolve) -> list[Side]:
    """Subject and object of the clause over a plural: "Chad's king called Mali's after they met"."""
    own = next((a for a in token.ancestors if is_verb(a)), None)
    for verb in (a for a in token.ancestors if is_verb(a) and a != own):
        parts = [c for c in verb.children if c.dep_ in _SINGLE and c.i < token.i]
        parts += [
            p
            for c in verb.children
            if c.lower_ in _TOGETHER and c.i < token.i
            for p in c.children
            if p.dep_ == "pobj"
        ]
        one = [part for part in parts if part.tag_ in ("NN", "NNP")]
        found = {side.code: side for part in one for side in resolve([part])}
        if len(one) == len(found) == _PAIR and any(p.dep_ == "nsubj" for p in one):
            return list(found.values())
    return []


def _free(token: Token) -> list[Token]:
    """Subjects over a word that it may mean: an object is not the subject of its own clause."""
    bound = _bound_to(token)
    return [t for t in subjects_over(token) if bound is None or t.head != bound]


def _bound_to(token: Token) -> Token | None:
    """The verb whose subject a pronoun cannot mean, since it is its object."""
    if token.tag_ != "PRP" or token.lower_.endswith(("self", "selves")):
        return None
    own = next((a for a in token.ancestors if is_verb(a)), None)
    return own if token.dep_ in _OBJECTS else None


def _subject_over(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """The nearest subject over "it" that is no person."""
    for subject in _free(token):
        if _is_person(subject, scene):
            continue
        found = resolve([subject])
        if found:
            return found
    return []


def _gone_on_with(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """The state or body that the text goes on with: what the sentence before was about.

    Whoever stands beside the pronoun in its own clause is somebody else: "it left the EU".
    """
    talk = scene.discourse
    beside = _beside(token, scene)
    if talk.center and talk.center[0].code not in beside:
        return list(talk.center)
    fitting = [side for side in talk.organs[-_RECENT:] if side.code not in beside]
    return fitting[-1:]


def _beside(token: Token, scene: Scene) -> set[str]:
    """Codes named in the phrases of a pronoun's own clause, where it is subject or object."""
    verb = token.head
    if not is_verb(verb) or token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return set()
    codes: set[str] = set()
    for child in verb.children:
        if child.dep_ in _ARGUMENTS and child != token:
            for word in (child, *child.subtree):
                mention = scene.heads.get(word.i)
                if mention is not None:
                    codes |= set(mention.entry.codes)
    return codes


def _subject_before(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """The one state or body that is the subject of an earlier clause of the sentence, the nearest."""
    bound = _bound_to(token)
    explains = False
    for word in reversed(scene.doc[scene.sentence_of(token).start : token.i]):
        explains = explains or word.text == ":"  # "what Peru did: it shut ..."
        aside = word.head.dep_ == "relcl" and not explains
        if word.dep_ not in ("nsubj", "nsubjpass") or aside:
            continue
        if word.head == bound:
            continue
        if word.lower_ == "it":  # "it offered ..., on Monday it declared ...": both are one
            return pronoun(word, scene, resolve)
        if word.tag_ == "PRP" or word in token.ancestors:
            continue
        mention = scene.by_token.get(word.i)
        if mention is None or mention.entry.kind == "person":
            continue
        found = resolve([word])
        if len(found) == 1:
            return found
    return []


def remember(tokens: Iterable[Token], scene: Scene, resolve: Resolve) -> None:
    """After a sentence: its subjects are what later pronouns mean."""
    tokens = list(tokens)
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
            if (token.dep_ == "pobj" and token.head.lower_ in WHERE) or token.dep_ == "appos":
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
    scene.discourse.center = _center(tokens, scene, resolve) or scene.discourse.center
    scene.discourse.alone = next(iter(named.values())) if len(named) == 1 else None
    if len(named) > 1:
        scene.discourse.named_together.append(tuple(named.values()))
    for key in sorted(last, key=lambda k: k.endswith("subject")):
        side, kind = last[key]
        if key.endswith("subject") or f"{kind}-subject" not in last:
            scene.discourse.meet(side, kind)


def _center(tokens: list[Token], scene: Scene, resolve: Resolve) -> tuple[Side, ...]:
    """What a sentence is about: the one state, body or group that its main clause has as subject."""
    root = next((t for t in tokens if t.dep_ == "ROOT"), None)
    if root is None or not is_verb(root):
        return ()
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or _is_person(subject, scene):
        return ()
    found = resolve([subject])
    return tuple(found) if len(found) == 1 and not found[0].code.startswith("PER:") else ()


def _is_person(token: Token, scene: Scene) -> bool:
    mention = scene.by_token.get(token.i)
    named = mention is not None and mention.entry.kind == "person"
    return named or holds_office(token.lemma_.lower())


def _remember_office(token: Token, last: dict[str, tuple[Side, str]], resolve: Resolve) -> None:
    one = token.tag_ in ("NN", "NNP")
    if one and token.dep_ in ("nsubj", "nsubjpass") and token.lemma_.lower() in office_nouns():
        for side in resolve([token]):
            if side.rank is not None and side.rank is not Rank.DELEGATION:
                last["person-subject"] = (side, "person")
