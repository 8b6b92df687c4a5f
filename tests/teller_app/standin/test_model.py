"""The manager's side: codes are made while the server is there, read out once without it, budgets granted to others' drawers."""

import msgspec

from contract.drawers import SessionState
from contract.errors import ErrorCode, Rejected
from contract.feed import Executed, Refused
from contract.money import Money
from contract.standin import CODES_MAX, ArmCodes, GrantStandIn, TellCode
from teller_app.standin.model import NOTE, Kept
from tests.teller_app.counter.world import SESSION, granted, session
from tests.teller_app.kit import KWESI, KWESI_ID
from tests.teller_app.standin.desk import Branch, SecretPort, room


def made(branch: Branch):
    """A model with codes that count."""
    model, port = room(branch)
    model.make()
    command = port.sent[0].command
    branch.mine = frozenset(one.code for one in command.codes)
    port.settle(Executed(seq=3))
    port.tell("stand_in_code")
    return model, port


def test_new_codes_are_kept_then_armed_and_the_server_gets_hashes_only() -> None:
    model, port = made(Branch())
    command = port.sent[0].command
    assert isinstance(command, ArmCodes)
    assert len(command.codes) == CODES_MAX
    kept = msgspec.json.decode(port.notes[NOTE], type=list[Kept])
    assert [one.code for one in kept] == [one.code for one in command.codes]
    assert not any(one.secret.encode() in msgspec.json.encode(command) for one in kept)
    assert len(model.state.ready) == CODES_MAX


def test_a_code_is_read_out_once_and_without_the_server() -> None:
    model, port = made(Branch())
    port.go_offline()
    first = model.state.ready[0]
    model.read_out()
    assert (model.state.problem, model.state.shown) == ("code_for_what", "")
    model.set_said("… ٣0017²", 600_00)
    model.read_out()
    assert model.state.shown == first.secret
    assert port.sent[-1].command == TellCode(code=first.code, account_end="0017", amount=Money(600_00, "GHS"))
    model.set_said("0018", 500_00)
    model.read_out()
    assert model.state.shown != first.secret
    assert len(model.state.ready) == CODES_MAX - 2
    again, _ = room(Branch(mine=frozenset(one.code for one in model.state.codes)), port)
    assert len(again.state.ready) == CODES_MAX - 2, "also after the next start"
    model.hide()
    assert model.state.shown == ""


def test_what_the_server_does_not_count_is_not_read_out() -> None:
    branch = Branch()
    model, port = made(branch)
    branch.mine = frozenset()
    port.tell("stand_in_code")
    model.read_out()
    assert (model.state.problem, model.state.shown) == ("no_codes", "")


def test_without_the_server_no_codes_are_made() -> None:
    port = SecretPort(KWESI)
    port.go_offline()
    model, _ = room(Branch(), port)
    model.make()
    assert (model.state.problem, port.sent) == ("needs_server", [])


def test_a_budget_is_granted_to_an_open_drawer_of_somebody_else() -> None:
    shut = session(session="s2", state=SessionState.COUNTED)
    own = session(session="s3", cashier=KWESI_ID)
    model, port = room(Branch(sessions=(shut, own, session()), budgets=(granted(100),)))
    assert [(one.session.session, one.budget) for one in model.state.drawers] == [(SESSION, granted(100))]
    model.grant()
    assert model.state.problem == "amount_missing"
    model.set_amount(500_00)
    model.grant()
    assert port.sent[0].command == GrantStandIn(session=SESSION, amount=500_00, until=KWESI.shift_ends_at)
    port.settle(Executed(seq=3))
    assert model.state.amount is None


def test_a_refusal_is_said() -> None:
    model, port = room(Branch())
    model.set_amount(1)
    model.grant()
    port.settle(Refused(seq=3, problem=Rejected(code=ErrorCode.DRAWER_NOT_OPEN)))
    assert model.state.problem == "drawer_not_open"
