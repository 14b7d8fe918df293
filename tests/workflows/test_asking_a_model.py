"""A language model fitted out with settings: what is missing or cannot be used, and the key."""

from __future__ import annotations

import pytest

from legation import settings
from legation.errors import UsageError
from legation.workflows.language_model import cache, coder_of, forget_answers, key, key_origin

KEY = "sk-very-secret-1234"
ENOUGH = {"coder": "llm", "model": "m", "llm_base_url": "http://h/v1"}


def using(folder, environ=None, **flags):
    environ = {"LEGATION_LLM_CACHE": "off", **(environ or {})}
    return settings.load({**ENOUGH, **flags}, environ=environ, folder=folder)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ({"model": None}, "--model"),
        ({"llm_base_url": None}, "--base-url"),
        ({"llm_base_url": "localhost:11434"}, "is no address"),
        ({"llm_base_url": "ftp://x/v1"}, "is no address"),
        ({"llm_base_url": "http://"}, "is no address"),
        ({"llm_base_url": "http://h:port/v1"}, "is no address"),
        ({"llm_base_url": f"http://me:{KEY}@h/v1"}, "no password"),
        ({"llm_base_url": f"http://{KEY}@h/v1"}, "no password"),
        ({"llm_base_url": f"http://h/v1?key={KEY}"}, "no password"),
        ({"llm_token_budget": "many"}, r"'many' \(--token-budget\) is no number"),
        ({"llm_request_budget": "0"}, "is no number"),
    ],
)
def test_what_is_missing_or_wrong_is_one_sentence(tmp_path, flags, said):
    with pytest.raises(UsageError, match=said) as failed:
        coder_of(using(tmp_path, **flags), print)
    assert KEY not in str(failed.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LEGATION_LLM_FORM", "song", "is no form of answer"),
        ("LEGATION_LLM_TIMEOUT", "-1", "is no number"),
        ("LEGATION_LLM_AT_ONCE", "all", "is no number"),
        ("LEGATION_LLM_KEY_FILE", "/nowhere/key", "key file /nowhere/key cannot be read"),
    ],
)
def test_variables_that_cannot_be_used_are_said(tmp_path, name, value, said):
    with pytest.raises(UsageError, match=said):
        coder_of(using(tmp_path, {name: value}), print)


def test_an_unknown_coder_is_wrong_use(tmp_path):
    with pytest.raises(UsageError, match=r"'magic' \(--with\) is no coder"):
        using(tmp_path, coder="magic")


def test_the_key_is_one_word_of_the_environment_or_a_file(tmp_path):
    (tmp_path / "key").write_text(f" {KEY}\n")
    filed = using(tmp_path, {"LEGATION_LLM_KEY_FILE": str(tmp_path / "key")})
    assert key(filed, {}) == KEY
    assert key(filed, {"LEGATION_LLM_KEY": "other"}) == "other"
    assert key(using(tmp_path), {}) is None
    assert KEY not in key_origin(filed, {}) + key_origin(filed, {"LEGATION_LLM_KEY": KEY})
    for bad in ("two words", "clé", "a\nb"):
        with pytest.raises(UsageError, match="is no key") as failed:
            key(using(tmp_path), {"LEGATION_LLM_KEY": bad})
        assert bad not in str(failed.value)
    (tmp_path / "key").write_text("")
    with pytest.raises(UsageError, match="is no key"):
        key(filed, {})


def test_an_address_with_the_path_of_the_protocol_is_understood(tmp_path):
    made = coder_of(using(tmp_path, llm_base_url="http://h/v1/chat/completions/"), print)
    assert made._endpoint.base_url == "http://h/v1"


def test_answers_lie_where_the_settings_say(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache(using(tmp_path)) is None
    usual = cache(using(tmp_path, {"LEGATION_LLM_CACHE": ""}))
    assert usual.folder == tmp_path / "x/legation/answers"
    named = using(tmp_path, {"LEGATION_LLM_CACHE": str(tmp_path / "mine")})
    assert cache(named).folder == tmp_path / "mine"
    (tmp_path / "mine/abc").mkdir(parents=True)
    forget_answers(named, "abc")
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_model_option_names_the_model_of_the_coder_at_work(tmp_path):
    rules = settings.load({"model": "en_core_web_md"}, environ={}, folder=tmp_path)
    assert (rules.values.model, rules.values.llm_model) == ("en_core_web_md", None)
    asked = settings.load({"model": "m", "coder": "llm"}, environ={}, folder=tmp_path)
    assert (asked.values.model, asked.values.llm_model) == (None, "m")
    assert asked.origins["llm_model"] == "--model"


def test_a_key_in_the_settings_file_is_refused_without_being_shown(tmp_path):
    (tmp_path / "legation.toml").write_text(f'llm_key = "{KEY}"\n')
    with pytest.raises(UsageError, match="LEGATION_LLM_KEY") as failed:
        settings.load(environ={}, folder=tmp_path)
    assert KEY not in str(failed.value)
