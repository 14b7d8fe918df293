"""Assumptions from plain words, by the forms of `whatif/forms.tsv`, and from a file's fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from legation.errors import UsageError
from legation.judging.whatif import naming
from legation.knowledge.bodies import bodies
from legation.knowledge.conflicts import Conflict, conflicts, folded
from legation.knowledge.names import display
from legation.knowledge.offices import terms
from legation.knowledge.supposing import Act, Affair, Form, acts, affairs, forms, words
from legation.model.assumption import Assumption, AssumptionKind
from legation.model.when import days

_WHEN = re.compile(
    r"[\s,]*(?:\(\s*(?:in |on |from |since )?|\b(?:in|on|from|since) )"
    r"(?P<when>\d{4}(?:-\d{2}){0,2}(?:/\d{4}(?:-\d{2}){0,2})?)\s*\)?\s*$",
    re.IGNORECASE,
)
_SLOT = re.compile(r"\{(\w+)\}")
Slots = Mapping[str, str]


def parse(text: str) -> Assumption:
    """The assumption that words make; raises UsageError that says which forms exist."""
    given = " ".join(text.split()).rstrip(".!")
    when = _WHEN.search(given)
    bare = given[: when.start()].strip() if when else given
    problem: UsageError | None = None
    for form in forms():
        if not (match := _pattern(form.pattern).fullmatch(bare)):
            continue
        try:
            made = _MAKERS[form.kind](form, match.groupdict(), given, _edtf(when))
        except UsageError as error:
            problem = problem or UsageError(f"{error} A form of words for it is “{form.example}”.")
            continue
        if made is not None:
            return made
    raise problem or UsageError(_no_form(given))


def _edtf(when: re.Match[str] | None) -> str | None:
    if when is None:
        return None
    try:
        days(when["when"])
    except ValueError as error:
        raise UsageError(f"{when['when']!r} is no day that exists; check the date.") from error
    return when["when"]


def examples() -> dict[str, str]:
    """An example of each form, by its name."""
    found: dict[str, str] = {}
    for form in forms():
        found.setdefault(form.name, form.example)
    return found


def _no_form(text: str) -> str:
    shown = "; ".join(f"“{example}”" for example in examples().values())
    return (
        f"{text!r} has no form that is understood; say it like one of these: {shown} (a day or a "
        "year may follow in brackets), or give a file with --assume."
    )


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A form as an expression: slots take any words, and alternatives stand as they are."""
    opened = pattern.replace("(", "(?:").replace(")? ", ")?").replace(" )", r"\s+)")
    made = _SLOT.sub(lambda slot: f"(?P<{slot[1]}>.+?)", opened)
    return re.compile(made.replace(" ", r"\s+"), re.IGNORECASE)


def _chair(form: Form, slots: Slots, text: str, when: str | None) -> Assumption | None:
    forum = naming.code_in(slots["body"])
    _a_body(forum)
    return Assumption(
        kind=form.kind,
        words=text,
        actors=(naming.code_in(slots["actor"]),),
        others=(forum,),
        what="chair",
        when=when,
    )


def _a_body(code: str) -> None:
    if code not in {body.code for body in bodies()}:
        raise UsageError(f"{display(code)} is no body or forum; name one such as ASEAN.")


def _membership(form: Form, slots: Slots, text: str, when: str | None) -> Assumption | None:
    body = naming.code_in(slots["body"])
    _a_body(body)
    return Assumption(
        kind=form.kind,
        words=text,
        actors=(naming.code_in(slots["actor"]),),
        others=(body,),
        what="membership",
        when=when,
        holds=form.holds,
    )


def _tie(form: Form, slots: Slots, text: str, when: str | None) -> Assumption | None:
    one, other = naming.code_in(slots["actor"]), naming.code_in(slots["other"])
    if one == other:
        raise UsageError(f"A tie has two sides, and both are {display(one)} here; name two.")
    return Assumption(
        kind=form.kind,
        words=text,
        actors=(one,),
        others=(other,),
        what="relations",
        when=when,
        holds=form.holds,
    )


def _office(form: Form, slots: Slots, text: str, when: str | None) -> Assumption | None:
    whose, said = _post(slots["post"]) if "post" in slots else (slots["actor"], slots["office"])
    office = _office_named(said)
    return Assumption(
        kind=form.kind,
        words=text,
        actors=(naming.code_in(whose),),
        what=office,
        person=slots["person"].strip(),
        when=when,
    )


def _post(text: str) -> tuple[str, str]:
    """ "Indonesian foreign minister" as the state and the office."""
    parts = text.split()
    offices = {term.office.casefold() for term in terms()}
    for at in range(1, len(parts)):
        if " ".join(parts[at:]).casefold().replace("defense", "defence") in offices:
            return " ".join(parts[:at]), " ".join(parts[at:])
    return "", text


def _office_named(text: str) -> str:
    wanted = text.strip().casefold().removeprefix("the ").replace("defense", "defence")
    known = {term.office.casefold(): term.office for term in terms()}
    if wanted not in known:
        shown = "president, prime minister, foreign minister, defence minister"
        raise UsageError(f"No office is known as {text.strip()!r}; use one such as {shown}.")
    return known[wanted]


def _end(form: Form, slots: Slots, text: str, when: str | None) -> Assumption | None:
    """A war by its name or its parties, or another affair with those whom it concerns."""
    theatre = slots.get("theatre")
    said = f"war in {theatre.strip()}" if theatre else slots["affair"].strip()
    if found := conflict_named(said):
        return Assumption(
            kind=form.kind,
            words=text,
            actors=found.actors,
            others=found.recipients,
            what="war",
            name=found.name,
            when=when,
            holds=False,
        )
    for affair in affairs().values():
        if (parted := _around(said, affair.nouns)) is not None:
            actors, others = _sides(*parted)
            if "actor" in slots:
                actors = tuple(dict.fromkeys((*naming.codes_in(slots["actor"]), *actors)))
            return _ending(form, affair, (actors, others), text, when)
    return None


def _ending(
    form: Form,
    affair: Affair,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    text: str,
    when: str | None,
) -> Assumption:
    if not any(sides):
        raise UsageError(
            f"Say whose {affair.name} ends, such as “{affair.nouns[0]} between A and B ends”."
        )
    known = frozenset(sides[0] + sides[1])
    named = [c for c in conflicts() if affair.name == "war" and {*c.actors, *c.recipients} == known]
    return Assumption(
        kind=form.kind,
        words=text,
        actors=sides[0],
        others=sides[1],
        what=affair.name,
        name=named[0].name if named else "",
        when=when,
        holds=False,
    )


def conflict_named(text: str) -> Conflict | None:
    """The war that words name, as the table of wars has it."""
    wanted = folded(text).removeprefix("the ")
    known = (c for c in conflicts() if folded(c.name) == wanted)
    return next(known, None)


def _event(form: Form, slots: Slots, text: str, when: str | None) -> Assumption | None:
    """The act with the longest words found, and those named before and after it."""
    said = slots["act"]
    surfaces = sorted(
        ((surface, act) for act in acts().values() for surface in act.surfaces),
        key=lambda told: -len(told[0]),
    )
    for surface, act in surfaces:
        if (parted := _around(said, (surface,))) is not None:
            return _acted(form, act, _sides(*parted), text, when)
    return None


def _acted(
    form: Form,
    act: Act,
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    text: str,
    when: str | None,
) -> Assumption:
    actors, others = sides
    if act.mutual:
        actors, others = tuple(dict.fromkeys((*actors, *others))), ()
    if not actors:
        raise UsageError(f"Say who acts in {text!r}, such as “North Korea {act.surfaces[0]}”.")
    return Assumption(
        kind=form.kind, words=text, actors=actors, others=others, what=act.name, when=when
    )


def _around(text: str, nouns: tuple[str, ...]) -> tuple[str, str] | None:
    """What stands before and after one of some words; None where none of them is there."""
    for noun in sorted(nouns, key=len, reverse=True):
        found = re.search(rf"(?<![\w-]){re.escape(noun)}(?![\w-])", text, re.IGNORECASE)
        if found:
            return text[: found.start()].strip(), text[found.end() :].strip()
    return None


def _sides(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who acts and towards whom, by the prepositions between them."""
    actors: list[str] = list(naming.codes_in(before))
    others: list[str] = []
    prepositions = words("actor before") | words("other before")
    parts = re.split(rf"\b({'|'.join(sorted(prepositions))})\b", after, flags=re.IGNORECASE)
    if parts[0].strip():
        others += naming.codes_in(parts[0])
    for preposition, part in zip(parts[1::2], parts[2::2], strict=True):
        told = naming.codes_in(part)
        (actors if preposition.casefold() in words("actor before") else others).extend(told)
    return tuple(dict.fromkeys(actors)), tuple(dict.fromkeys(others))


_Make = Callable[[Form, Slots, str, "str | None"], "Assumption | None"]
_MAKERS: Mapping[AssumptionKind, _Make] = {
    AssumptionKind.CHAIR: _chair,
    AssumptionKind.MEMBERSHIP: _membership,
    AssumptionKind.TIE: _tie,
    AssumptionKind.OFFICE: _office,
    AssumptionKind.END: _end,
    AssumptionKind.EVENT: _event,
}
