"""Whatever a model answers, what is kept rests on the text and keeps to the schema."""

from __future__ import annotations

import json
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from legation.coding.llm.answer import Answer
from legation.coding.llm.harvest import Harvest
from legation.coding.llm.passages import parts
from legation.model import Article
from legation.model.judgement_wire import JUDGEMENTS
from legation.model.wire import coded_from_json, coded_json

VALIDATOR = Draft202012Validator(
    json.loads((files("legation.model") / "output.schema.json").read_text("utf-8"))
)
TEXT = (
    "NAIROBI - Norwegian Foreign Minister Espen Barth Eide will visit Kenya on Tuesday, his office "
    "said. If prices fall, trade could grow, the Kenyan minister said. Hamas and the UN met in Cairo."
)
ARTICLE = Article(id="a1", text=TEXT, published="2025-05-12", lang="en")
WORDS = TEXT.split()

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["", "\ud800", "\x1b[0m", "x" * 3000, "NSA:", "PER:", "9999-99", "..", "200X"]),
    st.just([]),
    st.just({}),
)
quote = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 12)).map(
    lambda at: " ".join(WORDS[at[0] : at[0] + at[1]])
)


def among(*good):
    return st.one_of(st.sampled_from(good), junk)


side = st.fixed_dictionaries(
    {
        "name": st.one_of(quote, junk),
        "code": among("NOR", "KEN", "Kenya", "NSA:Hamas", "PER:Eide", "NSA:x"),
        "office": st.one_of(quote, junk),
        "rank": among("minister"),
    }
)
holder = st.fixed_dictionaries(
    {"name": st.one_of(quote, st.just("author"), junk), "code": among("KEN")}
)
some = {"quote": st.one_of(quote, junk), "holder": st.one_of(holder, junk)}
drafts = {
    "events": {
        "type": among("CONSULT", "AGREE", "ACCUSE"),
        "mode": among("visit", None),
        "cameo": among("042", "010", "20"),
        "status": among("planned", "occurred"),
        "actors": st.lists(st.one_of(side, side, junk), max_size=3),
        "recipients": st.lists(side, max_size=2),
        "when": among("2025-05-13", "2025-02-31", "2025/2024"),
        "place": among("KEN", "Cairo"),
        "condition": st.one_of(quote, junk),
        "subjects": st.lists(quote, max_size=2),
        "per": st.lists(holder, max_size=2),
        "quotes": st.lists(st.one_of(quote, quote, junk), max_size=2),
    },
    "statements": {"cameo": among("010", "042"), "actors": st.lists(side, max_size=2), **some},
    "assessments": {"about": st.one_of(quote, junk), "stance": among("for"), **some},
    "observations": {"direction": among("for"), "when": junk, "per": st.lists(holder), **some},
    "conditions": {"if": st.one_of(quote, junk), "then": quote, "sign": among("+"), **some},
    "interests": {
        "actor": st.one_of(side, junk),
        "what": st.one_of(quote, junk),
        "kind": among("goal", "red line"),
        **some,
    },
    "proposals": {
        "measure": quote,
        "proposer": st.one_of(holder, junk),
        "addressees": st.lists(side, max_size=2),
        "channel": among("informal", None),
        "effect": st.one_of(quote, junk),
        "quote": quote,
    },
    "links": {
        "cause": quote,
        "effect": st.one_of(quote, junk),
        "sign": among("-"),
        "kind": among("enabling", None),
        **some,
    },
    "claims": {"kind": among("first"), **some},
}
answers = st.fixed_dictionaries(
    {
        kind: st.lists(st.one_of(st.fixed_dictionaries(fields), junk), max_size=3)
        for kind, fields in drafts.items()
    }
)


@settings(max_examples=150, deadline=None)
@given(answers)
def test_any_answer_is_read_and_only_what_holds_is_kept(answer):
    harvest = Harvest(ARTICLE, "llm:m")
    for passage in parts(ARTICLE):
        harvest.add(Answer.model_validate(answer), passage)
    made = harvest.coded("coder 1")
    written = json.dumps(coded_json(made, with_text=True), ensure_ascii=False).encode("utf-8")
    line = json.loads(written)
    assert [fault.message for fault in VALIDATOR.iter_errors(line)] == []
    again = coded_from_json(ARTICLE, line)
    for kind in ("events", *JUDGEMENTS):
        assert getattr(again, kind) == getattr(made, kind)
    said = " ".join(TEXT.split())
    for event in made.events:
        assert event.evidence and event.actors
        assert all(side.name is None or side.name in said for side in event.actors)
