"""Whom an actor deals with next: the chances, and the verb on a frame made by hand."""

from __future__ import annotations

import datetime as dt
import json
import math

import numpy as np
import pytest

from legation.forecasting.who_next import dense, exposure, forecast, raw_chance, recalibrated
from legation.knowledge.worth import Recalibration, next_settings, recalibrations

pytest.importorskip("ibis", reason="the extra analysis is not installed")


def test_exposure_halves_each_day_with_every_half_life():
    assert float(exposure(1, 30)) == pytest.approx(1)
    assert float(exposure(60, 30)) == pytest.approx(sum(0.5 ** (n / 30) for n in range(60)))


def test_the_chance_is_gamma_poisson():
    extra = next_settings()["prior_days"]
    found = raw_chance(np.array(3.0), np.array(40.0), np.array(0.01), 30)
    expected = 1 - ((40 + extra) / (70 + extra)) ** (3 + 0.01 * extra)
    assert float(found) == pytest.approx(expected)


def test_recalibration_with_slope_one_leaves_a_chance_as_it_is():
    assert float(recalibrated(np.array(0.3), Recalibration(0, 1))) == pytest.approx(0.3)
    assert float(recalibrated(np.array(0.3), Recalibration(math.log(2), 1))) == pytest.approx(
        0.6 / 1.3
    )


def test_newer_and_more_frequent_dealings_come_first_and_chances_grow_with_the_horizon():
    ages = {"AAA": [1, 5, 9], "BBB": [1, 60], "CCC": [100], "DDD": [1, 1, 1]}
    ages["EEE"] = list(range(150, 180))
    assert dense(ages, 200)
    found = forecast(ages, 200, 30, 190)
    order = [one.code for one in found if one.code != "EEE"]
    assert order == ["AAA", "BBB", "DDD", "CCC"]
    assert next(one for one in found if one.code == "DDD").dealings == 1
    for one, longer in zip(found, forecast(ages, 200, 90, 190), strict=True):
        assert 0 < one.low <= one.chance <= one.high < 1
        assert longer.chance > one.chance


def test_a_thin_record_gives_plain_rates():
    ages = {"AAA": [0], "BBB": [100, 900, 2000]}
    assert not dense(ages, 2756)
    found = forecast(ages, 2756, 90, 190)
    assert [one.code for one in found] == ["BBB", "AAA"]
    assert found[0].chance == pytest.approx(1 - (2756 / 2846) ** 3.5)
    assert found[0].low < found[0].chance < found[0].high


def test_recalibration_is_known_for_all_horizons():
    assert sorted(recalibrations()) == [7, 14, 30, 90]


@pytest.fixture
def here(tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from legation.cli.main import program
    from legation.errors import LegationError

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*args):
        done = CliRunner().invoke(program(), [str(arg) for arg in args])
        if isinstance(done.exception, LegationError):
            return done.exception.exit_code, done.stdout, str(done.exception)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.fixture
def data(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    from legation.model.table import COLUMNS

    kinds = {
        "string": pa.string(), "int8": pa.int8(), "int16": pa.int16(), "int32": pa.int32(),
        "float64": pa.float64(), "date": pa.date32(), "bool": pa.bool_(),
    }  # fmt: skip
    schema = pa.schema([(column.name, kinds[column.type]) for column in COLUMNS])
    start = dt.date(2018, 1, 1)
    told = [("KOR", d) for d in range(0, 120, 10)] + [("CHN", d) for d in (3, 100, 119)]
    told += [("JPN", 5), ("RUS", 130), ("ASEAN", 50)]
    rows = []
    for number, (partner, day) in enumerate(told):
        on = start + dt.timedelta(day)
        rows.append(
            {
                "event_id": f"x:{number}",
                "happening": f"x:{number}",
                "source": "icews",
                "first_day": on,
                "last_day": on,
                "known_day": on,
                "type": "CONSULT",
                "mode": "visit",
                "cameo": "042",
                "status": "occurred",
                "actors": "PRK",
                "recipients": partner,
                "n_sides": 2,
                "quad": 1,
            }
        )
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), tmp_path / "events.parquet")
    return tmp_path / "events.parquet"


def test_the_verb_ranks_partners_and_leaves_out_what_came_later(here, data):
    code, out, _ = here(
        "forecast", "PRK", "--data", data, "--until", "2018-04-30", "--format", "json"
    )
    assert code == 0
    answer = json.loads(out)["answers"][0]
    told = [(p["next"]["code"], p["next"]["dealings"], p["last_day"]) for p in answer["partners"]]
    assert told == [
        ("KOR", 12, "2018-04-21"), ("CHN", 3, "2018-04-30"), ("JPN", 1, "2018-01-06"),
    ]  # fmt: skip
    assert answer["record_days"] == 120 and len(answer["partners"][1]["events"]) == 3
    known = here("forecast", "PRK", "--data", data, "--as-of", "2018-04-30", "--format", "json")[1]
    assert json.loads(known)["answers"][0]["partners"] == answer["partners"]


def test_the_table_says_who_and_how_likely(here, data):
    code, out, _ = here("forecast", "North Korea", "--data", data, "--horizon", "2w")
    assert code == 0
    assert "Whom North Korea deals with in the 14 days after 2018-05-11" in out
    assert "South Korea (KOR)" in out and " %" in out


def test_too_short_a_record_is_no_forecast(here, data):
    code, out, _ = here("forecast", "PRK", "--data", data, "--until", "2018-01-20")
    assert code == 0 and "cannot say: the frame covers 20 days" in out


@pytest.mark.parametrize("horizon", ["91d", "0d", "soon", "3y"])
def test_a_horizon_that_was_never_tested_is_refused(here, data, horizon):
    code, _, err = here("forecast", "PRK", "--data", data, "--horizon", horizon)
    assert code == 2 and "1 to 90 days" in err
