"""Signing in through the real door, with the app's own device keys."""

import msgspec

from contract import paths
from contract.staff import Me, Refresh, Tokens
from server.core.pace import MISSES_BURST
from tests.server.api.house import PASSWORD, House, problem


def test_a_person_signs_in_and_is_known(house: House) -> None:
    efua = house.sign_in("efua")
    answer = efua.get(paths.ME)
    assert answer.status_code == 200
    me = msgspec.json.decode(answer.content, type=Me)
    assert (me, me.branch_code, me.bank_name) == (efua.me, "040", "Coastal Bank")
    assert (me.device_name, house.sign_in("efua", house.there).me.device_name) == ("TILL-1", "TILL-2")
    assert "post_cash" in me.permissions
    assert {(limit.kind, limit.per_transaction) for limit in me.limits if limit.currency == "GHS"} == {
        ("withdraw", 5_000_00), ("deposit", 50_000_00), ("transfer", 20_000_00),
    }  # fmt: skip


def test_wrong_name_and_wrong_password_are_told_alike(house: House) -> None:
    answers = [house.ask_sign_in("efua", "wrong password 1"), house.ask_sign_in("nobody", "wrong password 1")]
    bodies = [{**answer.json(), "request_id": ""} for answer in answers]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert bodies[0] == bodies[1] == {"code": "bad_credentials", "request_id": ""}


def test_a_guesser_is_slowed_down_and_the_teller_at_her_own_till_is_not(house: House) -> None:
    house.sign_in("efua", at=house.here)
    for _ in range(4):
        house.ask_sign_in("efua", "guess guess guess", at=house.there)
    slowed = house.ask_sign_in("efua", at=house.there)
    assert problem(slowed) == (429, "slow_down")
    assert 1 <= int(slowed.headers["retry-after"]) <= 5
    assert house.ask_sign_in("efua", at=house.here).status_code == 200
    house.clock.pass_s(6)
    assert house.ask_sign_in("efua", at=house.there).status_code == 200


def test_asking_while_one_is_held_back_fills_no_log(house: House) -> None:
    for _ in range(4):
        house.ask_sign_in("efua", "guess guess guess")
    for _ in range(MISSES_BURST + 20):
        assert house.ask_sign_in("efua").status_code == 429
    with house.bank.engine.connect() as conn:
        lines = conn.exec_driver_sql("SELECT count(*) FROM activity WHERE what = 'slowed_down'").scalar()
    assert lines is not None
    assert MISSES_BURST <= lines < MISSES_BURST + 20


def test_an_unknown_workstation_cannot_even_ask(house: House) -> None:
    stranger = type(house.here).generate()
    assert problem(house.ask_sign_in("efua", at=stranger)) == (403, "device_unknown")
    imitating = type(house.here)(house.here.device, type(house.here).generate()._private)
    assert problem(house.ask_sign_in("efua", at=imitating)) == (403, "device_unknown")


def test_refresh_rotates_and_a_second_use_ends_the_sign_in(house: House) -> None:
    efua = house.sign_in("efua")

    def renew(token: str) -> object:
        return house.plain(
            paths.REFRESH, msgspec.json.encode(Refresh(refresh=token, device=house.here.device)), house.here
        )

    first = renew(efua.tokens.refresh)
    assert first.status_code == 200
    again = renew(efua.tokens.refresh)
    assert again.status_code == 200, "the answer may have been lost on the way"
    second = msgspec.json.decode(again.content, type=Tokens)
    assert renew(second.refresh).status_code == 200
    assert problem(renew(efua.tokens.refresh)) == (401, "not_signed_in"), "its successor was used: this one was copied"
    assert problem(efua.get(paths.ME)) == (401, "not_signed_in"), "the access tokens died with it"
    with house.bank.engine.connect() as conn:
        told = conn.exec_driver_sql("SELECT code, people FROM notices").all()
    assert told == [("refresh_reused", f'["{house.people["efua"]}"]')]


def test_signing_out_ends_everything_at_once(house: House) -> None:
    efua = house.sign_in("efua")
    assert efua.call("POST", paths.SIGN_OUT).status_code == 204
    assert problem(efua.get(paths.ME)) == (401, "not_signed_in")
    body = msgspec.json.encode(Refresh(refresh=efua.tokens.refresh, device=house.here.device))
    assert problem(house.plain(paths.REFRESH, body, house.here)) == (401, "not_signed_in")


def test_an_access_token_ends_after_ten_minutes_and_the_shift_after_twelve_hours(house: House) -> None:
    efua = house.sign_in("efua")
    house.clock.pass_s(601)
    assert problem(efua.get(paths.ME)) == (401, "token_expired")
    house.clock.pass_s(12 * 3600)
    body = msgspec.json.encode(Refresh(refresh=efua.tokens.refresh, device=house.here.device))
    assert problem(house.plain(paths.REFRESH, body, house.here)) == (401, "not_signed_in")


def test_every_step_leaves_a_line_and_never_the_password(house: House) -> None:
    house.ask_sign_in("efua", "a wrong password")
    house.sign_in("efua")
    with house.bank.engine.connect() as conn:
        lines = conn.exec_driver_sql(
            "SELECT what FROM activity WHERE user = ? ORDER BY id", (house.people["efua"],)
        ).scalars()
        assert list(lines) == ["password_set", "sign_in_failed", "signed_in"]
        everything = "\n".join(conn.connection.driver_connection.iterdump())
    assert PASSWORD not in everything
    assert "a wrong password" not in everything
