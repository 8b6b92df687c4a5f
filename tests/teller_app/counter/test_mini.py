import msgspec

from contract.ledger import Side, Statement, StatementLine
from contract.paths import STATEMENT
from teller_app.counter import mini
from tests.teller_app.counter.world import ABENA, ACCOUNTS, SAVINGS, World, booked

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


def test_ctrl_m_asks_for_the_newest_entries_and_moves_nothing_that_was_typed() -> None:
    world = World()
    assert not world.model().look_at_mini()
    model = world.at_abena()
    model.set_amount(120_00)
    page = Statement(account=SAVINGS, number="0401000000012", currency="GHS", balance=18_420_55, lines=())
    world.port.files[STATEMENT.format(account=SAVINGS)] = msgspec.json.encode(page)
    assert model.look_at_mini()
    assert world.port.fetched[-1][1] == {"last": "10"}
    assert (model.state.mini.state, model.state.mini.balance, model.state.form.amount) == ("shown", 18_420_55, 120_00)
    model.leave_mini()
    assert (model.state.mini, model.state.form.amount, world.port.sent) == (None, 120_00, [])


def test_without_the_server_the_mini_statement_is_today_as_it_is_known_here() -> None:
    world = World(journal=[booked(1, "deposit", 50_00)])
    model = world.at_abena()
    assert model.look_at_mini()
    assert (model.state.mini.state, [entry.balance for entry in model.state.mini.entries]) == ("offline", [None])


def test_an_answer_for_another_account_is_not_shown() -> None:
    world = World()
    model = world.at_abena()
    waiting = []
    world.port.fetch = lambda path, params, then: waiting.append(then)
    model.look_at_mini()
    model.leave_mini()
    waiting[0](None, "offline")
    assert model.state.mini is None
