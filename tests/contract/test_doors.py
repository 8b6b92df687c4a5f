import msgspec
import pytest

from contract.doors import AskCode, ConfirmCode, SetPassword
from tests.contract.samples import uid


def test_a_new_password_leaves_as_a_secret() -> None:
    asked = SetPassword(username="efua", password="old one", new_password="hunter2", device=uid(3))
    assert asked.secret().reveal == "hunter2"
    assert "hunter2" not in str(asked.secret())


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", "123456\n", "\u0661\u0662\u0663\u0664\u0665\u0666"])
def test_a_code_is_six_plain_digits(code: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode({"challenge": uid(1), "code": code}), type=ConfirmCode)


def test_the_command_that_a_code_is_for_stays_as_it_was_written() -> None:
    raw = b'{"command":{"kind":"x",  "a":1}}'
    assert bytes(msgspec.json.decode(raw, type=AskCode).command) == b'{"kind":"x",  "a":1}'
