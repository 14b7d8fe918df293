"""`legation mediators`: who could help two sides, as a user sees it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from analysis_samples import ours, row, write

SIDES = ("USA", "PRK")


def events():
    """A feed in which Singapore deals with both sides, Mongolia with few, Ukraine badly."""
    rows = [row("051", "DEU", "FRA", f"2024-{m:02}-{d:02}") for m in range(1, 13) for d in (1, 28)]
    for month in range(1, 9):
        rows += [
            row("042", "SGP", "USA", f"2024-{month:02}-05", source_group="a.com", actor_rank=3),
            row("043", "SGP", "PRK", f"2024-{month:02}-07", source_group="b.com"),
            row("040", "VNM", "PRK", f"2024-{month:02}-09", source_group="a.com"),
            row("112", "VNM", "USA", f"2024-{month:02}-11", source_group="a.com"),
        ]
    rows += [row("057", "MNG", "PRK", f"2024-{m:02}-15") for m in (2, 3)]
    rows += [row("112", "USA", "PRK", "2024-06-01"), row("040", "USA", "PRK", "2024-07-01")]
    return rows


@pytest.fixture
def feed(tmp_path):
    def made(*more):
        write(tmp_path / "feed.parquet", [*events(), *more])
        return "feed.parquet"

    return made


def whole(ran):
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def asked(here, data, *args, day="2024-12-31"):
    return whole(
        here("mediators", *SIDES, "--data", data, "--as-of", day, "--format", "json", *args)
    )


def card(answer, code):
    return next(c for c in answer["cards"] if c["candidate"]["code"] == code)


def standings(answer, role):
    ranking = next(r for r in answer["rankings"] if r["role"] == role)
    return {s["code"]: s for s in (*ranking["ranked"], *ranking["unranked"])}


def test_a_card_has_both_ties_and_says_which_is_thin(here, feed):
    answer = asked(here, feed(), "--candidates", "SGP,MNG")
    assert (answer["direct"]["n"], answer["direct"]["balance"]) == (2, 0)
    one = card(answer, "SGP")
    assert (one["reach"], one["tilt"]) == (1, 0)
    tie = one["candidate"]["ties"]["USA"]
    assert (tie["n"], tie["positive"], tie["balance"]) == (8, 8, 1)
    assert tie["last_high"]["last"] == "2024-08-05"
    assert tie["sole"] == {"a.com": [8, 0]}
    other = card(answer, "MNG")
    assert other["thin"] == {"USA": True, "PRK": True}
    assert other["candidate"]["ties"]["PRK"]["n"] == 2
    values = next(r for r in answer["rankings"] if r["role"] == "host")["values"]
    assert (values["SGP"]["reach"], values["MNG"]["reach"]) == (1, None)


def test_direct_contact_comes_first_and_is_never_ranked(here, feed):
    ran = here(
        "mediators", *SIDES, "--data", feed(), "--as-of", "2024-12-31", "--candidates", "SGP"
    )
    titles = [line for line in ran.out.splitlines() if line.startswith(("Candidate 0", "As host"))]
    assert titles[0] == "Candidate 0: direct contact, without a third party"


def test_tilt_is_signed_and_reach_the_weaker_tie(here, feed):
    one = card(asked(here, feed(), "--candidates", "VNM"), "VNM")
    assert (one["reach"], one["tilt"]) == (-1, -2)
    kinds = [o["kind"] for o in one["candidate"]["obstacles"]]
    assert "conflict in the events" in kinds


def test_more_reports_of_the_same_and_more_events_of_the_same_mixture_move_no_rank(here, feed):
    before = asked(here, feed())
    told_again = [
        {**r, "event_id": f"{r['event_id']}:{n}", "source_group": f"copy{n}.com", "reports": 50}
        for r in events()
        for n in range(3)
    ]
    more = [
        {**r, "event_id": f"{r['event_id']}+", "happening": f"{r['event_id']}+"}
        for month in range(1, 9)
        for r in (
            row("042", "SGP", "USA", f"2024-{month:02}-18", source_group="a.com"),
            row("043", "SGP", "PRK", f"2024-{month:02}-19", source_group="b.com"),
        )
    ]
    after = asked(here, feed(*told_again, *more))
    for role in ("host", "message-carrier", "formulator", "convenor", "good-offices"):
        first, second = standings(before, role), standings(after, role)
        assert {c: s["rank"] for c, s in first.items()} == {c: s["rank"] for c, s in second.items()}
    assert card(after, "SGP")["candidate"]["ties"]["USA"]["n"] == 16


def test_everybody_who_qualifies_is_compared_within_a_role_only(here, feed):
    answer = asked(here, feed())
    assert [r["role"] for r in answer["rankings"]] == [
        *("host", "message-carrier", "formulator", "convenor", "good-offices")
    ]
    hosts = standings(answer, "host")
    assert {"SGP", "VNM", "SWE", "CHE", "MNG", "CHN", "RUS"} <= set(hosts)
    assert not {"USA", "PRK", "ASEAN", "UN"} & set(hosts)
    host = next(r for r in answer["rankings"] if r["role"] == "host")
    assert host["refused"]["ASEAN"].startswith("a body has no ground")
    assert "no relations with PRK" in host["refused"]["MYS"]
    assert {"UN", "ASEAN"} <= set(standings(answer, "good-offices"))
    for standing in hosts.values():
        if standing["rank"] is not None:
            assert 1 <= standing["low"] <= standing["high"] <= len(hosts)


def test_what_would_change_a_rank_stands_on_the_card(here, feed):
    answer = asked(here, feed(), "--candidates", "SGP,VNM,MNG,SWE", "--role", "host")
    (change,) = card(answer, "SGP")["changes"]
    assert {w["what"] for w in change["sources"]} >= {"a.com", "b.com", "mediations", "relations"}
    assert "one cooperative event with USA" in {w["what"] for w in change["events"]}
    assert "reach" in {w["what"] for w in change["criteria"]}


def test_weights_change_by_option_and_by_file(here, feed, tmp_path):
    names = ("reach", "contact", "relations", "acceptance", "pair-record", "record", "membership")
    off = [f"--weight={name}=0" for name in (*names, "region", "office", "obstacles")]
    answer = asked(here, feed(), "--role", "host", *off, "--weight", "region=1")
    ranking = answer["rankings"][0]
    assert {n for n, w in ranking["weights"].items() if w} == {"region"}
    (tmp_path / "mine.tsv").write_text("criterion\tweight\nrecord\t5\n", encoding="utf-8")
    answer = asked(here, feed(), "--role", "host", "--weights", "mine.tsv")
    assert answer["rankings"][0]["weights"]["record"] == 5


def test_only_what_was_known_then(here, feed):
    before = card(asked(here, feed(), "--candidates", "SGP", day="2018-05-09"), "SGP")
    after = card(asked(here, feed(), "--candidates", "SGP", day="2018-05-11"), "SGP")

    def years(one):
        return {p["start"][:4] for p in one["candidate"]["precedents"] if p["pair"]}

    assert "2018" not in years(before) and "2018" in years(after)
    assert before["candidate"]["ties"]["USA"]["n"] == 0
    assert before["candidate"]["point"] is None
    assert all(o["known_from"] <= "2018-05-09" for o in before["candidate"]["offices"])


def test_offers_silence_welcome_and_refusal(here, tmp_path):
    told = (
        ours("039", "IDN", "USA;PRK", "2024-09-01", evidence="Indonesia offered to host talks."),
        ours("126", "PRK", "IDN", "2024-09-20", evidence="North Korea rejected it."),
        ours("038", "USA", "IDN", "2024-09-10", evidence="The United States welcomed it."),
        ours("039", "THA", "USA;PRK", "2024-10-01", evidence="Thailand offered to host talks."),
    )
    write(tmp_path / "own.parquet", told)
    answer = asked(here, "own.parquet", "--candidates", "IDN,THA,VNM", "--role", "host")
    assert card(answer, "VNM")["candidate"]["acceptance"]["USA"]["verdict"] == "no acceptance known"
    indonesia = card(answer, "IDN")["candidate"]
    assert {s: a["verdict"] for s, a in indonesia["acceptance"].items()} == {
        "USA": "welcomed",
        "PRK": "refused",
    }
    assert [o["day"] for o in indonesia["offers"]] == ["2024-09-01"]
    assert card(answer, "THA")["candidate"]["acceptance"]["PRK"]["verdict"] == "silent"
    assert answer["rankings"][0]["refused"]["IDN"] == "refused by PRK"


def test_the_first_line_of_a_card_is_acceptance(here, feed):
    ran = here(
        "mediators", *SIDES, "--data", feed(), "--as-of", "2024-12-31", "--candidates", "QAT"
    )
    lines = ran.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Qatar (QAT)"))
    assert lines[at + 2].startswith("acceptance")
    assert "no acceptance known, from either side" in lines[at + 2]


def test_hosting_told_by_an_article_is_a_precedent_once(here, tmp_path, feed):
    told = [ours("044", "QAT", "USA;PRK", "2024-03-01", source_group="x.com") for _ in range(2)]
    write(tmp_path / "own.parquet", told)
    answer = whole(
        here(
            "mediators",
            *SIDES,
            "--data",
            "own.parquet",
            "--as-of",
            "2024-12-31",
            "--candidates",
            "QAT,SGP",
            "--format",
            "json",
        )
    )
    assert answer["rankings"][0]["values"]["QAT"]["pair-record"] == 1


def test_two_step_channels_and_strict_brokerage(here, tmp_path):
    arcs = [row("042", "USA", "SGP", "2024-03-01"), row("042", "SGP", "PRK", "2024-04-01")]
    write(tmp_path / "arcs.parquet", arcs)
    args = ("--as-of", "2024-12-31", "--format", "json")
    answer = whole(here("mediators", *SIDES, "--data", "arcs.parquet", *args))
    found = [c for c in answer["channels"] if c["via"] == "SGP"]
    assert [(c["start"], c["end"], c["role"], c["strict"]) for c in found] == [
        ("USA", "PRK", "liaison", True)
    ]
    write(tmp_path / "arcs.parquet", [*arcs, row("042", "USA", "PRK", "2024-05-01")])
    answer = whole(here("mediators", *SIDES, "--data", "arcs.parquet", *args))
    assert [c["strict"] for c in answer["channels"] if c["via"] == "SGP"] == [False]


def test_rows_for_other_programs(here, feed):
    args = ("--data", feed(), "--as-of", "2024-12-31", "--role", "host")
    rows = list(
        csv.DictReader(io.StringIO(here("mediators", *SIDES, *args, "--format", "csv").out))
    )
    lines = [
        json.loads(x)
        for x in here("mediators", *SIDES, *args, "--format", "jsonl").out.splitlines()
    ]
    assert [r["code"] for r in rows] == [r["code"] for r in lines]
    thin = next(r for r in rows if r["code"] == "MNG")
    assert thin["reach"] == ""
    assert next(r for r in lines if r["code"] == "MNG")["reach"] is None


def test_a_forum_brings_its_members_and_itself_but_no_party(here, feed):
    answer = asked(here, feed(), "--forum", "ARF", "--role", "good-offices", "--cards", "40")
    told = {c["candidate"]["code"] for c in answer["cards"]}
    assert {"IDN", "ARF", "EU"} <= told
    assert not set(SIDES) & told


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("USA", "United States"), "are one: USA"),
        (("USA", "Atlantis"), "known as 'Atlantis'"),
        (("USA", "PRK", "--candidates", "SGP,North Korea"), "PRK is one of the two sides"),
        (("USA", "PRK", "--candidates", "Narnia"), "known as 'Narnia'"),
        (("USA", "PRK", "--candidates", ""), "takes codes or names"),
        (("USA", "PRK", "--forum", "FIFA"), "No members of 'FIFA' are known"),
        (("USA", "PRK", "--weight", "charm=2"), "There is no criterion 'charm'"),
        (("USA", "PRK", "--weight", "reach=-1"), "takes a number of 0 or more"),
        (("USA", "PRK", "--weight", "reach=nan"), "takes a number of 0 or more"),
    ],
)
def test_what_makes_no_sense_is_said_in_words(here, feed, args, words):
    ran = here("mediators", *args, "--data", feed())
    assert ran.code == 2
    assert words in ran.err


def test_no_events_and_no_ledger_make_no_tie(here):
    ran = here("mediators", "USA", "PRK", "--as-of", "2024-12-31", "--candidates", "SGP")
    assert ran.code == 0
    assert "There is no ledger here and no --data" in ran.out
    assert "no event known in the window" in ran.out


def test_a_day_before_the_data_is_said(here, feed):
    answer = asked(here, feed(), "--candidates", "SGP", day="2023-06-30")
    assert any("begin on 2024-01-01, after that day" in c for c in answer["cautions"])
    assert card(answer, "SGP")["reach"] is None
    ancient = asked(here, feed(), day="1850-01-01")
    assert any("before they begin" in c for c in ancient["cautions"])
    assert all(not r["ranked"] for r in ancient["rankings"])


def test_a_pair_of_which_nothing_is_known_has_no_precedent_to_rank(here, feed):
    answer = whole(
        here(
            "mediators", "TUV", "NRU", "--data", feed(), "--as-of", "2024-12-31", "--format", "json"
        )
    )
    assert any("No third party is known" in c for c in answer["cautions"])
    for ranking in answer["rankings"]:
        assert all(v["pair-record"] is None for v in ranking["values"].values())


def test_a_chair_without_relations_with_a_side_convenes_nobody(here):
    ran = here(
        "mediators", *SIDES, "--as-of", "2025-10-26", "--role", "convenor", "--format", "json"
    )
    (ranking,) = whole(ran)["rankings"]
    assert ranking["refused"]["MYS"] == "no relations with PRK"
    assert ranking["values"]["PHL"]["office"] == 0.5
    assert {"PHL", "ARF"} <= set(ranking["values"])


def test_talks_known_and_who_acted_together(here):
    answer = whole(
        here(
            "mediators",
            *SIDES,
            "--as-of",
            "2025-10-26",
            "--role",
            "good-offices",
            "--format",
            "json",
        )
    )
    assert answer["talks"][0]["start"] == "2023-09-27"
    assert answer["together"][0]["codes"] == ["CHN", "SWE"]
    assert answer["forums"][0]["forum"] == "ARF"
    assert answer["forums"][0]["now"] == ["MYS"]
    assert [who for who, _ in answer["forums"][0]["next"]][:3] == ["PHL", "SGP", "THA"]
