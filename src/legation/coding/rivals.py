"""Two parties of one state in one act: "the Taliban attacked an Afghan base"."""

from __future__ import annotations

from dataclasses import replace

from legation.coding.grammar import Slots
from legation.coding.sides import Resolver
from legation.coding.slots import in_slot
from legation.knowledge.acts import Frame
from legation.knowledge.names import rivals
from legation.model import Side


def told_apart(
    frame: Frame, slots: Slots, actors: list[Side], resolver: Resolver
) -> tuple[list[Side], list[Side]]:
    """Actors and recipients where one is the state and the other a party that also bears its code.

    A name such as "Taliban" stands for Afghanistan; against Afghan forces it is a group of its own.
    """
    known = [side for side in actors if side.code in rivals()]
    if not known:
        return actors, []
    for slot in (slot for choice in frame.recipient for slot in choice):
        tokens = [token for token in in_slot(slots, slot) if token.tag_ != "PRP"]
        for other in resolver.sides(tokens, places=True):
            for actor in (side for side in known if side.code == other.code):
                group, rival = _as_group(actor), _as_group(other)
                if group is not None and rival is None:
                    return [group if side is actor else side for side in actors], [other]
                if rival is not None and group is None:
                    return actors, [rival]
    return actors, []


def _as_group(side: Side) -> Side | None:
    """The party that a side is named as, with its own code; None for the state itself."""
    for rival in rivals()[side.code]:
        if side.name and rival.name in side.name:
            return replace(side, code=rival.code)
    return None
