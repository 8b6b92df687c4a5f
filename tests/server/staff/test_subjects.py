import pytest

from server.notices.handlers import tell
from server.staff.handlers import handlers
from server.staff.subjects import fact_about, stated, subject_of

FACTS = [
    [{"branch": "b"}, {"fact": "request", "request": "r"}],
    [{}, {"fact": "limit", "limit": "user:u/withdraw/GHS", "n": 1}],
    "odd",
]


@pytest.mark.parametrize(("kind", "body", "subject"), [
    ("set_limit", {"user": "u", "act": "withdraw", "currency": "GHS"}, ("limit", "user:u/withdraw/GHS")),
    ("set_limit", {"branch": "b", "act": "deposit", "currency": "GHS"}, ("limit", "branch:b/deposit/GHS")),
    ("set_limit", {"role": "cashier", "act": "deposit", "currency": "GHS"}, ("limit", "cashier/deposit/GHS")),
    ("change_role", {"role": "auditor"}, ("role", "auditor")),
    ("revoke_device", {"device": "d"}, ("device", "d")),
    ("disable_user", {"user": "u"}, ("user", "u")),
    ("deposit", {"user": "u"}, None),
])  # fmt: skip
def test_what_a_command_changes(kind: str, body: dict[str, str], subject: tuple[str, str] | None) -> None:
    assert subject_of(kind, body) == subject


def test_every_command_of_the_room_has_a_subject() -> None:
    kinds = [str(handler.kind.__struct_config__.tag) for handler in handlers(tell)]
    assert [kind for kind in kinds if subject_of(kind, {}) is None] == []


def test_what_an_entry_states_about_it() -> None:
    assert stated(FACTS) == ("limit", "user:u/withdraw/GHS")
    assert fact_about(FACTS, ("limit", "user:u/withdraw/GHS")) == FACTS[1][1]
    assert fact_about(FACTS, ("limit", "user:x/withdraw/GHS")) is None
    assert stated([]) is None
