"""Forecasts need the extra with the statistics."""

from __future__ import annotations

import pytest

pytest.importorskip("scipy", reason="the extra forecast is not installed")
