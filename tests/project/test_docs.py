"""The examples in the README and the docs do what they say."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)

NEEDS_SERVER = frozenset({"language-model.md"})
"""Run with a server of their own in `tests/cli/test_language_model.py`."""


def _examples(page: str) -> list[list[tuple[str, list[str]]]]:
    blocks = []
    for block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        commands: list[tuple[str, list[str]]] = []
        for line in block.splitlines():
            if line.startswith("$ legation "):
                commands.append((line.removeprefix("$ legation "), []))
            elif line.strip():
                commands[-1][1].append(line)
        blocks.append(commands)
    return blocks


def _run(legation, blocks):
    for command, lines in (pair for commands in blocks for pair in commands):
        ran = legation(*shlex.split(command))
        assert ran.code == 0, ran.err
        for line in lines:
            assert line in ran.out, ran.out


@pytest.mark.parametrize("commands", _examples("README.md"))
def test_examples_in_the_readme_run_and_print_what_it_shows(legation, tmp_path, commands):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    _run(legation, [commands])


@pytest.mark.parametrize(
    "page",
    sorted(
        p.name
        for p in (ROOT / "docs").glob("*.md")
        if p.name not in NEEDS_SERVER and _examples(f"docs/{p.name}")
    ),
)
def test_examples_in_a_page_of_the_docs_build_on_each_other(legation, tmp_path, page):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    _run(legation, _examples(f"docs/{page}"))


def test_links_in_the_docs_lead_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), (page.name, link)
