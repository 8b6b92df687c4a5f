import msgspec

from contract.staff import Me, SignIn
from tests.contract.samples import uid


def test_a_password_leaves_as_a_secret() -> None:
    asked = SignIn(username="efua.owusu", password="hunter2", device=uid(3))
    assert asked.secret().reveal == "hunter2"
    assert "hunter2" not in str(asked.secret())


def test_who_was_remembered_before_the_letterhead_is_still_read() -> None:
    """A workstation keeps Me in its encrypted store for the offline unlock, and finds it there after an update."""
    old = {"user": uid(1), "username": "efua", "full_name": "Efua Owusu", "staff_number": "S-104", "roles": ["cashier"],
           "branch": uid(2), "branch_name": "Osu", "branch_code": "001", "bank_name": "Akoma", "permissions": [], "limits": [],
           "scope": "s", "shift_ends_at": "2026-11-24T20:00:00.000Z"}  # fmt: skip
    read = msgspec.json.decode(msgspec.json.encode(old), type=Me)
    assert (read.contact_line, read.device_name) == ("", "")
    assert msgspec.json.decode(msgspec.json.encode(read)) == old, "what is not set is not written either"
