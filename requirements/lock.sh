#!/bin/sh
# Makes the locks anew: exact versions with hashes for each Python, and no index address.
# Needs uv (pip install uv); `make lock` brings it.
set -eu
cd "$(dirname "$0")/.."
for version in 3.11 3.12 3.13; do
    lock="requirements/py$(echo "$version" | tr -d .)"
    compile() {
        # What builds the project itself stands beside what it needs.
        printf 'hatchling>=1.27\neditables\n' |
            uv pip compile --quiet --generate-hashes --no-header --no-annotate \
                --no-emit-index-url --universal --python-version "$version" pyproject.toml - "$@"
    }
    compile --output-file "$lock.txt" >/dev/null
    # All extras but spark, which is large: a user adds it by name.
    compile --extra agents --extra analysis --extra charts --extra documents \
        --extra llm --extra postgres --extra web --constraint "$lock.txt" --output-file "$lock-extras.txt" >/dev/null
    compile --all-extras --group dev \
        --constraint "$lock-extras.txt" --output-file "$lock-test.txt" >/dev/null
done
