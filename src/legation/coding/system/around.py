"""What stands around a measure: its channel, effect, precondition, obstacle and precedent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.coding.clauses import shorten
from legation.coding.system.phrases import last_of
from legation.knowledge.judging import system_words
from legation.model import Channel

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FORMAL = frozenset({"formal", "formally", "treaty", "official", "officially", "intergovernmental"})
_INFORMAL = frozenset(
    {"informal", "informally", "quiet", "quietly", "discreet", "discreetly", "unofficial",
     "backchannel", "backroom", "privately", "private", "track"}
)  # fmt: skip
_PARTS = ("precondition", "obstacle", "effect", "precedent")
_PURPOSE = ("advcl", "xcomp", "relcl")


def channel(words: str) -> Channel | None:
    """The way that the words of a measure tell, where they tell one."""
    told = {word.strip(".,;:").lower() for word in words.replace("-", " ").split()}
    if told & _INFORMAL:
        return Channel.INFORMAL
    return Channel.FORMAL if told & _FORMAL else None


def parts(content: Token, sentence: Span) -> dict[str, str]:
    """Words by what they are for the measure: effect, precondition, obstacle, precedent."""
    found: dict[str, str] = {}
    for token in sentence:
        name = next((n for n in _PARTS if token.lower_ in system_words(n)), None)
        if (
            name is None
            or name in found
            or token.dep_ not in ("mark", "prep", "cc", "advmod", "aux")
        ):
            continue
        under = token if token.dep_ == "prep" else token.head
        if name == "effect" and not _purpose(under, content):
            continue
        if under == content or content in under.subtree:
            continue
        last = last_of(under, sentence)
        if last > token.i:
            found[name] = shorten(sentence.doc[token.i : last + 1].text, 200)
    return found


def _purpose(under: Token, content: Token) -> bool:
    return under.dep_ in _PURPOSE and under.i > content.i and content in under.ancestors
