"""The day in figures: drawers and vault and transit are the ledger's cash, and a row that breaks it is named."""

from contract.branches import DayFigures
from server.drawers.day import figures
from server.drawers.tables import DRAWERS
from tests.server.drawers.house import (
    AKOSUA,
    DAY,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    MAKOLA,
    VAULT,
    House,
    deposit,
    done,
    withdraw,
)
from tests.server.vault.roads import SAFE, send, till

WORTH = sum(int(face.removesuffix("c")) * n for face, n in VAULT.items())


def of(house: House) -> DayFigures:
    with house.engine.connect() as conn:
        (found,) = figures(conn, MAKOLA, DAY, house._resident.rows(DRAWERS))
    return found


def test_one_calculation_says_it_all(house: House) -> None:
    house.open()
    done(house.run(deposit(200_00, {"20000": 1})))
    done(house.run(withdraw(50_00, {"5000": 1})))
    done(house.run(send(till(), SAFE, {"10000": 3}), EFUA))
    found = of(house)
    assert (found.vault, found.transit) == (WORTH - FLOAT_TOTAL, 300_00)
    assert found.cash == found.ledger == WORTH + 150_00
    assert found.broken == ()
    assert (found.cash_in, found.cash_out, found.postings) == (200_00, 50_00, 3)
    assert [(hour.hour, hour.cash_in, hour.cash_out) for hour in found.hours] == [(8, 200_00, 50_00)]
    (line,) = found.drawers
    assert (line.number, line.cashier, line.state) == ("04", EFUA, "open")
    assert (line.opening, line.balance) == (FLOAT_TOTAL, FLOAT_TOTAL + 150_00 - 300_00)


def test_a_variance_is_the_days_over_short_and_the_drawers(house: House) -> None:
    house.open()
    house.count({**FLOAT, "1000": 19})
    done(house.close(reason="A note stuck"))
    found = of(house)
    assert (found.over_short, found.drawers[0].variance) == (-10_00, -10_00)
    assert found.cash == found.ledger


def test_the_drill_names_the_row_that_breaks_it(house: House) -> None:
    house.open()
    done(house.run(deposit(200_00, {"20000": 1})))
    done(house.run(deposit(100_00, {"10000": 1})))
    with house.engine.begin() as conn:
        seq = conn.exec_driver_sql("select max(seq) from cash_moves").scalar_one()
        conn.exec_driver_sql(f"update cash_moves set amount = 9000 where seq = {seq}")
        conn.exec_driver_sql("update bags set amount = amount - 1000 where holder like 'drawer:%'")
    found = of(house)
    assert found.ledger - found.cash == 10_00
    (broken,) = found.broken
    assert broken.ledger - broken.counted == 10_00
    (entry,) = broken.entries
    assert (entry.seq, entry.kind, entry.made_by) == (seq, "deposit", EFUA)
    assert (entry.leg, entry.moved) == (100_00, 90_00)
    assert entry.transaction


def test_cash_that_is_in_no_drawer_breaks_it_and_is_named(house: House) -> None:
    late = deposit(30_00, {"1000": 3}, taken_offline=True)
    done(house.run(late, AKOSUA))
    found = of(house)
    assert found.ledger - found.cash == 30_00
    assert found.broken[0].holder == ""
    assert found.broken[0].entries[0].transaction == late.transaction


def test_a_leg_altered_in_the_database_is_found_though_the_sums_agree(house: House) -> None:
    house.open()
    done(house.run(deposit(200_00, {"20000": 1})))
    done(house.run(deposit(100_00, {"10000": 1})))
    assert of(house).ties
    with house.engine.begin() as conn:
        seq = conn.exec_driver_sql("select max(seq) from legs").scalar_one()
        conn.exec_driver_sql(
            f"update legs set amount = 9000 where seq = {seq} and account in (select account from bags where holder like 'drawer:%')"
        )
    found = of(house)
    assert (found.off, found.ties) == (0, False)
    (broken,) = found.broken
    assert broken.ledger == broken.counted
    assert [(entry.seq, entry.kind, entry.leg, entry.moved) for entry in broken.entries] == [
        (seq, "deposit", 90_00, 100_00)
    ]
    with house.engine.connect() as conn:
        (after,) = figures(conn, MAKOLA, DAY, house._resident.rows(DRAWERS), since=seq)
    assert after.ties, "what was before the last close is the proof of the books' own"


def test_what_moved_in_a_drawer_without_a_leg_is_found(house: House) -> None:
    house.open()
    done(house.run(deposit(200_00, {"20000": 1})))
    with house.engine.begin() as conn:
        seq = conn.exec_driver_sql("select max(seq) from journal").scalar_one()
        holder = conn.exec_driver_sql("select holder from bags where holder like 'drawer:%'").scalar_one()
        conn.exec_driver_sql(
            'insert into cash_moves (seq, n, holder, kind, "transaction", session, pieces, amount) '
            f"values ({seq}, 77, '{holder}', 'withdraw', '', '', '{{}}', -5000)"
        )
        conn.exec_driver_sql(f"update bags set amount = amount - 5000 where holder = '{holder}'")
    found = of(house)
    assert found.off == -50_00
    (entry,) = found.broken[0].entries
    assert (entry.seq, entry.moved - entry.leg) == (seq, -50_00)
