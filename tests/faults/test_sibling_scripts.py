"""Scripts of our own in the notation of the shared ones: what those do not say yet. Each must be played whole, so that none is a step without a term."""

from typing import Any

import pytest

from server import build
from tests.faults.ledger_script import Script
from tests.faults.run import Run
from tests.faults.test_ledger_scripts import assert_whole, bank

ACCOUNTS = ("A1", "A2")


def account(name: str, result: str = "created", **more: Any) -> dict[str, Any]:
    return {"op": "account", "id": name, "expected_result": result, "raw": f"account {name}", **more}


def move(name: str, amount: object, result: str = "created", **more: Any) -> dict[str, Any]:
    plain = {"op": "transfer", "id": name, "debit_account": "A1", "credit_account": "A2", "amount": str(amount), "ledger": "L1",
             "code": "C1", "expected_result": result, "raw": f"transfer {name} {result}"}  # fmt: skip
    return plain | more


def post(name: str, pending: str, amount: object = "-0", result: str = "created") -> dict[str, Any]:
    return move(name, amount, result, pending_id=pending, post_pending=True)


def void(name: str, pending: str, amount: object = "-0", result: str = "created") -> dict[str, Any]:
    return move(name, amount, result, pending_id=pending, void_pending=True)


def holds(name: str, pending: int, debits: int, credits: int) -> dict[str, Any]:
    figures = {"debits_pending": pending, "debits_posted": debits, "credits_posted": credits}
    return {
        "op": "lookup_account",
        "account": name,
        "expected": {key: str(value) for key, value in figures.items()},
        "raw": name,
    }


COMMIT = {"op": "commit", "raw": "commit"}
BEGUN = [*map(account, ACCOUNTS), COMMIT]
SCRIPTS: dict[str, list[dict[str, Any]]] = {
    "posted whole, in part, with nothing; voided; expired; each decided once": [
        *BEGUN,
        *(move(f"T{n}", 10, pending=True, timeout_s="5" if n == 5 else "0") for n in range(1, 6)),
        holds("A1", 50, 0, 0),
        post("T11", "T1"),
        post("T12", "T2", 4),
        void("T13", "T3", 10),
        post("T14", "T4", 0),
        {"op": "tick", "raw": "tick 6 seconds"},
        holds("A1", 0, 14, 0),
        holds("A2", 0, 0, 14),
        post("T11", "T1", result="exists"),
        post("T12", "T2", 4, "exists"),
        post("T12", "T2", 5, "exists_with_different_amount"),
        void("T11", "T1", result="exists_with_different_flags"),
        post("T21", "T1", result="pending_transfer_already_posted"),
        void("T22", "T3", result="pending_transfer_already_voided"),
        post("T23", "T5", result="pending_transfer_expired"),
        void("T24", "T99", result="pending_transfer_not_found"),
        holds("A1", 0, 14, 0),
    ],
    "a chain that fails in the middle leaves nothing, a whole one all of it": [
        *BEGUN,
        move("T1", 10, linked=True),
        move("T2", 20, linked=True),
        move("T3", 30),
        COMMIT,
        holds("A1", 0, 60, 0),
        move("T4", 10, "linked_event_failed", linked=True),
        move("T5", 10, "exceeds_credits", linked=True),
        move("T6", 10, "linked_event_failed"),
        COMMIT,
        holds("A1", 0, 60, 0),
        holds("A2", 0, 0, 60),
    ],
    "an id that is taken, with another amount, account, code or word": [
        *BEGUN,
        account("A3"),
        move("T1", 10),
        move("T1", 10, "exists"),
        move("T1", 11, "exists_with_different_amount"),
        move("T1", 10, "exists_with_different_credit_account_id", credit_account="A3"),
        move("T1", 10, "exists_with_different_debit_account_id", debit_account="A3"),
        move("T1", 10, "exists_with_different_code", code="C2"),
        move("T1", 10, "exists_with_different_ledger", ledger="L2"),
        move("T1", 10, "exists_with_different_flags", pending=True),
        move("T1", 10, "exists_with_different_user_data_64", user_data_64="U7"),
        account("A3", "exists_with_different_code"),
        holds("A1", 0, 10, 0),
        holds("A3", 0, 0, 0),
    ],
    "ids at the edges, amounts without end, sides that are not there": [
        *BEGUN,
        move("T0", 1, "id_must_not_be_zero"),
        move("-0", 1, "id_must_not_be_int_max"),
        move("T1", 1, "ledger_must_not_be_zero", ledger="L0"),
        move("T2", "-0", "overflows_debits"),
        move("T3", "-1", "overflows_credits_pending", pending=True),
        move("T4", 1, "debit_account_not_found", debit_account="A8"),
        move("T5", 1, "credit_account_not_found", credit_account="A9"),
        move("T6", 1, "accounts_must_be_different", credit_account="A1"),
        void("T7", "T0", result="pending_id_must_not_be_zero"),
        void("T8", "-0", result="pending_id_must_not_be_int_max"),
        holds("A1", 0, 0, 0),
        holds("A2", 0, 0, 0),
    ],
    "no more than is there, what waits included": [
        account("A1", debits_must_not_exceed_credits=True),
        account("A2"),
        {"op": "setup", "account": "A1", "debits_pending": "0", "debits_posted": "0", "credits_pending": "0", "credits_posted": "100",
         "raw": "setup"},
        move("T1", 60, pending=True),
        move("T2", 41, "exceeds_credits"),
        move("T3", 40),
        move("T4", 1, "exceeds_credits", pending=True),
        void("T5", "T1", 60),
        move("T6", 61, "exceeds_credits"),
        move("T7", 60),
        holds("A1", 0, 100, 100),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_sibling(bank: tuple[build.Bank, str], run: Run, name: str) -> None:
    made, customer = bank
    script = Script(made, name, customer)
    script.play(SCRIPTS[name])
    run.fault()
    run.did("ok", script.said["played"])
    assert {word for word, count in script.said.items() if count} <= {"played", "no term: chain"}, script.said
    assert_whole(made)


def test_a_figure_that_is_not_so_is_seen(bank: tuple[build.Bank, str], run: Run) -> None:
    """The control of the player: another balance, another answer, and a step it does not know."""
    made, customer = bank
    run.fault()
    for number, wrong in enumerate(
        (holds("A1", 0, 1, 0), move("T1", 1, "exceeds_credits"), {"op": "sing", "raw": "sing"})
    ):
        with pytest.raises(AssertionError):
            Script(made, f"wrong {number}", customer).play([*BEGUN, wrong])
        run.did()


__all__ = ["bank"]
