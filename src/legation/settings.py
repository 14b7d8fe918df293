"""Settings: flags, then `LEGATION_*` variables, then `legation.toml`, then defaults.

Each value remembers where it came from, so that `legation doctor` can say so.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from legation.errors import UsageError

FILE_NAME = "legation.toml"
CODERS = ("rules", "llm")
KEY_VARIABLE = "LEGATION_LLM_KEY"
_FLAGS = {
    "coder": "--with",
    "llm_model": "--model",
    "llm_base_url": "--base-url",
    "llm_request_budget": "--request-budget",
    "llm_token_budget": "--token-budget",
}
_FOLDERS = ("file", "knowledge", "llm_key_file", "llm_cache")
_USER = re.compile(r"(?<=^http://)[^/@]*@|(?<=^https://)[^/@]*@")
_SECRET = re.compile(r"(?<=key|ord|ken|ret)=[^&]*", re.IGNORECASE)  # key, password, token, secret
_SIZE = re.compile(r"\d+(\.\d+)?\s?[KMGT]i?B", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The settings themselves.

    `file` is the ledger: a path or a PostgreSQL address. `knowledge` is the folder of the user's own
    rows beside the tables that ship. `model` is the spaCy package that
    parses, None for the one that legation brings. `timezone` (IANA name) decides what "today"
    is. `published` is the EDTF day to assume for articles that do not give theirs. `language`
    is the language that articles are coded in. `coder` is what codes: `rules` or `llm`. `memory`
    is what DuckDB may use for measures, such as 4GB; what does not fit waits on the disk.

    For `llm` alone: `llm_model` at `llm_base_url` is asked; `llm_key_file` holds its key;
    `llm_form` is how it is made to answer (function, schema, text); `llm_timeout` are the seconds
    that an answer may take; `llm_at_once` articles are asked about together; `llm_request_budget` and `llm_token_budget` are what a run may use, None
    for no limit; `llm_cache` is a folder for answers, `off` for none, None for the usual place.
    """

    file: str = "legation.db"
    knowledge: str = "legation-knowledge"
    model: str | None = None
    timezone: str = "UTC"
    published: str | None = None
    language: str = "en"
    coder: str = "rules"
    memory: str = "1500MB"
    llm_model: str | None = None
    llm_base_url: str | None = None
    llm_key_file: str | None = None
    llm_form: str = "function"
    llm_timeout: str = "120"
    llm_at_once: str = "1"
    llm_request_budget: str | None = None
    llm_token_budget: str | None = None
    llm_cache: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values in force and, for each, where it came from."""

    values: Values
    origins: Mapping[str, str]

    def today(self) -> dt.date:
        """The day that it is now in the timezone of the settings."""
        return dt.datetime.now(zoneinfo.ZoneInfo(self.values.timezone)).date()

    def shown(self) -> list[tuple[str, str, str]]:
        """Name, value and origin of each setting; a password in an address is hidden."""
        return [
            (field.name, show(getattr(self.values, field.name)), self.origins[field.name])
            for field in fields(Values)
        ]


def show(value: object) -> str:
    """A setting's value in words, with any password hidden."""
    if value is None:
        return "not set"
    text = _USER.sub("***@", str(value))
    return _SECRET.sub("=***", _PASSWORD.sub(r"\1:***@", text))


def cache_folder() -> Path:
    """Where the user's system keeps what can be made again, of this program."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(named) if named else Path.home() / ".cache") / "legation"


def load(
    flags: Mapping[str, str | None] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """The settings in force; raises UsageError where a value or a key cannot be used.

    `flags` holds what the command line gave (None for what it did not), `folder` is where the
    search for `legation.toml` starts, upward; it defaults to the current folder.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {field.name: field.default for field in fields(Values)}
    origins = dict.fromkeys(values, "default")
    found = _find(folder or Path.cwd())
    for name, value in _from_file(found).items() if found else ():
        values[name], origins[name] = value, str(found)
    for name in values:
        variable = f"LEGATION_{name.upper()}"
        if environ.get(variable):
            values[name], origins[name] = environ[variable], variable
    for name, flag in _meant(flags or {}, values["coder"]).items():
        if flag is not None:
            values[name], origins[name] = flag, _FLAGS.get(name, f"--{name}")
    settings = Settings(values=Values(**values), origins=origins)
    _check(settings)
    return settings


def _meant(flags: Mapping[str, str | None], coder: str) -> Mapping[str, str | None]:
    """Flags by setting: `--model` names the model of whichever coder is at work."""
    if (flags.get("coder") or coder) != "llm":
        return flags
    return {"llm_model" if name == "model" else name: flag for name, flag in flags.items()}


def _find(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
    return None


def _from_file(path: Path) -> dict[str, str]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read as TOML ({error}); mend or remove it.") from error
    known = {field.name for field in fields(Values)}
    for name, value in table.items():
        if name == "llm_key":
            raise UsageError(
                f"{path} holds a key, which others may read; put it into the variable "
                f"{KEY_VARIABLE}, or into a file of its own that llm_key_file names."
            )
        if name not in known:
            raise UsageError(
                f"{path} sets {name!r}, which is no setting; use one of {', '.join(sorted(known))}."
            )
        if not isinstance(value, str):
            raise UsageError(f"{path} sets {name} to {value!r}; write it between quotes.")
    for name in _FOLDERS:
        # What a file names lies beside that file, wherever the command runs.
        if name in table and "://" not in table[name] and table[name] != "off":
            table[name] = str(path.parent / table[name])
    return table


def _check(settings: Settings) -> None:
    values, origins = settings.values, settings.origins
    try:
        zoneinfo.ZoneInfo(values.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(
            f"{values.timezone!r} ({origins['timezone']}) is no timezone; "
            "write it as Asia/Seoul or UTC."
        ) from error
    if values.published is not None:
        try:
            dt.date.fromisoformat(values.published)
        except ValueError as error:
            raise UsageError(
                f"{values.published!r} ({origins['published']}) is no day; write it as 2025-10-26."
            ) from error
    if values.coder not in CODERS:
        raise UsageError(
            f"{values.coder!r} ({origins['coder']}) is no coder; use one of {', '.join(CODERS)}."
        )
    if not _SIZE.fullmatch(values.memory):
        raise UsageError(
            f"{values.memory!r} ({origins['memory']}) is no amount of memory; write it as 4GB."
        )
    if values.language != "en":
        raise UsageError(
            f"Articles in {values.language!r} ({origins['language']}) cannot be coded yet; use en."
        )
