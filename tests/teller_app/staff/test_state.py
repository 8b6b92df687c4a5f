from teller_app.staff.state import StaffState, body_of
from tests.teller_app.approvals.desk import request
from tests.teller_app.kit import BRANCH, DEVICE, EFUA_ID
from tests.teller_app.staff.desk import BRANCHES, DEVICES, HAJARA_ID, LAPTOP_WAITS, PEOPLE, WAITS


def test_what_waits_about_whom() -> None:
    state = StaffState(people=PEOPLE, devices=DEVICES, branches=BRANCHES, requests=(WAITS, LAPTOP_WAITS, request(3)))
    assert state.waiting == (WAITS, LAPTOP_WAITS), "a withdrawal is not about the staff"
    assert state.asked_devices == (LAPTOP_WAITS,)
    assert (state.waits_for(HAJARA_ID), state.waits_for(EFUA_ID)) == (True, False)
    assert body_of(WAITS)["per_transaction"] == 80_000_00
    assert body_of(request(3, content="not json")) == {}


def test_names_and_choices() -> None:
    state = StaffState(people=PEOPLE, devices=DEVICES, branches=BRANCHES, person=EFUA_ID, device=DEVICE)
    assert (state.name(EFUA_ID), state.branch_name(BRANCH), state.device_name(DEVICE)) == (
        "Efua Owusu",
        "Makola",
        "MKL-TELLER-04",
    )
    assert (state.name("x"), state.branch_name("x"), state.device_name("x")) == ("", "", "")
    assert state.chosen is not None
    assert state.station is DEVICES[0]
    assert state.state_of(state.chosen) == "active"
