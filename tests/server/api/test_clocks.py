"""Wrong clocks: a workstation's is evidence and nothing more; the bank's own may jump without breaking the order."""

import msgspec

from contract.customers import RegisterCustomer
from contract.envelope import envelope_signing_input
from contract.ids import new_id
from server.core.chain import check
from server.core.clock import stamp
from tests.server.api.house import DAY, House, problem

BACK_S = 600


def customer(number: int) -> RegisterCustomer:
    return RegisterCustomer(customer=new_id(), number=f"C-{number}", full_name="Ama Mensah")


def rows(house: House) -> list[tuple[object, ...]]:
    query = "SELECT seq, business_date, made_at, at FROM journal WHERE kind = 'register_customer' ORDER BY seq"
    with house.bank.engine.connect() as conn:
        return [tuple(row) for row in conn.exec_driver_sql(query)]


def test_a_workstations_clock_moves_no_posting_to_another_day(house: House) -> None:
    efua, first = house.sign_in("efua"), stamp(house.clock())
    for number, made_at in enumerate(("2026-11-23T09:00:00.000Z", "2027-11-24T09:00:00.000Z")):
        envelope = msgspec.structs.replace(efua.seal(customer(number)), made_at=made_at)
        signed = efua.signer.sign(envelope_signing_input(envelope))
        assert efua.post(msgspec.structs.replace(envelope, signature=signed)).status_code == 200
    found = rows(house)
    assert [row[1] for row in found] == [DAY, DAY]
    assert [str(row[2])[:10] for row in found] == ["2026-11-23", "2027-11-24"], "both times stand in the journal"
    assert all(first <= str(row[3]) <= stamp(house.clock()) for row in found)


def test_the_banks_clock_jumps_back_and_the_order_stays(house: House) -> None:
    efua = house.sign_in("efua")
    assert efua.post(efua.seal(customer(1))).status_code == 200
    house.clock.pass_s(-BACK_S)
    assert problem(efua.post(efua.seal(customer(2)))) == (401, "not_signed_in"), "a token of the future lives no longer"
    again = house.sign_in("efua")
    again.counter = efua.counter
    for number in (2, 3):
        assert again.post(again.seal(customer(number))).status_code == 200
    found = rows(house)
    sequence = [int(str(row[0])) for row in found]
    assert sequence == sorted(sequence)
    assert len(set(sequence)) == 3
    assert str(found[1][3]) < str(found[0][3]), "the clock did go back"
    with house.bank.engine.connect() as conn:
        assert list(check(conn, [])) == []
