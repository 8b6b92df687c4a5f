"""The branch's cash is followed with every posting, its hours no more often than once a minute."""

from dataclasses import replace

import msgspec

from contract.branches import HourCash
from contract.paths import DAY_REPORT
from contract.permissions import Permission
from teller_app.approvals.branch_cash import BranchCash
from teller_app.approvals.cash_watch import HOURS_S, CashWatch
from tests.teller_app.approvals.desk import CASH, HOURS, Clock, judged
from tests.teller_app.kit import BRANCH, EFUA, KWESI, FakePort

MANAGER = msgspec.structs.replace(KWESI, permissions=(*KWESI.permissions, Permission.SEE_DRAWER_TOTALS))


def watch(
    port: FakePort, cash: BranchCash | None, clock: Clock
) -> tuple[CashWatch, list[object], list[tuple[HourCash, ...]]]:
    counted: list[object] = []
    read: list[tuple[HourCash, ...]] = []
    courses = {"s1": (1.0, 2.0)}
    return CashWatch(port, lambda conn: cash, lambda: courses, clock, counted.append, read.append), counted, read


def test_the_same_cash_is_told_once_and_with_how_it_went() -> None:
    (first, *others) = CASH.tills
    cash = replace(CASH, tills=(replace(first, session="s1"), *others))
    made, counted, _ = watch(FakePort(MANAGER), cash, Clock())
    made.count()
    made.count()
    assert len(counted) == 1
    (told,) = counted
    assert isinstance(told, BranchCash)
    assert [till.course for till in told.tills] == [(1.0, 2.0), *(till.course for till in others)]


def test_hours_are_read_again_only_after_a_while() -> None:
    port, clock = FakePort(MANAGER), Clock()
    judged(port)
    made, _, read = watch(port, CASH, clock)
    made.count()
    made.look()
    assert read == [HOURS]
    port.files.pop(DAY_REPORT.format(branch=BRANCH))
    made.look()
    clock.now = HOURS_S + 1
    made.look()
    assert read == [HOURS], "what was read stays"


def test_nobody_without_the_right_and_nobody_offline_asks() -> None:
    assert Permission.SEE_DRAWER_TOTALS not in EFUA.permissions
    for port in (FakePort(EFUA), FakePort(MANAGER)):
        judged(port)
        if port.me is not EFUA:
            port.go_offline()
        made, _, read = watch(port, CASH, Clock())
        made.look()
        assert read == []
