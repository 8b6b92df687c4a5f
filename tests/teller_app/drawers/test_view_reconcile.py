import pytest

from contract.drawers import Movement, PostTo, SessionState
from contract.receipts import UnusedReceipt, UnusedWhy
from teller_app.drawers.state import DrawerState
from teller_app.drawers.view_reconcile import ReconcilePanel, RecordPanel
from tests.teller_app.drawers.desk import Replica, drawer, room, session, sheet, taken
from tests.teller_app.room_window import TEXTS, look, words_on


def panels(qtbot, **changes: object) -> tuple[ReconcilePanel, RecordPanel]:
    model, _ = room(Replica())
    made = ReconcilePanel(look(), TEXTS, model), RecordPanel(look(), TEXTS, model)
    state = DrawerState(**{"phase": "reconcile", "drawer": drawer(), "reconciliation": sheet(), **changes})
    for panel in made:
        qtbot.addWidget(panel)
        panel.render_state(state)
        panel.show()
    return made


def test_opening_and_movements_add_up_to_what_is_expected(qtbot) -> None:
    found = sheet()
    left, _ = panels(qtbot)
    assert [line.figure for line in left.movements.lines] == ["20,000.00", "+61,402.20", "−35,183.50", "0.00"]
    assert left.movements.lines[-1].title == "Sold to vault", "also where nothing was"
    assert found.opening + sum(movement.amount for movement in found.movements) == found.expected


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reconciliation": sheet(0)}, "exact"),
        ({"reconciliation": sheet(500)}, "within"),
        ({"reconciliation": sheet(-2000)}, "above"),
        ({"reconciliation": sheet(-600_000), "taken": taken(-600_000, second=True)}, "second"),
        ({"phase": "awaiting"}, "awaiting"),
        (
            {"phase": "closed", "reconciliation": sheet(-2000, state=SessionState.CLOSED, reason="Looks 20 over")},
            "closed",
        ),
    ],
)
def test_the_verdict(qtbot, changes: dict[str, object], said: str) -> None:
    left, right = panels(qtbot, **changes)
    assert TEXTS(f"drawers.{said}_do") in words_on(left.verdict)
    assert right.ask.isVisible() == (said in ("above", "second", "awaiting"))
    assert right.ask.isVisible() != right.close_drawer.isVisible()
    assert left.reason.edit.isReadOnly() == (said in ("awaiting", "closed"))


def test_the_reason_is_asked_only_where_there_is_a_variance(qtbot) -> None:
    assert not panels(qtbot, reconciliation=sheet(0))[0].reason.isVisible()
    assert panels(qtbot, reconciliation=sheet(500))[0].reason.edit.accessibleName() == TEXTS("drawers.reason_over")


def test_missing_receipts_and_a_newer_movement_are_said(qtbot) -> None:
    gaps = sheet(receipt_gaps=("04-20261122-1-0007",), movements=(Movement(kind="from_the_future", items=1, amount=5),))
    left, _ = panels(qtbot, reconciliation=gaps)
    assert "04-20261122-1-0007" in words_on(left)
    assert left.movements.lines[1].title == TEXTS("drawers.flow.other")


def test_numbers_that_are_accounted_for_say_what_became_of_them_and_are_not_missing(qtbot) -> None:
    paid = UnusedReceipt(receipt="04-20261122-1-0030", why=UnusedWhy.PAID, instead="04-20261122-1-0032")
    left, _ = panels(
        qtbot,
        reconciliation=sheet(unused_receipts=(paid, UnusedReceipt(receipt="04-20261122-1-0031", why=UnusedWhy.ASKED))),
    )
    assert [(line.title, line.sub) for line in left.unused.lines] == [
        ("04-20261122-1-0030", "Asked for, paid as 04-20261122-1-0032"),
        ("04-20261122-1-0031", "Asked for, not paid"),
    ]
    assert left.unused.isVisible()
    assert not left.gaps.isVisible()


def test_the_net_of_fourteen_days(qtbot) -> None:
    _, right = panels(qtbot)
    assert right.accessibleDescription() == "Net −35.00"


def test_the_difference_names_its_account_and_the_vaults_is_a_managers_to_accept(qtbot) -> None:
    left, right = panels(qtbot, reconciliation=sheet(-500))
    assert left.post_to.currentText() == "Over/short 1420-04"
    assert right.close_drawer.isVisible()
    left, right = panels(qtbot, reconciliation=sheet(-500), post_to=PostTo.VAULT)
    assert left.post_to.currentText() == "Vault 1430"
    assert TEXTS("drawers.to_vault") in words_on(left.verdict)
    assert right.ask.isVisible()
    left, _ = panels(qtbot, reconciliation=sheet(0))
    assert not left.post_to.isVisible()


def test_a_close_can_be_put_aside_until_a_manager_weighs_it(qtbot) -> None:
    _, right = panels(qtbot, session=session(state=SessionState.COUNTED))
    assert right.save.isVisible()
    assert right.save.isEnabled()
    _, right = panels(qtbot, phase="awaiting")
    assert not right.save.isVisible()
