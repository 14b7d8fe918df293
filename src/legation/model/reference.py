"""A source as a list of references has it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(("the", "and", "for", "with", "from", "that", "this"))
_SHORT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One source; what is not known is None and stays away from the list.

    `outlet` is the newspaper, agency or publisher, `published` an EDTF day, `accessed` the day on which
    the program read it at `url`. `authors` are "Family, Given". `identity` tells it from all others
    (a hash of the text, an address); keys rest on it, so that they stay when others come and go.
    `data` marks a data set.
    """

    identity: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    accessed: dt.date | None = None
    lang: str | None = None
    authors: tuple[str, ...] = ()
    note: str | None = None
    data: bool = False

    @property
    def key(self) -> str:
        """Who, year, first long word of the title and a piece of a hash: `kcna2025missile-3f2a91`.

        Without an outlet, the word and the year. It is made of the source itself and of nothing else.
        """
        who = self.authors[0].partition(",")[0] if self.authors else self.outlet
        words = [w for w in _words(self.title) if len(w) > _SHORT and w not in _SMALL]
        stem, word = "".join(_words(who))[:20], words[0][:20] if words else ""
        year = (self.published or "")[:4]
        dated = year if year.isdigit() else ""
        # A key begins with a letter, whatever the outlet is called.
        told = stem + dated + word if stem[:1].isalpha() else (word or "source") + dated
        digest = hashlib.sha256(self.identity.encode("utf-8", "surrogatepass")).hexdigest()
        return f"{told if told[0].isalpha() else f'source{told}'}-{digest[:6]}"


def _words(text: str | None) -> list[str]:
    folded = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return _WORD.findall(folded)
