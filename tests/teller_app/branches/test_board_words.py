from teller_app.branches import board_words
from teller_app.branches.state import BranchState, Check
from tests.teller_app.approvals.desk import request
from tests.teller_app.branches.desk import Replica, recorded, room, silent
from tests.teller_app.room_window import TEXTS


def made() -> BranchState:
    model, _, _ = room(Replica(variances=(recorded(),), tills=(silent(),)))
    model.refresh()
    return model.state


STATE = made()


def found(code: str) -> Check:
    return next(check for check in STATE.checks if check.code == code)


def test_each_blocker_says_why_with_its_figure_and_its_time() -> None:
    said = {check.code: board_words.why(check, STATE, TEXTS) for check in STATE.blockers}
    assert said["move_open"] == "GH₵ 1,000.00, Vault → Drawer 03"
    assert said["vault_counted"].startswith("GH₵ 196,000.00")
    assert said["till_away"] == "7 postings not sent, away since 09:22"
    assert said["requests_decided"].endswith(request().holder)
    assert said["variances_accepted"].startswith("−20.00 in all")
    assert all(said.values())


def test_its_owner_is_a_person_or_a_role() -> None:
    assert board_words.owner(found("drawer_open"), STATE, TEXTS) == "Kojo Bediako"
    assert board_words.owner(found("vault_counted"), STATE, TEXTS) == "Custodians"
    assert board_words.owner(found("move_open"), STATE, TEXTS).endswith(", since 09:35")


def test_its_act_has_the_key_that_does_it_until_it_is_done() -> None:
    check = found("drawer_open")
    assert board_words.act(check, STATE, TEXTS) == ("Remind", "F6", "")
    nudged = BranchState(line=STATE.line, nudged={check.key: "2026-11-22T09:41:00+00:00"})
    assert board_words.act(check, nudged, TEXTS) == ("Reminded 09:41", "", "info")
    assert board_words.act(Check("drawers", "drawer_open"), STATE, TEXTS)[1:] == ("", "mute")
