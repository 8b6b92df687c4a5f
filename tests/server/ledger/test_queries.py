"""Reading the ledger: statements page by page, finding by number, and the law that a snapshot equals the facts said."""

import msgspec

from contract.ids import new_id
from contract.ledger import Cash, Side
from server.core.registry import Source
from server.ledger import posting, queries
from server.ledger.posting import Draft
from server.ledger.rules import Line
from server.ledger.tables import ACCOUNTS
from tests.server.ledger.counter import deposit, posted, reverse, transfer, withdraw
from tests.server.room_kit import ABENA, AUDITOR, EFUA, KOFI, OSU, Kit


def whole_statement(kit: Kit, account: str, limit: int) -> list[tuple[int, int]]:
    lines, after = [], 0
    while True:
        page = kit.read(queries.statement, kit.row(ACCOUNTS, account), after, limit)
        lines += [(line.amount, line.balance_after) for line in page.lines]
        if page.next_after is None:
            return lines
        after = page.next_after


def test_a_statement_in_pages_of_any_size_is_whole(kit: Kit) -> None:
    account = kit.account()
    for amount in range(1, 8):
        posted(kit.run(deposit(account, amount)))
    expected = [(amount, sum(range(1, amount + 1))) for amount in range(1, 8)]
    assert [whole_statement(kit, account, limit) for limit in (1, 3, 7, 100)] == [expected] * 4


def test_many_legs_of_one_import_are_neither_lost_nor_doubled(kit: Kit) -> None:
    account, other = kit.account(), kit.account()
    lines = [Line(other, Side.DEBIT, 1), Line(account, Side.CREDIT, 1)]
    for _ in range(2):
        kit.staged(
            lambda ctx: [
                posting.book(ctx, Draft(id=new_id(), kind="import", amount=1, currency="GHS"), lines, quiet=True)
                for _ in range(120)
            ]
        )
    for limit in (10, 119, 120, 121, 500):
        found = whole_statement(kit, account, limit)
        assert [balance for _, balance in found] == list(range(1, 241))


def test_accounts_and_holders_are_found(kit: Kit) -> None:
    customer = kit.customer()
    account = kit.account(customer, branch=OSU, external_number="1787")
    number = kit.row(ACCOUNTS, account).number
    assert [fact.account for fact in kit.read(queries.accounts_of, customer)] == [account]
    for text in (number, number[-5:], "1787"):
        assert kit.read(queries.holders_by_number, text, 5) == [customer]
    assert kit.read(queries.holders_by_number, "1010", 5) == []
    found = kit.read(queries.account, account)
    assert found is not None
    assert found.external_number == "1787"


def test_the_trial_balance_is_nought(kit: Kit) -> None:
    posted(kit.run(deposit(kit.account(branch=OSU), 120_00)))
    debits, credits = kit.read(queries.trial_balance)["GHS"]
    assert debits == credits == 240_00


def source(topic: str) -> Source:
    return next(source for source in queries.sources() if source.topic == topic)


def test_a_snapshot_equals_the_facts_that_were_said(kit: Kit) -> None:
    one, other = kit.account(product="02"), kit.account(branch=OSU)
    people = (EFUA, KOFI, ABENA, AUDITOR)
    folded: dict[str, dict[tuple[str, str], object]] = {user: {} for user in people}

    def do(*commands: object, **how: str) -> str:
        for answer in kit.run_all(list(commands), **how):  # type: ignore[arg-type]
            last = posted(answer)
            for user in people:
                for fact in kit.seen(user):
                    folded[user][fact["fact"], fact[fact["fact"]]] = fact
        return last.transaction

    do(deposit(one, 300_00), deposit(other, 20_00))
    moved = do(transfer(one, other, 50_00), withdraw(one, 10_00))
    done = do(deposit(other, 5_00), maker=ABENA)
    do(reverse(done, cash=Cash(given={"1c": 5_00}), permit=new_id()), maker=ABENA)
    assert moved
    for user in people:
        shares = {
            (topic, key): msgspec.json.decode(msgspec.json.encode(fact))
            for topic in ("account", "transaction")
            for key, fact in kit.snapshot(user, source(topic)).items()
        }
        assert shares == folded[user], user
    assert {len(folded[user]) for user in people} != {0}


def test_a_maker_without_the_journal_has_their_own(kit: Kit) -> None:
    kit.people[ABENA] = msgspec.structs.replace(kit.people[ABENA], permissions=frozenset({"post_cash"}))
    mine = posted(kit.run(deposit(kit.account(branch=OSU), 100), maker=ABENA))
    posted(kit.run(deposit(kit.account(), 100), maker=EFUA))
    assert set(kit.snapshot(ABENA, source("transaction"))) == {mine.transaction}
    assert [fact["transaction"] for fact in kit.seen(ABENA) if fact["fact"] == "transaction"] == []
    assert len(kit.snapshot(AUDITOR, source("transaction"), page=1)) == 2


def test_yesterday_is_in_no_snapshot(kit: Kit) -> None:
    posted(kit.run(deposit(kit.account(), 300_00)))
    assert len(kit.snapshot(EFUA, source("transaction"))) == 1
    kit.spoil("update branches set business_date='2026-11-25'")
    assert kit.snapshot(EFUA, source("transaction")) == {}


def test_without_the_right_there_is_nothing(kit: Kit) -> None:
    posted(kit.run(deposit(kit.account(), 300_00)))
    kit.people[KOFI] = msgspec.structs.replace(kit.people[KOFI], permissions=frozenset())
    assert [kit.snapshot(KOFI, each) for each in queries.sources()] == [{}, {}, {}]


def test_a_fee_is_called_a_fee_beside_its_posting(kit: Kit) -> None:
    account, other = kit.account(product="02", money=100_00), kit.account(product="02")
    done = posted(kit.run(withdraw(account, 40_00)))
    posted(kit.run(transfer(account, other, 75)))  # the amount is the fee's own: only the second leg is the fee
    back = reverse(done.transaction, cash=Cash(received={"1c": 40_00}), permit=new_id())
    posted(kit.run(back))
    lines = kit.read(queries.statement, kit.row(ACCOUNTS, account), 0, 50).lines[1:]
    assert [(line.kind, line.side.value, line.amount) for line in lines] == [
        ("withdraw", "debit", 40_00),
        ("fee", "debit", 1_50),
        ("transfer", "debit", 75),
        ("fee", "debit", 75),
        ("reversal", "credit", 40_00),
        ("fee", "credit", 1_50),
    ]
    assert [line.kind for line in kit.read(queries.statement, kit.row(ACCOUNTS, other), 0, 50).lines] == ["transfer"]


def test_the_latest_lines_are_the_end_of_the_whole_statement(kit: Kit) -> None:
    account, other = kit.account(product="02", money=100_00), kit.account(product="02")
    posted(kit.run(withdraw(account, 40_00)))
    posted(kit.run(transfer(account, other, 75)))
    row = kit.row(ACCOUNTS, account)
    whole = kit.read(queries.statement, row, 0, 50)
    for count in range(1, 8):
        found = kit.read(queries.latest, row, count)
        assert found.lines == whole.lines[-count:], "a fee is a fee, wherever the list begins"
        assert (found.balance, found.next_after) == (whole.balance, None)
    assert kit.read(queries.latest, kit.row(ACCOUNTS, kit.account()), 10).lines == ()
