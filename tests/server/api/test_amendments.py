"""Slips and records that late entries replaced are the bank's still, with the figures that they had."""

import msgspec

from contract.drawers import PostTo
from contract.papers import OverShortPaper
from server.api.amendments import left_on_record, variances
from server.api.over_short import record_of
from server.drawers.tables import SESSIONS
from tests.server.drawers.conftest import house
from tests.server.drawers.house import AKOSUA, SIGN, House, deposit, done, withdraw
from tests.server.variances.roads import off_by

__all__ = ["house"]


def record(house: House, variance: str) -> OverShortPaper:
    found = house.ask(lambda conn, held: record_of(conn, held, house.reader(AKOSUA), SIGN, variance))
    assert found is not None
    return found


def test_every_slip_and_record_that_was_issued_is_vouched_for_as_it_was(house: House) -> None:
    short = off_by(house, {"10000": -1})
    issued = [(-100_00, house.row(SESSIONS, short).verification, record(house, short))]
    for entry, amount in (
        (deposit(20_00, {"1000": 2}, taken_offline=True), -120_00),
        (withdraw(50_00, {"5000": 1}, paid_offline=True), -70_00),
    ):
        done(house.run(entry))
        issued.append((amount, house.row(SESSIONS, short).verification, record(house, short)))
    assert [paper.amount for _, _, paper in issued] == [amount for amount, _, _ in issued]
    newest = issued[-1][2].number
    for place, (amount, code, paper) in enumerate(issued):
        number = f"04-20261124-A{place}" if place else "04-20261124"
        slip, found = house.check(number, code), house.check(paper.number, paper.code)
        last = place == len(issued) - 1
        assert (slip.genuine, slip.variance, slip.replaced_by) == (True, amount, "" if last else "04-20261124-A2")
        assert (found.genuine, found.variance, found.replaced_by) == (True, amount, "" if last else newest)
        assert not house.check(issued[place - 1][2].number, paper.code).genuine, "an older number with a newer code"


def test_what_the_books_do_not_tell_apart_is_vouched_for_by_nobody(house: House) -> None:
    short = off_by(house, {"10000": -1})
    done(house.run(deposit(20_00, {"1000": 2}, taken_offline=True)))
    row = house.row(SESSIONS, short)
    assert house.ask(lambda conn, _: list(variances(conn, row))) == [-100_00, -120_00]
    spoiled = msgspec.structs.replace(row, amended=2)
    assert house.ask(lambda conn, _: list(variances(conn, spoiled))) == [-120_00]


def test_a_difference_of_the_vault_s_leaves_only_its_late_entries_on_the_record(house: House) -> None:
    short = off_by(house, {"10000": -1})
    row = house.row(SESSIONS, short)
    assert left_on_record(row, -120_00) == -120_00
    assert left_on_record(msgspec.structs.replace(row, post_to=PostTo.VAULT), -120_00) == -20_00
