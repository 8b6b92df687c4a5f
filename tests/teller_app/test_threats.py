"""The list of threats against the table: none is forgotten, and what the table names is there."""

import ast
from functools import cache

import pytest

from tests.support.case_words import THREATS, row_of
from tests.support.cases import cases
from tests.support.code import ROOT
from tests.teller_app.threats import REASONS, TESTS


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_threat_is_tried_out_or_has_a_reason() -> None:
    known = set(TESTS) | set(REASONS)
    assert [case.id for case in cases("desktop_threats") if not row_of(case.values[0], known, THREATS)] == []
    assert known == {row for _, row in THREATS}, "each row of the table is one that is published"


@pytest.mark.parametrize("threat", sorted(TESTS))
def test_what_the_table_names_is_there(threat: str) -> None:
    missing = [name for name in TESTS[threat] if name.partition("::")[2] not in functions(name.partition("::")[0])]
    assert TESTS[threat]
    assert missing == []


@pytest.mark.parametrize("threat", sorted(REASONS))
def test_a_reason_is_a_sentence(threat: str) -> None:
    assert len(REASONS[threat].split()) > 12
    assert REASONS[threat].endswith(".")
