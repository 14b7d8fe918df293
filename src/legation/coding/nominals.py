"""Descriptions of sides named before: "the bloc", "his hosts", "the two leaders", "police"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from legation.coding.antecedents import subjects_over
from legation.coding.groups import group_noun
from legation.coding.lands import country_here, set_in, states_before
from legation.coding.scene import Discourse, Scene
from legation.knowledge.descriptions import Codes, descriptions
from legation.knowledge.names import is_state
from legation.knowledge.people import office_nouns
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

Resolve = Callable[[list["Token"]], list[Side]]

_POINTERS = frozenset({"the", "this", "its", "his", "that", "her", "their", "these", "those"})
_NONE = frozenset({"no", "any", "a", "an"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent"})
_BARE_WORDS = frozenset({"the", "warring", "rival", "opposing", "negotiating", "conflicting", ","})
_HEADS = frozenset(
    [
        *("leader", "minister", "member", "ruler", "president", "premier", "chancellor", "king"),
        *("advisor", "adviser", "secretary", "envoy", "negotiator", "delegate", "delegation"),
        *("chief", "principal", "participant", "counterpart", "ambassador"),
    ]
)
"""Those who met, named by what they are."""
_WHO_MET = frozenset({"the", "these", "those"})
_TOWARDS = frozenset({"with", "to", "on", "from", "against", "upon", "for"})
_RECENT = 6
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}


def nominal(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """Whom a bare nominal stands for: somebody named before, or the state whose organ it is."""
    lemma = _lemma(token)
    talk = scene.discourse
    words = {c.lower_ for c in token.children}
    if _pair_meant(token, words):
        return _several(token, 2, scene, resolve) or talk.dealings.pair()
    number = next((_NUMBERS[w] for w in words if w in _NUMBERS), 0)
    if number and lemma in descriptions("both"):
        return _several(token, number, scene, resolve)
    if lemma in _HEADS and token.tag_ in ("NNS", "NNPS") and words & _WHO_MET:
        return list(talk.met) or talk.bodies[-1:]
    if "other" in words and lemma in descriptions("alone"):
        return _other_side(token, scene, resolve)
    if words & _POINTERS and not words & _NONE and lemma in descriptions("body"):
        found = _body(lemma, talk)
        if found:
            return found
    noun = group_noun(token)
    if noun is not None and noun.kind == "organ" and not (words & {"no", "any"}):
        found = _organ(token, lemma, scene) if words & _POINTERS else []
        found = found or _at_home(token, scene)
        if found:
            return found
    if token.lower_ in ("latter", "former"):
        named = states_before(token, scene)
        return named[-1:] if token.lower_ == "latter" else named[:1]
    titled = token.tag_ == "NNP" and lemma in descriptions("title") and not words & _NONE
    if not (words & _POINTERS or titled):
        return []
    return _pointed(token, lemma, scene)


def _lemma(token: Token) -> str:
    """The lemma of a noun, also of one that its capital makes a name: "the Leaders"."""
    lemma = token.lemma_.lower()
    return lemma.removesuffix("s") if token.tag_ == "NNPS" else lemma


def _several(token: Token, number: int, scene: Scene, resolve: Resolve) -> list[Side]:
    """The sides last named together of which there are so many; not who speaks of them.

    "He spoke with both leaders" means two others than his own side.
    """
    talk = scene.discourse
    over = [s for s in subjects_over(token, pronouns=True) if s != token] if _met(token) else []
    named = [found for subject in over if (found := resolve([subject]))]
    mine = {side.code for found in named[:1] for side in found}
    earlier = [list(group) for group in reversed(talk.named_together[-_RECENT:])]
    before = states_before(token, scene)
    lately = _lately(talk) if number == 2 else []
    for group in (before, _guests(talk), _just_met(talk), lately):
        others = [side for side in group if side.code not in mine]
        if len(others) == number:
            return others
    fitting = [
        others
        for group in (list(talk.pair), *earlier)
        if len(others := [side for side in group if side.code not in mine]) == number
    ]
    return max(fitting, key=talk.topic.together, default=[])


def _guests(talk: Discourse) -> list[Side]:
    """The others of those who met whom an official text calls "both leaders": not who writes it."""
    if talk.author is None or len(talk.met) < 3:
        return []
    return [side for side in talk.met if side.code != talk.author.code]


def _just_met(talk: Discourse) -> list[Side]:
    """The two of whose meeting the sentence before tells."""
    met = {side.code for side in talk.met}
    just = any(
        sentence == talk.topic.at - 1 and {one.code, other.code} == met
        for one, other, sentence in talk.dealings.pairs[-_RECENT:]
    )
    return [side.unplaced() for side in talk.met] if just else []


def _lately(talk: Discourse) -> list[Side]:
    """The one state of the sentence before and with whom it deals: "a visitor was Chad's envoy"."""
    alone = talk.alone
    if alone is None:
        return []
    return [alone, *talk.dealings.partner([alone])]


def _met(token: Token) -> bool:
    """Whether a word stands where the other side of an act does: "spoke with both leaders"."""
    to = token.dep_ == "pobj" and token.head.lower_ in _TOWARDS
    return to or token.dep_ in ("dobj", "dative")


def _pair_meant(token: Token, words: set[str]) -> bool:
    """Whether a phrase means two sides: "both sides", "each side", "the parties", "the two"."""
    lemma = token.lemma_.lower()
    if lemma in descriptions("both") and words & {"both", "two"}:
        return True
    if lemma in descriptions("both") and words & {"each", "either", "neither"}:
        return lemma == "side" or token.dep_ in ("nsubj", "nsubjpass")
    if token.lower_ in ("two", "both", "pair", "duo") and token.dep_ in _ARGUMENT:
        return token.lower_ == "both" or "the" in words
    bare = token.tag_ in ("NNS", "NNPS") and words <= _BARE_WORDS and "the" in words
    return bare and lemma in descriptions("alone")


def _pointed(token: Token, lemma: str, scene: Scene) -> list[Side]:
    """Whom a noun with "the" or "this" means."""
    talk = scene.discourse
    if lemma in ("visitor", "guest", "host") and talk.visit is not None:
        return list(talk.visit[lemma == "host"])
    if lemma in descriptions("title"):
        return _of_the_land(token, scene) or _titled(token, scene)
    if found := _sovereign(lemma, talk):
        return found
    if lemma in descriptions("land"):
        here = country_here(token, scene)
        return [Side(code=here, name=token.text)] if here else []
    if lemma in descriptions("state"):
        codes = descriptions("state")[lemma]
        before = [s for s in states_before(token, scene) if not codes or s.code in codes]
        return before[:1] or _state_meant(talk, codes)
    if lemma in descriptions("group") and talk.groups:
        return talk.groups[-1:]
    office = office_nouns().get(lemma)
    if office is not None and office.kind == "person" and token.tag_ == "NN":
        return [talk.titles[lemma]] if lemma in talk.titles else []
    return []


def _sovereign(lemma: str, talk: Discourse) -> list[Side]:
    """The state that "the island" is, where the text has named one that it may be."""
    codes = descriptions("sovereign").get(lemma, ())
    return talk.topic.meant((), "actor", among=codes, likely=0) if codes else []


def _state_meant(talk: Discourse, codes: Codes = ()) -> list[Side]:
    """The state that "the country" or "the government" is: the one that the text is most about.

    It is named before, and not in the sentence itself. `codes` are all that "the kingdom" may be.
    """
    known = {c for c in talk.topic.candidates() if is_state(c) and (not codes or c in codes)}
    found = talk.topic.meant((), "actor", among=talk.topic.before(known), likely=0)
    return found or [side for side in talk.states if not codes or side.code in codes][-1:]


def _body(lemma: str, talk: Discourse) -> list[Side]:
    """The body that a noun such as "the agency" may stand for, the one most spoken of."""
    codes = {side.code for side in talk.bodies} & set(descriptions("body")[lemma])
    found = talk.topic.meant((), "actor", among=codes, likely=0)
    return found or [side for side in reversed(talk.bodies) if side.code in codes][:1]


def partner(token: Token, scene: Scene, resolve: Resolve) -> list[Side] | None:
    """Whom "his hosts", "its neighbour" or "her counterpart" means; None where it is no such phrase."""
    if token.lemma_.lower() not in descriptions("partner"):
        return None
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is None or owner.tag_ != "PRP$":
        return None
    if any(scene.by_token.get(c.i) for c in token.children if c.dep_ in ("amod", "compound")):
        return None  # "its Chinese neighbour" names it
    mine = resolve([owner])
    if not mine:
        return []
    talk = scene.discourse
    other = talk.topic.meant(mine, dealt=talk.dealings.dealt(mine))
    return other or talk.dealings.partner_of(mine)


def _other_side(token: Token, scene: Scene, resolve: Resolve) -> list[Side]:
    """The other of two: with whom the subject of the clause deals, or else who last acted."""
    over = [s for s in subjects_over(token) if s != token]
    mine = next((found for s in over if (found := resolve([s]))), [])
    return scene.discourse.dealings.partner_of(mine or scene.discourse.doers)


def anaphoric_group(token: Token, scene: Scene) -> list[Side]:
    """The group named before that "the rebels" or "the militants" means."""
    lemma = token.lemma_.lower()
    if lemma not in descriptions("group") or not scene.discourse.groups:
        return []
    words = {c.lower_ for c in token.children}
    plain = all(c.dep_ in ("det", "punct", "relcl", "prep", "amod", "poss") for c in token.children)
    named = any(c.i in scene.by_token for c in token.children)
    return scene.discourse.groups[-1:] if words & {"the", "these"} and plain and not named else []


def _of_the_land(token: Token, scene: Scene) -> list[Side]:
    """The leader of the land that a sentence opens with: "In Lima ... the president", once named."""
    here = set_in(scene, scene.doc[scene.sentence_of(token).start : token.i])
    known = [side for side in reversed(scene.discourse.persons) if side.code == here]
    return [side.unplaced() for side in known[:1]]


def _titled(token: Token, scene: Scene) -> list[Side]:
    """Who a bare title is: among those who met, somebody of that office or else the other side."""
    talk = scene.discourse
    known = _of_office(token, talk) or talk.titles.get(token.lemma_.lower())
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


def _of_office(token: Token, talk: Discourse) -> Side | None:
    """Who was last named with the whole of an office: "the foreign minister"."""
    before = [c.lower_ for c in token.children if c.dep_ in ("compound", "amod")]
    if not before:
        return None
    wanted = {*before, token.lemma_.lower()}
    for side in reversed(talk.persons):
        if wanted <= set((side.office or "").lower().split()):
            return side
    return None


def _organ(token: Token, lemma: str, scene: Scene) -> list[Side]:
    """Whose "the government" is: of the land that the sentence opens with, or the text is about."""
    writing = scene.discourse.author or scene.discourse.opener
    if (
        writing is not None
        and token.is_title
        and is_state(writing.code)
        and not token.is_sent_start
    ):
        return [_as_organ(token, writing.code, scene)]  # "the Administration" of a release
    here = set_in(scene, scene.doc[scene.sentence_of(token).start : token.i])
    if here is not None:
        return [_as_organ(token, here, scene)]
    return _pointed(token, lemma, scene) if lemma in descriptions("state") else []


def _at_home(token: Token, scene: Scene) -> list[Side]:
    """The organ of the country that a sentence is set in."""
    code = country_here(token, scene)
    return [_as_organ(token, code, scene)] if code is not None else []


def _as_organ(token: Token, code: str, scene: Scene) -> Side:
    start = scene.base + token.idx
    return Side(code=code, name=token.text, start=start, stop=start + len(token.text))
