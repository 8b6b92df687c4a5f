"""Several signatures beneath one payment: as many as the mandate takes, each by name, and none that the mandate does not know."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import delete

from contract.approvals import ApproveRequest
from contract.customers import Band, Signing
from contract.hands import Hand
from contract.ids import new_id
from contract.ink import Dot, Unsigned, name_of, packed
from contract.ledger import Original, Transfer, Withdraw
from contract.money import Money
from server.api.originals import original_of
from server.approvals.tables import REQUESTS
from server.core.audience import Reader
from server.core.unit import Resident
from server.customers.tables import MANDATES, MandateRow
from server.ledger import inks
from server.ledger.tables import ACCOUNTS, TRANSACTIONS, AccountRow
from server.staff.tables import DEVICES
from tests.server.drawers import house as h
from tests.server.drawers.house import ACCOUNT, AKOSUA, House, asked, done, refused
from tests.server.ledger.test_inks import funded, kept

replace = msgspec.structs.replace


def drawn(n: int) -> str:
    return packed(((Dot(100, 700, 0), Dot(180 + n, 120, 90)),))


AMA, KOJO, ESI = (Hand(name=name, ink=drawn(n)) for n, name in enumerate(("Ama Mensah", "Kojo Mensah", "Esi Mensah")))
OVER = h.withdraw(600_00, {"10000": 6})


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """The bank of the drawers' tests, where two of three sign above 100.00."""
    bank = House(tmp_path, database_url)
    mandate(bank, AMA, KOJO, ESI)
    funded(bank)
    yield bank
    bank.engine.dispose()


def mandate(house: House, *people: Hand, at: str = "2026-11-01T08:00:00.000Z") -> None:
    bands = (Band(signing=Signing.ANY_ONE, upto=100_00), Band(signing=Signing.ANY_TWO))
    with house.engine.begin() as conn:
        conn.execute(delete(MANDATES.table))
    row = MandateRow(account=ACCOUNT, branch=h.MAKOLA, signatories=[{"name": one.name} for one in people],
                     bands=msgspec.to_builtins(bands), at=at)  # fmt: skip
    house.add(MANDATES, row)


def signed(*hands: Hand, **more: Any) -> Withdraw:
    return replace(OVER, hands=hands, **more)


def to_another(house: House, **more: Any) -> Transfer:
    target = AccountRow(id=new_id(), number="0400100000025", customer=house.row(ACCOUNTS, ACCOUNT).customer, product="01",
                        currency="GHS", branch=h.MAKOLA, normal_side="credit", opened_on=h.DAY)  # fmt: skip
    house.add(ACCOUNTS, target)
    return Transfer(
        transaction=new_id(), debit_account=ACCOUNT, credit_account=target.id, amount=Money(600_00, "GHS"), **more
    )


def original(house: House, transaction: str) -> Original | None:
    reader = Reader(h.EFUA, h.MAKOLA, frozenset({"read_branch_journal"}))
    with house.engine.connect() as conn:
        return original_of(conn, Resident([DEVICES]), reader, transaction)


def test_each_is_told_by_name_and_kept_and_the_permit_asks_for_none_again(house: House) -> None:
    request = asked(house.run(signed(AMA, ESI))).request
    fact = house.said("request")[-1]
    assert [(one["name"], one["file"]) for one in fact["hands"]] == [(one.name, name_of(one.ink)) for one in (AMA, ESI)]
    assert fact["ink"] == name_of(AMA.ink), "what a till of before reads"
    assert {row[0] for row in kept(house)} == {name_of(AMA.ink), name_of(ESI.ink)}
    done(house.run(ApproveRequest(request=request, shown=fact["binding"]), AKOSUA))
    done(house.run(replace(OVER, permit=request)))
    assert house.row(TRANSACTIONS, OVER.transaction).status == "completed"
    found = original(house, OVER.transaction)
    assert found is not None
    assert [(one.name, one.file) for one in found.signed] == [(one.name, name_of(one.ink)) for one in (AMA, ESI)]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (signed(AMA), "signatures_missing"),
        (signed(AMA, Hand(name="Yaw Stranger", ink=drawn(9))), "signatory_unknown"),
        (signed(AMA, Hand(name="ama  mensah", ink=drawn(9))), "signatory_unknown"),
        (signed(AMA, Hand(name="AMA MENSAH", ink=drawn(9))), "signed_twice"),
        (signed(AMA, Hand(name=KOJO.name, ink=AMA.ink)), "ink_unfit"),
        (signed(AMA, KOJO, ink=drawn(9)), "ink_unfit"),
        (signed(AMA, Hand(name=KOJO.name, ink=AMA.ink[:-4])), "ink_unfit"),
        (signed(AMA, Hand(name=KOJO.name, ink="AAAA" * 8)), "ink_unfit"),
    ],
)  # fmt: skip
def test_hands_that_do_not_fit_are_refused_before_anybody_is_asked(house: House, command: Withdraw, code: str) -> None:
    assert refused(house.run(command)) == code
    assert kept(house) == []
    asked(house.run(signed(AMA, KOJO)))


def test_fewer_sign_where_it_is_said_why_and_a_small_amount_takes_one(house: House) -> None:
    asked(house.run(signed(AMA, unsigned=Unsigned.ON_PAPER)))
    fact = house.said("request")[-1]
    assert (len(fact["hands"]), fact["unsigned"]) == (1, "on_paper")
    done(house.run(replace(h.withdraw(100_00, {"10000": 1}), hands=(KOJO,))))


def test_what_stood_beneath_one_payment_stands_beneath_no_other(house: House) -> None:
    done(house.run(replace(h.withdraw(100_00, {"10000": 1}), hands=(AMA,))))
    assert refused(house.run(signed(AMA, KOJO))) == "ink_unfit"
    assert refused(house.run(to_another(house, hands=(KOJO, AMA)))) == "ink_unfit"


def test_a_signatory_who_was_removed_before_the_payment_ends_the_permit(house: House) -> None:
    request = asked(house.run(signed(AMA, KOJO))).request
    done(house.run(ApproveRequest(request=request, shown=house.said("request")[-1]["binding"]), AKOSUA))
    mandate(house, AMA, ESI, at="2026-11-24T08:00:01.000Z")
    assert refused(house.run(replace(OVER, permit=request))) == "mandate_changed"
    assert house.row(REQUESTS, request).state == "approved", "a refusal uses nothing"
    assert house.row(TRANSACTIONS, OVER.transaction).status == "pending"
    less = replace(h.withdraw(150_00, {"10000": 1, "5000": 1}), hands=(Hand(name=KOJO.name, ink=drawn(8)), ESI))
    assert refused(house.run(less)) == "signatory_unknown"


def test_a_transfer_is_signed_for_too_and_agreed_to_under_the_mandate_it_was_asked_under(house: House) -> None:
    wanted = to_another(house, hands=(KOJO, AMA))
    assert refused(house.run(replace(wanted, hands=(KOJO,)))) == "signatures_missing"
    request = asked(house.run(wanted)).request
    fact = house.said("request")[-1]
    assert [one["name"] for one in fact["hands"]] == [KOJO.name, AMA.name]
    mandate(house, AMA, KOJO, at="2026-11-24T08:00:01.000Z")
    yes = ApproveRequest(request=request, shown=fact["binding"])
    assert refused(house.run(yes, AKOSUA)) == "mandate_changed"
    mandate(house, AMA, KOJO)
    done(house.run(yes, AKOSUA))
    assert len(kept(house)) == 2
    assert house.differences() == []


def test_notes_that_are_gone_are_booked_whoever_signed(house: House) -> None:
    paid = replace(signed(AMA, Hand(name="Yaw Stranger", ink=drawn(9))), paid_offline=True)
    done(house.run(paid))
    assert {row[0] for row in kept(house)} == {name_of(AMA.ink), name_of(drawn(9))}
    assert house.differences() == []


def test_the_holder_signs_for_an_account_without_a_mandate(house: House) -> None:
    mandate(house)
    assert refused(house.run(signed(KOJO))) == "signatory_unknown"
    asked(house.run(signed(AMA)))


def test_what_was_paid_without_the_server_is_compared_afterwards_also_out_of_suspense(house: House) -> None:
    unknown = new_id()
    for account, hands in ((ACCOUNT, (AMA, KOJO)), (unknown, (ESI,))):
        paid = replace(signed(*hands, transaction=new_id(), account=account), paid_offline=True)
        done(house.run(paid))
        found = original(house, paid.transaction)
        assert found is not None
        assert (found.account, [one.file for one in found.signed]) == (account, [name_of(one.ink) for one in hands])
    with house.engine.connect() as conn:
        assert all(inks.load(conn, name_of(one.ink)) for one in (AMA, KOJO, ESI))
