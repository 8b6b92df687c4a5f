import sqlite3

import msgspec

from contract.branches import BranchFact
from teller_app.loans import folds, queries
from tests.teller_app.kit import BRANCH
from tests.teller_app.loans.desk import APPLIED, APPROVED, CLOSED, OTHER, PRODUCT, loan


def replica() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    for table in folds.TABLES:
        db.execute(table)
    return db


def day(date: str) -> BranchFact:
    return BranchFact(branch=BRANCH, code="102", name="Makola", business_date=date, open=True)


def test_what_waits_stays_and_what_moved_today_goes_with_its_day() -> None:
    db = replica()
    for fact in (APPLIED, APPROVED, loan(), CLOSED):
        folds.fold_loan(db, fact)
    folds.fold_branch(db, day("2026-11-22"))
    assert {one.loan for one in queries.loans(db)} == {one.loan for one in (APPLIED, APPROVED, loan(), CLOSED)}
    folds.fold_branch(db, day("2026-11-23"))
    assert set(queries.loans(db)) == {APPLIED, APPROVED}
    folds.fold_loan(db, CLOSED)
    assert set(queries.loans(db)) == {APPLIED, APPROVED}, "told late, of a day that is over"
    folds.fold_loan(db, msgspec.structs.replace(CLOSED, business_date="2026-11-23"))
    assert len(queries.loans(db)) == 3


def test_products_are_whole_and_go_on_request() -> None:
    db = replica()
    for fact in (PRODUCT, OTHER, msgspec.structs.replace(PRODUCT, name="Market Loan")):
        folds.fold_product(db, fact)
    assert [one.name for one in queries.products(db)] == ["Market Loan", "Susu Loan"]
    folds.drop_product(db, "SUSU")
    assert [one.product for one in queries.products(db)] == ["TRADE"]


def test_gone_is_gone() -> None:
    db = replica()
    folds.fold_loan(db, APPLIED)
    folds.fold_branch(db, day("2026-11-22"))
    folds.GONE["loan"](db, APPLIED.loan)
    folds.GONE["branch"](db, BRANCH)
    assert queries.loans(db) == ()
    assert db.execute("SELECT count(*) FROM loan_days").fetchone() == (0,)
