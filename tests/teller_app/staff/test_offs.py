import pytest

from teller_app.staff.offs import why_off
from teller_app.staff.trail_state import Check
from tests.teller_app.kit import EFUA_ID, FakePort
from tests.teller_app.staff.desk import (
    ADMIN,
    AUDITOR,
    HAJARA_ID,
    LEFT_ID,
    MANAGER,
    NII_ID,
    SAMUEL_ID,
    TILL_6,
    Replica,
    room,
)


@pytest.mark.parametrize(("me", "person", "intent", "why"), [
    (ADMIN, "", "new", ""), (ADMIN, "", "limit", "choice"), (ADMIN, HAJARA_ID, "limit", ""), (ADMIN, NII_ID, "limit", "own"),
    (ADMIN, NII_ID, "edit", "own"), (ADMIN, "", "edit", "choice"), (ADMIN, LEFT_ID, "reset", "state"), (ADMIN, LEFT_ID, "enable", ""),
    (ADMIN, HAJARA_ID, "enable", "state"), (ADMIN, NII_ID, "sign_out", ""), (ADMIN, "", "decide", "right"),
    (MANAGER, EFUA_ID, "limit", "right"), (MANAGER, EFUA_ID, "edit", "state"), (MANAGER, SAMUEL_ID, "edit", ""),
    (MANAGER, "", "decide", ""), (MANAGER, "", "rename", "right"), (MANAGER, "", "revoke", "choice"),
    (AUDITOR, EFUA_ID, "new", "right"), (AUDITOR, EFUA_ID, "revoke", "right"), (AUDITOR, "", "verify", ""), (AUDITOR, "", "export", ""),
])  # fmt: skip
def test_whose_act_it_is_and_about_whom(me, person: str, intent: str, why: str) -> None:
    model, _ = room(me=me)
    model.choose_person(person)
    assert why_off(model.state, intent) == why


def test_workstations_sign_ins_and_the_line() -> None:
    model, port = room(me=MANAGER)
    model.choose_device(TILL_6)
    assert why_off(model.state, "revoke") == ""
    model.choose_device(model.state.devices[-1].device)
    assert why_off(model.state, "revoke") == "state"
    assert why_off(model.state, "end") == "choice"
    model.choose_session(model.state.sessions[0].session)
    assert why_off(model.state, "end") == ""
    assert why_off(model.state, "verify") == ""
    model.trail._set(check=Check("checking"))
    assert why_off(model.state, "verify") == "state"
    port.go_offline()
    assert why_off(model.state, "end") == "offline"
    assert why_off(room(Replica(requests=()), port=FakePort(MANAGER))[0].state, "decide") == "none"
