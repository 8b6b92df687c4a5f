"""Commands as a cashier makes them, short enough to read in a test."""

from typing import Any

from contract.feed import Awaiting, Executed, Refused
from contract.ids import new_id
from contract.ledger import Cash, Deposit, Posted, ReverseTransaction, Transfer, Withdraw
from contract.money import Money


def receipt(counter: int, lease: int = 1, drawer: str = "04") -> str:
    return f"{drawer}-20261124-{lease}-{counter:04d}"


def deposit(account: str, amount: int, currency: str = "GHS", **more: Any) -> Deposit:
    cash = more.pop("cash", Cash(received={"1c": amount}))
    more.setdefault("transaction", new_id())
    return Deposit(account=account, amount=Money(amount, currency), cash=cash, **more)


def withdraw(account: str, amount: int, currency: str = "GHS", **more: Any) -> Withdraw:
    cash = more.pop("cash", Cash(given={"1c": amount}))
    more.setdefault("transaction", new_id())
    return Withdraw(account=account, amount=Money(amount, currency), cash=cash, **more)


def transfer(one: str, other: str, amount: int, currency: str = "GHS", **more: Any) -> Transfer:
    more.setdefault("transaction", new_id())
    return Transfer(debit_account=one, credit_account=other, amount=Money(amount, currency), **more)


def reverse(original: str, **more: Any) -> ReverseTransaction:
    more.setdefault("transaction", new_id())
    return ReverseTransaction(original=original, reason="wrong account", **more)


def posted(answer: Any) -> Posted:
    assert isinstance(answer, Executed), answer
    assert isinstance(answer.result, Posted)
    return answer.result


def refusal(answer: Any) -> str:
    assert isinstance(answer, Refused), answer
    return answer.problem.code.value


def awaits(answer: Any) -> tuple[str, ...]:
    assert isinstance(answer, Awaiting), answer
    return tuple(why.code for why in answer.result.reasons)
