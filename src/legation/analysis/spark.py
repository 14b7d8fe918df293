"""Sessions of Spark, and what fails there in our words."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from legation.errors import EnvironmentFailure

_OURS = re.compile(r"^(?:\w+\.)*legation\.errors\.\w+: (.+)$", re.MULTILINE)
_LACKING = re.compile(r"No module named '([\w.]+)'")
_PROGRAM = re.compile(r'Cannot run program "([^"]+)"')
_ORIGIN = re.compile(r"^Caused by: (?:[\w.$]+\.)*(\w+(?:: .+)?)$", re.MULTILINE)
_SHIPPING = "docs/spark.md says how"


def session(master: str, further: Mapping[str, str] | None = None) -> Any:
    """A session on the cluster or machine at `master`, with `further` settings of Spark.

    What Spark's own files and PYSPARK_SUBMIT_ARGS set holds beside. Raises EnvironmentFailure where
    pyspark, Java or the master is not there.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EnvironmentFailure(
            "Spark needs the extra `spark` and Java 17; install it with `pip install 'legation[spark]'`."
        ) from error
    _need_java()
    # Workers run the interpreter that runs us, not whichever is first on the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = (
        SparkSession.builder.master(master)
        .appName("legation")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
    )
    if master.startswith("local"):
        # Two hundred shuffle partitions are meant for a cluster.
        builder = builder.config("spark.sql.shuffle.partitions", "2")
    for name, value in (further or {}).items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:
        raise EnvironmentFailure(_not_started(master, str(error))) from error


def _not_started(master: str, text: str) -> str:
    if "JAVA_GATEWAY_EXITED" in text:
        return (
            f"Spark's Java program ended before it began; check that {master!r} is a master, such as "
            "local[2] or spark://host:7077, and that Java is of version 17 or later."
        )
    return (
        f"No Spark master answers at {master}; check the address, such as local[2] or "
        "spark://host:7077, and that the master runs."
    )


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        where = f"JAVA_HOME ({home}) holds none" if home else "there is none on the path"
        raise EnvironmentFailure(
            f"Spark needs Java 17, and {where}; install it, or take the engine that needs none."
        )


def is_sparks(error: Exception) -> bool:
    """Whether an error is Spark's own."""
    return type(error).__module__.startswith(("pyspark", "py4j"))


def failure(error: Exception) -> EnvironmentFailure:
    """What Spark could not do, in one sentence."""
    text = str(error)
    if told := _OURS.findall(text):
        return EnvironmentFailure(f"A Spark worker gave up: {told[-1]}")
    if lacking := _LACKING.findall(text):
        package = lacking[-1].partition(".")[0]
        return EnvironmentFailure(
            f"The Spark workers have no package {package}; install legation there for the same "
            f"Python, or ship it ({_SHIPPING})."
        )
    if "PYTHON_VERSION_MISMATCH" in text:
        return EnvironmentFailure(
            "The Spark workers run another Python than this one; name one of version "
            f"{sys.version_info.major}.{sys.version_info.minor} in PYSPARK_PYTHON ({_SHIPPING})."
        )
    if program := _PROGRAM.search(text):
        return EnvironmentFailure(
            f"The Spark workers have no Python at {program[1]}; name theirs in PYSPARK_PYTHON "
            f"({_SHIPPING})."
        )
    if "Python worker exited unexpectedly" in text:
        return EnvironmentFailure(
            "A Spark worker died, as it does when its memory is full; give it more or a smaller --batch."
        )
    return EnvironmentFailure(f"Spark failed: {_reason(error)}.")


def _reason(error: Exception) -> str:
    origins = _ORIGIN.findall(str(error))
    return origins[-1].rstrip(".") if origins else _first_line(error)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
