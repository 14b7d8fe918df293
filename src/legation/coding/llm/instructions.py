"""What the model is told, what it is given, and the version of both."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from legation.coding.llm.answer import Answer
from legation.coding.llm.passages import Passage
from legation.knowledge.ontology import modes, types


@cache
def instructions() -> str:
    """The instructions in full, with the modes of PLOVER's types."""
    text = (files("legation.coding.llm") / "instructions.md").read_text("utf-8")
    for type_ in types():
        text = text.replace(f"{{{type_}}}", ", ".join(modes(type_)) or "none")
    return text.strip()


@cache
def shape() -> str:
    """The JSON schema of the answer."""
    return json.dumps(Answer.model_json_schema(), sort_keys=True)


@cache
def version() -> str:
    """Changes with the instructions and with the shape of the answer, and with nothing else."""
    return hashlib.sha256(f"{instructions()}\n{shape()}".encode()).hexdigest()[:8]


def message(passage: Passage) -> str:
    """A passage as one JSON object: nothing in a text can end it or stand beside it."""
    article = passage.article
    given = {
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "text": passage.text,
    }
    return json.dumps(given, ensure_ascii=False).encode("utf-8", "replace").decode()
