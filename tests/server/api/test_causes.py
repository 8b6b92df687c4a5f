"""Causes out of a real session's books: whoever may see them, when, and what they rest on."""

from contract.causes import CauseKind, Causes, CauseSign
from contract.drawers import ForceCloseDrawer
from contract.ids import new_id
from contract.money import add_pieces
from contract.vault import ConfirmCash
from server.api.causes import causes_of
from tests.server.drawers.conftest import house
from tests.server.drawers.house import (
    ABENA,
    AKOSUA,
    EFUA,
    FLOAT,
    KOJO,
    YAW,
    House,
    deposit,
    done,
    refused,
)
from tests.server.vault.roads import SAFE, receive, send, till

__all__ = ["house"]


def ask(house: House, session: str, user: str = EFUA) -> Causes | None:
    return house.ask(lambda conn, held: causes_of(conn, held, house.reader(user), session))


def test_a_deposit_of_swapped_figures_with_receipt_and_holder(house: House) -> None:
    session = house.open()
    wrong = deposit(45_00, {"1000": 4, "100c": 5}, receipt="04-20261124-1-0001")
    done(house.run(wrong))
    done(house.run(deposit(60_00, {"1000": 6})))
    house.count(add_pieces(FLOAT, {"1000": 6, "5000": 1, "100c": 4}))
    found = ask(house, session)
    assert found is not None
    assert (found.final, found.variance) == (True, 9_00)
    cause = found.causes[0]
    link = cause.links[0]
    assert (cause.kind, link.sign) == (CauseKind.TRANSPOSED, CauseSign.FIGURES)
    assert (link.booked, link.meant, link.transaction) == (45_00, 54_00, wrong.transaction)
    assert (link.receipt, link.holder, bool(link.at)) == ("04-20261124-1-0001", "Ama Mensah", True)


def test_a_second_count_stays_blind(house: House) -> None:
    session = house.open()
    done(house.run(deposit(100_00, {"10000": 1})))
    house.count(FLOAT)
    assert ask(house, session) == Causes(session=session, final=False)
    assert ask(house, session, AKOSUA) == Causes(session=session, final=False)
    house.count(FLOAT)
    found = ask(house, session)
    assert found is not None and found.final
    assert found.causes[0].kind in (CauseKind.DOUBLED, CauseKind.WRONG_NOTE)


def test_a_refused_deposit_whose_notes_stayed(house: House) -> None:
    session = house.open()
    refusal = deposit(20_00, {"1000": 1})
    assert refused(house.run(refusal)) == "cash_mismatch"
    house.count(add_pieces(FLOAT, {"1000": 2}))
    found = ask(house, session)
    assert found is not None
    link = found.causes[0].links[0]
    assert (found.causes[0].kind, link.sign, link.transaction) == (
        CauseKind.MISSED,
        CauseSign.REFUSED,
        refusal.transaction,
    )


def test_a_note_that_the_vault_did_not_find_in_what_was_sent_lies_here_still(house: House) -> None:
    session = house.open()
    moved = done(house.run(send(till(), SAFE, {"10000": 3}), EFUA))
    done(receive(house, moved.transfer, {"10000": 2}, AKOSUA, YAW, "One note short"))
    done(house.run(ConfirmCash(transfer=moved.transfer), YAW))
    counted = add_pieces(FLOAT, {"10000": -2})
    house.count(counted)
    house.count(counted)
    found = ask(house, session)
    assert found is not None
    link = found.causes[0].links[0]
    assert (found.causes[0].kind, link.sign, link.meant) == (CauseKind.TRANSIT, CauseSign.ON_ITS_WAY, 100_00)
    assert (link.transaction, link.receipt) == (moved.transfer, moved.number)


def test_a_forced_close_is_final_with_its_one_count(house: House) -> None:
    session = house.open()
    done(house.run(deposit(200_00, {"20000": 1})))
    command = ForceCloseDrawer(session=session, attempt=new_id(), counted=FLOAT, reason="Taken ill")
    done(house.run(command, AKOSUA))
    found = ask(house, session, AKOSUA)
    assert found is not None and found.final
    assert found.variance == -200_00


def test_nobody_else_and_not_before_the_count(house: House) -> None:
    session = house.open()
    done(house.run(deposit(10_00, {"1000": 1})))
    assert ask(house, session) is None
    house.count(FLOAT)
    assert ask(house, session) is not None
    assert ask(house, session, KOJO) is None
    assert ask(house, session, ABENA) is None
    assert ask(house, new_id()) is None
