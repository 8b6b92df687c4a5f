"""One altered figure of a loan is named."""

import pytest

from server.loans import verify
from tests.server.drawers.house import ACCOUNT, EFUA, done
from tests.server.loans.house import LoanHouse, repay


def named(house: LoanHouse) -> list[str]:
    with house.engine.connect() as conn:
        return [difference.where for difference in verify.check(conn)]


@pytest.fixture
def worked(house: LoanHouse) -> LoanHouse:
    """One that runs, one that is only approved."""
    loan = house.active()
    done(house.run(repay(loan, 200_00, ACCOUNT), EFUA))
    house.approved(300_00)
    return house


def test_untouched_loans_are_whole(worked: LoanHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    assert named(worked) == []
    monkeypatch.setattr(verify, "PAGE", 1)
    assert named(worked) == []


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        ('update loans set "left"="left"-1 where state=\'active\'', "principal owed"),
        ("update loans set interest_paid=interest_paid+1 where state='active'", "interest paid"),
        ("update loans set interest=interest+1 where state='active'", "schedule"),
        ("update loan_steps set interest=interest+1 where kind='repaid'", "by its schedule"),
        ("update loan_steps set undone=true where kind='repaid'", "principal owed"),
        ("update accounts set debits=debits+1 where product='1300'", "loans in the ledger"),
        ("delete from loans where state='active'", "loans in the ledger"),
    ],
)
def test_one_altered_figure_is_named(worked: LoanHouse, spoil: str, what: str) -> None:
    with worked.engine.execution_options(coastal_write=True).begin() as conn:
        conn.exec_driver_sql(spoil)
    assert any(what in where for where in named(worked)), named(worked)
