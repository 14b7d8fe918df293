"""Import spares the loading of pandas, and whoever needs it still gets it."""

from __future__ import annotations

import subprocess
import sys

from dataset_samples import gdelt, write

from processes import environment

SCRIPT = """
import sys
from legation.cli.main import run
sys.argv[1:] = ["import", "gdelt", "a.csv"]
try:
    run()
except SystemExit as done:
    assert not done.code
assert "pandas" not in sys.modules
import pyarrow as pa
table = pa.table({"a": ["x", None], "b": [1, 2]})
assert "pandas" not in sys.modules
frame = table.to_pandas()
import pandas
assert pa.Table.from_pandas(frame, preserve_index=False).column("b").to_pylist() == [1, 2]
assert pa.array(pandas.Series([1.5, None])).to_pylist() == [1.5, None]
"""


def test_import_loads_no_pandas_and_frames_are_made_all_the_same(tmp_path):
    write(tmp_path / "a.csv", gdelt(1))
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "imported" in ran.stdout
