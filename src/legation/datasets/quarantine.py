"""What of a file could not be used, or only in part: lines as they stood, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

KEPT_LINES = 10_000
"""Lines of one file that are kept; further ones are counted."""
ROW = "row number"
"""Column of a batch by which `whole` finds the lines as they stood in the file."""
_KEPT_PER_REMARK = 100
_REASONS = 200
_SHOWN = 4000

Whole = Callable[[Sequence[int]], list[str]]
"""Gives the lines of the batch at hand by the numbers of their rows."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A line set aside, or remarked upon and used all the same (`used`)."""

    reason: str
    line: str
    used: bool = False

    def told(self) -> dict[str, Any]:
        """The same for JSON; there may be very many, for which `asdict` is slow."""
        return {"reason": self.reason, "line": self.line, "used": self.used}


@dataclass(slots=True)
class Quarantine:
    """Reasons with their numbers, and the first lines that they hold for.

    `malformed` are lines that are no rows, and are found anew whenever the file is read; `rejected`
    rows that were left out, `remarks` of rows that were used. `delimiter` stands between the
    cells where the lines are not at hand.
    """

    rejected: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)
    kept: list[Aside] = field(default_factory=list)
    malformed: dict[str, int] = field(default_factory=dict)
    lines: list[Aside] = field(default_factory=list)
    delimiter: str = "\t"
    whole: Whole | None = None

    def line(self, reason: str, line: str) -> None:
        """Leaves a line out that is no row."""
        _count(self.malformed, reason, 1)
        if len(self.lines) < KEPT_LINES:
            self.lines.append(Aside(reason, line[:_SHOWN]))

    def rows(self, reason: str, rows: pa.RecordBatch) -> None:
        """Leaves rows out."""
        _count(self.rejected, reason, len(rows))
        self._keep(rows, reason, KEPT_LINES, used=False)

    def remark(self, reason: str, rows: pa.RecordBatch) -> None:
        """Says something of rows that are used all the same."""
        wanted = _KEPT_PER_REMARK - self.remarks.get(reason, 0)
        _count(self.remarks, reason, len(rows))
        self._keep(rows, reason, wanted, used=True)

    @property
    def left_out(self) -> dict[str, int]:
        """Numbers of lines and rows that were left out, by reason."""
        return self.malformed | self.rejected

    @property
    def aside(self) -> list[Aside]:
        """The lines that were kept."""
        return [*self.lines, *self.kept]

    def saved(self) -> dict[str, Any]:
        """What cannot be found anew without mapping rows again, as JSON can keep it."""
        kept = [row.told() for row in self.kept]
        return {"rejected": self.rejected, "remarks": self.remarks, "kept": kept}

    def restore(self, saved: dict[str, Any]) -> None:
        """Takes up what `saved` gave."""
        self.rejected, self.remarks = saved["rejected"], saved["remarks"]
        self.kept = [Aside(**row) for row in saved["kept"]]

    def _keep(self, rows: pa.RecordBatch, reason: str, most: int, *, used: bool) -> None:
        most = min(most, KEPT_LINES - len(self.kept))
        if most > 0:
            lines = self._lines(rows.slice(0, most))
            self.kept += [Aside(reason, line[:_SHOWN], used) for line in lines]

    def _lines(self, rows: pa.RecordBatch) -> list[str]:
        if self.whole is not None and ROW in rows.schema.names:
            return self.whole(rows.column(ROW).to_pylist())
        columns = [column.to_pylist() for column in rows.columns]
        return [
            self.delimiter.join("" if cell is None else str(cell) for cell in cells)
            for cells in zip(*columns, strict=True)
        ]


def _count(reasons: dict[str, int], reason: str, number: int) -> None:
    known = reason if reason in reasons or len(reasons) < _REASONS else "further reasons"
    reasons[known] = reasons.get(known, 0) + number
