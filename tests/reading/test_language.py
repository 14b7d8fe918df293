"""The language of a text."""

from __future__ import annotations

import pytest

from legation.reading.language import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nigeria's air force launches airstrikes against Boko Haram in Borno State.", "en"),
        ("Troops of Benin and Niger clash near Malanville, reportedly killing six.", "en"),
        ("Le ministre des affaires étrangères est arrivé à Dakar pour des entretiens.", "fr"),
        ("El canciller llegó a Lima para conversar con su homólogo sobre comercio.", "es"),
    ],
)
def test_short_texts_are_told(text: str, expected: str) -> None:
    assert language(text) == expected
