"""The list of threats against the table: none is forgotten, and what the table names is there."""

import ast
import json
from functools import cache
from pathlib import Path

import pytest

from tests.support.code import ROOT
from tests.teller_app.threats import REASONS, TESTS

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "desktop_threats.json"
"""The published list lies beside the project; without it the table is still held to what it names."""


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.skipif(not CASES.exists(), reason="the published cases are not beside the project")
def test_every_threat_is_tried_out_or_has_a_reason() -> None:
    published = {case["id"] for case in json.loads(CASES.read_text())["cases"]}
    assert len(published) >= 25
    assert published == set(TESTS) | set(REASONS)


@pytest.mark.parametrize("threat", sorted(TESTS))
def test_what_the_table_names_is_there(threat: str) -> None:
    missing = [name for name in TESTS[threat] if name.partition("::")[2] not in functions(name.partition("::")[0])]
    assert TESTS[threat]
    assert missing == []


@pytest.mark.parametrize("threat", sorted(REASONS))
def test_a_reason_is_a_sentence(threat: str) -> None:
    assert len(REASONS[threat].split()) > 12
    assert REASONS[threat].endswith(".")
