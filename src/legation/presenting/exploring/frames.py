"""Charts of several sampling frames: one is shown at a time, and the reader picks which."""

from __future__ import annotations

from collections.abc import Sequence

from legation.presenting.exploring.explored import Spec

ONE = "frame shown"
"""The field by which rows are told apart: the name of their frame."""
_NONE = "what these articles mention"


def frame_words(name: object) -> str:
    """A frame's name as the reader picks it."""
    return str(name) if name is not None else _NONE


def picking(values: Sequence[Spec]) -> tuple[Spec, Spec]:
    """What a view, and what its layers, need to show the rows of one frame; nothing where there is one."""
    names = list(dict.fromkeys(str(row[ONE]) for row in values))
    if len(names) < 2:
        return {}, {}
    bind = {"input": "select", "options": names, "name": "Frame "}
    return (
        {"params": [{"name": "frame", "value": names[0], "bind": bind}]},
        {"transform": [{"filter": f"datum['{ONE}'] === frame"}]},
    )
