"""The parser's rules from tags to parts of speech, with their answers remembered.

spaCy's attribute ruler matches some two hundred patterns against every token, which costs as much as
the parse. All but a few patterns look at one token, at its tag, its dependency and whether it is one
of a hundred small words; what the ruler said of such a token once, it says again. Texts with a word
that only a pattern of two tokens tells are left to the ruler itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "remembered_ruler"
RULER = "attribute_ruler"
_SEEN = ["TAG", "DEP", "LOWER", "IS_SPACE"]
_SET = ["POS", "MORPH", "LEMMA"]
_PAIRED = ("ai", "gon", "got", "let", "c'm", "y", "y'")
"""First words of patterns of two tokens."""

Key = tuple[int, int, int, bool]
Answer = tuple[int, int, int]


@Language.factory(NAME)
class RememberedRuler:
    """The attribute ruler of a pipeline, asked once for each kind of token."""

    def __init__(self, nlp: Language, name: str = NAME) -> None:
        self.name = name
        ruler: Any = nlp.get_pipe(RULER)
        self._ruler = ruler
        strings = nlp.vocab.strings
        self._words = frozenset(strings.add(word) for word in _words(ruler.patterns))
        self._paired = frozenset(strings.add(word) for word in _PAIRED)
        self._expletive = strings.add("expl")
        self._known: dict[Key, Answer] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets parts of speech, morphology and fixed lemmas as the ruler would."""
        table: Any = doc
        seen: list[list[int]] = table.to_array(_SEEN).tolist()
        if not seen or any(space or low in self._paired for _, _, low, space in seen):
            ruled: Doc = self._ruler(doc)
            return ruled
        keys = list(self._keys(seen))
        answers = [self._known.get(key) for key in keys]
        if None in answers:
            self._ruler(doc)
            told = [tuple(row) for row in table.to_array(_SET).tolist()]
            self._known.update(zip(keys, told, strict=True))
            return doc
        table.from_array(_SET, np.array(answers, dtype=np.uint64))
        return doc

    def _keys(self, seen: list[list[int]]) -> Iterator[Key]:
        before = 0
        for tag, dep, low, _ in seen:
            yield tag, dep, low if low in self._words else 0, before == self._expletive
            before = dep


def remember_rules(nlp: Language) -> Language:
    """Puts the remembering ruler in the place of the ruler, where a pipeline has one."""
    if RULER in nlp.pipe_names:
        nlp.add_pipe(NAME, after=RULER)
        nlp.disable_pipe(RULER)
    return nlp


def _words(patterns: Any) -> Iterator[str]:
    """The small words that the patterns name."""
    for pattern in (tokens for rule in patterns for tokens in rule["patterns"]):
        for token in pattern:
            asked = token.get("LOWER", ())
            if isinstance(asked, str):
                yield asked
            elif isinstance(asked, dict):
                yield from asked.get("IN", ())
