"""The coder that the tests of coding share: it keeps nothing between articles."""

from __future__ import annotations

import pytest

from legation.coding import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()
