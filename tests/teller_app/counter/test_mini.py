from contract.ledger import Side, Statement, StatementLine
from teller_app.counter import mini
from tests.teller_app.counter.world import ABENA, ACCOUNTS, SAVINGS, booked

ACCOUNT = ACCOUNTS[ABENA][0]


def line(seq: int, side: Side, amount: int, after: int, **more: str) -> StatementLine:
    return StatementLine(seq=seq, transaction=f"t{seq}", kind="deposit", side=side, amount=amount, balance_after=after,
                         business_date="2026-11-22", value_date="2026-11-22", **more)  # fmt: skip


def test_the_newest_stands_first_and_a_debit_is_negative() -> None:
    lines = (line(1, Side.CREDIT, 500, 500, narration="Market"), line(2, Side.DEBIT, 150, 350, receipt="04-1"))
    made = mini.shown(ACCOUNT, Statement(account=SAVINGS, number="1", currency="GHS", balance=350, lines=lines))
    assert [(entry.signed, entry.balance, entry.about) for entry in made.entries] == [
        (-150, 350, "04-1"),
        (500, 500, "Market"),
    ]
    assert (made.state, made.balance) == ("shown", 350)
    assert len({entry.key for entry in made.entries}) == 2


def test_without_the_server_today_is_told_without_balances() -> None:
    facts = [booked(3, "transfer", 30), booked(2, "withdraw", 20), booked(1, "deposit", 10), booked(4, "reversal", 5)]
    made = mini.known(ACCOUNT, "offline", facts)
    assert [(entry.signed, entry.balance) for entry in made.entries] == [(-30, None), (-20, None), (10, None)]
    assert made.state == "offline"
    assert len(mini.known(ACCOUNT, "offline", [booked(n, "deposit", n) for n in range(1, 30)]).entries) == mini.LINES
