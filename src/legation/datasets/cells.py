"""Cells of other people's tables: constants, numbers, days, pairs, and rows that do not hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from legation.datasets.codes import plain, translate
from legation.datasets.quarantine import Quarantine

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Years outside which a day is taken for a mistake."""
NO_DAY = f"no such day, or outside {FIRST_YEAR} to {LAST_YEAR}"
NO_ID = "no event id"
NO_CODE = "no such CAMEO code"
OTHER_VALUE = "Goldstein value other than in the published table"
OTHER_SIGN = "Goldstein value with the opposite sign of the published table"
LATE = "happened after it was reported"


def holding(
    batch: pa.RecordBatch, wrong: Mapping[str, pa.Array], quarantine: Quarantine
) -> pa.Array | None:
    """A mask of the rows that hold; the others go to quarantine. None where all hold."""
    bad: pa.Array | None = None
    for reason, found in wrong.items():
        mask = pc.fill_null(found, False)
        new = mask if bad is None else pc.and_(mask, pc.invert(bad))
        if pc.any(new).as_py():
            quarantine.rows(reason, batch.filter(new))
        bad = mask if bad is None else pc.or_(bad, mask)
    return pc.invert(bad) if bad is not None and pc.any(bad).as_py() else None


def unknown_codes(
    batch: pa.RecordBatch, name: str, known: Callable[[str], object], quarantine: Quarantine
) -> None:
    """Remarks on rows whose column `name` holds what we do not know; they keep their original."""
    column = batch.column(name)
    unknown = translate(column, lambda text: not known(text), pa.bool_())
    if not pc.any(unknown).as_py():
        return
    rows = batch.filter(pc.fill_null(unknown, False))
    values = plain(rows.column(name))
    for value in values.unique().to_pylist():
        reason = f"unknown actor code {value!r} in {name}"
        quarantine.remark(reason, rows.filter(pc.equal(values, value)))


def compare_goldstein(
    batch: pa.RecordBatch, theirs: pa.Array, ours: pa.Array, quarantine: Quarantine
) -> None:
    """Remarks on rows whose file carries another value than the published table; both are kept."""
    other = pc.fill_null(pc.not_equal(theirs, ours), False)
    if pc.any(other).as_py():
        turned = pc.fill_null(pc.less(pc.multiply(theirs, ours), 0.0), False)
        plain = pc.and_(other, pc.invert(turned))
        for reason, mask in ((OTHER_SIGN, turned), (OTHER_VALUE, plain)):
            if pc.any(mask).as_py():
                quarantine.remark(reason, batch.filter(mask))


def same(value: str, rows: int) -> pa.Array:
    """A column of one value."""
    return pa.repeat(pa.scalar(value, pa.string()), rows)


def on_one_day(name: str, ids: pa.Array, day: pa.Array) -> dict[str, pa.Array]:
    """What every row of a data set has whose acts occurred on a day: identity, days, status."""
    identity = pc.binary_join_element_wise(name, ids, ":")
    return {
        "event_id": identity,
        "source": same(name, len(ids)),
        "happening": identity,
        "first_day": day,
        "last_day": day,
        "edtf": translate(day, str, pa.string()),
        "status": same("occurred", len(ids)),
        "year": pc.cast(pc.year(day), pa.int16()),
    }


def number(text: pa.Array) -> pa.Array:
    """Numbers from text; null where a cell holds none."""
    return translate(text, _as_number, pa.float64())


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def whole_number(text: pa.Array, type_: pa.DataType) -> pa.Array:
    """Whole numbers from text; null where a cell holds none or one that is too large."""
    return translate(text, _as_whole, type_)


def _as_whole(text: str) -> int | None:
    found = _as_number(text)
    return int(found) if found is not None and abs(found) < 2**31 else None


def iso_day(text: pa.Array) -> pa.Array:
    """Days from "2019-10-24", with or without a time after it; null where there is no such day."""
    return translate(text, _as_iso, pa.date32())


def _as_iso(text: str) -> dt.date | None:
    try:
        return in_range(dt.date.fromisoformat(text.strip()[:10]))
    except ValueError:
        return None


def digits_day(text: pa.Array) -> pa.Array:
    """Days from "20191024", with or without a time after it; null where there is no such day."""
    return translate(text, _as_digits, pa.date32())


def _as_digits(digits: str) -> dt.date | None:
    try:
        return in_range(dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])))
    except ValueError:
        return None


def in_range(day: dt.date | None) -> dt.date | None:
    """The day, unless it lies so far off that it must be a mistake."""
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None
