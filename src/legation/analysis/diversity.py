"""How many partners, and how evenly: Hill numbers and what belongs to them.

`counts` are numbers of events by partner, or sums of weights; zeros count for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Counts = Sequence[float] | npt.NDArray[np.float64]


def _shares(counts: Counts) -> npt.NDArray[np.float64]:
    found = np.asarray(counts, dtype=np.float64)
    if found.size and (not np.isfinite(found).all() or found.min() < 0):
        raise ValueError("Counts are finite and not negative.")
    found = found[found > 0]
    return found / found.sum() if found.size else found


def hill(counts: Counts, q: float) -> float | None:
    """Hill number of order `q`: the effective number of partners; None where there is none.

    q 0 is richness, q 1 the exponential of Shannon's entropy, q 2 Laakso and Taagepera's number
    (inverse Herfindahl), infinity the inverse of the top share. Source: Hill 1973, Ecology 54.
    """
    p = _shares(counts)
    if not p.size:
        return None
    if q == 1:
        return float(np.exp(-(p * np.log(p)).sum()))
    if math.isinf(q):
        return float(1 / p.max())
    return float((p**q).sum() ** (1 / (1 - q)))


def hill_rows(counts: npt.NDArray[np.float64], q: float) -> npt.NDArray[np.float64]:
    """The Hill number of each row (draws by partners); NaN for a row without events."""
    totals = counts.sum(axis=1, keepdims=True)
    p = np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)
    if q == 0:
        found = (p > 0).sum(axis=1).astype(np.float64)
    elif q == 1:
        logs = np.log(p, out=np.zeros_like(p), where=p > 0)
        found = np.exp(-(p * logs).sum(axis=1))
    else:
        powers = (p**q).sum(axis=1)
        found = np.power(powers, 1 / (1 - q), out=np.zeros_like(powers), where=powers > 0)
    return np.where(totals[:, 0] > 0, found, np.nan)


def golosov(counts: Counts) -> float | None:
    """Golosov's effective number, which large partners inflate less; None where there is none.

    Source: Golosov 2010, Party Politics 16.
    """
    p = _shares(counts)
    if not p.size:
        return None
    return float((p / (p + p.max() ** 2 - p**2)).sum())


def unbiased_number(counts: Sequence[int]) -> float | None:
    """Inverse of the unbiased Herfindahl index of counts; None where no partner is met twice."""
    n = sum(counts)
    pairs = sum(count * (count - 1) for count in counts)
    return n * (n - 1) / pairs if pairs else None


def pielou(counts: Counts) -> float | None:
    """Evenness by Pielou: entropy over its greatest value; None with fewer than two partners."""
    found = hill(counts, 1)
    partners = _shares(counts).size
    return math.log(found) / math.log(partners) if found and partners > 1 else None


def evenness(counts: Counts, q: float = 2) -> float | None:
    """Evenness as D_q over D_0; None where there is no partner."""
    number, richness = hill(counts, q), hill(counts, 0)
    return number / richness if number and richness else None


def top_share(counts: Counts) -> float | None:
    """Share of the largest partner; None where there is none."""
    p = _shares(counts)
    return float(p.max()) if p.size else None


def good_coverage(counts: Sequence[int]) -> float | None:
    """Good's coverage: the estimated share of all contacts whose partner has been seen.

    1 - f1/n with f1 the partners met once; None without events. Source: Good 1953, Biometrika 40.
    """
    n = sum(counts)
    return 1 - sum(count == 1 for count in counts) / n if n else None


def chao1(counts: Sequence[int]) -> float | None:
    """Chao's lower bound of the number of partners, unseen ones included, bias-corrected.

    None without events. Source: Chao 1984, Scandinavian Journal of Statistics 11.
    """
    seen = [count for count in counts if count]
    once, twice = seen.count(1), seen.count(2)
    return len(seen) + once * (once - 1) / (2 * (twice + 1)) if seen else None
