"""What must hold of the project as a whole, whatever a change is about."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

LONGEST = 500


def modules(root: Path) -> list[Path]:
    return sorted((root / "src").rglob("*.py"))


def committed(root: Path) -> list[Path]:
    """Files of the project: what git knows, or everything in a tree without git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        return [path for path in root.rglob("*") if path.is_file() and ".venv" not in path.parts]
    names = listed.stdout.decode().split("\0")
    return [root / name for name in names if name and (root / name).is_file()]


def test_no_module_is_too_long_to_read_at_one_sitting(root):
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in modules(root)}
    assert {path.name: length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_room_is_a_drawer(root):
    assert [path for path in modules(root) if path.stem in {"utils", "helpers", "common"}] == []


def test_no_file_names_a_package_registry(root):
    # Written in pieces, so that this file passes its own test.
    hosts = [
        "pypi" + ".org",
        "python" + "hosted.org",
        "registry." + "npmjs",
        "deb." + "debian",
        "conda." + "anaconda",
    ]
    found = re.compile("|".join(map(re.escape, hosts)))
    naming = []
    for path in committed(root):
        text = path.read_bytes().decode("utf-8", "ignore")
        if path != Path(__file__) and found.search(text):
            naming.append(f"{path.relative_to(root)}: {found.search(text)[0]}")
    assert naming == []


@pytest.mark.parametrize("version", ["311", "312", "313"])
@pytest.mark.parametrize("kind", ["", "-extras", "-test"])
def test_locks_name_exact_versions_with_hashes(root, version, kind):
    text = (root / "requirements" / f"py{version}{kind}.txt").read_text()
    requirements = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert requirements
    for line in requirements:
        assert re.match(r"[a-z0-9._\[\]-]+==\S+ (;.* )?\\$", line), line
    assert text.count("--hash=sha256:") >= len(requirements)


def test_test_locks_agree_with_the_locks_that_users_get(root):
    def versions(name: str) -> set[str]:
        text = (root / "requirements" / name).read_text()
        return set(re.findall(r"^([a-z0-9._-]+==[^\s;]+)", text, re.MULTILINE))

    for version in ("311", "312", "313"):
        assert versions(f"py{version}.txt") <= versions(f"py{version}-extras.txt")
        assert versions(f"py{version}-extras.txt") <= versions(f"py{version}-test.txt")


def test_the_core_stays_small(root):
    """What the extras bring must not come with a plain install."""
    for version in ("311", "312", "313"):
        text = (root / "requirements" / f"py{version}.txt").read_text()
        analysis = ("pyarrow", "duckdb", "ibis-framework", "scipy", "pandas", "pyspark")
        for name in (*analysis, "pydantic-ai-slim", "openai", "httpx2", "tenacity", "tiktoken"):
            assert f"\n{name}==" not in f"\n{text}", (version, name)


def test_what_the_program_imports_is_declared(root):
    table = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras = table["optional-dependencies"].values()
    wanted = [*table["dependencies"], *(line for extra in extras for line in extra)]
    declared = {re.match(r"[\w-]+", line)[0].lower().replace("-", "_") for line in wanted}
    declared |= {"pydantic_ai"} & {name.removesuffix("_slim") for name in declared}
    declared |= {"vl_convert"} & {name.removesuffix("_python") for name in declared}
    declared |= {"ibis"} & {name.removesuffix("_framework") for name in declared}
    declared |= {"docx"} & {name.removeprefix("python_") for name in declared}
    imported = set()
    for path in modules(root):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add((node.module or "").partition(".")[0])
    ours = {"legation", *sys.stdlib_module_names}
    assert {name.lower() for name in imported - ours} - declared == set()


def test_the_readme_names_every_verb(root):
    verbs = {path.stem for path in (root / "src/legation/cli").glob("[!_]*.py")}
    verbs -= {"main", "options", "output", "pictures", "progress"}
    readme = (root / "README.md").read_text("utf-8")
    assert {verb for verb in verbs if f"legation {verb.rstrip('_')}" not in readme} == set()


def test_the_wheel_carries_data_templates_and_migrations(root, tmp_path):
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--no-index", "--no-build-isolation", "-w", tmp_path, root),
        ],
        check=True,
        env=os.environ | {"PIP_NO_INPUT": "1"},
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    package = root / "src"
    for path in package.rglob("*"):
        shipped = path.is_file() and path.suffix != ".pyc"
        if shipped and "__pycache__" not in path.parts:
            assert path.relative_to(package).as_posix() in names
