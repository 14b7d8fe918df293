"""Who is meant: the sides and speakers that a model names, as codes of the program."""

from __future__ import annotations

from functools import cached_property

from legation.coding.llm.answer import HolderDraft, SideDraft
from legation.coding.llm.passages import Passage
from legation.coding.mentions import Names
from legation.knowledge.names import display_names, is_state, resolve
from legation.model import Article, DropReason, Holder, Rank, Side, Span
from legation.model.when import exact_day

AUTHOR = "author"
_ACTS = frozenset({"state", "adjective", "people", "capital", "seat", "body", "group", "person"})
_BEARERS = frozenset({"body", "group", "person"})
_OWN = ("NSA:", "PER:")
_LONGEST_NAME = 100
_RANKS = {rank.value: rank for rank in Rank}


def tidy(text: str, longest: int) -> str:
    """A model's own words in one line, without control characters, cut at a length."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


class Unknown(Exception):
    """A side or speaker that cannot be kept, and why."""

    def __init__(self, reason: DropReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Register:
    """Names in one article, as of its day.

    A code counts only where the article names its bearer: a model that was talked into naming
    somebody else names nobody.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._names = Names(exact_day(article.published))

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self._codes(f"{self._article.title or ''}\n{self._article.text}"))

    def side(self, draft: SideDraft, passage: Passage, near: Span) -> Side:
        """The side that a draft names; raises Unknown where it is not named or has no code."""
        spot = passage.nearest(draft.name, near) if len(draft.name.strip()) > 1 else None
        code = self._code(draft, named=spot is not None)
        text = self._article.text
        return Side(
            code=code,
            name=tidy(text[spot.start : spot.stop], _LONGEST_NAME) if spot else None,
            office=quoted(draft.office, passage),
            rank=_RANKS.get(draft.rank or ""),
            start=spot.start if spot else None,
            stop=spot.stop if spot else None,
        )

    def holder(self, draft: HolderDraft, passage: Passage) -> Holder:
        """Who speaks; raises Unknown where the passage does not name them."""
        if draft.name.strip().casefold() == AUTHOR:
            return Holder(name=AUTHOR)
        name = quoted(draft.name, passage)
        if name is None:
            raise Unknown(DropReason.UNNAMED)
        code = known(draft.code)
        if code not in self._named:
            code = next(iter(self._codes(name)), None)
        return Holder(name=name, office=quoted(draft.office, passage), code=code)

    def place(self, words: str | None) -> str | None:
        """The country that a code or name means; None for anything else."""
        if not words:
            return None
        code = known(words)
        if code is None:
            told = {c for m in self._names.find(words) for c in m.entry.codes if is_state(c)}
            code = told.pop() if len(told) == 1 else None
        return code if code is not None and is_state(code) else None

    def _code(self, draft: SideDraft, *, named: bool) -> str:
        told = self._codes(draft.name)
        code = known(draft.code)
        kind = (draft.code or "").strip()[:4]
        if code is None and kind in _OWN:
            code = self._bearer(draft.name)
            if code is None and named:
                return f"{kind}{tidy(draft.name, _LONGEST_NAME)}"
        elif code is None or (told and code not in told):
            if len(told) > 1:
                raise Unknown(DropReason.SEVERAL)
            code = told[0] if told else None  # the dictionary knows names better than a model
        if code is None and kind not in _OWN:
            raise Unknown(DropReason.UNKNOWN)
        if code is None or code not in self._named:
            raise Unknown(DropReason.UNNAMED)
        return code

    def _bearer(self, name: str) -> str | None:
        """The code of a group, body or person in office who has this name."""
        found = [m.entry for m in self._names.find(name) if m.entry.kind in _BEARERS]
        return found[0].codes[0] if len(found) == 1 and found[0].codes else None

    def _codes(self, text: str) -> list[str]:
        found = (m.entry for m in self._names.find(text) if m.entry.kind in _ACTS)
        return list(dict.fromkeys(code for entry in found for code in entry.codes))


def known(code: str | None) -> str | None:
    """The program's own code for a code, a name, or a group under another of its names."""
    code = (code or "").strip()
    if code in display_names():
        return code
    if code.startswith("NSA:"):
        return resolve(code[4:])
    return resolve(code) if code and not code.startswith("PER:") else None


def quoted(words: str | None, passage: Passage) -> str | None:
    """Words as the passage has them, in one line; None where it has not."""
    found = passage.find(words) if words and len(words.strip()) > 1 else []
    if not found:
        return None
    return tidy(passage.article.text[found[0].start : found[0].stop], _LONGEST_NAME)
