"""What stands in the calendar, as of a day, and how sure it is."""

from __future__ import annotations

import datetime as dt

import pytest

from legation.judging.calendar import Asked, Kept, calendar
from legation.knowledge.calendar_limits import limit
from legation.model import (
    Article,
    Event,
    EventType,
    Happening,
    Report,
    Side,
    Status,
    Weight,
)
from legation.model.calendar import Deadline, EntryKind, Standing, exact_days

DAY = dt.date.fromisoformat
LONGEST = limit("longest_exact_span")


def report(status, when, published, *, number=1, place="PRK", confidence=0.9, notes=()):
    article = Article(id=f"a{number}", text=f"Sentence {number}.", published=published)
    event = Event(
        id=f"ev_{number}",
        type=EventType.CONSULT,
        mode="visit",
        cameo="042",
        actors=(Side(code="RUS"),),
        recipients=(Side(code="PRK"),),
        status=status,
        when=when,
        place=place,
        confidence=confidence,
        rule="test",
        weight=Weight.CORE,
        evidence=(article.quote(0, 8),),
        notes=notes,
    )
    return Report(event=event, published=published)


def entries(first, last, *happenings, about=(), kinds=(), known=None, deadlines=()):
    asked = Asked(
        first=DAY(first),
        last=DAY(last),
        about=frozenset(about),
        kinds=frozenset(map(EntryKind, kinds)),
        known=known and DAY(known),
    )
    return calendar(asked, Kept(happenings=happenings, deadlines=deadlines))


def announced(*reports, first="2026-02-01", last="2026-12-31"):
    found = entries(first, last, Happening(reports=tuple(reports)), kinds=["announced"])
    return found[0] if found else None


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-02-12", ("2026-02-12", "2026-02-12")),
        ("2026-02-12/2026-02-14", ("2026-02-12", "2026-02-14")),
        ("2026-02-28/2026-03-01", ("2026-02-28", "2026-03-01")),
        ("2026-02", None),
        ("2026", None),
        ("2026-02-12~", None),
        ("2026-02-12/..", None),
        ("2026-02-12/", None),
        ("../2026-02-12", None),
        ("2026-01-01/2026-12-31", None),
        ("2026-XX-XX", None),
        ("2026-21", None),
        ("2026-02-12/2026-03", None),
        (None, None),
        ("", None),
    ],
)
def test_only_days_that_were_given_count_as_days(when, expected):
    found = exact_days(when, LONGEST)
    assert (found and (found[0].isoformat(), found[1].isoformat())) == expected


def test_a_plan_is_tentative_until_it_happens():
    plan = report(Status.PLANNED, "2026-02-12", "2026-01-10")
    assert announced(plan).standing is Standing.TENTATIVE
    held = report(Status.OCCURRED, "2026-02-12", "2026-02-13", number=2)
    assert announced(plan, held).standing is Standing.CONFIRMED
    assert announced(held) is None


def test_a_plan_called_off_keeps_its_identity_and_its_day():
    plan = report(Status.PLANNED, "2026-02-12", "2026-01-10")
    off = report(Status.CANCELLED, None, "2026-02-01", number=2)
    before, after = announced(plan), announced(plan, off)
    assert after.standing is Standing.CANCELLED
    assert (after.uid, after.when) == (before.uid, "2026-02-12")
    assert (before.sequence, after.sequence) == (0, 1)
    assert after.changed == DAY("2026-02-01")


def test_a_new_day_is_a_change_and_a_repetition_is_none():
    plan = report(Status.PLANNED, "2026-02", "2026-01-10")
    same = report(Status.PLANNED, "2026-02", "2026-01-11", number=2)
    dated = report(Status.PLANNED, "2026-02-12", "2026-01-20", number=3)
    assert announced(plan, same).sequence == 0
    found = announced(plan, same, dated)
    assert (found.sequence, found.when, found.changed) == (1, "2026-02-12", DAY("2026-01-20"))


def test_a_denied_plan_is_told_and_a_denial_of_nothing_is_not():
    plan = report(Status.PLANNED, "2026-02-12", "2026-01-10")
    denied = report(Status.DENIED, "2026-02-12", "2026-01-12", number=2)
    assert announced(plan, denied).standing is Standing.TENTATIVE
    assert announced(plan, denied).note == "denied"
    assert announced(denied) is None


def test_what_is_only_possible_or_doubtful_is_in_no_calendar():
    assert announced(report(Status.HYPOTHETICAL, "2026-02-12", "2026-01-10")) is None
    assert announced(report(Status.PLANNED, "2026-02-12", "2026-01-10", confidence=0.4)) is None


def test_a_plan_without_a_day_is_shown_for_a_year_after_it_was_told():
    for when in (None, "2025-03-01/.."):
        plan = report(Status.PLANNED, when, "2025-03-01")
        assert announced(plan, first="2026-02-28") is not None
        assert announced(plan, first="2026-03-02") is None
        assert announced(plan, first="2025-01-01", last="2025-02-28") is None


def test_a_plan_with_its_day_over_is_gone():
    assert announced(report(Status.PLANNED, "2026-01-20", "2026-01-10")) is None


def test_entries_of_others_are_left_out():
    plan = Happening(reports=(report(Status.PLANNED, "2026-02-12", "2026-01-10"),))
    for about, count in (("PRK", 1), ("RUS", 1), ("KOR", 0)):
        found = entries("2026-02-01", "2026-02-28", plan, about=[about], kinds=["announced"])
        assert len(found) == count


def titles(*args, **more):
    return [e.title for e in entries(*args, **more)]


def test_years_ahead():
    found = titles("2026-11-26", "2028-12-31", about=["ASEAN"], kinds=["chair"])
    assert found == ["ASEAN: Singapore takes the chair", "ASEAN: Thailand takes the chair"]
    found = titles("2026-11-26", "2028-12-31", about=["LTU", "ITA"], kinds=["chair"])
    assert "European Union: Lithuania takes the presidency" in found
    assert "European Union: Italy takes the presidency" in found


def test_what_was_not_known_is_not_shown():
    ahead = {"about": ["ASEAN"], "kinds": ["chair"]}
    assert titles("2026-01-01", "2026-12-31", known="2023-09-04", **ahead) == []
    assert titles("2026-01-01", "2026-12-31", known="2023-09-05", **ahead) == [
        "ASEAN: Philippines takes the chair"
    ]


def test_a_summit_that_was_cancelled_changes_and_keeps_its_identity():
    asked = {"about": ["CHL"], "kinds": ["meeting"]}
    (before,) = entries("2019-11-01", "2019-11-30", known="2019-10-29", **asked)
    (after,) = entries("2019-11-01", "2019-11-30", known="2019-10-30", **asked)
    assert (before.standing, after.standing) == (Standing.CONFIRMED, Standing.CANCELLED)
    assert before.uid == after.uid
    assert after.sequence == before.sequence + 1
    assert after.title == "Cancelled: APEC Economic Leaders' Meeting 2019"


def test_a_summit_known_by_the_year_is_tentative():
    (found,) = entries("2028-01-01", "2028-12-31", about=["MEX"], kinds=["meeting"])[:1]
    assert (found.when, found.standing) == ("2028", Standing.TENTATIVE)


def test_the_forum_of_a_member_concerns_it():
    asked = {"about": ["PRK"], "kinds": ["meeting"]}
    found = titles("2018-07-01", "2018-12-31", **asked)
    assert "25th ASEAN Regional Forum" in found
    assert not [t for t in found if "APEC" in t or t.startswith("ASEAN")]
    assert titles("1999-01-01", "2000-06-30", **asked) == []


def test_the_council_is_presided_over_month_by_month():
    found = entries("2025-01-15", "2025-04-15", about=["UNSC"], kinds=["chair"])
    assert [e.when for e in found] == ["2025-02-01", "2025-03-01", "2025-04-01"]
    assert len({e.uid for e in found}) == 3
    assert titles("2025-07-01", "2025-07-31", about=["PAK"], kinds=["chair"]) == [
        "UN Security Council: Pakistan takes the presidency"
    ]


def test_terms_of_office_that_end():
    found = titles("2026-12-01", "2027-01-31", about=["UN"], kinds=["office"])
    assert "United Nations: Term of António Guterres as secretary-general ends" in found
    early = titles("2026-12-01", "2027-01-31", about=["UN"], kinds=["office"], known="2026-06-01")
    assert not [t for t in early if "Guterres" in t]


def test_anniversaries_count_years_and_skip_what_had_not_been():
    found = titles("2025-10-01", "2026-10-31", about=["PRK"], kinds=["anniversary"])
    assert (
        "North Korea: Foundation of the Workers' Party of Korea (80 years)" in found
        and "North Korea: Foundation of the Workers' Party of Korea (81 years)" in found
    )
    assert titles("2020-01-01", "2020-12-31", about=["SYR"], kinds=["anniversary"]) == []


def test_deadlines_of_questions():
    question = Deadline(
        id="q1",
        text="Do they meet?",
        day=DAY("2026-03-01"),
        sides=("USA", "PRK"),
        asked=DAY("2026-02-01"),
    )
    (found,) = entries(
        "2026-02-10", "2026-12-31", about=["PRK"], kinds=["deadline"], deadlines=[question]
    )
    assert (found.title, found.when) == ("Last day of the question: Do they meet?", "2026-03-01")
    assert not entries(
        "2026-01-10", "2026-12-31", kinds=["deadline"], known="2026-01-31", deadlines=[question]
    )


def test_a_question_that_is_resolved_keeps_its_entry():
    question = Deadline(id="q1", text="Do they meet?", day=DAY("2026-03-01"), resolved=True)
    (found,) = entries("2026-02-10", "2026-12-31", kinds=["deadline"], deadlines=[question])
    assert (found.title, found.standing) == ("Resolved: Do they meet?", Standing.CANCELLED)
    assert (found.uid, found.sequence) == ("question-q1@legation", 1)


def test_identities_are_unique_and_do_not_hang_on_what_is_asked():
    every = entries("2000-01-01", "2029-12-31")
    assert len({e.uid for e in every}) == len(every) > 1500
    year = {e.uid: e for e in entries("2025-01-01", "2025-12-31")}
    assert year.items() <= {e.uid: e for e in every}.items()


def test_what_has_a_day_comes_by_day_and_the_rest_last():
    found = entries(
        "2026-01-01", "2026-12-31", Happening(reports=(report(Status.PLANNED, None, "2026-01-10"),))
    )
    assert found[-1].kind is EntryKind.ANNOUNCED
    days = [exact_days(e.when, LONGEST) for e in found]
    exact = [d[1] for d in days if d]
    assert exact == sorted(exact)
