from contract.staff import SignIn
from tests.contract.samples import uid


def test_a_password_leaves_as_a_secret() -> None:
    asked = SignIn(username="efua.owusu", password="hunter2", device=uid(3))
    assert asked.secret().reveal == "hunter2"
    assert "hunter2" not in str(asked.secret())
