from teller_app.loans import folds, queries
from tests.teller_app.loans.desk import APPLIED, APPROVED, CLOSED
from tests.teller_app.loans.test_folds import replica


def test_what_somebody_has_to_do_stands_first_the_newest_above() -> None:
    db = replica()
    for fact in (CLOSED, APPROVED, APPLIED):
        folds.fold_loan(db, fact)
    assert queries.loans(db) == (APPLIED, APPROVED, CLOSED)
    assert queries.loan(db, APPLIED.loan) == APPLIED
    assert queries.loan(db, "unknown") is None
