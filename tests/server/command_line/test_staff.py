"""People and workstations from the command line: each command journalled, each refusal in words."""

from contract.ids import new_id
from server.sms.embedded import Embedded
from tests.server.command_line.conftest import Desk

PASSWORD = "market-women-1957"
KEY = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU.x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"


def hire(desk: Desk, username: str = "efua", number: str = "TLR-1") -> str:
    return desk.run(
        "users", "add", username, "--name", "Efua Owusu", "--role", "cashier", "--branch", "040", "--staff-number", number,
        "--password-stdin", said=PASSWORD + "\n",
    )  # fmt: skip


def person(desk: Desk, username: str = "efua") -> tuple[object, ...]:
    (row,) = desk.rows("SELECT roles, branch, active FROM users WHERE username = :name", name=username)
    return tuple(row)


def test_add_and_password(desk: Desk) -> None:
    assert "efua can sign in" in hire(desk)
    assert desk.journalled()[:2] == ("add_user", "executed")
    before = desk.rows("SELECT hash FROM credentials")
    assert "shown once" in desk.run("users", "password", "EFUA")
    assert desk.rows("SELECT hash FROM credentials") != before


def test_change(desk: Desk) -> None:
    hire(desk)
    desk.run("branches", "add", "041", "Osu")
    said = desk.run("users", "change", "efua", "--role", "manager", "--role", "auditor", "--branch", "041")
    assert "manager, auditor at 041" in said
    (osu,) = desk.rows("SELECT id FROM branches WHERE code = '041'")
    assert person(desk) == ('["manager","auditor"]', osu[0], 1)
    assert desk.journalled()[:2] == ("change_user", "executed")


def test_disable(desk: Desk) -> None:
    hire(desk)
    assert "efua is disabled" in desk.run("users", "disable", "efua", "--reason", "left the bank")
    assert person(desk)[2] == 0
    assert desk.journalled()[:2] == ("disable_user", "executed")
    assert desk.rows("SELECT body FROM journal_bodies ORDER BY seq DESC LIMIT 1")[0][0].count("left the bank") == 1


def test_devices(desk: Desk) -> None:
    device = new_id()
    assert device in desk.run("devices", "add", "WS-1", "--branch", "040", "--key", KEY, "--device", device)
    assert "WS-1 is revoked" in desk.run("devices", "revoke", "WS-1", "--reason", "stolen")
    assert desk.rows("SELECT id, active FROM devices") == [(device, 0)]
    assert desk.journalled()[:2] == ("revoke_device", "executed")
    assert "no active device WS-1; there are: none" in desk.run("devices", "revoke", "WS-1", "--reason", "x", status=2)


def test_bad_input_is_answered_in_words(desk: Desk) -> None:
    hire(desk)
    change = ("users", "change", "efua", "--role")
    assert "no user kojo" in desk.run("users", "change", "kojo", "--role", "cashier", "--branch", "040", status=2)
    assert "no branch 099; there are: 040" in desk.run(*change, "cashier", "--branch", "099", status=2)
    assert "'king' is not one of" in " ".join(desk.run(*change, "king", "--branch", "040", status=2).split())
    assert "reason '' will not do: 1 to 400 signs" in desk.run("users", "disable", "efua", "--reason", "", status=2)
    assert "key will not do: two coordinates of 43" in desk.run(
        "devices", "add", "WS-2", "--branch", "040", "--key", "zzz", status=2
    )
    assert "the password will not do" in desk.run(
        "users", "password", "efua", "--password-stdin", said="efua\n", status=2
    )
    assert "refused: user exists (username: efua)" in desk.run(
        "users", "add", "efua", "--name", "E", "--role", "cashier", "--branch", "040", "--staff-number", "T2", status=1
    )
    assert desk.journalled()[:2] == ("add_user", "refused")


def test_enable_unlock_and_sign_out(desk: Desk) -> None:
    hire(desk)
    desk.run("users", "disable", "efua", "--reason", "leave")
    assert "efua is enabled" in desk.run("users", "enable", "efua", "--reason", "back")
    assert person(desk)[2] == 1
    assert "efua is unlocked" in desk.run("users", "unlock", "efua", "--reason", "mistyped")
    (before,) = desk.rows("SELECT sessions_from FROM users")
    assert "signed out everywhere" in desk.run("users", "sign-out", "efua")
    assert desk.rows("SELECT sessions_from FROM users") > [before]
    assert desk.journalled()[:2] == ("end_sessions", "executed")


def test_rights_and_bounds(desk: Desk) -> None:
    hire(desk)
    desk.run("users", "role", "operations", "--permission", "read_staff", "--permission", "run_day")
    assert desk.rows("SELECT permissions FROM role_permissions WHERE role = 'operations'") == [
        ('["read_staff","run_day"]',)
    ]
    assert "the bound is set" in desk.run(
        "users", "limit", "withdraw", "GHS", 500_000, "--per-day", 900_000, "--user", "efua"
    )
    query = "SELECT per_transaction, per_day FROM limits WHERE id LIKE 'user:%'"
    assert desk.rows(query) == [(500_000, 900_000)]
    assert "taken away" in desk.run("users", "limit", "withdraw", "GHS", 0, "--user", "efua", "--remove")
    assert desk.rows(query) == [(-1, None)]
    refused = desk.run("users", "limit", "withdraw", "GHS", 1, status=1)
    assert "exactly one" in refused


def test_a_printed_secret_opens_once_and_one_that_was_typed_is_a_password(desk: Desk) -> None:
    hire(desk)
    assert desk.rows("SELECT one_time FROM credentials") == [(0,)]
    assert "can sign in once with" in desk.run("users", "password", "efua")
    ((one_time, expires_at),) = desk.rows("SELECT one_time, expires_at FROM credentials")
    assert one_time
    assert expires_at


def test_a_workstation_is_renamed(desk: Desk) -> None:
    desk.run("devices", "add", "WS-1", "--branch", "040", "--key", KEY)
    assert "WS-1 is now FRONT" in desk.run("devices", "rename", "WS-1", "FRONT")
    assert desk.rows("SELECT name FROM devices") == [("FRONT",)]


def test_the_outbox_that_stands_for_phones(desk: Desk) -> None:
    assert desk.run("sms-outbox") == ""
    carrier = Embedded(desk.folder / "bank.keys" / "sms-outbox.jsonl")
    for number in range(3):
        carrier.send("+233244187306", f"message {number}")
    assert desk.run("sms-outbox", "--last", "2").splitlines() == [
        "+233244187306  message 1",
        "+233244187306  message 2",
    ]
