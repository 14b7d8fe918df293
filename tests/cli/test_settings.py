"""Settings: which source wins, and what cannot be used."""

from __future__ import annotations

import pytest

from legation import settings
from legation.errors import UsageError


def test_flags_win_over_variables_over_the_file_over_defaults(tmp_path):
    (tmp_path / "legation.toml").write_text(
        'timezone = "Asia/Tokyo"\npublished = "2025-01-01"\nmodel = "from_file"\n'
    )
    found = settings.load(
        {"model": "from_flag", "timezone": None},
        environ={"LEGATION_TIMEZONE": "Asia/Seoul", "LEGATION_MODEL": "from_variable"},
        folder=tmp_path,
    )
    values = {name: (value, origin) for name, value, origin in found.shown()}
    assert values["model"] == ("from_flag", "--model")
    assert values["timezone"] == ("Asia/Seoul", "LEGATION_TIMEZONE")
    assert values["published"] == ("2025-01-01", str(tmp_path / "legation.toml"))
    assert values["file"] == ("legation.db", "default")


def test_the_file_is_found_upward_and_its_ledger_lies_beside_it(tmp_path):
    (tmp_path / "legation.toml").write_text('file = "news.db"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    found = settings.load(environ={}, folder=deep)
    assert found.values.file == str(tmp_path / "news.db")


def test_an_empty_variable_counts_as_not_set(tmp_path):
    found = settings.load(environ={"LEGATION_FILE": ""}, folder=tmp_path)
    assert found.values.file == "legation.db"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colour = "red"', "colour"),
        ("published = 2025", "between quotes"),
        ('published = "soon"', "2025-10-26"),
        ('timezone = "Mars/Base"', "Mars/Base"),
        ('language = "ko"', "'ko'"),
        ("not toml", "TOML"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path, text, said):
    (tmp_path / "legation.toml").write_text(text)
    with pytest.raises(UsageError, match=said):
        settings.load(environ={}, folder=tmp_path)


def test_a_password_is_never_shown(tmp_path):
    found = settings.load({"file": "postgresql://me:secret@host/news"}, environ={}, folder=tmp_path)
    shown = {name: value for name, value, _ in found.shown()}
    assert shown["file"] == "postgresql://me:***@host/news"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("http://secret@host/v1", "http://***@host/v1"),
        ("https://me:secret@host/v1", "https://***@host/v1"),
        ("https://host/v1?api_key=secret&v=2", "https://host/v1?api_key=***&v=2"),
        (
            "postgresql://host/news?user=me&password=secret",
            "postgresql://host/news?user=me&password=***",
        ),
        ("http://host/v1", "http://host/v1"),
    ],
)
def test_what_could_be_a_secret_in_an_address_is_hidden(given, shown):
    assert settings.show(given) == shown
