"""From a word of the parse to the sides that it names: states, bodies, groups, people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.coding.coreference import pronoun, remember
from legation.coding.groups import group_noun, group_side
from legation.coding.mentions import Mention
from legation.coding.nominals import anaphoric_group, nominal, partner
from legation.coding.scene import Scene
from legation.knowledge.descriptions import descriptions
from legation.knowledge.people import office_nouns
from legation.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING = frozenset({"state", "body", "group", "person", "seat", "people"})
_ACTING_PLACE = frozenset({"capital"})
_SEATED = {"brussels": "EU"}
_DASHES = frozenset({"-", "–", "—"})
_PAIRED = frozenset({"state", "adjective", "person", "body", "group", "capital"})
_MODIFIER = frozenset({"poss", "compound", "amod", "nmod"})
_LED = frozenset({"led", "headed", "commanded", "dominated", "controlled"})
_OF_COURTS = frozenset({"judge", "prosecutor", "court", "tribunal", "investigator"})
_MEMBERS = frozenset({"including", "like", "as", "such"})


def _set_off(phrase: Token) -> bool:
    """Whether a comma stands before a phrase."""
    first = phrase.left_edge
    return first.i > 0 and first.nbor(-1).text == ","


class Resolver:
    """Resolves words to sides within one paragraph, remembering what was named."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def sides(
        self, tokens: Iterable[Token], *, places: bool = False, loose: bool = True
    ) -> list[Side]:
        """All sides that the phrases of these words name, each code once, in order."""
        found: dict[str, Side] = {}
        for token in tokens:
            for side in self._phrase(token, places, loose, 0):
                found.setdefault(side.code, side)
        return list(found.values())

    def _phrase(self, token: Token, places: bool, loose: bool, depth: int) -> list[Side]:
        if depth > 4:
            return []
        found = self._one(token, places, loose, depth)
        if found and token.i in self.scene.by_token:
            found = self._hyphened(token) + found
        for child in token.children:
            listed = found and child.dep_ == "appos" and self._next_in_list(token, child)
            if listed or (child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX")):
                found += self._phrase(child, places, loose, depth + 1)
            elif found and child.dep_ == "appos" and self._somebody(child) and not _set_off(child):
                found += self._beside(child, places, loose, depth)
        return found

    def _somebody(self, name: Token) -> bool:
        """Whether a word is the name of a person, known or not."""
        mention = self.scene.by_token.get(name.i)
        if mention is None:
            return name.ent_type_ == "PERSON"
        return mention.entry.kind == "person"

    def _beside(self, name: Token, places: bool, loose: bool, depth: int) -> list[Side]:
        """Who is named beside a person in office: "the Kenyan president X and Ugandan leader Y"."""
        found = self._one(name, places, loose, depth)
        for child in name.children:
            if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
                found += self._phrase(child, places, loose, depth + 1)
        return [side for side in found if not side.code.startswith("PER:")]

    def _next_in_list(self, token: Token, other: Token) -> bool:
        """Whether an apposition is really the next of a list: "Fiji, Tonga and Samoa"."""
        one, two = self.scene.by_token.get(token.i), self.scene.by_token.get(other.i)
        if one is None or two is None or one.entry.kind != two.entry.kind:
            return False
        return one.entry.codes != two.entry.codes and one.entry.kind in ("state", "capital", "body")

    def _hyphened(self, token: Token) -> list[Side]:
        """The other half of a pair written with a dash: "US-North Korea", "Trump–Kim"."""
        mine = self.scene.by_token[token.i]
        first = token.i
        while self.scene.by_token.get(first - 1) is mine:
            first -= 1
        if first < 2 or token.doc[first - 1].text not in _DASHES:
            return []
        other = self.scene.by_token.get(first - 2)
        if other is None or other.entry.kind not in _PAIRED:
            return []
        return [self.scene.side(other, code) for code in other.entry.codes]

    @staticmethod
    def _codes(mention: Mention) -> tuple[str, ...]:
        """Codes of a name; a nationality that several states share is the first one's."""
        if mention.entry.kind == "adjective" and not mention.text.lower().startswith("inter"):
            return mention.entry.codes[:1]
        return mention.entry.codes

    def _named(self, mention: Mention, places: bool) -> list[Side]:
        entry = mention.entry
        usable = (
            entry.kind in _NAMING
            or entry.kind in _ACTING_PLACE
            or (places and entry.kind == "place")
        )
        if entry.kind in _ACTING_PLACE and not places and (body := self._seated(mention)):
            return [self.scene.side(mention, body)]
        return [self.scene.side(mention, code) for code in entry.codes] if usable else []

    def _seated(self, mention: Mention) -> str | None:
        """The body for which a city acts in a text that names the city's state nowhere."""
        body = _SEATED.get(mention.text.lower())
        named = self.scene.discourse.topic.by_name
        return None if body is None or named & set(mention.entry.codes) else body

    def _one(self, token: Token, places: bool, loose: bool, depth: int) -> list[Side]:
        mention = self.scene.by_token.get(token.i)
        if mention is not None:
            if mention.entry.kind == "adjective" and token.dep_ not in (
                "amod",
                "compound",
                "nmod",
                "poss",
            ):
                return [self.scene.side(mention, code) for code in self._codes(mention)]
            named = self._named(mention, places)
            if named:
                return named
            if mention.entry.kind == "adjective":
                return [self.scene.side(mention, code) for code in self._codes(mention)]
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            return pronoun(token, self.scene, self.sides)
        found = self._members(token, places, depth)
        if found:
            return found
        meant = self._meant(token)
        return self._phrased(token, places, loose, depth) if meant is None else meant

    def _meant(self, token: Token) -> list[Side] | None:
        """Whom a description stands for that is resolved as a whole; None where it is none such."""
        other = partner(token, self.scene, self.sides)
        if other is not None:
            return other
        if meant := anaphoric_group(token, self.scene):
            return meant
        group = group_side(token, self.scene)
        return None if group is None else [group]

    def _phrased(self, token: Token, places: bool, loose: bool, depth: int) -> list[Side]:
        """Whose a noun is by the words around it, or else whom it stands for in the text."""
        found = self._modified(token, places)
        if found and not all(side.code.startswith("PER:") for side in found):
            return self._titled(token, found)
        for child in token.children:
            if child.dep_ == "appos":
                found = self._phrase(child, places, loose, depth + 1)
                if found:
                    return found
        found = self._of(token, places, loose, depth)
        if found:
            return self._titled(token, found)
        return nominal(token, self.scene, self.sides)

    def _members(self, token: Token, places: bool, depth: int) -> list[Side]:
        """Members named for their group: "states like Malaysia and Singapore"."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _MEMBERS:
                pobj = [p for p in child.children if p.dep_ == "pobj"]
                found = [s for p in pobj for s in self._phrase(p, places, False, depth + 1)]
                if found and token.i not in self.scene.by_token:
                    return found
        return []

    def _modified(self, token: Token, places: bool) -> list[Side]:
        """Whose it is, by the words before it: "Lao president", "Russia's army", "US and UK jets"."""
        found: list[Side] = []
        for child in token.children:
            if child.dep_ not in _MODIFIER:
                continue
            mention = self.scene.by_token.get(child.i)
            if mention is None:
                if child.dep_ == "poss" and child.tag_ == "PRP$":
                    found += pronoun(child, self.scene, self.sides)
                elif child.lower_ in _LED:  # "NATO-led troops"
                    before = [c for c in child.children if c.dep_ == "npadvmod"]
                    named = [self.scene.by_token.get(c.i) for c in before]
                    found += [
                        self.scene.side(m, code) for m in named if m for code in self._codes(m)
                    ]
                elif child.dep_ in ("poss", "compound", "nmod"):
                    found += self._modified(child, places) or (
                        nominal(child, self.scene, self.sides) if child.dep_ == "poss" else []
                    )
                continue
            local = mention.entry.kind == "place" and (places or self._local(token))
            if mention.entry.kind in ("place", "outlet", "region") and not local:
                continue
            found += self._hyphened(child)
            found += [self.scene.side(mention, code) for code in self._codes(mention)]
            for conjunct in child.conjuncts:
                other = self.scene.by_token.get(conjunct.i)
                if other is not None and other.entry.kind not in ("place", "outlet", "region"):
                    found += [self.scene.side(other, code) for code in other.entry.codes]
        return found

    @staticmethod
    def _local(token: Token) -> bool:
        """Whether a noun names an organ, which acts for its state in a province too."""
        known = office_nouns().get(token.lemma_.lower())
        organ = group_noun(token)
        acting = organ is not None and organ.kind == "organ"
        return acting or (known is not None and known.kind == "person")

    def _titled(self, token: Token, sides: list[Side]) -> list[Side]:
        noun = office_nouns().get(token.lemma_.lower())
        if noun is None or (noun.kind == "organ" and noun.rank is None):
            return sides
        left = token.left_edge.idx
        text = self.scene.text[left : token.idx + len(token.text)]
        return [
            Side(
                code=side.code,
                name=text if len(text) < 60 else side.name,
                office=token.text.lower() if noun.kind == "person" else None,
                rank=noun.rank,
                start=self.scene.base + left,
                stop=self.scene.base + token.idx + len(token.text),
            )
            for side in sides
        ]

    def _of(self, token: Token, places: bool, loose: bool, depth: int) -> list[Side]:
        """The state behind an office or organ: "president of France", "troops from Vietnam"."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "for", "in", "to"):
                acting = token.lemma_.lower() in office_nouns()
                if child.lower_ in ("of", "from") or acting:
                    pobj = [p for p in child.children if p.dep_ == "pobj"]
                    if child.lower_ == "of" and not acting and not loose:
                        continue
                    if any(p.lower_ == "hague" for p in pobj) and (court := self._court(token)):
                        return [court]
                    found = [
                        s for p in pobj for s in self._phrase(p, places or acting, False, depth + 1)
                    ]
                    if found:
                        return found
        return []

    def _court(self, noun: Token) -> Side | None:
        """The court in The Hague of which judges or prosecutors there are."""
        if noun.lemma_.lower() not in _OF_COURTS:
            return None
        courts = descriptions("court_in_the_hague").get("court", ())
        named = [s for s in reversed(self.scene.discourse.bodies) if s.code in courts]
        start = self.scene.base + noun.idx
        stop = start + len(noun.text)
        return Side(
            code=(named[0].code if named else "ICC"), name=noun.text, start=start, stop=stop
        )

    def remember(self, sentence_tokens: Iterable[Token]) -> None:
        """After a sentence: its subjects are what later pronouns mean."""
        remember(sentence_tokens, self.scene, self.sides)
