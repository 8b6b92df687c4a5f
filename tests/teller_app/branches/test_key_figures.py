from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from contract.drawers import Movement, SessionState
from contract.forecast import CashForecast, WeekBefore
from contract.vault import MoveState, StockFact
from teller_app.branches.key_figures import KeyFigure, key_figures, percent
from tests.teller_app.branches import desk as branches
from tests.teller_app.branches.desk import Replica, room, watched
from tests.teller_app.drawers import desk as drawers
from tests.teller_app.kit import BRANCH
from tests.teller_app.room_window import TEXTS
from tests.teller_app.vault import desk as vault


def figures(replica: Replica) -> dict[str, KeyFigure]:
    return dict(key_figures(room(replica)[0].state, TEXTS))


def test_each_figure_has_a_second_line() -> None:
    found = key_figures(watched(Replica(custody=vault.custody(), transit=1_000_00))[0].state, TEXTS)
    assert {name: (one.figure, one.note) for name, one in found.items()} == {
        "drawers": ("74,624.50", "2 of 3 open"),
        "vault": ("196,000.00", "61% of 320,000.00"),
        "transit": ("1,000.00", "1 transfer"),
        "net": ("+34,624.50", "In 77,315.50, out 42,691.00"),
        "postings": ("68", "Most at drawer 02: 41"),
        "blockers": ("6", "5 of 11 checks ready"),
    }


def test_what_is_later_than_usual_is_said_in_amber() -> None:
    took = msgspec.structs.replace(vault.DONE, source=vault.TO_TILL.source, target=vault.TO_TILL.target,
                                   received_at="2026-11-22T09:39:00.000Z")  # fmt: skip
    late = Replica(moves=(took, vault.TO_TILL), now=datetime(2026, 11, 22, 10, 10, tzinfo=UTC))
    assert (figures(late)["transit"].note, figures(late)["transit"].note_tone) == ("1 transfer, one 31 m late", "warn")
    two = (vault.TO_TILL, msgspec.structs.replace(vault.TO_TILL, transfer="b", sent_at="2026-11-22T09:34:00.000Z"))
    assert figures(replace(late, moves=(took, *two)))["transit"].note == "2 transfers, 2 late, up to 32 m"
    assert figures(replace(late, moves=(took,)))["transit"].note == "Nothing on its way"
    still = msgspec.structs.replace(vault.TO_TILL, state=MoveState.PROPOSED)
    assert figures(replace(late, moves=(took, still)))["transit"].note == "Nothing on its way"


def test_a_vault_near_its_limit_is_amber_and_one_without_a_limit_says_nothing() -> None:
    near = figures(Replica(custody=vault.custody(insured=200_000_00)))["vault"]
    assert (near.note, near.note_tone) == ("98% of 200,000.00", "warn")
    assert figures(Replica(custody=vault.custody(insured=0)))["vault"].note == "65% of 300,000.00"
    assert figures(Replica(custody=vault.custody(insured=0, soft_max=0)))["vault"].note == ""
    assert figures(Replica())["vault"].note == ""


def test_cedis_and_dollars_make_no_sum() -> None:
    state = room(Replica())[0].state
    dollars = StockFact(holder=f"vault:{BRANCH}:USD", branch=BRANCH, currency="USD", pieces={}, amount=7_00)
    totals = {
        key: msgspec.structs.replace(one, currency="USD") if at else one
        for at, (key, one) in enumerate(state.seen.totals.items())
    }
    mixed = replace(state, seen=replace(state.seen, stocks=(*state.seen.stocks, dollars), totals=totals))
    found = key_figures(mixed, TEXTS)
    assert (found["drawers"].figure, found["vault"].figure) == ("20,000.00", "196,000.00")
    assert found["net"].note == "In 58,410.00, out 25,430.00"


def test_what_closed_drawers_hold_and_moved_counts_until_the_day_is_over() -> None:
    """Drawer 04 was closed twice and lies as the second count found it; 02 was not opened today and lies as the report has it."""
    nobody = tuple(msgspec.structs.replace(vault.drawer(number), session="", cashier="") for number in (2, 4))
    closed = SessionState.CLOSED
    first = drawers.sheet(0, drawer=nobody[1].drawer, counted=9_000_00, state=closed)
    late = Movement(kind="late_in", items=1, amount=70_00)
    second = drawers.sheet(
        -2000, drawer=nobody[1].drawer, counted=5_000_00, state=closed, movements=(*first.movements, late)
    )
    replica = Replica(drawers=nobody, sessions=(), closed=(first, second))
    found = figures(replica)
    assert (found["drawers"].figure, found["drawers"].note) == ("5,000.00", "0 of 2 open")
    assert found["net"] == KeyFigure("+52,437.40", "In 122,804.40, out 70,367.00")
    assert found["postings"] == KeyFigure("95", "Most at drawer 04: 95")
    found_by_the_report = branches.figures()
    lines = (msgspec.structs.replace(found_by_the_report.drawers[0], drawer=nobody[0].drawer),)
    read = replace(room(replica)[0].state, figures=(msgspec.structs.replace(found_by_the_report, drawers=lines),))
    assert key_figures(read, TEXTS)["drawers"].figure == "25,000.00"


def test_what_is_under_its_limit_never_reads_a_hundred_percent() -> None:
    assert (percent(99_999, 100_000), percent(100_000, 100_000), percent(5, 0)) == (99, 100, 0)


def test_a_branch_without_a_day_has_no_checks_to_count() -> None:
    found = figures(Replica(branch=None, sessions=(), drawers=()))
    assert found["blockers"] == KeyFigure("0", "", "pos")
    assert found["postings"] == KeyFigure("0")


@pytest.mark.parametrize(
    ("week", "note"),
    [
        (WeekBefore(day="2026-11-15", then=50, now=56), "12% above last Sunday"),
        (WeekBefore(day="2026-11-15", then=50, now=25), "50% below last Sunday"),
        (WeekBefore(day="2026-11-15", then=50, now=50), "As many as last Sunday"),
        (WeekBefore(day="2026-11-15", then=0, now=5), "Most at drawer 02: 41"),
        (None, "Most at drawer 02: 41"),
    ],
)
def test_postings_are_held_against_the_same_weekday(week: WeekBefore | None, note: str) -> None:
    state = replace(watched(Replica())[0].state, week_before=week)
    assert key_figures(state, TEXTS)["postings"].note == note


def test_the_week_before_comes_with_what_is_usual() -> None:
    week = WeekBefore(day="2026-11-15", then=50, now=56)
    model, port, _ = room(Replica())
    port.files[f"/v1/branches/{BRANCH}/cash-forecast"] = msgspec.json.encode(
        CashForecast(
            at="2026-11-22T09:35:00.000Z", business_date="2026-11-22", currency="GHS", days=3, week_before=week
        )
    )
    model.read_report()
    assert model.state.week_before == week
