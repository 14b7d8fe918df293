"""Quantiles of the gamma and beta distributions, so that base rates need no scientific library.

Distribution functions by series and continued fraction (Press et al., Numerical Recipes, 3rd ed.,
6.2 and 6.4), quantiles by bisection; tests hold them against SciPy.
"""

from __future__ import annotations

import math
from collections.abc import Callable

_STEPS = 400
_CLOSE = 1e-14
_TINY = 1e-300


def gamma_cdf(shape: float, x: float) -> float:
    """P(X <= x) of a gamma distribution of this shape and rate 1."""
    if x <= 0:
        return 0.0
    front = math.exp(-x + shape * math.log(x) - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        for n in range(1, _STEPS):
            term *= x / (shape + n)
            total += term
            if term < total * _CLOSE:
                break
        return front * total
    b = x + 1 - shape
    c, d = 1 / _TINY, 1 / b
    h = d
    for n in range(1, _STEPS):
        a = -n * (n - shape)
        b += 2
        d = 1 / _apart(a * d + b)
        c = _apart(b + a / c)
        h *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return 1 - front * h


def beta_cdf(a: float, b: float, x: float) -> float:
    """P(X <= x) of a beta distribution."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    whole = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(whole + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c = 1.0
    d = h = 1 / _apart(1 - (a + b) * x / (a + 1))
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        before = h
        for step in (even, odd):
            d = 1 / _apart(1 + step * d)
            c = _apart(1 + step / c)
            h *= d * c
        if abs(h / before - 1) < _CLOSE:
            break
    return h


def _apart(value: float) -> float:
    """Keeps a divisor away from 0."""
    return value if abs(value) > _TINY else _TINY


def gamma_quantile(shape: float, p: float) -> float:
    """The x below which a share `p` of a gamma distribution of rate 1 lies."""
    high = max(shape, 1.0)
    while gamma_cdf(shape, high) < p:
        high *= 2
    return _bisected(lambda x: gamma_cdf(shape, x), p, high)


def beta_quantile(a: float, b: float, p: float) -> float:
    """The x below which a share `p` of a beta distribution lies."""
    return _bisected(lambda x: beta_cdf(a, b, x), p, 1.0)


def _bisected(cdf: Callable[[float], float], p: float, high: float) -> float:
    low = 0.0
    for _ in range(200):
        middle = (low + high) / 2
        if cdf(middle) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2
