"""What of a file could not be used, or only in part: lines as they stood, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

KEPT_LINES = 10_000
"""Lines of one file that are kept; further ones are counted."""
_KEPT_PER_REMARK = 100
_REASONS = 200
_SHOWN = 4000


@dataclass(frozen=True, slots=True)
class Aside:
    """A line set aside, or remarked upon and used all the same (`used`)."""

    reason: str
    line: str
    used: bool = False


@dataclass(slots=True)
class Quarantine:
    """Reasons with their numbers: of rows left out (`rejected`) and of rows used (`remarks`)."""

    delimiter: str = "\t"
    rejected: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)
    kept: list[Aside] = field(default_factory=list)

    def line(self, reason: str, line: str) -> None:
        """Leaves a line out."""
        self._count(self.rejected, reason, 1)
        self._keep(Aside(reason, line[:_SHOWN]))

    def rows(self, reason: str, rows: pa.RecordBatch) -> None:
        """Leaves rows out."""
        self._count(self.rejected, reason, len(rows))
        for line in self._lines(rows, KEPT_LINES - len(self.kept)):
            self._keep(Aside(reason, line))

    def remark(self, reason: str, rows: pa.RecordBatch) -> None:
        """Says something of rows that are used all the same."""
        wanted = _KEPT_PER_REMARK - self.remarks.get(reason, 0)
        self._count(self.remarks, reason, len(rows))
        for line in self._lines(rows, min(wanted, KEPT_LINES - len(self.kept))):
            self._keep(Aside(reason, line, used=True))

    @classmethod
    def restored(cls, saved: dict[str, Any]) -> Quarantine:
        """The quarantine that `asdict` took apart."""
        return cls(**{**saved, "kept": [Aside(**row) for row in saved["kept"]]})

    def _count(self, reasons: dict[str, int], reason: str, number: int) -> None:
        known = reason if reason in reasons or len(reasons) < _REASONS else "further reasons"
        reasons[known] = reasons.get(known, 0) + number

    def _keep(self, aside: Aside) -> None:
        if len(self.kept) < KEPT_LINES:
            self.kept.append(aside)

    def _lines(self, rows: pa.RecordBatch, most: int) -> list[str]:
        columns = [column.to_pylist() for column in rows.slice(0, max(0, most)).columns]
        return [
            self.delimiter.join(map(_text, cells))[:_SHOWN] for cells in zip(*columns, strict=True)
        ]


def _text(cell: object) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell or "")
