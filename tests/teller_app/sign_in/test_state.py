from msgspec.structs import replace

from teller_app.sign_in.state import SignInState, Workstation


def test_when_enter_asks_the_server() -> None:
    state = SignInState(workstation=Workstation(standing="new"))
    assert state.ready
    assert not SignInState().ready, "the profile is still being opened"
    assert not replace(state, busy=True).ready
    assert not replace(state, wait_s=3).ready
