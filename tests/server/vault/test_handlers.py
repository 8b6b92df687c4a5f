"""The room's rows, and what still waits at a drawer."""

from contract.ids import new_id
from contract.vault import AskForCash, DeclineCash
from server.ledger.stock import Stock
from server.vault import handlers
from server.vault.movements import Deps
from tests.server.drawers.house import EFUA, House, done


def test_what_must_search_runs_alone() -> None:
    stock: Stock = object()  # type: ignore[assignment]
    made = handlers.handlers(Deps(stock, lambda *args, **more: None, lambda ctx, user: None, lambda ctx, found: None))
    assert {row.kind.__name__ for row in made if row.solo} == {"ConfirmCash"}
    assert len({row.kind for row in made}) == len(made) == 14


def test_a_requisition_that_waits_keeps_the_drawer_from_being_counted(house: House) -> None:
    house.open()
    asked = AskForCash(requisition=new_id(), amount=100)
    done(house.run(asked, EFUA))
    try:
        house.count({})
    except AssertionError as error:
        assert "pending_in_drawer" in str(error)
        assert asked.requisition in str(error)
    else:
        raise AssertionError("counted over a requisition")
    done(house.run(DeclineCash(requisition=asked.requisition, reason="Not needed"), EFUA))
    house.count({"10000": 10, "5000": 10, "1000": 20, "100c": 50})
