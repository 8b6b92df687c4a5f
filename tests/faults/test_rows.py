"""Every row that is asked for has its test, its control, and both are there; and a run without faults or work is no run."""

import ast
from pathlib import Path

import pytest

from tests.faults.rows import ELSEWHERE, REQUIRED, ROWS
from tests.faults.run import Run
from tests.soak.__main__ import parts
from tests.support.case_words import FAULTS, row_of
from tests.support.cases import cases
from tests.support.code import ROOT

HERE = Path(__file__).parent


def functions(name: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_row_that_is_asked_for_is_there() -> None:
    assert sorted(ROWS) == sorted(REQUIRED)
    known = {*REQUIRED, *ELSEWHERE}
    assert [case.id for case in cases("fault_matrix") if not row_of(case.values[0], known, FAULTS)] == []
    assert known == {row for _, row in FAULTS}, "each row is one that is published"


@pytest.mark.parametrize("row", ELSEWHERE)
def test_what_stands_with_its_room_is_there(row: str) -> None:
    for named in ELSEWHERE[row]:
        file, _, function = named.partition("::")
        assert function in {
            node.name
            for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }


@pytest.mark.parametrize("row", REQUIRED)
def test_its_tests_and_controls_exist_and_prove_their_run(row: str) -> None:
    for named in (*ROWS[row].tests, *ROWS[row].controls):
        file, _, function = named.partition("::")
        found = functions(file).get(function)
        assert found is not None, named
        arguments = {argument.arg for argument in found.args.args}
        assert arguments & {"run", "besiege"}, f"{named} has no run that must prove itself"
    for named in ROWS[row].tests:
        assert row.lower() in named or row in ("F45",), named


@pytest.mark.parametrize("row", REQUIRED)
def test_a_control_is_another_test_or_a_parameter(row: str) -> None:
    """A function that is its own control takes a guard, or compares within itself and says so in words."""
    for named in set(ROWS[row].controls) & set(ROWS[row].tests):
        file, _, function = named.partition("::")
        found = functions(file)[function]
        parametrized = any("parametrize" in ast.unparse(mark) for mark in found.decorator_list)
        said = "control" in ast.unparse(found).lower() or "control" in (HERE / file).read_text(encoding="utf-8").lower()
        assert parametrized or said, named


def test_the_soak_has_the_parts_that_rows_name() -> None:
    named = {row.soak for row in ROWS.values() if row.soak}
    assert named <= set(parts(1, 1, 1))


def test_a_run_without_faults_or_work_fails() -> None:
    idle = Run("idle")
    idle.did()
    with pytest.raises(AssertionError, match="injected no fault"):
        idle.prove()
    blind = Run("blind")
    blind.fault()
    with pytest.raises(AssertionError, match="did nothing"):
        blind.prove()
    with pytest.raises(AssertionError):
        blind.did("both")


def test_a_seed_repeats_a_run() -> None:
    one, two, three = Run("x", 1), Run("x", 1), Run("x", 2)
    assert one.chance.random() == two.chance.random() != three.chance.random()
