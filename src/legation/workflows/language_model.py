"""A language model as the coder, fitted out with the settings in force."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from legation.errors import UsageError
from legation.settings import KEY_VARIABLE, cache_folder, show

if TYPE_CHECKING:
    from legation.coding.llm import LanguageModelCoder
    from legation.coding.llm.cache import AnswerCache
    from legation.settings import Settings

_LONGEST_KEY = 10_000


def coder_of(settings: Settings, notice: Callable[[str], None]) -> LanguageModelCoder:
    """The coder that asks the model of the settings; raises UsageError where one is missing."""
    from legation.coding.llm import Endpoint, Form, LanguageModelCoder
    from legation.coding.llm.account import Account

    values = settings.values
    if not values.llm_model:
        raise UsageError(
            "--with llm needs the name of a model; give it with --model or LEGATION_LLM_MODEL."
        )
    if values.llm_form not in tuple(Form):
        raise UsageError(
            f"{values.llm_form!r} ({settings.origins['llm_form']}) is no form of answer; "
            f"use one of {', '.join(Form)}."
        )
    endpoint = Endpoint(
        model=values.llm_model,
        base_url=_address(values.llm_base_url),
        key=key(settings),
        form=Form(values.llm_form),
        timeout=float(_number(settings, "llm_timeout") or 0),
    )
    account = Account(
        request_budget=_number(settings, "llm_request_budget"),
        token_budget=_number(settings, "llm_token_budget"),
    )
    return LanguageModelCoder(
        endpoint,
        account=account,
        cache=cache(settings),
        at_once=_number(settings, "llm_at_once") or 1,
        notice=notice,
    )


def key(settings: Settings, environ: Mapping[str, str] | None = None) -> str | None:
    """The endpoint's key, from the environment or the file that the settings name; None for none.

    Raises UsageError where the file cannot be read or holds no key.
    """
    environ = os.environ if environ is None else environ
    if given := environ.get(KEY_VARIABLE, "").strip():
        return _usable(given, KEY_VARIABLE)
    path = settings.values.llm_key_file
    if path is None:
        return None
    try:
        with Path(path).open(encoding="utf-8") as file:
            held = file.read(_LONGEST_KEY).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The key file {path} cannot be read; check llm_key_file "
            f"({settings.origins['llm_key_file']})."
        ) from error
    return _usable(held, path)


def key_origin(settings: Settings, environ: Mapping[str, str] | None = None) -> str:
    """Whether there is a key and where it comes from, without the key."""
    environ = os.environ if environ is None else environ
    if environ.get(KEY_VARIABLE, "").strip():
        return f"set  (from {KEY_VARIABLE})"
    if settings.values.llm_key_file:
        return f"in a file  (from {settings.origins['llm_key_file']})"
    return "not set"


def cache(settings: Settings) -> AnswerCache | None:
    """Where answers are kept; None where the settings say `off`."""
    from legation.coding.llm.cache import AnswerCache

    named = settings.values.llm_cache
    if named == "off":
        return None
    return AnswerCache(Path(named) if named else cache_folder() / "answers")


def forget_answers(settings: Settings, text_sha256: str) -> None:
    """Removes what a model answered about a text, which quotes it."""
    if kept := cache(settings):
        kept.forget(text_sha256)


def _usable(key: str, origin: str) -> str:
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(f"What {origin} holds is no key; it should be one word of ASCII letters.")
    return key


def _address(base_url: str | None) -> str:
    """The address, if text may be sent there; none is ever assumed."""
    if not base_url:
        raise UsageError(
            "--with llm needs the address of an OpenAI-compatible interface; give it with "
            "--base-url or LEGATION_LLM_BASE_URL, such as http://localhost:11434/v1."
        )
    try:
        parts = urlsplit(base_url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(
            f"{show(base_url)!r} is no address of an interface; write it as https://host/v1."
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError(
            "The address after --base-url should hold no password, question mark or #; a key goes "
            f"into {KEY_VARIABLE}."
        )
    return base_url.rstrip("/").removesuffix("/chat/completions")


def _number(settings: Settings, name: str) -> int | None:
    value = getattr(settings.values, name)
    if value is None:
        return None
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise UsageError(
            f"{value!r} ({settings.origins[name]}) is no number for {name}; write one such as 100."
        )
    return number
