"""What is kept beside an event set changes no answer, and goes when its events change."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

import pytest
from analysis_samples import row, write

from legation.workflows import totals

ASKED = (
    ("ties", "PRK", "RUS"),
    ("ties", "RUS", "PRK", "--by", "quarter", "--since", "2018"),
    ("ties", "CHN", "PRK", "--expand", "--by", "year"),
    ("partners", "PRK", "--window", "12m", "--until", "2018-11", "--compare", "previous"),
    ("partners", "PRK", "--window", "1y", "--compare", "2016", "--expand", "--by", "quarter"),
)


def drawn(count, seed=3):
    """Rows that each gate has to do with: plans, opinion, mediation, lists, crowds, undated."""
    chance = random.Random(seed)
    sides = (*("PRK", "RUS", "CHN") * 3, "USA", "PRK;CHN", "USA;PRK;RUS;CHN;VNM;LAO;IDN", "")
    for number in range(count):
        day = date(2016, 1, 1) + timedelta(days=chance.randrange(1095))
        last = day + timedelta(days=chance.choice((*[0] * 9, 2, 12, 45)))
        yield row(
            chance.choice(("010", "036", "040", "042", "043", "044", "045", "057", "112", "190")),
            chance.choice(sides),
            chance.choice(sides),
            f"{day}/{last}" if chance.random() < 0.98 else None,
            source=chance.choice(("gdelt", "gdelt", "icews")),
            status=chance.choice(("occurred",) * 6 + ("planned", "denied")),
            genre=chance.choice((None,) * 9 + ("opinion",)),
            event_id=f"{seed}:{number}",
        )


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """An event set that is large enough to keep its totals."""
    (tmp_path / "set/events").mkdir(parents=True)
    write(tmp_path / "set/events/a.parquet", drawn(1500))
    monkeypatch.setattr(totals, "WORTH", 0)
    return tmp_path / "set"


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_kept_totals_give_the_answer_of_the_events(here, kept, monkeypatch, asked):
    first = here(*asked, "--data", kept, "--format", "json")
    assert "Making the roll-up" in first.err
    again = here(*asked, "--data", kept, "--format", "json")
    assert "Making" not in again.err
    monkeypatch.setattr(totals, "WORTH", 1 << 40)
    bare = here(*asked, "--data", kept, "--format", "json")
    assert bare.out == first.out == again.out
    told = json.loads(bare.out)["answers"]
    assert {answer["frame"]["name"] for answer in told} == {"gdelt", "icews"}
    if asked[0] == "ties":
        assert any(step["share_of_all"] for answer in told for step in answer["steps"])
    elif "previous" in asked:
        assert any(answer["volumes"] for answer in told)


def test_totals_are_read_from_where_they_are_kept(here, kept):
    """Else the test above could not fail."""
    here(*ASKED[0], "--data", kept)
    volumes = next((kept / "rollup").glob("month/volumes.parquet"))
    about = (volumes.parent / "about.json").read_text()
    volumes.write_bytes(b"no Parquet")
    assert here(*ASKED[0], "--data", kept).code != 0
    assert (volumes.parent / "about.json").read_text() == about


def test_events_that_come_later_are_heard_of(here, kept):
    asked = (*ASKED[0], "--data", kept, "--format", "json")
    before = here(*asked)
    write(kept / "events/b.parquet", drawn(400, seed=4))
    after = here(*asked)
    assert "anew, as its events have changed" in after.err
    assert after.out != before.out
    volumes = [step["volume"] or 0 for a in json.loads(after.out)["answers"] for step in a["steps"]]
    earlier = [
        step["volume"] or 0 for a in json.loads(before.out)["answers"] for step in a["steps"]
    ]
    assert sum(volumes) > sum(earlier)


@pytest.mark.parametrize("option", [("--as-of", "2018-06-01"), ("--frame", "icews")])
def test_what_totals_do_not_tell_is_asked_of_the_events(here, kept, option):
    done = here("ties", "PRK", "RUS", "--data", kept, *option)
    assert done.code == 0
    assert "Making" not in done.err
    assert not (kept / "rollup").exists()
