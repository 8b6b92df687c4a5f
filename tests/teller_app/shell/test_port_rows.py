import pytest
from msgspec.structs import replace

from contract.feed import Executed
from teller_app.i18n import formats
from teller_app.manifest import Line
from teller_app.shell.port_rows import kept_of, line_of, waiting_of, waits_still
from teller_app.sync import events
from teller_app.sync.outbox_rows import RowState
from teller_app.sync.state import State
from tests.teller_app.shell.test_port import DEPOSIT, row


@pytest.mark.parametrize("state", list(State))
def test_every_state_of_the_machine_has_a_line(state: State) -> None:
    shown = line_of(events.ConnectionChanged(state, 5, 0)).state
    assert (shown in ("online", "syncing")) == (state in (State.ONLINE, State.SYNCING))
    assert replace(Line(), state=shown).state == shown


def test_when_the_bank_was_last_heard_of_is_a_stamp_as_all_others() -> None:
    line = line_of(events.ConnectionChanged(State.OFFLINE, 5, 0, 1_795_684_095_297))
    assert line.synced_at == "2026-11-26T09:08:15.297Z"
    assert formats.moment(line.synced_at).timestamp() * 1000 == 1_795_684_095_297
    assert line_of(events.ConnectionChanged(State.OFFLINE, 5, 0)).synced_at == ""


def test_a_row_that_waits_and_one_that_is_answered() -> None:
    waiting = row(RowState.QUEUED)
    assert (waiting_of(waiting).command, waiting_of(waiting).receipt) == (DEPOSIT, DEPOSIT.receipt)
    assert waits_still(waiting)
    assert waits_still(row(RowState.SETTLED, Executed(seq=7))), "answered, and not shown yet"
    assert not waits_still(row(RowState.REFUSED))
    assert (kept_of(waiting).state, kept_of(waiting).account, kept_of(waiting).amount) == (
        "queued",
        DEPOSIT.account,
        5000,
    )
