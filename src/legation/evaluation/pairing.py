"""Pairing one to one so that the sum of weights is greatest.

The assignment method of Kuhn (1955) and Munkres (1957) with the shortest augmenting paths of
Jonker and Volgenant (1987): a row is added at a time, and prices on rows and columns tell which
pairs may be changed at no loss. The tables here are small, so plain Python does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from legation.evaluation.told import Told

_PAIR = 10_000
"""Worth of a pair: far above all likeness, so that the number of pairs counts first."""

Pairs = tuple[tuple[int, int], ...]
T = TypeVar("T")


def most_pairs(
    gold: Sequence[Told],
    coded: Sequence[Told],
    may_pair: Callable[[Told, Told], bool],
    likeness: Callable[[Told, Told], int],
) -> Pairs:
    """The most pairs that `may_pair` allows and, of all such pairings, the most alike one."""
    if not gold or not coded:
        return ()
    size = max(len(gold), len(coded))
    # A square table: with as many rows as columns each row finds a column, worthless or not.
    worth = [[0] * size for _ in range(size)]
    for row, wanted in enumerate(gold):
        for column, got in enumerate(coded):
            if may_pair(wanted, got):
                worth[row][column] = _PAIR + likeness(wanted, got)
    chosen = assign(worth)
    return tuple((row, chosen[row]) for row in range(len(gold)) if worth[row][chosen[row]])


def assign(worth: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row of a square table, so that the sum is greatest."""
    size = len(worth)
    row_price, column_price = [0] * size, [0] * size
    row_of: list[int | None] = [None] * size
    for row in range(size):
        _add_row(row, worth, row_price, column_price, row_of)
    column_of = [0] * size
    for column, row_at in enumerate(row_of):
        if row_at is not None:
            column_of[row_at] = column
    return column_of


def _add_row(
    new: int,
    worth: Sequence[Sequence[int]],
    row_price: list[int],
    column_price: list[int],
    row_of: list[int | None],
) -> None:
    """Finds the cheapest chain of changes that gives `new` a column, and makes them."""
    size = len(worth)
    distance: list[float] = [float("inf")] * size
    came_from: list[int | None] = [None] * size
    reached: list[int] = []
    left = list(range(size))
    row, last = new, None
    while True:
        for column in left:
            loss = -worth[row][column] - row_price[row] - column_price[column]
            if loss < distance[column]:
                distance[column], came_from[column] = loss, last
        nearest = min(left, key=distance.__getitem__)
        step = int(distance[nearest])
        row_price[new] += step
        for column in reached:
            column_price[column] -= step
            row_price[_held(row_of, column)] += step
        for column in left:
            distance[column] -= step
        left.remove(nearest)
        reached.append(nearest)
        last = nearest
        if row_of[nearest] is None:
            break
        row = _held(row_of, nearest)
    _hand_over(new, last, came_from, row_of)


def _held(row_of: list[int | None], column: int) -> int:
    row = row_of[column]
    if row is None:
        raise AssertionError("only columns that rows hold are passed through")
    return row


def _hand_over(
    new: int, column: int | None, came_from: list[int | None], row_of: list[int | None]
) -> None:
    """Moves each row of the chain one column on, which frees the first for the new row."""
    while column is not None:
        before = came_from[column]
        row_of[column] = new if before is None else row_of[before]
        column = before
