"""The examples in the README and the docs do what they say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


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


@pytest.mark.parametrize("commands", _examples("README.md"))
def test_examples_in_the_readme_run_and_print_what_it_shows(legation, tmp_path, commands):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for command, lines in commands:
        ran = legation(*command.split())
        assert ran.code == 0, ran.err
        for line in lines:
            assert line in ran.out, ran.out


def test_examples_in_the_page_on_data_sets_build_on_each_other(legation, tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for commands in _examples("docs/datasets.md"):
        for command, lines in commands:
            ran = legation(*command.split())
            assert ran.code == 0, ran.err
            for line in lines:
                assert line in ran.out, ran.out


def test_links_in_the_docs_lead_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), (page.name, link)
