"""The two-phase cases of ``maker_checker.json`` read by their figures: a request holds, a payment posts, an ending voids.

A is the account that pays: ``debits_pending`` is what is held on it, ``debits_posted`` its debits. B is the drawer's cash: this
ledger holds on the paying side only, so B's pending figures stay still, and its posted ones move with the payment.
Amounts of the cases are whole cedis here, because they are paid in notes and coins.
"""

import re
from typing import Any

import msgspec

from contract.approvals import ApproveRequest, WithdrawRequest
from contract.feed import Awaiting
from contract.ledger import Cash, Withdraw
from server.ledger.tables import ACCOUNTS
from tests.server.drawers import house as h
from tests.server.drawers.house import AKOSUA, House, asked, done, refused

SAID = {
    "exceeds_pending_transfer_amount": "permit_exceeded",
    "pending_transfer_already_posted": "request_decided",
    "pending_transfer_already_voided": "request_decided",
    "pending_transfer_expired": "request_expired",
}
"""The source's words for what this bank calls otherwise."""
NOTES_AT_ONCE = 200
_NOTES = ((20000, "20000"), (10000, "10000"), (5000, "5000"), (1000, "1000"), (100, "100c"))


def pieces(minor: int) -> dict[str, int]:
    """The amount in what the drawer of house.py holds."""
    found: dict[str, int] = {}
    for worth, face in _NOTES:
        found[face], minor = divmod(minor, worth)
    return {face: count for face, count in found.items() if count}


class Transfer:
    """One pending transfer: a withdrawal that waits for its second person."""

    def __init__(self, house: House, amount: int) -> None:
        self.house = house
        self.command = h.withdraw(amount * 100, pieces(amount * 100))
        self.request = ""

    def pending(self) -> Any:
        """Ask; the request, or the answer that it cannot be."""
        answer = self.house.run(self.command)
        if isinstance(answer, Awaiting):
            self.request = asked(answer).request
            done(self.house.run(ApproveRequest(request=self.request), AKOSUA))
        return answer

    def post(self, amount: int | None = None) -> Any:
        """Pay all of it, or ``amount``, against the permit."""
        return self.house.run(self.paying(amount))

    def paying(self, amount: int | None) -> Withdraw:
        """The maker's second command."""
        minor = self.command.amount.minor if amount is None else amount * 100
        money = msgspec.structs.replace(self.command.amount, minor=minor)
        return msgspec.structs.replace(self.command, permit=self.request, amount=money, cash=Cash(given=pieces(minor)))

    def void(self) -> Any:
        """Take it back."""
        return self.house.run(WithdrawRequest(request=self.request))


def start(house: House, money: int, spent: int = 0, pending: int = 0) -> None:
    """An open drawer, and an account with money in it, some spent and some held, in cedis. From here on everything asks."""
    house.open()
    house.limit = 10**12
    notes = 2 * (money // 400 + 1)
    for some in (min(NOTES_AT_ONCE, notes - before) for before in range(0, notes, NOTES_AT_ONCE)):
        done(house.run(h.deposit(some * 200_00, {"20000": some})))
    if spent:
        done(house.run(h.withdraw(spent * 100, pieces(spent * 100))))
    house.limit = 0
    if pending:
        Transfer(house, pending).pending()


def stand(house: House) -> dict[str, int]:
    """The figures of A and B in cedis."""
    row = house.row(ACCOUNTS, h.ACCOUNT)
    cash = house.balance("1010", "04")
    return {"debits_pending": row.pending // 100, "debits_posted": row.debits // 100, "cash": cash // 100}


def steps(house: House, case: dict[str, Any]) -> None:
    """Cases with ``steps``: the figures after each one, as the case says them: ``+123``, ``back to w``, ``x+100``."""
    start(house, 1_000 + sum(step["amount"] for step in case["expected"]["steps"]), spent=70, pending=50)
    before, transfer = stand(house), None
    for step in case["expected"]["steps"]:
        amount = step["amount"]
        if step["op"] == "pending":
            transfer = Transfer(house, amount)
            transfer.pending()
        assert transfer is not None
        if step["op"] == "post":
            done(transfer.post(amount))
        if step["op"] == "void":
            done(transfer.void())
        now = stand(house)
        held = amount if step["op"] == "pending" else 0
        paid = amount if step["op"] == "post" else 0
        assert now["debits_pending"] == before["debits_pending"] + held
        assert now["debits_posted"] == before["debits_posted"] + paid
        assert now["cash"] == before["cash"] - paid
        for figure in re.findall(r"\+(\d+)", step.get("A", "")):
            assert int(figure) == held + paid, step
    assert house.differences() == []


def pessimistic(house: House, case: dict[str, Any]) -> None:
    """What is not there cannot even be held."""
    given = case["inputs"]
    start(house, given["credits_posted"])
    house.limit = 10**9
    account = house.row(ACCOUNTS, h.ACCOUNT)
    for spent in ((account.credits - account.debits) // 100 - given["credits_posted"], given["debits_posted"]):
        if spent:
            done(house.run(h.withdraw(spent * 100, pieces(spent * 100))))
    house.limit = 0
    answer = Transfer(house, given["pending_debit"]).pending()
    if "fails" in case["expected"]["result"]:
        assert refused(answer) == "insufficient_funds"
    else:
        assert isinstance(answer, Awaiting)


def second(house: House, case: dict[str, Any]) -> None:
    """Cases with one pending amount and what is tried with it: too much, twice, after its end, after its time."""
    given, expected = case["inputs"], case["expected"]
    start(house, 1_000 + given["pending"])
    transfer = Transfer(house, given["pending"])
    transfer.pending()
    if given.get("timeout") == "passed":
        house.wait(11)
    tries = given.get("then", ["post"])
    answers = [transfer.post(given.get("post")) if op == "post" else transfer.void() for op in tries]
    result = expected.get("second") or expected["result"]
    # The first of several is the one that counts; in vain is whatever comes after it.
    vain = answers[1:] if len(answers) > 1 else answers
    if result in SAID:
        assert {refused(answer) for answer in vain} == {SAID[result]}
        done(answers[0]) if len(answers) > 1 else None
    else:
        assert result in ("ok", "created"), "words that say nothing are no success"
        done(answers[-1])
    assert house.differences() == []
