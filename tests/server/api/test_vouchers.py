"""The voucher of a cash transfer: for who has a part in it, with one code before and after it was received."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.ids import new_id
from contract.ink import Dot, name_of, packed
from contract.papers import PaperKind, TransferPaper
from contract.vault import ConfirmCash, RefuseCash
from server.api.vouchers import voucher_of
from server.ledger.verification import signed_pieces
from tests.server.drawers.house import ABENA, AKOSUA, DRAWER, EFUA, KOJO, SIGN, YAW, House, done, opened, refused
from tests.server.vault.roads import SAFE, receive, send, till

INK = packed(((Dot(1, 2, 0), Dot(30, 40, 9)),))
PIECES = {"10000": 3, "5000": 2}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as bank:
        bank.open()
        yield bank


def paper(house: House, transfer: str, user: str = EFUA) -> TransferPaper | None:
    return house.ask(lambda conn, held: voucher_of(conn, held, house.reader(user), SIGN, transfer))


def test_sent_then_received_is_one_paper_with_one_code(house: House) -> None:
    moved = done(house.run(send(till(), SAFE, PIECES), EFUA))
    sent = paper(house, moved.transfer)
    assert sent is not None
    assert (sent.number, sent.amount, sent.pieces) == (f"VT-040-{moved.number[3:]}", 400_00, PIECES)
    assert (sent.source, sent.source_number, sent.target, sent.received, sent.received_at) == (
        "drawer",
        "04",
        "vault",
        {},
        "",
    )
    done(receive(house, moved.transfer, PIECES, AKOSUA, YAW))
    done(house.run(ConfirmCash(transfer=moved.transfer), YAW))
    there = paper(house, moved.transfer, AKOSUA)
    assert there is not None
    assert (there.code, there.received, bool(there.received_at)) == (sent.code, PIECES, True)


def test_who_has_no_part_in_it_and_what_was_refused_have_no_paper(house: House) -> None:
    moved = done(house.run(send(till(), SAFE, PIECES), EFUA))
    assert paper(house, moved.transfer, KOJO) is None
    assert paper(house, moved.transfer, ABENA) is None
    assert paper(house, new_id()) is None
    out = paper(house, moved.transfer)
    done(house.run(RefuseCash(transfer=moved.transfer, reason="not today"), AKOSUA))
    assert paper(house, moved.transfer) is None
    assert out is not None
    found = house.check(out.number, out.code)
    assert (found.genuine, found.undone, found.amount) == (True, True, 400_00), "the one of its sending is out"


def test_what_waits_for_its_second_person_has_not_left(house: House) -> None:
    moved = done(house.run(send(SAFE, till(), PIECES, YAW), AKOSUA))
    assert paper(house, moved.transfer, AKOSUA) is None
    done(house.run(RefuseCash(transfer=moved.transfer, reason="not today"), YAW))
    number = f"VT-040-{moved.number[3:]}"
    code = SIGN(number, 400_00, moved.transfer, "vault", "", "drawer", DRAWER, signed_pieces(PIECES))
    assert not house.check(number, code).genuine, "nobody ever got one"


def test_it_is_checked_by_its_number(house: House) -> None:
    moved = done(house.run(send(till(), SAFE, PIECES), EFUA))
    found = paper(house, moved.transfer)
    assert found is not None
    seen = house.check(found.number, found.code)
    assert (seen.kind, seen.genuine, seen.what, seen.amount, seen.drawer) == (
        PaperKind.VOUCHER, True, "drawer_vault", 400_00, "04",
    )  # fmt: skip
    assert not house.check(found.number, SIGN("other")).genuine
    assert not house.check(found.number.replace("040", "041"), found.code).genuine
    assert not house.check("VT-999-0001", found.code).genuine


def test_what_the_second_person_drew_is_on_the_paper_and_a_copy_of_it_on_no_other(house: House) -> None:
    for code in ("", "ink_unfit"):
        moved = done(house.run(send(till(), SAFE, PIECES), EFUA))
        done(receive(house, moved.transfer, PIECES, AKOSUA, YAW))
        yes = ConfirmCash(transfer=moved.transfer, ink=INK)
        if code:
            assert refused(house.run(yes, YAW)) == code
            continue
        assert refused(house.run(ConfirmCash(transfer=moved.transfer, ink=INK[:-4]), YAW)) == "ink_unfit"
        done(house.run(yes, YAW))
        assert house.said("cash_move")[0]["second_ink"] == name_of(INK)
        there = paper(house, moved.transfer, AKOSUA)
        assert there is not None
        assert there.second_hand == INK
