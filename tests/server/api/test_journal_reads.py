from contract.customers import RegisterCustomer
from contract.ids import new_id
from server.api.journal_reads import hash_at, stored_push
from server.core.hub import Push
from server.core.journal import GENESIS
from tests.server.api.house import House
from tests.support.waiting import until


def test_stored_rows_are_what_was_pushed(house: House, monkeypatch: object) -> None:
    efua, live = house.sign_in("efua"), []
    house.bank.hub.poke = live.append  # type: ignore[method-assign]
    for number in range(3):
        efua.post(efua.seal(RegisterCustomer(customer=new_id(), number=f"C-{number}", full_name="Ama")))
    # The poke follows the answer.
    until(lambda: sum(len(push.rows) for push in live) == 3)
    after = live[0].after
    with house.bank.engine.connect() as conn:
        stored = stored_push(conn, after)
        assert [row.seq for row in stored_push(conn, after, 2).rows] == [after + 1, after + 2]
        end = stored_push(conn, stored.upto)
        assert (end.after, end.upto, end.head_hash, list(end.rows)) == (stored.upto, stored.upto, stored.head_hash, [])
        assert hash_at(conn, 0) == GENESIS
        assert hash_at(conn, 10_000) == ""
    rows = [row for push in live for row in push.rows]
    assert stored == Push(after, live[-1].upto, live[-1].head_hash, live[-1].safe_seq, rows)
