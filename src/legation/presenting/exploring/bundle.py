"""Vega, Vega-Lite and their embedding as one script, out of the extra `charts`; nothing is fetched."""

from __future__ import annotations

import importlib.metadata
import threading
from functools import cache
from pathlib import Path

_SNIPPET = "window.vegaEmbed = vegaEmbed;"
_making = threading.Lock()


@cache
def bundle_version() -> str | None:
    """The version of the package that holds the script; None where it is not installed."""
    try:
        return importlib.metadata.version("vl-convert-python")
    except importlib.metadata.PackageNotFoundError:
        return None


def bundle(folder: Path) -> bytes | None:
    """The script, made once in some seconds and kept in `folder`; None where it cannot be had."""
    version = bundle_version()
    if version is None:
        return None
    kept = folder / f"vega-{version}.js"
    with _making:
        if not kept.exists():
            _keep(kept)
        return kept.read_bytes()


def _keep(kept: Path) -> None:
    import vl_convert

    kept.parent.mkdir(parents=True, exist_ok=True)
    made = kept.with_suffix(".part")
    made.write_text(vl_convert.javascript_bundle(_SNIPPET), encoding="utf-8")
    made.replace(kept)
