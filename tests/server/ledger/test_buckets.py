"""What the buckets allow."""

import pytest

from contract.errors import Rejected
from server.ledger.buckets import BROUGHT, payable_fault, pieces_fault, sort_fault


def code(fault: Rejected | None) -> str:
    return fault.code.value if fault else ""


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ({"20000": 3, "200c": 1}, ""),
        ({"5000:strapped": 200}, ""),
        ({"5000:strapped": 150}, "strap_broken"),
        ({"5000:mutilated": 1}, "notes_unpayable"),
        ({"5000:suspect": 1}, "notes_unpayable"),
        ({"300": 1}, "unknown_denomination"),
        ({"300:strapped": 100}, "unknown_denomination"),
    ],
)
def test_what_may_be_paid_out(pieces: dict[str, int], said: str) -> None:
    assert code(payable_fault(pieces, "GHS")) == said


def test_a_customer_brings_worn_notes_and_no_doubtful_ones() -> None:
    assert code(pieces_fault({"5000:mutilated": 1}, "GHS", BROUGHT)) == ""
    assert code(pieces_fault({"5000:suspect": 1}, "GHS", BROUGHT)) == "notes_unpayable"


@pytest.mark.parametrize(
    ("taken", "put", "reason", "said"),
    [
        ({"5000": 3}, {"5000:mutilated": 3}, "", ""),
        ({"5000": 3, "5000:strapped": 100}, {"5000:mutilated": 103}, "", ""),
        ({"5000": 3}, {"5000:mutilated": 2}, "", "sort_differs"),
        ({"5000": 3}, {"1000:mutilated": 3}, "", "sort_differs"),
        ({"5000": 3}, {"5000": 3}, "", "sort_differs"),
        ({}, {}, "", "sort_differs"),
        ({"200c": 3}, {"200c": 3}, "", "sort_differs"),
        ({"5000": 30}, {"5000:strapped": 30}, "", "strap_broken"),
        ({"5000": 1}, {"5000:suspect": 1}, "", "reason_missing"),
        ({"5000": 1}, {"5000:suspect": 1}, "no thread", ""),
    ],
)
def test_sorting_changes_no_note(taken: dict[str, int], put: dict[str, int], reason: str, said: str) -> None:
    assert code(sort_fault(taken, put, "GHS", reason)) == said
