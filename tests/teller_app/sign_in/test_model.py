from teller_app.manifest import Line
from teller_app.sign_in.model import SignInModel, SignInState, Workstation
from tests.teller_app.kit import DEVICE


def door(registered: str = "") -> tuple[SignInModel, list[tuple[str, str]]]:
    asked: list[tuple[str, str]] = []
    station = Workstation(name="MKL-TELLER-04", registered=registered)
    model = SignInModel(lambda username, password: asked.append((username, password)), SignInState(workstation=station))
    return model, asked


def test_nothing_is_asked_before_the_keys_are_open_or_without_both_words() -> None:
    model, asked = door()
    model.set_username("efua")
    assert not model.sign_in("secret")
    model.opened(DEVICE, "x.y", True)
    model.set_username(" ")
    assert not model.sign_in("secret") and model.state.problem == "username_missing"
    model.set_username("efua")
    assert not model.sign_in("") and model.state.problem == "password_missing"
    assert asked == []


def test_one_try_at_a_time_and_the_password_is_not_kept() -> None:
    model, asked = door()
    model.opened(DEVICE, "x.y", True)
    model.set_username(" Efua.Owusu ")
    assert model.sign_in("secret")
    assert not model.sign_in("secret")
    assert asked == [("efua.owusu", "secret")]
    assert "secret" not in repr(model.state)
    before = model.state.tick
    model.refused("bad_credentials", {})
    assert (model.state.busy, model.state.problem, model.state.tick) == (False, "bad_credentials", before + 1)


def test_slowed_down() -> None:
    model, asked = door()
    model.opened(DEVICE, "x.y", True)
    model.set_username("efua")
    model.refused("slow_down", {}, 2)
    assert not model.sign_in("secret")
    for _ in range(3):
        model.second_passed()
    assert model.sign_in("secret") and len(asked) == 1


def test_how_the_bank_is_reached_is_known_and_not_hoped() -> None:
    model, asked = door()
    assert model.state.reach == "asking"
    model.reached("offline", True)
    assert model.state.reach == "alone"
    model.refused("offline", {})
    assert model.state.reach == "alone", "whoever it was is not known here, somebody else may be"
    model.reached("", False)
    assert model.state.problem == "", "the line is back"
    model.refused("bad_credentials", {})
    model.reached("", False)
    assert model.state.problem == "bad_credentials"
    assert model.state.reach == "online"
    model.refused("wrong_server", {})
    assert model.state.reach == "wrong_server"
    model.refused("offline", {})
    assert model.state.reach == "away"
    model.line_changed(Line("online"))
    assert model.state.reach == "online"
    assert asked == []


def test_a_profile_that_cannot_be_opened_says_so_as_long_as_the_window_stands() -> None:
    model, asked = door()
    model.broken("insecure_server")
    model.set_username("efua")
    assert (model.state.workstation.standing, model.state.problem) == ("broken", "insecure_server")
    assert not model.sign_in("secret") and asked == []


def test_how_the_workstation_stands() -> None:
    model, _ = door(registered=DEVICE)
    model.opened(DEVICE, "x.y", True)
    assert model.state.workstation.standing == "known"
    model.refused("device_unknown", {})
    assert model.state.workstation.standing == "unknown"
    model.entered("efua", "Akoma Savings & Loans", "Makola branch")
    assert (model.state.workstation.standing, model.state.workstation.registered) == ("known", DEVICE)
    other, _ = door(registered="another key")
    other.opened(DEVICE, "x.y", True)
    assert other.state.workstation.standing == "new"


def test_leaving() -> None:
    model, _ = door()
    model.refused("slow_down", {}, 30)
    model.left()
    assert model.state.problem == ""
