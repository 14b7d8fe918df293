"""What the readers make of published columns, and of what is wrong with them."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import zipfile
from pathlib import Path

import pytest
from babel.core import get_global
from dataset_samples import gdelt, icews, polecat, write

from legation.datasets.codes import cameo_code, state_named
from legation.datasets.importing import alone, import_file
from legation.datasets.layouts import GDELT_1, GDELT_2, ICEWS, POLECAT
from legation.datasets.mapped import load
from legation.datasets.parquet import SCHEMA, events_of
from legation.datasets.sources import of_kind, of_mapping
from legation.errors import EnvironmentFailure, UnreadableInput, UsageError
from legation.knowledge.names import display_names
from legation.knowledge.ontology import cameo_table
from legation.knowledge.tables import rows
from legation.model.table import COLUMNS


def imported(path, source, folder):
    source = of_kind(source) if isinstance(source, str) else source
    made = import_file(path, source, folder, lambda _rows: None)
    table = events_of(folder).to_table()
    return made, sorted(table.to_pylist(), key=lambda row: row["event_id"])


def quarantined(folder):
    lines = [p.read_text().splitlines() for p in (folder / "quarantine").glob("*.jsonl")]
    return [json.loads(line) for found in lines for line in found]


def test_a_row_of_gdelt_keeps_its_codes_beside_ours(tmp_path):
    made, (row,) = imported(write(tmp_path / "a.csv", gdelt()), "gdelt", tmp_path / "set")
    assert (made.rows, made.rejected, made.remarks) == (1, {}, {})
    assert row == dict.fromkeys(SCHEMA.names) | {
        "event_id": "gdelt:1",
        "source": "gdelt",
        "source_group": "example.org",
        "happening": "gdelt:1",
        "first_day": dt.date(2025, 5, 14),
        "last_day": dt.date(2025, 5, 14),
        "known_day": dt.date(2025, 5, 15),
        "edtf": "2025-05-14",
        "type": "CONSULT",
        "mode": "visit",
        "cameo": "042",
        "original_code": "042",
        "status": "occurred",
        "actors": "NOR",
        "recipients": "KEN",
        "n_sides": 2,
        "actor_original": "NORGOV",
        "recipient_original": "KEN",
        "quad": 1,
        "goldstein": 1.9,
        "goldstein_original": 1.9,
        "plover_score": 4.0,
        "place": "KEN",
        "reports": 4,
        "url": "https://www.example.org/a/1",
        "year": 2025,
    }


@pytest.mark.parametrize("count", [57, 58, 61])
def test_all_versions_of_gdelt_are_told_by_their_columns(tmp_path, count):
    names = GDELT_2 if count == 61 else GDELT_1[:count]
    cells = dict(zip(GDELT_2, gdelt().split("\t"), strict=True))
    path = write(tmp_path / "a.csv", "\t".join(cells[name] for name in names))
    _, (row,) = imported(path, "gdelt", tmp_path / "set")
    assert (row["actors"], row["known_day"]) == ("NOR", dt.date(2025, 5, 15))
    assert row["url"] == (None if count == 57 else "https://www.example.org/a/1")


def test_gdelt_groups_come_before_countries_and_regions_are_nobody(tmp_path):
    path = write(
        tmp_path / "a.csv",
        gdelt(1, Actor1CountryCode="EUR", Actor1KnownGroupCode="EEC"),
        gdelt(2, Actor1CountryCode="AFR"),
        gdelt(3, Actor1CountryCode="ROM", Actor2CountryCode=""),
    )
    made, found = imported(path, "gdelt", tmp_path / "set")
    assert [(r["actors"], r["recipients"], r["n_sides"]) for r in found] == [
        ("EU", "KEN", 2),
        ("", "KEN", 1),
        ("ROU", "", 1),
    ]
    assert made.remarks == {}


def test_what_is_wrong_goes_to_quarantine_with_its_reason_and_the_rest_goes_on(tmp_path):
    whole = gdelt(1)
    wrong = {
        "60 fields instead of 61": gdelt(2).rpartition("\t")[0],
        "62 fields instead of 61": "\t" + gdelt(3),
        "no such day, or outside 1800 to 2100": gdelt(4, SQLDATE="20250231"),
        "no such CAMEO code": gdelt(5, EventCode="999"),
        "no event id": gdelt(6, GLOBALEVENTID=""),
        "happened after it was reported": gdelt(7, SQLDATE="20250601"),
    }
    shifted = "\t".join([*gdelt(8).split("\t")[1:], "x"])
    path = write(tmp_path / "a.csv", whole, *wrong.values(), shifted)
    made, found = imported(path, "gdelt", tmp_path / "set")
    assert [row["event_id"] for row in found] == ["gdelt:1"]
    assert made.rejected == dict.fromkeys(wrong, 1) | {"no such day, or outside 1800 to 2100": 2}
    kept = quarantined(tmp_path / "set")
    assert {row["line"] for row in kept} == {*wrong.values(), shifted}
    assert {row["reason"] for row in kept} == set(wrong)


def test_an_unknown_actor_code_is_told_and_the_row_is_used_without_it(tmp_path):
    path = write(tmp_path / "a.csv", gdelt(1), gdelt(2, Actor1CountryCode="QQQ"))
    made, found = imported(path, "gdelt", tmp_path / "set")
    assert [(row["actors"], row["actor_original"]) for row in found] == [
        ("NOR", "NORGOV"),
        ("", "NORGOV"),
    ]
    assert made.remarks == {"unknown actor code 'QQQ' in Actor1CountryCode": 1}
    (kept,) = quarantined(tmp_path / "set")
    assert kept["used"] and kept["line"].startswith("2\t")


def test_a_row_of_icews_and_one_of_polecat_say_the_same(tmp_path):
    first = write(tmp_path / "a.tab", icews(), header=ICEWS)
    second = write(tmp_path / "b.txt", polecat(), header=POLECAT)
    _, (a,) = imported(first, "icews", tmp_path / "icews")
    _, (b,) = imported(second, "polecat", tmp_path / "polecat")
    same = ("first_day", "type", "mode", "actors", "recipients", "status", "quad", "plover_score")
    assert [a[name] for name in same] == [b[name] for name in same]
    assert (a["cameo"], b["cameo"], b["original_code"]) == ("042", "04", "CONSULT")
    assert (a["article_id"], a["source_group"]) == ("icews:77", "Example Wire")
    assert (a["known_day"], b["known_day"]) == (dt.date(2025, 5, 14), dt.date(2025, 5, 15))


def test_bodies_are_found_by_name_and_states_by_the_names_that_icews_uses(tmp_path):
    path = write(
        tmp_path / "a.tab",
        icews(1, Source_Name="United Nations", Source_Country=""),
        icews(2, Source_Name="Citizen (Cote d'Ivoire)", Source_Country="Cote d'Ivoire"),
        header=ICEWS,
    )
    _, found = imported(path, "icews", tmp_path / "set")
    assert [row["actors"] for row in found] == ["UN", "CIV"]
    assert state_named("Palestinian Territory, Occupied") == "PSE"
    # UNC and ICC have three letters and are no states.
    assert state_named("UNC") is None and state_named("ICC") is None


def test_malformed_polecat_files_are_read(tmp_path):
    header = tuple("Event Intensity" if name == "Intensity" else name for name in POLECAT)
    lines = [
        "a stray first row",
        "\t".join(header) + "\t",
        polecat(1, Actor_Country="NOR;SWE", Actor_Name="Fredsrådet i Tromsø") + "\t",
        polecat(2, Event_Type="consult", Event_Mode="Third Party") + "\t",
        polecat(3, Event_Type="FIGHT") + "\t",
    ]
    path = tmp_path / "a.txt"
    path.write_bytes("\n".join(lines).encode("latin-1"))
    made, found = imported(path, "polecat", tmp_path / "set")
    assert made.rejected == {"no such PLOVER type": 1}
    assert [(r["actors"], r["n_sides"], r["mode"]) for r in found] == [
        ("NOR;SWE", 3, "visit"),
        ("NOR", 2, "third-party"),
    ]
    assert found[0]["actor_original"] == "Fredsrådet i Tromsø"
    assert found[0]["goldstein_original"] == 4.0


@pytest.mark.parametrize("kind", ["gdelt", "icews", "polecat"])
def test_a_file_of_another_kind_is_told(tmp_path, kind):
    path = write(tmp_path / "a.csv", "one\ttwo", "1\t2")
    with pytest.raises(UnreadableInput, match="columns"):
        imported(path, kind, tmp_path / "set")
    assert not (tmp_path / "set").exists()


def test_every_cameo_code_is_read_with_the_type_and_score_of_our_table(tmp_path):
    codes = sorted(cameo_table())
    lines = [gdelt(n, EventCode=code) for n, code in enumerate(codes, 1000)]
    _, found = imported(write(tmp_path / "a.csv", *lines), "gdelt", tmp_path / "set")
    assert [row["original_code"] for row in found] == codes
    for row in found:
        entry = cameo_table()[row["original_code"]]
        typed = entry if len(entry.code) > 2 else cameo_table()[f"{entry.code}0"]
        assert (row["cameo"], row["type"], row["goldstein"]) == (
            entry.code,
            typed.plover_type,
            entry.goldstein,
        )
    assert sum(row["type"] is not None for row in found) >= 256


@pytest.mark.parametrize(
    ("told", "code"),
    [("042", "042"), ("42", "042"), ("0431", "043"), ("1212", "1212"), ("999", None), ("", None)],
)
def test_a_lost_zero_is_restored_and_a_longer_code_cut(told, code):
    assert cameo_code(told) == code


def test_every_code_of_a_scheme_means_somebody():
    iso = {code for code in get_global("territory_aliases") if len(code) == 3}
    for row in rows("code_schemes.csv"):
        known = row["ours"] in display_names() or row["ours"] in iso
        assert (
            known
            or row["ours"].startswith("NSA:")
            or row["scheme"] in {"cameo-region", "gdelt-quad"}
        ), row
        assert row["source"], row


MAPPING = """
name = "travels"
frame = "the ministry's list"
days = "%d.%m.%Y"
nothing = ["", "n/a"]
[columns]
id = "No"
first_day = "From"
last_day = "To"
actors = "Who"
recipients = "Host"
reports = "Papers"
place = "Host"
[constant]
type = "CONSULT"
mode = "visit"
[values.actors]
"our king" = "NOR"
"""


def mapping(tmp_path, text=MAPPING):
    path = tmp_path / "travels.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_any_table_is_read_through_a_mapping(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        'No,From,To,Who,Host,Papers,"Why, then"\n'
        '1,14.05.2025,16.05.2025,our king,Kenya,3,"tea,\nand cake"\n'
        "2,15.05.2025,15.05.2025,Sweden;Norway,n/a,many,talks\n"
        "3,15.13.2025,15.05.2025,Sweden,Kenya,1,talks\n"
        "4,16.05.2025,15.05.2025,Sweden,Kenya,1,talks\n"
        "5,16.05.2025,17.05.2025,Atlantis,Kenya,1,talks\n"
        "6,16.05.2025,17.05.2025,Sweden,Kenya;Mu,1,talks\n"
        "7,16.05.2025,17.05.2025,n/a,Kenya,1,talks\n"
        "8,16.05.2025,32.05.2025,Sweden,Kenya,1,talks\n"
    )
    made, found = imported(path, of_mapping(mapping(tmp_path)), tmp_path / "set")
    assert made.rejected == {
        "no such day, or outside 1800 to 2100": 2,
        "ends before it begins": 1,
        "unknown code in actors": 1,
        "unknown code in recipients": 1,
        "no actor": 1,
    }
    first, second = found
    assert (first["event_id"], first["source"], first["frame"]) == (
        "travels:1",
        "travels",
        "the ministry's list",
    )
    assert (first["actors"], first["recipients"], first["place"]) == ("NOR", "KEN", "KEN")
    assert (first["first_day"], first["last_day"], first["edtf"]) == (
        dt.date(2025, 5, 14),
        dt.date(2025, 5, 16),
        "2025-05-14/2025-05-16",
    )
    assert (first["type"], first["mode"], first["cameo"], first["reports"]) == (
        "CONSULT",
        "visit",
        "04",
        3,
    )
    assert (second["actors"], second["recipients"], second["n_sides"]) == ("SWE;NOR", "", 2)
    assert second["reports"] is None


def test_a_table_with_days_of_edtf_and_namibia(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("day\twho\tcode\tend\n2019\tNA\t057\t2020-02\n")
    text = (
        '[columns]\nfirst_day = "day"\nlast_day = "end"\nactors = "who"\ncameo = "code"\n'
        '[values.actors]\nNA = "NAM"\n'
    )
    _, (row,) = imported(path, of_mapping(mapping(tmp_path, text)), tmp_path / "set")
    assert (row["first_day"], row["last_day"]) == (dt.date(2019, 1, 1), dt.date(2020, 2, 29))
    assert (row["actors"], row["type"], row["goldstein"]) == ("NAM", "SUPPORT", 8.0)


def test_a_list_of_facts_with_names_of_acts_and_numbered_days(tmp_path):
    path = tmp_path / "facts.txt"
    path.write_text(
        "Foreign Affairs (Norway)\tMake a visit\tKenya\t133\n"
        "Citizen (Cote d'Ivoire)\tCriticize or denounce\tUnited Nations\t0\n"
        "Sergey Lavrov\tMake statement\tKenya\t2\n"
        "Somebody\tConsult\tKenya\t1\n"
        "Norway\tDance\tKenya\t1\n"
        "Norway\tConsult\tKenya\tsoon\n"
    )
    text = (
        'day_zero = "2014-01-01"\nheader = ["subject", "relation", "object", "day"]\n'
        '[columns]\nfirst_day = "day"\nactors = "subject"\nrecipients = "object"\n'
        'cameo = "relation"\n'
    )
    made, found = imported(path, of_mapping(mapping(tmp_path, text)), tmp_path / "set")
    told = {(str(r["first_day"]), r["actors"], r["cameo"], r["recipients"]) for r in found}
    assert told == {
        ("2014-05-14", "NOR", "042", "KEN"),
        ("2014-01-01", "CIV", "111", "UN"),
        ("2014-01-03", "RUS", "010", "KEN"),
    }
    assert {row["cameo"]: row["type"] for row in found}["010"] is None
    assert sum(made.rejected.values()) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "cannot be read as TOML"),
        ('[columns]\nactors = "a"\n', "must say what first_day"),
        ('[columns]\nactors = "a"\nfirst_day = "b"\nquad = "c"\n', "gives 'quad'"),
        ("columns = 3\n", "must give columns as a table"),
        ('nam = "x"\n', "has 'nam'"),
        ('day_zero = "soon"\n', "must give day_zero as a day"),
        ('name = "gdelt"\n' + MAPPING.replace('name = "travels"', ""), "needs a name other than"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(tmp_path, text, says):
    with pytest.raises(UsageError, match=says):
        mapping(tmp_path, text)


def test_gzip_and_zip_are_read_as_streams(tmp_path):
    lines = "".join(gdelt(n) + "\n" for n in range(100, 200)).encode()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(lines))
    with zipfile.ZipFile(tmp_path / "a.csv.zip", "w") as archive:
        archive.writestr("20250514.export.CSV", lines)
    for name in ("a.csv.gz", "a.csv.zip"):
        _, found = imported(tmp_path / name, "gdelt", tmp_path / name.replace(".", ""))
        assert len(found) == 100


def _spread(count: int) -> bytes:
    """Lines that do not compress well, so that a cut file holds some of them."""
    noise = random.Random(7)
    return "".join(
        gdelt(n, SOURCEURL=f"https://example.org/{noise.getrandbits(256):x}") + "\n"
        for n in range(1000, 1000 + count)
    ).encode()


def test_a_truncated_gzip_gives_the_whole_lines_before_the_break(tmp_path):
    packed = gzip.compress(_spread(2000))
    (tmp_path / "a.csv.gz").write_bytes(packed[: len(packed) // 2])
    made, found = imported(tmp_path / "a.csv.gz", "gdelt", tmp_path / "set")
    assert "end-of-stream" in made.broken_off
    assert 500 < len(found) < 1500 and made.rejected == {}
    # The whole file, once it is there, takes the place of the broken one.
    (tmp_path / "a.csv.gz").write_bytes(packed)
    made, found = imported(tmp_path / "a.csv.gz", "gdelt", tmp_path / "set")
    assert made.broken_off is None
    assert len(found) == 2000 == len({row["event_id"] for row in found})


def test_a_damaged_gzip_is_no_crash(tmp_path):
    packed = bytearray(gzip.compress(_spread(2000)))
    packed[len(packed) // 2] ^= 0xFF
    (tmp_path / "a.csv.gz").write_bytes(packed)
    made, found = imported(tmp_path / "a.csv.gz", "gdelt", tmp_path / "set")
    assert made.broken_off
    assert found


def test_a_file_that_was_imported_is_left_alone_but_not_for_another_mapping(tmp_path):
    path = write(tmp_path / "a.csv", gdelt())
    assert not imported(path, "gdelt", tmp_path / "set")[0].known
    made, found = imported(path, "gdelt", tmp_path / "set")
    assert (made.known, made.rows, len(found)) == (True, 1, 1)
    text = '[columns]\nfirst_day = "SQLDATE"\nactors = "who"\ncameo = "EventCode"\n'
    table = tmp_path / "b.tsv"
    table.write_text("SQLDATE\twho\tEventCode\n2025-05-14\tNOR\t042\n")
    one = imported(table, of_mapping(mapping(tmp_path, text)), tmp_path / "set")[0]
    other = imported(table, of_mapping(mapping(tmp_path, text + " ")), tmp_path / "set")[0]
    assert (one.known, other.known) == (False, False)


def test_an_import_goes_on_where_it_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("legation.datasets.delimited.BLOCK", 20_000)
    monkeypatch.setattr("legation.datasets.importing.CHUNK", 3)
    broken = gdelt(1).rpartition("\t")[0]
    lines = [gdelt(n) for n in range(1000, 2000)]
    lines[10:10] = [broken]
    lines[500:500] = [gdelt(7, EventCode="999")]
    path = write(tmp_path / "a.csv", *lines)
    source, seen = of_kind("gdelt"), []

    class Stopped(Exception):
        pass

    def stop(rows):
        seen.append(rows)
        if sum(seen) > 700:
            raise Stopped

    with pytest.raises(Stopped):
        import_file(path, source, tmp_path / "set", stop)
    assert not (tmp_path / "set" / "events").exists()
    mapped = []
    counting = type(source)(
        source.kind,
        source.name,
        source.read,
        lambda batch, aside: mapped.append(len(batch)) or source.to_events(batch, aside),
    )
    made, found = imported(path, counting, tmp_path / "set")
    assert sum(mapped) < 700
    assert [row["event_id"] for row in found] == [f"gdelt:{n}" for n in range(1000, 2000)]
    assert made.rows == 1000
    assert made.rejected == {"60 fields instead of 61": 1, "no such CAMEO code": 1}
    assert not list((tmp_path / "set" / ".staging").iterdir())


@pytest.mark.parametrize("moved", [1, 2])
def test_an_import_that_stops_while_its_parts_are_moved_in_loses_none(tmp_path, monkeypatch, moved):
    lines = [gdelt(n, SQLDATE=f"{2010 + n}0514", DATEADDED="20250515") for n in range(3)]
    path = write(tmp_path / "a.csv", *lines)
    replace, parts = Path.replace, []

    def stopping(self, target):
        if self.suffix == ".parquet":
            parts.append(self)
            if len(parts) > moved:
                raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stopping)
        with pytest.raises(KeyboardInterrupt):
            import_file(path, of_kind("gdelt"), tmp_path / "set", lambda rows: None)
    made, found = imported(path, "gdelt", tmp_path / "set")
    assert made.rows == len(found) == 3


def test_the_arrow_schema_is_the_contract_of_the_model():
    assert SCHEMA.names == [column.name for column in COLUMNS]
    assert [not field.nullable for field in SCHEMA] == [column.required for column in COLUMNS]


def test_rows_of_our_own_that_do_not_hold_are_set_aside(tmp_path):
    row = {
        "event_id": "x:1",
        "source": "x",
        "first_day": "2025-06-02",
        "status": "occurred",
        "type": "CONSULT",
        "actors": "SWE",
        "recipients": "",
        "n_sides": 1,
    }
    wrong = [
        {**row, "status": "maybe"},
        {**row, "type": "TALK"},
        {**row, "first_day": "2025-13-01"},
        {**row, "n_sides": 10**6},
        {**row, "confidence": "high"},
        {**row, "event_id": ""},
        {"event_id": "x:2"},
        ["no row"],
    ]
    path = tmp_path / "e.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in (row, *wrong)) + "{broken\n")
    made, found = imported(path, "events", tmp_path / "set")
    assert [(r["event_id"], r["year"]) for r in found] == [("x:1", 2025)]
    assert sum(made.rejected.values()) == 9
    with pytest.raises(UnreadableInput, match="no column 'source'"):
        imported(write(tmp_path / "e.csv", "event_id,actors", "x,SWE"), "events", tmp_path / "set")
    (tmp_path / "e.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(UnreadableInput, match="cannot be read as Parquet"):
        imported(tmp_path / "e.parquet", "events", tmp_path / "set")


def test_two_imports_into_one_set_do_not_meet(tmp_path):
    with alone(tmp_path), pytest.raises(EnvironmentFailure, match="under way"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass
