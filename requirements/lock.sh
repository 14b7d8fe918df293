#!/bin/sh
# Makes the locks anew: exact versions with hashes for each Python, and no index address.
set -eu
cd "$(dirname "$0")/.."
for version in 3.11 3.12 3.13; do
    short=$(echo "$version" | tr -d .)
    uv="uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --universal --python-version $version"
    printf 'hatchling>=1.27\neditables\n' | $uv pyproject.toml - --extra postgres -o "requirements/py$short.txt"
    printf 'hatchling>=1.27\neditables\n' | $uv pyproject.toml - --extra postgres --group dev -c "requirements/py$short.txt" -o "requirements/py$short-test.txt"
done
