"""What a workstation signed is verified again from the journal alone; one byte changed anywhere is named, also in a chain made anew.

That no field of an envelope can be changed on its way: tests/server/api/test_admission.py.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text, update

from contract.customers import EraseCustomer, RegisterCustomer
from contract.envelope import CHAIN_START, link_of
from contract.ids import new_id
from contract.ledger import Cash, Deposit
from contract.money import Money
from server import build
from server.core import chain
from server.core import journal as lines
from server.core.journal_tables import bodies, head, journal
from server.staff.signatures import Recheck, signed_bytes
from tests.server.api.conftest import house
from tests.server.api.house import House
from tests.server.api.test_originals import Till

__all__ = ["house"]


@pytest.fixture
def worked(house: House) -> Iterator[House]:
    """Loose envelopes, one of a lease, and two of a chain."""
    till = Till(house)
    taken = Cash(received={"20000": 2})
    till.post(Deposit(transaction=new_id(), account=till.accounts[0], amount=Money(400_00, "GHS"), cash=taken))
    first = till.efua.seal(RegisterCustomer(customer=new_id(), number="C-7", full_name="Esi"), chain=CHAIN_START)
    second = till.efua.seal(RegisterCustomer(customer=new_id(), number="C-8", full_name="Abu"), chain=link_of(first))
    assert till.efua.post(first, second, many=True).status_code == 200
    yield house


def differences(house: House) -> list[str]:
    with house.bank.engine.connect() as conn:
        return [found.where for found in build.verify(conn, house.bank.keys.sealing, signatures=True)]


def write(house: House, statement: str) -> None:
    house.bank.writer.write_sync(lambda conn: conn.execute(text(statement)))


def rechain(house: House) -> None:
    """What a forger with the database does: every hash from the first row on made anew."""

    def work(conn):  # type: ignore[no-untyped-def]
        joined = journal.join(bodies, journal.c.seq == bodies.c.seq)
        side = [column for column in bodies.c if column.name not in ("seq", "month")]
        prev = lines.GENESIS
        for row in conn.execute(select(*journal.c, *side).select_from(joined).order_by(journal.c.seq)).mappings().all():
            kept = row["body_hash"]
            if row["body"] is not None:
                kept = lines.salted(row["salt"], lines.said(row["body"].encode(), row["signed"], row["signature"]))
            mine = lines.chain_hash(prev, row, kept, row["facts_hash"], row["books_hash"])
            conn.execute(update(journal).where(journal.c.seq == row["seq"]).values(prev_hash=prev, hash=mine))
            conn.execute(update(bodies).where(bodies.c.seq == row["seq"]).values(body_hash=kept))
            prev = mine
        conn.execute(update(head).values(hash=prev))

    house.bank.writer.write_sync(work)


def test_every_signature_is_good_and_every_signed_row_was_looked_at(worked: House) -> None:
    assert differences(worked) == []
    with worked.bank.engine.connect() as conn:
        recheck = Recheck(conn)
        assert list(chain.check(conn, build.LOGS, look=recheck.look)) == []
        signed = conn.exec_driver_sql("SELECT count(*) FROM journal_bodies WHERE signature <> ''").scalar()
        assert (recheck.checked, signed) == (7, 7)


ONE = "(SELECT max(seq) FROM journal_bodies WHERE signature <> '' AND signed LIKE '%/1 %')"
# A signature begins with any of 64 letters, so a fixed one would change nothing one time in 64.
OTHER = "CASE WHEN signature LIKE 'A%' THEN 'B' ELSE 'A' END"
CHANGES = {
    "the command": f"UPDATE journal_bodies SET body = replace(body, '40000', '40001') WHERE seq = {ONE}",
    "the signature": f"UPDATE journal_bodies SET signature = {OTHER} || substr(signature, 2) WHERE seq = {ONE}",
    "the basis": f"UPDATE journal_bodies SET signed = '9' || signed WHERE seq = {ONE}",
    "the lease": f"UPDATE journal_bodies SET signed = replace(signed, '/1 ', '/2 ') WHERE seq = {ONE}",
    "the chain": "UPDATE journal_bodies SET signed = replace(signed, 'A', 'B') WHERE signed LIKE '%AAAAAAAA%'",
    "not signed at all": f"UPDATE journal_bodies SET signed = '' WHERE seq = {ONE}",
    "neither": f"UPDATE journal_bodies SET signed = '', signature = '' WHERE seq = {ONE}",
    "the time": f"UPDATE journal SET made_at = '2026-11-24T09:00:00.001Z' WHERE seq = {ONE}",
    "the key": "UPDATE devices SET key_x = key_y",
}


@pytest.mark.parametrize("what", CHANGES)
def test_one_byte_changed_is_named_although_the_chain_was_made_anew(worked: House, what: str) -> None:
    write(worked, CHANGES[what])
    rechain(worked)
    found = differences(worked)
    assert found
    assert all(where.endswith((" signature", " key")) for where in found), found


@pytest.mark.parametrize("kind", ["approve_request", "confirm_phone", "deposit"])
def test_what_only_looks_as_if_a_door_had_given_it_is_named(worked: House, kind: str) -> None:
    """Nothing signed, counted from nought, and of a kind that a code may stand for: still about no newcomer, and at a workstation."""
    write(worked, f"UPDATE journal SET counter = 0, kind = '{kind}' WHERE seq = {ONE}")
    write(worked, CHANGES["neither"])
    rechain(worked)
    assert any(found.endswith(" signature") for found in differences(worked))


@pytest.mark.parametrize("what", ["the command", "the signature", "the basis", "the lease", "not signed at all"])
def test_the_chain_covers_the_signature_too(worked: House, what: str) -> None:
    write(worked, CHANGES[what])
    with worked.bank.engine.connect() as conn:
        assert [found.where.split()[-1] for found in build.verify(conn)] == ["body"]


def test_what_was_erased_has_no_signature_and_is_whole(house: House) -> None:
    efua = house.sign_in("efua")
    customer = new_id()
    assert efua.post(efua.seal(RegisterCustomer(customer=customer, number="C-1", full_name="Ama"))).status_code == 200
    with house.bank.engine.connect() as conn:
        seq = lines.read_head(conn).seq
    house.do(EraseCustomer(customer=customer, reason="asked", entries=(seq,)))
    with house.bank.engine.connect() as conn:
        row = conn.exec_driver_sql("SELECT body, signature, signed FROM journal_bodies WHERE seq = ?", (seq,)).one()
    assert tuple(row) == (None, "", "")
    assert differences(house) == []


def test_rows_of_before_say_nothing_and_are_left_to_the_chain(worked: House) -> None:
    write(worked, "UPDATE journal_bodies SET signed = ''")
    rechain(worked)
    assert differences(worked) == []


@pytest.mark.parametrize("signed", ["", "x - -", "1 a/b -", "1 - - -"])
def test_a_spoilt_line_raises_value_error(signed: str) -> None:
    row = {
        "signed": signed, "command_id": "a", "made_by": "b", "device": "c", "counter": 1, "made_at": "d", "body": "{}",
    }  # fmt: skip
    with pytest.raises(ValueError):
        signed_bytes(row)
