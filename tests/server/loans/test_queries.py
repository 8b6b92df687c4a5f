"""Snapshots, lists by the page, one loan, what a payment would cover, and the erasing of a name."""

import pytest
from sqlalchemy import Connection

from contract.errors import ErrorCode
from contract.ids import new_id
from server.core.audience import Reader
from server.ledger.tables import TRANSACTIONS
from server.loans import queries
from server.loans.repaying import split_of
from tests.server.drawers.house import ABENA, ACCOUNT, DAY, EFUA, MAKOLA, OSU, YAW, done
from tests.server.loans.house import PRINCIPAL, LoanHouse, repay
from tests.server.loans.test_writing_off import off


@pytest.fixture
def loans(house: LoanHouse) -> list[str]:
    """Three that run, one that is allowed."""
    return [house.active(500_00), house.active(600_00), house.active(700_00), house.approved(800_00)]


def shares(house: LoanHouse, reader: Reader) -> dict[str, dict[str, object]]:
    """The whole of each topic, in small pages."""
    found: dict[str, dict[str, object]] = {}
    for source in queries.sources():
        after = ""
        with house.engine.connect() as conn:
            while rows := source.page(conn, reader, after, 2):
                found.setdefault(source.topic, {}).update({key: fact for key, fact in rows if fact is not None})
                after = rows[-1][0]
    return found


def test_a_snapshot_holds_what_goes_on_now(house: LoanHouse, loans: list[str]) -> None:
    assert sorted(shares(house, house.reader(EFUA))["loan"]) == sorted(loans)
    assert shares(house, house.reader(ABENA))["loan"] == {}, "of another branch"
    assert list(shares(house, house.reader(ABENA))["loan_product"]) == ["salary"]
    house.next_day()
    assert list(shares(house, house.reader(EFUA))["loan"]) == loans[3:], "what waits for a step"


def read(house: LoanHouse, before: str = "", limit: int = 2, **more: object) -> queries.LoanPage:
    words = {"state": "", "words": "", "late": False, "day": DAY, "branch": MAKOLA} | more
    with house.engine.connect() as conn:
        return queries.page_of_branch(conn, before=before, limit=limit, **words)  # type: ignore[arg-type]


def ids(page: queries.LoanPage) -> list[str]:
    return [line.loan.loan for line in page.lines]


def test_a_branch_by_the_page_newest_first(house: LoanHouse, loans: list[str]) -> None:
    first = read(house)
    assert ids(first) == [loans[3], loans[2]] and first.next == loans[2]
    second = read(house, first.next)
    assert ids(second) == [loans[1], loans[0]] and second.next == ""
    assert ids(read(house, branch=OSU)) == []
    assert ids(read(house, state="approved")) == [loans[3]]
    assert ids(read(house, words="00002")) == [loans[1]] and len(read(house, words="ama", limit=9).lines) == 4
    assert ids(read(house, words="%")) == []


def test_those_in_arrears(house: LoanHouse, loans: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids(read(house, late=True)) == []
    late = read(house, late=True, day="2027-01-10", limit=2)
    assert ids(late) == [loans[2], loans[1]] and ids(read(house, late.next, late=True, day="2027-01-10")) == [loans[0]]
    assert late.lines[0].standing.days == 17
    monkeypatch.setattr(queries, "LATE_SCANNED_MAX", 2)
    looked = read(house, late=True, day="2026-12-01")
    assert ids(looked) == [] and looked.next == loans[1], "there is more to look at"


def test_a_customers(house: LoanHouse, loans: list[str]) -> None:
    with house.engine.connect() as conn:
        page = queries.page_of_customer(conn, house.customer, {MAKOLA: "2027-01-05"}.__getitem__, "", 10)
        assert ids(page) == list(reversed(loans))
        assert {line.standing.on for line in page.lines} == {"2027-01-05"}, "that of the loan's own branch"
        assert queries.page_of_customer(conn, new_id(), lambda branch: DAY, "", 10).lines == ()


def test_a_schedule_before_and_after_the_money(house: LoanHouse, loans: list[str]) -> None:
    running, waiting = house.loan(loans[0]), house.loan(loans[3])
    assert sum(line.principal for line in queries.schedule_of(running)) == 500_00
    assert sum(line.principal for line in queries.schedule_of(waiting)) == 800_00
    assert queries.schedule_of(queries.facts.replace(waiting, state="dropped")) == ()
    assert queries.schedule_of(queries.facts.replace(waiting, business_date="2027-03-01")) == (), (
        "undone after its first day"
    )
    assert queries.standing_of(waiting, DAY).payoff == 0


def test_steps_and_what_a_payment_would_cover(house: LoanHouse, loans: list[str]) -> None:
    done(house.run(repay(loans[0], 100_00, ACCOUNT), EFUA))
    with house.engine.connect() as conn:
        steps = [queries.step_of(step, "Efua", "") for step in queries.steps_of(conn, loans[0])]
    assert [(step.kind, step.amount, step.number) for step in steps] == [
        ("disbursed", 500_00, "LN-040-00001-1"),
        ("repaid", 100_00, "LN-040-00001-2"),
    ]
    row = house.loan(loans[0])
    for amount in (1, 50_00, row.left, 900_00):
        found, expected = queries.cover_of(row, amount, DAY), split_of(row, amount, DAY)
        assert (found.principal, found.interest, found.over) == expected[:3]
        assert found.closes is (amount >= found.before.payoff) and found.left == row.left - found.principal
    assert queries.cover_of(house.loan(loans[3]), 5, DAY).over == 5, "nothing is owed yet"


def test_a_person_with_a_loan_keeps_their_name_and_loses_it_after(house: LoanHouse) -> None:
    loan = house.active()
    repaid = repay(loan, 100_00, ACCOUNT)
    done(house.run(repaid, EFUA))

    def refusal(conn: Connection) -> ErrorCode | None:
        found = queries.may_forget(conn, house.customer, ())
        return found.code if found else None

    with house.engine.connect() as conn:
        assert refusal(conn) is ErrorCode.BALANCE_REMAINS
    house.decide(house.run(off(loan), YAW))
    with house.engine.execution_options(coastal_write=True).begin() as conn:
        assert refusal(conn) is None
        assert queries.forget(conn, house.customer, ()) is None
    row = house.loan(loan)
    assert (row.holder, row.purpose, row.principal) == ("-", "-", PRINCIPAL)
    assert (
        house.row(TRANSACTIONS, repaid.transaction).holder,
        house.row(TRANSACTIONS, repaid.transaction).narration,
    ) == ("-", "")
