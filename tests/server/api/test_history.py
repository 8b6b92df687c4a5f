"""A drawer's day rebuilt: it is what the drawer holds, at every step, for those who may know."""

from contract.approvals import ApproveRequest, When
from contract.counts import CountKind, TakeCount
from contract.history import DrawerHistory, HistoryBreak
from contract.ids import new_id
from contract.money import pieces_total
from contract.vault import ImpoundNotes, SortNotes
from server import build
from server.api.history import history_of
from server.approvals.tables import RULES, RuleRow
from server.core.clock import stamp
from server.drawers.tables import BAGS
from server.staff import activity
from tests.server.drawers.conftest import house
from tests.server.drawers.house import (
    ABENA,
    AKOSUA,
    DAY,
    DRAWER,
    EFUA,
    FLOAT,
    FLOAT_TOTAL,
    KOJO,
    MAKOLA,
    House,
    asked,
    deposit,
    done,
    withdraw,
)
from tests.server.vault.roads import SAFE, send, till

__all__ = ["house"]


def look(house: House, user: str = AKOSUA, day: str = "", known: int = 0) -> DrawerHistory | None:
    return house.ask(lambda conn, held: history_of(conn, held, build.LOGS, house.reader(user), DRAWER, day, known))


def seen(house: House, user: str = AKOSUA, day: str = "", known: int = 0) -> DrawerHistory:
    found = look(house, user, day, known)
    assert found is not None
    return found


def busy(house: House) -> None:
    """A morning: 200 in, 50 out, 300 to the vault."""
    house.open()
    house.wait(10)
    done(house.run(deposit(200_00, {"20000": 1}, receipt="04-20261124-1-0001")))
    house.wait(10)
    done(house.run(withdraw(50_00, {"5000": 1})))
    done(house.run(send(till(), SAFE, {"10000": 3}), EFUA))


def test_where_the_branch_counts_openly_a_cashier_sees_their_own_drawer_as_it_is(house: House) -> None:
    busy(house)
    assert look(house, EFUA) is None, "she counts blind"
    house.add(RULES, RuleRow(id="open", when=When.OPEN_COUNT.value, branch=MAKOLA))
    found = seen(house, EFUA)
    assert (found.live, found.position(len(found.steps))) == (True, house.row(BAGS, f"drawer:{DRAWER}").pieces)
    assert look(house, KOJO) is None, "it is not his"


def test_every_step_and_the_drawer_at_its_end(house: House) -> None:
    busy(house)
    found = seen(house)
    assert [(step.kind, step.amount) for step in found.steps] == [
        ("opening", FLOAT_TOTAL),
        ("deposit", 200_00),
        ("withdraw", -50_00),
        ("to_vault", -300_00),
    ]
    assert found.opening == {}
    assert found.position(1) == FLOAT
    assert found.position(2) == {**FLOAT, "20000": 1}
    assert found.position(len(found.steps)) == house.row(BAGS, f"drawer:{DRAWER}").pieces
    assert found.balances()[-1] == FLOAT_TOTAL - 150_00
    step = found.steps[1]
    assert (step.receipt, step.holder, step.made_by, step.at[11:16]) == (
        "04-20261124-1-0001",
        "Ama Mensah",
        EFUA,
        "08:10",
    )
    assert [(move.kind, move.amount) for move in found.transfers] == [("to_vault", -300_00)]
    assert (found.live, found.broken, found.business_date) == (True, 0, DAY)
    assert [session.variance for session in found.sessions] == [None]


def test_a_second_session_begins_with_what_the_first_left(house: House) -> None:
    house.open()
    left = {**FLOAT, "1000": 19}
    house.count(left)
    done(house.close(reason="A note stuck"))
    house.open(KOJO, counted=left)
    done(house.run(deposit(20_00, {"1000": 2}), KOJO))
    found = seen(house)
    assert [step.kind for step in found.steps][:2] == ["opening", "variance"]
    assert found.position(len(found.steps)) == house.row(BAGS, f"drawer:{DRAWER}").pieces
    assert [session.variance for session in found.sessions] == [-10_00, None]
    assert [(count.kind, count.variance) for count in found.counts] == [("close", -10_00)]
    house.next_day()
    assert look(house) is None, "nobody has opened it on the new day"
    assert len(seen(house, day=DAY).steps) == len(found.steps)


def test_a_cashier_sees_their_own_session_once_it_is_closed_and_nothing_live(house: House) -> None:
    house.open()
    assert look(house, EFUA) is None
    house.count(FLOAT)
    assert look(house, EFUA) is None, "the count could still be made again"
    done(house.close())
    assert [step.kind for step in seen(house, EFUA).steps] == ["opening"]
    house.open(KOJO)
    done(house.run(deposit(20_00, {"1000": 2}), KOJO))
    mine = seen(house, EFUA)
    assert (mine.live, len(mine.sessions)) == (False, 1)
    assert {step.session for step in mine.steps} == {mine.sessions[0].session}
    assert look(house, KOJO) is None
    assert look(house, ABENA) is None, "a cashier of another branch"


def test_notes_that_were_sorted_or_kept_came_from_no_drawer(house: House) -> None:
    house.open()
    for taken, put, reason in (
        ({"5000": 2}, {"5000:mutilated": 2}, ""),
        ({"10000": 1}, {"10000:suspect": 1}, "no thread"),
    ):
        house.wait(1)
        done(
            house.run(
                SortNotes(transfer=new_id(), place=till(), currency="GHS", taken=taken, put=put, reason=reason), EFUA
            )
        )
    house.wait(1)
    kept = ImpoundNotes(
        transfer=new_id(), currency="GHS", pieces={"20000": 1}, giver="Kofi", serials="A1", reason="torn"
    )
    done(house.run(kept, EFUA))
    found = seen(house)
    assert [(move.kind, move.amount) for move in found.transfers] == [("sort", 0), ("sort", -100_00), ("suspect", 0)]
    assert found.balances()[-1] == FLOAT_TOTAL - 100_00
    assert found.position(len(found.steps)) == house.row(BAGS, f"drawer:{DRAWER}").pieces


def test_counts_and_decisions_beside_the_curve(house: House) -> None:
    session = house.open()
    for _ in range(2):
        done(house.run(deposit(400_00, {"20000": 2})))
    request = asked(house.run(withdraw(600_00, {"20000": 3}))).request
    done(house.run(ApproveRequest(request=request), AKOSUA))
    spot = TakeCount(
        count=new_id(), session=session, kind_of_count=CountKind.SURPRISE, counted={**FLOAT, "20000": 4}, witness=EFUA
    )
    done(house.run(spot, AKOSUA))
    found = seen(house)
    assert [(item.by, item.amount, item.holder, item.state) for item in found.approvals] == [
        (AKOSUA, 600_00, "Ama Mensah", "approved")
    ]
    assert [(item.kind, item.total) for item in found.counts] == [("surprise", FLOAT_TOTAL + 800_00)]


def test_a_broken_chain_is_told_up_to_its_first_bad_entry(house: House) -> None:
    busy(house)
    whole = seen(house)
    bad = whole.steps[2].seq
    with house.engine.begin() as conn:
        conn.exec_driver_sql(f"update cash_moves set amount = -4000 where seq = {bad}")
    found = seen(house)
    assert (found.broken, found.broken_why) == (bad, f"journal {bad} legs and pieces")
    assert [step.seq for step in found.steps] == [step.seq for step in whole.steps[:2]]
    assert pieces_total(found.position(2)) == FLOAT_TOTAL + 200_00
    assert seen(house, known=bad).broken == 0, "who knows it was whole so far asks only for what is new"


def test_a_posting_that_came_late_leaves_a_gap(house: House) -> None:
    house.open()
    house.wait(30)
    done(house.run(deposit(20_00, {"1000": 2}, taken_offline=True)))
    found = seen(house)
    assert [(start[11:16], end[11:16]) for start, end in found.gaps] == [("08:00", "08:30")]


def test_a_break_is_from_the_cashiers_signing_out_to_their_coming_back(house: House) -> None:
    def signed(what: str, user: str = EFUA) -> str:
        house.wait(1)
        with house.engine.begin() as conn:
            activity.note(conn, house.now, what, user)
        return stamp(house.now)

    signed(activity.SIGNED_OUT)
    house.wait(1)
    house.open()
    house.wait(10)
    assert seen(house).breaks == (), "before the drawer was open it was none"
    signed(activity.SIGNED_IN)
    left = signed(activity.SIGNED_OUT)
    signed(activity.SIGNED_OUT, KOJO)
    back = signed(activity.SIGNED_IN)
    gone = signed(activity.SIGNED_OUT)
    assert seen(house).breaks == (
        HistoryBreak(at=left, by=EFUA, until=back),
        HistoryBreak(at=gone, by=EFUA),
    )
