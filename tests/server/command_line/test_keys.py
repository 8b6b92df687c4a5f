"""``keys rotate`` beside a bank at work: old tokens run out, new ones come, closed days stay proved."""

import base64
import json
import os
import time
from pathlib import Path

import msgspec

from contract import paths
from contract.branches import CloseBranchDay, OpenBranchDay
from contract.staff import Refresh, Tokens
from server import build
from server.core.chain import Difference
from server.staff.keys import ROTATE_DAYS, Pair, load_keys, rotate
from server.staff.tokens import ACCESS_S, LOOK_S
from tests.server.api.house import DAY, House, Person, open_house, problem
from tests.server.command_line.conftest import Desk


def kid_of(person: Person) -> str:
    head = person.tokens.access.split(".")[0]
    return str(json.loads(base64.urlsafe_b64decode(head + "=="))["kid"])


def renewed(person: Person) -> Person:
    body = msgspec.json.encode(Refresh(refresh=person.tokens.refresh, device=person.signer.device))
    answer = person.house.plain(paths.REFRESH, body, person.signer)
    assert answer.status_code == 200, answer.text
    return Person(person.house, person.signer, msgspec.json.decode(answer.content, type=Tokens))


def exchange(house: House, at_once: bool = False) -> str:
    kid = rotate(house.bank.settings.key_folder, Pair.TOKENS, house.clock(), at_once)
    house.clock.pass_s(LOOK_S)
    return kid


def test_tokens_of_the_old_pair_run_out_and_no_session_ends(tmp_path: Path) -> None:
    with open_house(tmp_path) as house:
        efua = house.sign_in("efua")
        fresh = exchange(house)
        assert efua.get(paths.ME).status_code == 200
        kofi = house.sign_in("kofi", house.there)
        assert kid_of(kofi) == fresh != kid_of(efua)
        assert kofi.get(paths.ME).status_code == 200
        house.clock.pass_s(ACCESS_S)
        assert problem(efua.get(paths.ME))[0] == 401
        assert kid_of(renewed(efua)) == fresh


def test_a_token_made_with_the_old_pair_after_its_time_is_none(tmp_path: Path) -> None:
    with open_house(tmp_path) as house:
        efua = house.sign_in("efua")
        ring = load_keys(house.bank.settings.key_folder).signing
        claims = efua.tokens.access.split(".")[1]
        stolen = json.loads(base64.urlsafe_b64decode(claims + "=="))
        exchange(house)
        house.clock.pass_s(ACCESS_S + 5)
        now = int(house.clock().timestamp())
        stolen |= {"iat": now, "nbf": now, "exp": now + ACCESS_S}
        made = ring.sign("at+jwt", json.dumps(stolen).encode())
        efua.tokens = msgspec.structs.replace(efua.tokens, access=made)
        assert problem(efua.get(paths.ME))[0] == 401


def test_at_once_ends_them_now_and_the_app_renews(tmp_path: Path) -> None:
    with open_house(tmp_path) as house:
        efua = house.sign_in("efua")
        assert efua.get(paths.ME).status_code == 200, "remembered as verified"
        exchange(house, at_once=True)
        assert problem(efua.get(paths.ME))[0] == 401
        assert renewed(efua).get(paths.ME).status_code == 200


def differences(house: House) -> list[Difference]:
    with house.bank.engine.connect() as conn:
        return list(build.verify(conn, load_keys(house.bank.settings.key_folder).sealing))


def test_days_closed_before_and_after_are_proved_and_no_day_by_a_key_of_before(tmp_path: Path) -> None:
    with open_house(tmp_path) as house:
        house.do(CloseBranchDay(branch=house.branch, business_date=DAY))
        before = load_keys(house.bank.settings.key_folder).sealing
        rotate(house.bank.settings.key_folder, Pair.SEALS, house.clock())
        house.clock.pass_s(5)
        house.do(OpenBranchDay(branch=house.branch, business_date="2026-11-25"))
        house.do(CloseBranchDay(branch=house.branch, business_date="2026-11-25"))
        assert differences(house) == []
        with house.bank.engine.connect() as conn:
            seq, token = conn.exec_driver_sql("SELECT seq, token FROM day_seals ORDER BY seq DESC").first() or (0, "")
        claims = base64.urlsafe_b64decode(token.split(".")[1] + "==")
        forged = before.sign("coastal-seal+jwt", claims)
        house.bank.writer.write_sync(
            lambda conn: conn.exec_driver_sql("UPDATE day_seals SET token = ? WHERE seq = ?", (forged, seq))
        )
        assert [found.found for found in differences(house)] == ["another"]


def test_the_command_exchanges_both_notes_it_and_lists_them(desk: Desk) -> None:
    desk.run("branches", "close-day", "040", "2026-11-24")
    said = desk.run("keys", "rotate")
    assert [line.split(":")[0] for line in said.splitlines()] == ["tokens", "seals"]
    noted = desk.rows("SELECT what, detail FROM activity ORDER BY n DESC LIMIT 2")
    assert [(what, detail.split()[0]) for what, detail in noted] == [
        ("key_rotated", "seals"),
        ("key_rotated", "tokens"),
    ]
    listed = desk.run("keys", "list").splitlines()
    assert [line.split()[0] for line in listed] == ["tokens:", "tokens:", "seals:", "seals:"]
    assert listed[0].split()[1] in said
    assert "the books are whole" in desk.run("verify")
    desk.run("keys", "rotate", "tokens", "--at-once")
    assert [line.split()[0] for line in desk.run("keys", "list").splitlines()] == ["tokens:", "seals:", "seals:"]


def test_a_pair_says_how_long_it_signs_and_when_it_is_due(desk: Desk) -> None:
    folder = next(desk.folder.rglob(Pair.TOKENS)).parent
    assert "signs since 0 days\n" in desk.run("keys", "list")
    old = time.time() - (ROTATE_DAYS + 1) * 86_400
    os.utime(folder / Pair.SEALS, (old, old))
    listed = desk.run("keys", "list")
    assert f"seals: {load_keys(folder).sealing.held.kid} signs since {ROTATE_DAYS + 1} days, rotate it" in listed
    assert listed.count("rotate it") == 1
    desk.run("keys", "rotate", "seals")
    assert "rotate it" not in desk.run("keys", "list")
