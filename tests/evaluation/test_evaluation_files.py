"""Gold files and floors: what is wrong is told with file, line and a way out."""

from __future__ import annotations

import pytest
from evaluation_samples import event, write

from legation.errors import UnreadableInput, UsageError
from legation.evaluation import read_floors, read_gold, read_judgements, read_predicted
from legation.evaluation.floors import broken, changed, figure


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"events": []}, "no object with an `id`"),
        ({"id": "a"}, "no list of `events`"),
        ({"id": "a", "events": ["x"]}, "event 1 is no object"),
        ({"id": "a", "events": [{**event("AID", ["PER"]), "type": "HELP"}]}, "the type 'HELP'"),
        ({"id": "a", "events": [{**event("AID", ["PER"]), "status": None}]}, "the status None"),
        ({"id": "a", "events": [event("AID", ["PER"], weight="main")]}, "the weight 'main'"),
        ({"id": "a", "events": [{**event("AID", []), "actors": "PER"}]}, "no list of actors"),
        ({"id": "a", "kind": "guess"}, "the kind 'guess'"),
        ({"id": "a", "kind": "condition"}, "no list of `evidence`"),
    ],
)
def test_a_faulty_gold_row_is_named(tmp_path, row, says):
    path = write(tmp_path / "gold.jsonl", [{"id": "first", "events": []}, row])
    with pytest.raises(UnreadableInput) as told:
        read_gold(path)
    assert says in str(told.value)
    assert "gold.jsonl, line 2" in str(told.value)


def test_other_faults_of_files(tmp_path):
    twice = write(tmp_path / "twice.jsonl", [{"id": "a", "events": []}] * 2)
    for read in (read_gold, read_predicted):
        with pytest.raises(UnreadableInput, match="line 2 repeats the id 'a'"):
            read(twice)
    with pytest.raises(UsageError, match="cannot be opened"):
        read_gold(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_bytes(b'{"id": "a", "events": [\n')
    with pytest.raises(UnreadableInput, match="not valid JSON"):
        read_gold(tmp_path / "bad.jsonl")
    (tmp_path / "bad.jsonl").write_bytes(b'\xff{"id"')
    with pytest.raises(UnreadableInput, match="not in UTF-8"):
        read_judgements(tmp_path / "bad.jsonl")


def test_judgements_may_stand_among_the_events(tmp_path):
    rows = [{"id": "a", "events": []}, {"id": "a", "kind": "condition", "evidence": ["if so"]}]
    gold = read_gold(write(tmp_path / "gold.jsonl", rows))
    assert gold.events == {"a": []}
    assert gold.judgements == [rows[1]]


FIGURES = {"events": {"f1": 0.5, "fields": {"per": {"share": None}}}, "coder": "legation-rules"}


def test_floors_and_ceilings(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text('[floors]\n"events.f1" = 0.5\n[ceilings]\n"events.f1" = 0.5\n')
    assert broken(read_floors(path), FIGURES) == []
    path.write_text(
        '[floors]\n"events.f1" = 0.51\n"events.fields.per.share" = 0\n'
        '[ceilings]\n"events.f1" = 0.49\n'
    )
    assert [item.message for item in broken(read_floors(path), FIGURES)] == [
        "events.f1 is 0.5, below 0.51.",
        "events.fields.per.share is None, below 0.",
        "events.f1 is 0.5, above 0.49.",
    ]


def test_a_floor_for_no_figure_is_an_error():
    with pytest.raises(UsageError, match=r"no figure 'events.f2'; at 'f2' there is f1, fields"):
        figure(FIGURES, "events.f2")
    with pytest.raises(UsageError, match="names several figures"):
        figure(FIGURES, "events.fields")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[floors\n", "not valid TOML"),
        ("[roofs]\n", "a table 'roofs'"),
        ("[floors]\nevents.f1 = 0.5\n", "quote names with dots"),
        ('[gold]\n"a.jsonl" = 5\n', "give one value"),
        ("floors = 5\n", "a value where a table is due"),
    ],
)
def test_a_faulty_floors_file_is_named(tmp_path, text, says):
    (tmp_path / "floors.toml").write_text(text)
    with pytest.raises(UnreadableInput, match=says):
        read_floors(tmp_path / "floors.toml")


def test_a_changed_gold_is_noticed(tmp_path):
    gold = write(tmp_path / "events.jsonl", [{"id": "a", "events": []}])
    pins = tmp_path / "floors.toml"
    pins.write_text("")
    (first,) = changed(read_floors(pins), [gold])
    assert "events.jsonl is not pinned" in first.message
    digest = first.message.split()[-1].rstrip(".")
    pins.write_text(f'[gold]\n"events.jsonl" = "{digest}"\n')
    assert changed(read_floors(pins), [gold]) == []
    write(gold, [{"id": "b", "events": []}])
    (second,) = changed(read_floors(pins), [gold])
    assert "changed since the floors were pinned" in second.message
