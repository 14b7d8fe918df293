"""Reading single files that a test writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reading_samples import the_article, the_reason

from legation.model import Article
from legation.reading import read


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., Article]:
    """The article in a file with this text or these bytes."""

    def reading(text: str | bytes, name: str = "article.txt", **options: Any) -> Article:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return the_article(list(read([str(path)], **options)))

    return reading


@pytest.fixture
def refuse(tmp_path: Path) -> Callable[..., str]:
    """The reason why a file with these bytes is set aside."""

    def reading(data: bytes, name: str = "article.txt", **options: Any) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        return the_reason(list(read([str(path)], **options)))

    return reading
