"""The part of the brief that says who could help: which two sides, and what is said."""

from __future__ import annotations

ARTICLE = """{title}

PYONGYANG, Oct. 20 -- Singapore hosted talks between the United States and North Korea in June 2018.
North Korea rejected talks with the United States on Monday.
The United States called on North Korea to return to dialogue.
"""
OTHER = """Trade

OSLO, Oct. 20 -- Norwegian Foreign Minister Espen Barth Eide visited Kenya on Monday.
Norway and Kenya signed an agreement on fisheries.
"""


def brief(legation, tmp_path, text, *args):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    ran = legation("brief", "a.txt", "--published", "2025-10-20", "--format", "md", *args)
    assert ran.code == 0, ran.err
    return (tmp_path / "brief.md").read_text(encoding="utf-8") if not ran.out else ran.out


def part(text):
    _, _, after = text.partition("## Who could help")
    return after.partition("\n## ")[0]


def test_the_brief_says_who_has_stood_between_the_two_sides(legation, tmp_path):
    told = part(brief(legation, tmp_path, ARTICLE.format(title="Talks")))
    assert "Third parties between North Korea and the United States" in told
    assert "Singapore" in told and "hosted talks" in told
    assert "Between them in the ten years before: Sweden 2023 (good-offices)" in told
    assert "Both belong to the ASEAN Regional Forum, chaired by Malaysia" in told
    assert "In anybody's way" in told
    assert "legation mediators PRK USA" in told


def test_nothing_is_said_where_nothing_is_open_between_two_sides(legation, tmp_path):
    assert part(brief(legation, tmp_path, OTHER)) == ""


def test_a_brief_about_somebody_else_has_no_such_part(legation, tmp_path):
    text = brief(legation, tmp_path, ARTICLE.format(title="Talks"), "--about", "RUS")
    assert part(text) == ""


def test_two_sides_are_those_between_whom_most_is_open():
    from legation.workflows.helping import two_sides

    assert two_sides([], None) is None
