"""What a picture is before it is drawn: parts of one frame each, with their numbers and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from legation.presenting.pictures.canvas import Canvas

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What stands under every picture: where the events come from, as of when, and the program."""

    source: str
    as_of: str | None
    program: str

    @property
    def words(self) -> str:
        """The same as a sentence."""
        when = f"As of {self.as_of}" if self.as_of else "As of all that the source holds"
        return f"Source: {self.source}. {when}. Drawn by {self.program}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one frame says: `heading` names it, `draw` draws it where the canvas has come to."""

    heading: str
    alt: str
    draw: Callable[[Canvas], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture: `units` say what is drawn and how to read it, `rows` are the numbers drawn."""

    key: str
    title: str
    units: str
    parts: tuple[Part, ...]
    columns: tuple[str, ...]
    rows: Sequence[Row]

    @property
    def alt(self) -> str:
        """The text alternative of the whole."""
        return " ".join(f"{part.heading}. {part.alt}" for part in self.parts)

    def drawn(self, width: int, about: About, name: str = "", *, titled: bool = True) -> Canvas:
        """The picture at a width in pixels, with its title above and its source below.

        `name` tells it from another drawing of the same picture; without `titled` the page around
        it says title and units.
        """
        canvas = Canvas(f"{self.key}{name}", width)
        if titled:
            canvas.paragraph(self.title, "title", 10.4)
            canvas.paragraph(self.units)
        for part in self.parts:
            canvas.y += 10
            canvas.paragraph(part.heading, "strong", 7.2)
            part.draw(canvas)
        canvas.y += 6
        canvas.paragraph(about.words)
        return canvas
