"""Requests that the desk's own description allows never break it."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, given, settings


def test_no_request_breaks_a_page(desk):
    asked: list[str] = []
    for found in schemathesis.openapi.from_url(f"{desk}/openapi.json").get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=8,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case):
            answer = case.call()
            asked.append(case.path)
            assert answer.status_code < 500, (case.formatted_path, case.query, answer.text)

        ask()
    assert len(set(asked)) > 10
