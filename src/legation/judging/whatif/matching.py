"""Whether words tell of what is assumed: by actors, acts and content words, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from legation.judging.whatif.effects import words_in
from legation.judging.whatif.mentions import Setting, codes
from legation.knowledge.conflicts import conflicts, folded
from legation.knowledge.names import display
from legation.knowledge.supposing import Groups, acts, affairs, effects, is_form_of_any, words
from legation.model.assumption import Assumption, AssumptionKind

_ANYWHERE = Setting("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """That words tell of an assumption, why, and whether they tell of its opposite."""

    why: str
    opposite: bool = False


def match(one: Assumption, text: str, setting: Setting = _ANYWHERE) -> Match | None:
    """Whether a text tells of what is assumed; `setting` is the article in which it stands."""
    heard = _words(one, text)
    if heard is None:
        return None
    who = _who(one, text, setting)
    if who is None:
        return None
    return Match(why=f"{heard}; {who}", opposite=_turned(one, text))


def _words(one: Assumption, text: str) -> str | None:
    """The words that tell of it; None where a group has none of its own."""
    if one.kind is AssumptionKind.END and one.name and (named := _named(one.name, text)):
        found = heard((words("end") | words("goes on"),), text)
        return f"names “{named}” and says “{found[0]}”" if found else None
    if one.kind is AssumptionKind.OFFICE and one.person.split()[-1].casefold() in words_in(text):
        return f"names {one.person}"
    found = heard(_groups(one), text)
    if found is None and one.what == "war":
        found = heard((words("peace"),), text)
    return f"says {', '.join(f'“{word}”' for word in found)}" if found else None


def _groups(one: Assumption) -> Groups:
    if one.kind is AssumptionKind.EVENT:
        return acts()[one.what].words
    if one.kind is AssumptionKind.END:
        return (affairs()[one.what].words, words("end") | words("goes on"))
    if one.kind is AssumptionKind.CHAIR:
        return (words("chair"),)
    if one.kind is AssumptionKind.MEMBERSHIP:
        return (words("join" if one.holds else "leave"),)
    if one.kind is AssumptionKind.TIE:
        return (words("restore" if one.holds else "break"), words("tie"))
    return tuple(frozenset({word}) for word in one.what.split())


def heard(groups: Iterable[frozenset[str]], text: str) -> list[str] | None:
    """A word of the text for each group; None where one has none."""
    said = words_in(text)
    found = []
    for group in groups:
        hit = next((w for w in said if is_form_of_any(w, group)), None)
        if hit is None:
            return None
        found.append(hit)
    return found


def _named(war: str, text: str) -> str | None:
    """The name under which a text speaks of a war, of all names that the table has for it."""
    mine = next((c for c in conflicts() if c.name == war), None)
    if mine is None:
        return None
    said = f" {folded(text)} "
    for other in conflicts():
        same = (other.actors, other.recipients, other.start) == (
            mine.actors,
            mine.recipients,
            mine.start,
        )
        if same and folded(other.name) in said:
            return other.name
    return None


def _who(one: Assumption, text: str, setting: Setting) -> str | None:
    """Why those named are those of the assumption; None where they are others."""
    if one.kind is AssumptionKind.END and one.name and _named(one.name, text):
        return "the war is the one assumed"
    named = set(codes(text))
    if one.kind in (AssumptionKind.CHAIR, AssumptionKind.MEMBERSHIP):
        body, holder = one.others[0], one.actors[0]
        if body not in named:
            return None
        others = named - {body}
        return _told(named & one.codes) if not others or holder in others else None
    if one.kind is AssumptionKind.OFFICE and one.person.split()[-1].casefold() in words_in(text):
        return "by name"
    if (
        one.what == "war"
        and named
        and named <= one.codes
        and named & {*one.others, *one.actors[1:]}
    ):
        return _told(named)
    if one.kind is AssumptionKind.TIE or (one.kind is AssumptionKind.END and len(one.codes) > 1):
        return _told(one.codes) if one.codes <= named else None
    leading = set(one.actors) or set(one.others)
    if named:
        return _told(named & one.codes) if _fits(one, named, leading) else None
    if setting.main_state in leading:
        return f"it names nobody, and the article names {display(setting.main_state or '')} most"
    return None


def _fits(one: Assumption, named: set[str], leading: set[str]) -> bool:
    """Whether those who act are named, and no other side than the one assumed."""
    if not named & leading or (len(one.actors) > 1 and not set(one.actors) <= named):
        return False
    return not one.others or bool(named & set(one.others)) or named <= leading


def _told(codes_: Iterable[str]) -> str:
    return f"names {', '.join(sorted(map(display, codes_)))}"


def _turned(one: Assumption, text: str) -> bool:
    """Whether the text tells of the opposite: a war that goes on, a test that does not come."""
    said = words_in(text)
    if any(word in effects("not") for word in said):
        return True
    if one.kind is not AssumptionKind.END:
        return False
    goes_on = any(is_form_of_any(word, words("goes on")) for word in said)
    ends = any(is_form_of_any(word, words("end")) for word in said)
    return goes_on and not ends
