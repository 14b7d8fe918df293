"""Writing results."""

from __future__ import annotations

import pytest

from legation.cli.options import Format
from legation.cli.output import cell, check_writable, listing, printable, whole_file
from legation.errors import EnvironmentFailure


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(text):
    assert cell(text) == f"'{text}"


def test_numbers_stay_numbers_and_unknown_stays_empty(capsys):
    rows = [{"a": -5.0, "b": None, "c": ["x", "y"]}]
    listing(rows, ("a", "b", "c"), Format.CSV, none="")
    assert capsys.readouterr().out == "a,b,c\n-5.0,,x; y\n"


def test_an_empty_table_says_so_on_standard_error(capsys):
    listing([], ("a",), Format.TABLE, none="Nothing fits.")
    written = capsys.readouterr()
    assert (written.out, written.err) == ("", "Nothing fits.\n")


def test_text_cannot_steer_the_terminal():
    assert "\x1b" not in printable("a\x1b[2Jb\x07")


def test_a_table_shows_markup_of_articles_as_it_is(capsys):
    listing([{"a": "[red]x[/red] [unclosed"}], ("a",), Format.TABLE, none="")
    assert "[red]x[/red] [unclosed" in capsys.readouterr().out


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path):
    path = tmp_path / "out.md"
    path.write_text("old")

    def fill() -> None:
        with whole_file(path) as sink:
            sink.write("new")
            raise OSError(28, "No space left on device")

    with pytest.raises(EnvironmentFailure, match="cannot be written"):
        fill()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "out.md"
    with whole_file(path) as sink:
        sink.write("new")
        assert not path.exists()
    assert path.read_text() == "new"


def test_places_that_cannot_be_written_are_refused_before_work(tmp_path):
    with pytest.raises(EnvironmentFailure, match="is a folder"):
        check_writable(tmp_path)
    with pytest.raises(EnvironmentFailure, match="no folder"):
        check_writable(tmp_path / "none" / "x.md")
