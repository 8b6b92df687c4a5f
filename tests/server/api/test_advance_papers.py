"""An advance's voucher and the receipts of its retirement: for who has to do with it, each step with its own code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.advances import RetireAdvance
from contract.ids import new_id
from contract.ledger import Cash
from contract.papers import AdvancePaper, PaperKind
from server.api.advance_papers import advance_paper_of
from tests.server.advances.test_handlers import approved, pay
from tests.server.drawers.house import ABENA, EFUA, SIGN, YAW, House, done, opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as bank:
        bank.open()
        yield bank


def paper(house: House, advance: str, step: int = 0, user: str = EFUA) -> AdvancePaper | None:
    return house.ask(lambda conn, held: advance_paper_of(conn, held, house.reader(user), SIGN, advance, step))


def paid(house: House) -> str:
    advance = approved(house)
    assert paper(house, advance) is None, "nothing was paid yet"
    done(house.run(pay(advance, {"5000": 2, "1000": 2}), EFUA))
    return advance


def test_the_voucher_says_what_was_paid_and_with_which_notes(house: House) -> None:
    advance = paid(house)
    found = paper(house, advance)
    assert found is not None
    assert (found.what, found.amount, found.left, found.pieces) == ("paid", 120_00, 120_00, {"5000": 2, "1000": 2})
    assert (found.number, found.drawer, found.purpose) == ("AD-040-001-1", "04", "Fuel for the van")
    assert paper(house, advance, user=YAW) is not None, "who took it"
    assert paper(house, advance, user=ABENA) is None
    assert paper(house, advance, 2) is None
    assert paper(house, new_id()) is None
    seen = house.check(found.number, found.code)
    assert (seen.kind, seen.genuine, seen.what, seen.amount) == (PaperKind.ADVANCE, True, "advance_paid", 120_00)


def test_each_retirement_has_its_receipt_and_the_voucher_stays_what_it_was(house: House) -> None:
    advance = paid(house)
    voucher = paper(house, advance)
    done(house.run(RetireAdvance(advance=advance, transaction=new_id(), spent=80_00, papers=("GOIL 4471",)), EFUA))
    rest = RetireAdvance(
        advance=advance, transaction=new_id(), spent=0, cash=Cash(received={"5000": 1}, given={"1000": 1})
    )
    done(house.run(rest, EFUA))
    second, third = paper(house, advance, 2), paper(house, advance)
    assert second is not None
    assert third is not None
    assert (second.spent, second.back, second.left, second.papers, second.pieces) == (
        80_00,
        0,
        40_00,
        ("GOIL 4471",),
        {},
    )
    assert (third.number, third.back, third.left) == ("AD-040-001-3", 40_00, 0)
    assert (third.pieces, third.change) == ({"5000": 1}, {"1000": 1})
    assert paper(house, advance, 1) == voucher
    assert house.check(second.number, second.code).amount == 80_00
    for number, code in (
        (second.number, third.code),
        ("AD-040-001-4", third.code),
        ("AD-999-001-3", third.code),
        ("AD-040-002-1", third.code),
    ):
        assert not house.check(number, code).genuine
