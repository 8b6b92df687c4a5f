"""What every step asks first, where it is not seen by the steps' own tests."""

from server.core.context import Context
from server.loans import ports
from tests.server.drawers.house import MAKOLA
from tests.server.loans.house import LoanHouse
from tests.server.loans.test_rules import LOAN


def test_what_the_maker_is_told() -> None:
    told = ports.moved(LOAN, split=(3, 2, 1))
    assert (told.loan, told.principal, told.interest, told.over, told.transaction, told.receipt) == (
        "l",
        3,
        2,
        1,
        "",
        "",
    )


def test_the_branchs_date_and_that_of_whoever_acts(house: LoanHouse) -> None:
    class Clock:
        business_date = "2026-01-01"

        def get(self, store: object, key: str) -> object:
            with house.engine.connect() as conn:
                return store.fetch(conn, [key]).get(key)  # type: ignore[attr-defined]

    clock: Context = Clock()  # type: ignore[assignment]
    assert ports.day_of(clock, MAKOLA) == "2026-11-24"
    assert ports.day_of(clock, "nowhere") == "2026-01-01"
